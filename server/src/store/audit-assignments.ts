// Does every routed assignment of an agency again: the seed is the hash of the event that it names, the draw comes out as it
// was stored, and routing, asked again with what it knew, says the same. It changes nothing.
import { programContext } from './context.ts';
import { evolve, type CaseEvent, type CaseState } from '@casewright/engine/case';
import { factsOf } from '@casewright/engine/plan';
import { routeAgain } from '@casewright/engine/routing';
import type { CaseTypes } from './case-types.ts';
import { flight, type Database, type Tx } from './database.ts';
import type { KeyProvider } from './keys.ts';
import { loadKeys } from './load-case.ts';
import { openEvent } from './open-event.ts';
import { TOMBSTONE } from './seal-event.ts';
import { BEFORE_ALL, eventsOfCase, nextCases } from './read-chain.ts';
import { readEvents } from './read-events.ts';
import { unwrapKeys } from './unwrap-keys.ts';

interface AuditDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
}

export interface AssignmentProblem {
  readonly caseId: string;
  readonly seq: number;
  readonly reason: string;
}

export interface AssignmentAudit {
  readonly assignments: number;
  readonly draws: number;
  /** Assignments that rested on what was lawfully destroyed since; of these only the draw was done again. */
  readonly partly: number;
  readonly problems: readonly AssignmentProblem[];
}

const CASES_PER_PAGE = 200;

export async function auditAssignments(deps: AuditDeps, tenant: number): Promise<AssignmentAudit> {
  const context = programContext(tenant, 'system.audit');
  const tally: Tally = { assignments: 0, draws: 0, partly: 0, problems: [] };
  for (let after = BEFORE_ALL; ;) {
    const from = after;
    const ids = await deps.database.snapshot(context, (tx) =>
      nextCases(tx, { tenant, after: from, limit: CASES_PER_PAGE }),
    );
    for (const caseId of ids) {
      await deps.database.snapshot(context, (tx) => auditCase(deps, tx, { tenant, caseId, tally }));
    }
    const last = ids.at(-1);
    if (last === undefined) return tally;
    after = last;
  }
}

interface Tally {
  assignments: number;
  draws: number;
  partly: number;
  readonly problems: AssignmentProblem[];
}

interface CaseToAudit {
  readonly tenant: number;
  readonly caseId: string;
  readonly tally: Tally;
}

async function auditCase(deps: AuditDeps, tx: Tx, at: CaseToAudit): Promise<void> {
  const { tenant, caseId, tally } = at;
  const [keys, first] = await flight(tx, [
    loadKeys(tenant, caseId),
    readEvents({ tenant, caseId, from: 0, limit: 500 }),
  ]);
  const known = unwrapKeys(deps.keys, { tenant, caseId }, keys.rows);
  const hashes = new Map<number, string>();
  let state: CaseState | null = null;
  for await (const row of eventsOfCase(tx, at, first.rows)) {
    const { seq, type, occurred, payload } = row;
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, known);
    // Of a case that was destroyed nothing is left to do again.
    if (opened.kind === 'destroyed') return;
    if (opened.kind === 'destruction') continue;
    const { event } = opened;
    hashes.set(seq, row.hash.toString('hex'));
    if (event.type === 'TaskAssigned' && event.routing !== undefined && state !== null) {
      const caseType = await deps.caseTypes.byHash(tx, tenant, row.case_type_hash);
      tally.assignments += 1;
      const facts = factsOf(caseType.fields, state.data);
      const table = caseType.routing.get(event.routing.table.name)?.table;
      const reasons = judge(event, { facts, table, hashes, tally });
      tally.problems.push(...reasons.map((reason) => ({ caseId, seq, reason })));
    }
    state = evolve(state, event);
  }
}

interface Knowing {
  readonly facts: ReturnType<typeof factsOf>;
  readonly table: Parameters<typeof routeAgain>[0] | undefined;
  readonly hashes: ReadonlyMap<number, string>;
  readonly tally: Tally;
}

function judge(
  { routing, grounds }: Extract<CaseEvent, { type: 'TaskAssigned' }>,
  { facts, table, hashes, tally }: Knowing,
): readonly string[] {
  if (routing === undefined) return [];
  if (grounds === undefined || table === undefined) return ['It does not say on what grounds it was made.'];
  const reasons: string[] = [];
  const { isSame, isDrawnRight } = routeAgain(table, facts, { routing, grounds });
  if (isDrawnRight !== null) tally.draws += 1;
  if (isDrawnRight === false) reasons.push('The draw comes out differently.');
  if (hashes.get(grounds.seedOf) !== grounds.seed) {
    reasons.push(`The seed is not the hash of event ${grounds.seedOf}.`);
  }
  if (Object.values(facts).includes(TOMBSTONE)) tally.partly += 1;
  else if (!isSame) reasons.push('Routing, asked again with what it knew, says something else.');
  return reasons;
}
