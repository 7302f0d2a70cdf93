// What somebody typed in a form and has not sent, for whoever typed it and nobody else, found again on any machine.
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { readCase } from '../store/read-case.ts';
import { openUnsent, readUnsent, type UnsentFields, type UnsentPlace, unsentPlaceOf } from '../store/unsent-texts.ts';
import { unwrapOwnKey } from '../store/unwrap-keys.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface UnsentView {
  /** Null where there is none. */
  readonly text: { readonly fields: UnsentFields; readonly version: number; readonly savedAt: string } | null;
}

export interface UnsentToShow {
  /** Null where there is no case yet. */
  readonly caseId: string | null;
  readonly place: string;
}

interface UnsentOptions {
  readonly database: Database;
  readonly keys: KeyProvider;
}

const NAME = 'read-unsent-text';

export function showUnsent(
  send: SendReading,
  reader: Reader,
  { caseId, place, ...options }: UnsentToShow & UnsentOptions,
): Promise<ReadAnswer<UnsentView>> {
  const { tenant } = reader.principal;
  const at = unsentPlaceOf(reader.principal, place);
  const find = async () => ({ view: withoutCaseFile(await viewOf(options, at, caseId)) });
  if (caseId === null)
    return answerRead(send, reader, {
      ...{ action: { type: 'list-case-types' }, name: NAME, asked: [], statements: [] },
      fold: async () => ({ ...(await find()), caseIds: [] }),
    });
  return answerRead(send, reader, {
    ...{ action: { type: 'read-case' }, name: NAME, asked: [caseId] },
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async () => ({ ...(await find()), caseIds: [caseId] }),
  });
}

/** The row is the program's alone, and is read when the policy has said yes. */
async function viewOf({ database, keys }: UnsentOptions, at: UnsentPlace, caseId: string | null): Promise<UnsentView> {
  const { tenant, person } = at;
  const context = programContext(tenant, person);
  const [found] = await database.once(context, [readUnsent(at)]);
  const [row] = found.rows;
  if (row === undefined || row.case_id !== caseId) return { text: null };
  const [wrapped] = await database.once(context, [loadKeys(tenant, row.key_of)]);
  const key = unwrapOwnKey(keys, { tenant, caseId: row.key_of }, wrapped.rows);
  if (key === undefined) return { text: null };
  const { version, saved_at: savedAt } = row;
  return { text: { fields: openUnsent(key, at, row.sealed), version, savedAt } };
}
