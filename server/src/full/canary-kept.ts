// Rows of an installation with canaries as they are before something ends them, so that a fault can put them back.
import type { OpenSystem } from '../open-system.ts';
import { rowsOf } from './canary-rows.ts';

const tenant = 1;

/** Rows as texts of JSON, with their table. */
export type KeptRows = readonly KeptRow[];

interface KeptRow {
  readonly table: 'data_key' | 'inbound_item' | 'quality_finding' | 'redaction_draft' | 'unsent_text';
  readonly row: string;
}

type Kept = Pick<OpenSystem, 'database'>;

/** What a table holds of a case, or of an item of the inbox: what opens it, redactions under way, what is typed and not sent, what reviewers found. */
export function copyOfCase(
  system: Kept,
  table: Exclude<KeptRow['table'], 'inbound_item'>,
  caseId: string,
): Promise<KeptRows> {
  return rowsOf<KeptRow>(system, {
    name: `${table}-for-a-fault`,
    text: `select '${table}' as table, to_json(x)::text as row from ${table} x where x.tenant = $1 and x.case_id = $2`,
    values: [tenant, caseId],
  });
}

/** An item of the inbox with what opens it, as it is now. */
export async function copyItem(system: Kept, item: string): Promise<KeptRows> {
  const rows = await rowsOf<KeptRow>(system, {
    name: 'item-for-a-fault',
    text: `select 'inbound_item' as table, to_json(i)::text as row from inbound_item i where i.tenant = $1 and i.item_id = $2`,
    values: [tenant, item],
  });
  return [...(await copyOfCase(system, 'data_key', item)), ...rows];
}
