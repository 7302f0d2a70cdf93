// Saying that somebody has a case open and what they do in it, to whoever may read it too: told to all processes with the commit and
// written nowhere but as a line that they came. Only who may read the case by the rules says so, and by that is seen; whoever
// looks by a seat or an office does not come by here.
import { authorize } from '@casewright/engine/policy';
import { readerContext } from '../store/context.ts';
import { commit, flight, readingAs, rollback, type Database } from '../store/database.ts';
import { findNames } from '../store/find-people.ts';
import { tellHere, type Doing } from '../store/live-messages.ts';
import { readCase, resourceOf } from '../store/read-case.ts';
import { lineOf } from './access-line.ts';
import type { Overseen, Overseer } from './oversee.ts';

export { DOINGS, type Doing, type HereMessage } from '../store/live-messages.ts';

export interface HereSaid {
  readonly caseId: string;
  readonly window: string;
  /** Null: they left. */
  readonly doing: Doing | null;
  /** True where nothing is known of that window: that they came is on record, and not what they do there. */
  readonly isNew: boolean;
  /** True where others must be told, in any process. */
  readonly isTold: boolean;
  /** Others who are known to be there, by id. */
  readonly others: readonly string[];
}

/** Names of the others, by id; nobody where the policy says no. */
export type HereAnswer = Overseen<ReadonlyMap<string, string>, never>;

interface HereDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

export function sayHere(deps: HereDeps, by: Overseer, said: HereSaid): Promise<HereAnswer> {
  const { principal } = by;
  const { tenant, person } = principal;
  const { caseId, window, doing, isNew, isTold, others } = said;
  return deps.database.transaction<HereAnswer>(readerContext(principal), async (tx) => {
    const [proven, heads, , names] = await flight(tx, [
      by.proof,
      readCase(tenant, caseId),
      readingAs(tx, 'program'),
      findNames(tenant, others),
    ]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const [head] = heads.rows;
    const decision = head === undefined ? null : authorize(principal, { type: 'read-case' }, resourceOf(tenant, head));
    const line = (denied: boolean, rule: string | null) =>
      lineOf(deps, by, { action: 'be-here', caseIds: [caseId], denied, rule });
    if (decision?.allowed !== true) {
      await commit(tx, line(true, null));
      return { kind: 'absent' };
    }
    const told = isTold ? [tellHere({ tenant, caseId, person, window, doing })] : [];
    await commit(tx, [...told, ...(isNew ? line(false, decision.grant.rule) : [])]);
    return { kind: 'done', value: new Map(names.rows.map((row) => [row.person, row.name])) };
  });
}

export interface HereDoors {
  readonly sayHere: (by: Overseer, said: HereSaid) => Promise<HereAnswer>;
}

export function hereDoors(deps: HereDeps): HereDoors {
  return { sayHere: (by, said) => sayHere(deps, by, said) };
}
