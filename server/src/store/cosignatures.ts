// What each witness has seen of an agency's log: the size, when, and the line that it put below the checkpoint.
import { flight, type Tx } from './database.ts';
import type { Statement } from './statement.ts';

export interface CosignatureRow {
  readonly witness: string;
  readonly size: number;
  readonly signature: string;
  readonly seen_at: string;
}

export function addCosignature(tenant: number, row: CosignatureRow): Statement {
  return {
    name: 'add-cosignature',
    text: `insert into log_cosignature (tenant, witness, size, signature, seen_at) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
    values: [tenant, row.witness, row.size, row.signature, row.seen_at],
  };
}

/** The largest size that a witness has seen. */
export function readLastSeen(tenant: number, witness: string): Statement<CosignatureRow> {
  return {
    name: 'read-last-seen',
    text: `select witness, size, signature, seen_at from log_cosignature where tenant = $1 and witness = $2
            order by size desc limit 1`,
    values: [tenant, witness],
  };
}

/** A checkpoint with the lines of all witnesses below it. */
export async function cosigned(
  tx: Tx,
  tenant: number,
  { size, note }: { readonly size: number; readonly note: string },
): Promise<string> {
  const [lines] = await flight(tx, [readCosignatures(tenant, size)]);
  return [note, ...lines.rows.map(({ signature }) => signature)].join('');
}

function readCosignatures(tenant: number, size: number): Statement<CosignatureRow> {
  return {
    name: 'read-cosignatures',
    text: `select witness, size, signature, seen_at from log_cosignature where tenant = $1 and size = $2 order by witness`,
    values: [tenant, size],
  };
}
