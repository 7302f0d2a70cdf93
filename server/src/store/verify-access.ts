// Compares who may find a case with the team that owns it: a row of the access list that follows from nothing opens a case to
// somebody who may not see it. A row that is missing opens nothing; a rebuild makes it anew.
import { flight, type Database } from './database.ts';
import { accessTokens } from './projection.ts';
import type { Statement } from './statement.ts';

export interface UnfoundedAccess {
  readonly caseId: string;
  readonly token: string;
}

interface AccessRow {
  readonly case_id: string;
  readonly token: string;
  /** Of the case's head; null where there is none. */
  readonly team: string | null;
}

const ROWS_PER_PAGE = 5_000;

export async function verifyAccess(database: Database, tenant: number): Promise<readonly UnfoundedAccess[]> {
  const unfounded: UnfoundedAccess[] = [];
  let after = { token: '', case_id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const from = after;
    const rows = await database.snapshot({ tenant, person: 'system.verify' }, async (tx) => {
      const [page] = await flight(tx, [readAccessRows(tenant, from)]);
      return page.rows;
    });
    for (const { case_id: caseId, token, team } of rows)
      if (team === null || !accessTokens({ team }).includes(token)) unfounded.push({ caseId, token });
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
    text: `select a.case_id, a.token, h.team from case_access a
             left join case_head h on h.tenant = $1 and h.case_id = a.case_id
            where a.tenant = $1 and (a.token, a.case_id) > ($2, $3) order by a.token, a.case_id limit ${ROWS_PER_PAGE}`,
    values: [tenant, after.token, after.case_id],
  };
}
