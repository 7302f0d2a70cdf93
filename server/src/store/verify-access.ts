// Compares by whom a case is found with what opens it: a row of the access list that follows from nothing puts a case before
// somebody who may not see it. A row that is missing opens nothing; a rebuild makes it anew, and compares what opens the
// case with what its events say.
import { programContext } from './context.ts';
import { flight, type Database } from './database.ts';
import { IN_ORDER } from './read-range.ts';
import type { Statement } from './statement.ts';

export interface UnfoundedAccess {
  readonly caseId: string;
  readonly token: string;
}

interface AccessRow {
  readonly case_id: string;
  readonly token: string;
  /** What opens the case by its head; null where there is none. */
  readonly tokens: readonly string[] | null;
}

const ROWS_PER_PAGE = 5_000;

export async function verifyAccess(database: Database, tenant: number): Promise<readonly UnfoundedAccess[]> {
  const unfounded: UnfoundedAccess[] = [];
  let after = { token: '', case_id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const from = after;
    const rows = await database.snapshot(programContext(tenant, 'system.verify'), async (tx) => {
      await flight(tx, IN_ORDER);
      const [page] = await flight(tx, [readAccessRows(tenant, from)]);
      return page.rows;
    });
    for (const { case_id: caseId, token, tokens } of rows)
      if (tokens?.includes(token) !== true) unfounded.push({ caseId, token });
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_PAGE) return unfounded;
    after = last;
  }
}

function readAccessRows(
  tenant: number,
  after: { readonly token: string; readonly case_id: string },
): Statement<AccessRow> {
  return {
    name: 'read-access-rows',
    text: `select a.case_id, a.token, h.tokens from case_access a
             left join case_head h on h.tenant = $1 and h.case_id = a.case_id
            where a.tenant = $1 and (a.token, a.case_id) > ($2, $3) order by a.token, a.case_id limit ${ROWS_PER_PAGE}`,
    values: [tenant, after.token, after.case_id],
  };
}
