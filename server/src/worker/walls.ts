// Suggests walls where the rules on walls say so, as commands: what is declared, and who holds work, is gone through again and
// again. Done again it does nothing, and what somebody dismissed is not suggested again for the same reasons.
import { createHash } from 'node:crypto';
import type { CaseState } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import {
  isToSuggest,
  type PartyInCase,
  reasonsForWall,
  type WallReason,
  type WallRules,
  wallRules,
} from '@casewright/engine/walls';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { parseState } from '../commands/look-first.ts';
import { programContext } from '../store/context.ts';
import { findUnfinishedImport } from '../store/due-timers.ts';
import {
  declaredPairs,
  readWallFacts,
  workingPairs,
  type WallFactsRow,
  type WallPair,
} from '../store/wall-candidates.ts';

export interface WallSweep {
  /** Pairs of a person and a case that were looked at. */
  readonly pairs: number;
  readonly suggested: number;
  /** What could not be suggested is tried again. */
  readonly problems: readonly WallProblem[];
}

export interface WallProblem {
  readonly caseId: string;
  readonly reason: string;
}

const CASES_AT_ONCE = 200;
const SYSTEM = 'system.walls';

/** Goes once through one agency. An unfinished import says itself who worked on what when. */
export async function suggestWalls(
  deps: CommandDeps,
  tenant: number,
  rules: WallRules = wallRules,
): Promise<WallSweep> {
  const sweep: Sweeping = { pairs: 0, suggested: 0, problems: [] };
  const context = programContext(tenant, SYSTEM);
  const [imports, declared] = await deps.database.once(context, [findUnfinishedImport(tenant), declaredPairs(tenant)]);
  if (imports.count > 0) return sweep;
  for (let at = 0; at < declared.count; at += CASES_AT_ONCE)
    await weigh({ deps, tenant, rules }, declared.rows.slice(at, at + CASES_AT_ONCE), sweep);
  for (let after = FIRST_CASE; ;) {
    const [working] = await deps.database.once(context, [workingPairs(tenant, after, CASES_AT_ONCE)]);
    const last = working.rows.at(-1);
    if (last === undefined) return sweep;
    await weigh({ deps, tenant, rules }, working.rows, sweep);
    after = last.case_id;
  }
}

const FIRST_CASE = '00000000-0000-0000-0000-000000000000';

interface Weighing {
  readonly deps: CommandDeps;
  readonly tenant: number;
  readonly rules: WallRules;
}

interface Sweeping {
  pairs: number;
  suggested: number;
  readonly problems: WallProblem[];
}

async function weigh(weighing: Weighing, pairs: readonly WallPair[], sweep: Sweeping): Promise<void> {
  const { deps, tenant, rules } = weighing;
  const [facts] = await deps.database.once(programContext(tenant, SYSTEM), [readWallFacts(tenant, pairs)]);
  sweep.pairs += facts.count;
  const now = new Date(deps.nowMs()).toISOString();
  const versions = new Map<string, number>();
  for (const row of facts.rows) {
    const state = parseState(row);
    const reasons = reasonsForWall(aboutPair(row, state), rules);
    if (!isNewFor(state, row.person, reasons)) continue;
    await suggest(weighing, { row, reasons, now, versions }, sweep);
  }
}

function aboutPair(row: WallFactsRow, state: CaseState): Parameters<typeof reasonsForWall>[0] {
  return {
    ...{ person: row.person, holdsWork: row.holds_work, ties: row.ties, interests: row.interests },
    namesOfCase: [row.case_id, row.reference],
    parties: partiesIn(state),
    colleaguesWhose: row.colleagues,
    decided: row.decided,
  };
}

/** Those of the opening are written as entries only once something is said of them. */
function partiesIn({ parties, entries = {} }: CaseState): readonly PartyInCase[] {
  const written = Object.entries(entries).flatMap(([id, entry]): readonly PartyInCase[] =>
    entry.kind === 'party' ? [{ id, subject: entry.subject, represents: entry.represents !== null }] : [],
  );
  const opened = Object.entries(parties).map(([role, subject]) => ({
    id: `party.${role}`,
    subject,
    represents: false,
  }));
  return [...written, ...opened.filter(({ id }) => !written.some((one) => one.id === id))];
}

/** Asked as the command asks it, so that no command is given for nothing. */
function isNewFor({ access }: CaseState, person: string, reasons: readonly WallReason[]): boolean {
  const facts = Object.values(access?.facts ?? {});
  return isToSuggest(
    reasons,
    facts.flatMap((fact) => (fact.kind === 'wall' && fact.person === person ? [fact] : [])),
  );
}

interface ToSuggest {
  readonly row: WallFactsRow;
  readonly reasons: readonly WallReason[];
  readonly now: string;
  /** Of cases that were changed in this round. */
  readonly versions: Map<string, number>;
}

/** One broken case must not keep the others waiting, so nothing is thrown. A case that changed meanwhile is for the next sweep. */
async function suggest(
  { deps, tenant }: Weighing,
  { row, reasons, now, versions }: ToSuggest,
  sweep: Sweeping,
): Promise<void> {
  const { case_id: caseId, person } = row;
  const version = versions.get(caseId) ?? row.version;
  try {
    const outcome = await executeCommand(deps, principalOf(tenant), {
      ...{ caseId, expectedVersion: version, occurred: now },
      command: { type: 'SuggestWall', person, because: reasons },
      // The same for every process that weighs this pair at this version.
      idempotencyKey: createHash('sha256').update(`wall ${caseId} ${person} ${version}`).digest('hex'),
    });
    if (outcome.kind === 'applied') {
      sweep.suggested += 1;
      versions.set(caseId, version + 1);
    } else if (outcome.kind !== 'conflict') {
      const reason = outcome.kind === 'rejected' ? outcome.rejection.code : outcome.kind;
      sweep.problems.push({ caseId, reason });
    }
  } catch (error) {
    sweep.problems.push({ caseId, reason: error instanceof Error ? error.message : String(error) });
  }
}

function principalOf(tenant: number): Principal {
  return { tenant, person: SYSTEM, authority: 'walls', name: 'Walls', teams: [], holding: 'program' };
}
