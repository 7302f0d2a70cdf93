// Rows of an installation with canaries as they are before something ends them, so that a fault can put them back.
import type { OpenSystem } from '../open-system.ts';
import { programContext } from '../store/context.ts';
import type { Statement } from '../store/statement.ts';

const tenant = 1;

/** Rows as texts of JSON, with their table. */
export type KeptRows = readonly KeptRow[];

interface KeptRow {
  readonly table: 'data_key' | 'inbound_item' | 'redaction_draft' | 'unsent_text';
  readonly row: string;
}

type Kept = Pick<OpenSystem, 'database'>;

/** What opens a case, or an item of the inbox. */
export function copyKeys(system: Kept, caseId: string): Promise<KeptRows> {
  return copyRows(system, {
    name: 'keys-for-a-fault',
    text: `select 'data_key' as table, to_json(k)::text as row from data_key k where k.tenant = $1 and k.case_id = $2`,
    values: [tenant, caseId],
  });
}

/** Redactions of a case that are under way. */
export function copyDrafts(system: Kept, caseId: string): Promise<KeptRows> {
  return copyRows(system, {
    name: 'drafts-for-a-fault',
    text: `select 'redaction_draft' as table, to_json(d)::text as row from redaction_draft d where d.tenant = $1 and d.case_id = $2`,
    values: [tenant, caseId],
  });
}

/** What people typed about a case and have not sent. */
export function copyUnsent(system: Kept, caseId: string): Promise<KeptRows> {
  return copyRows(system, {
    name: 'unsent-for-a-fault',
    text: `select 'unsent_text' as table, to_json(u)::text as row from unsent_text u where u.tenant = $1 and u.case_id = $2`,
    values: [tenant, caseId],
  });
}

/** An item of the inbox with what opens it, as it is now. */
export async function copyItem(system: Kept, item: string): Promise<KeptRows> {
  const rows = await copyRows(system, {
    name: 'item-for-a-fault',
    text: `select 'inbound_item' as table, to_json(i)::text as row from inbound_item i where i.tenant = $1 and i.item_id = $2`,
    values: [tenant, item],
  });
  return [...(await copyKeys(system, item)), ...rows];
}

async function copyRows({ database }: Kept, statement: Statement<KeptRow>): Promise<KeptRows> {
  const [found] = await database.once(programContext(tenant, 'system.verify'), [statement]);
  return found.rows;
}
