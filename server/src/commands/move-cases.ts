// Moves the running cases of one version to another: first in thought, case by case, then each by a command of its own that brings
// what was seen of it. It remembers nothing: a case that has moved is no longer of the old version, so it may be cut off anywhere and
// be done again.
import { createHash, randomUUID } from 'node:crypto';
import type { Rejection } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import type { MoveCommand, MoveNames } from '@casewright/engine/versions';
import { casesOfVersion } from '../store/cases-of-version.ts';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { findCaseTypeVersion } from '../store/find-case-type.ts';
import { currentHolidayTable } from '../store/holiday-table.ts';
import { parseHolidays } from '../store/holidays.ts';
import { aboveIn, unitsBelowOthers } from '../store/units-above.ts';
import { type SeenNote, seeMove } from './decide-move.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import { parseState } from './look-first.ts';

export interface Versions {
  readonly from: CaseType;
  readonly to: CaseType;
}

/** Two published versions of one kind of case, which may begin later; null for one that the agency has not. */
export function versionsOf(
  deps: CommandDeps,
  tenant: number,
  asked: { readonly caseType: string; readonly from: string; readonly to: string },
): Promise<{ readonly from: CaseType | null; readonly to: CaseType | null }> {
  return deps.database.snapshot(programContext(tenant, PERSON), async (tx) => {
    const found = await flight(tx, [
      findCaseTypeVersion(tenant, asked.caseType, asked.from),
      findCaseTypeVersion(tenant, asked.caseType, asked.to),
    ]);
    const [from = null, to = null] = await Promise.all(
      found.map(async ({ rows: [row] }) => (row === undefined ? null : deps.caseTypes.byHash(tx, tenant, row.hash))),
    );
    return { from, to };
  });
}

/** What a move would do to one case. */
export interface RehearsedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly version: number;
  /** Sentences; none where it can move. */
  readonly obstacles: readonly string[];
  readonly notes: readonly SeenNote[];
  /** Empty where it cannot move. */
  readonly seen: string;
}

export interface MoveToRehearse extends Versions {
  readonly tenant: number;
  readonly names: MoveNames;
  readonly onProgress?: ((soFar: { readonly cases: number }) => void) | undefined;
}

/** What whoever has read the rehearsal asks for one case. */
export interface MoveOrder {
  readonly tenant: number;
  /** Who answers for it. */
  readonly person: string;
  readonly caseId: string;
  readonly reason: string;
}

/** What became of one case: null where it moved, or had moved already; else a sentence. */
export type Moved = string | null;

const PAGE = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const PERSON = 'system.versions';

/** Every running case of the old version with what the move would change for it, a page of cases at a time. Nothing is written. */
export async function* rehearseMove(
  deps: CommandDeps,
  { tenant, from, to, names, onProgress }: MoveToRehearse,
): AsyncGenerator<RehearsedCase> {
  const hash = Buffer.from(from.hash, 'hex');
  let cases = 0;
  for (let after = BEFORE_ALL; ;) {
    const page = await deps.database.snapshot(programContext(tenant, PERSON), async (tx) => {
      const [rows, units, tables] = await flight(tx, [
        casesOfVersion({ tenant, hash, after, limit: PAGE }),
        unitsBelowOthers(tenant),
        currentHolidayTable(tenant),
      ]);
      const [table] = tables.rows;
      const holidays = table === undefined ? {} : { holidays: parseHolidays(table.days) };
      const context = { occurred: new Date(deps.nowMs()).toISOString(), actor: PERSON, ...holidays };
      return rows.rows.map((row): RehearsedCase => {
        const of = { tenant, caseId: row.case_id, caseType: from, to, state: parseState(row) };
        const seen = seeMove(
          { ...of, aboveOf: aboveIn(units.rows), nowMs: deps.nowMs() },
          { names, reason: '', context },
        );
        const known = { caseId: row.case_id, reference: row.reference, version: row.version };
        return 'obstacles' in seen
          ? { ...known, obstacles: seen.obstacles, notes: [], seen: '' }
          : { ...known, obstacles: [], notes: seen.notes, seen: seen.seen };
      });
    });
    yield* page;
    cases += page.length;
    onProgress?.({ cases });
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.caseId;
  }
}

/** Moves one case as it was rehearsed. Done again for a case that has moved, it changes nothing. */
export function moveAsSeen(
  deps: CommandDeps,
  order: MoveOrder,
  {
    to,
    names,
    version,
    seen,
  }: Pick<RehearsedCase, 'version' | 'seen'> & { readonly to: string; readonly names: MoveNames },
): Promise<Moved> {
  return ask(deps, order, {
    command: { type: 'MoveCase', to, names, reason: order.reason, seen },
    key: `move ${order.caseId} ${to} ${version}`,
    expectedVersion: version,
  });
}

/** Takes back the last move of a case, where it led to the version of that hash. Done again, it says that there is none. */
export function takeBackMove(deps: CommandDeps, order: MoveOrder, moved: string): Promise<Moved> {
  // Each try is a command of its own: the case itself says whether there is anything to take back.
  return ask(deps, order, { command: { type: 'UndoMove', reason: order.reason, moved }, key: randomUUID() });
}

async function ask(
  deps: CommandDeps,
  { tenant, person, caseId }: MoveOrder,
  {
    command,
    key,
    ...version
  }: { readonly command: MoveCommand; readonly key: string; readonly expectedVersion?: number },
): Promise<Moved> {
  const principal: Principal = { tenant, person, authority: 'versions', name: person, teams: [], holding: 'program' };
  const idempotencyKey = createHash('sha256').update(key).digest('hex');
  const outcome = await executeCommand(deps, principal, { caseId, command, idempotencyKey, ...version });
  switch (outcome.kind) {
    case 'applied':
      return null;
    case 'rejected':
      return sentenceOf(outcome.rejection);
    case 'conflict':
      return 'Something happened in the case since it was rehearsed. Rehearse the move again.';
    case 'key-reused':
      return 'It was moved before for another reason.';
    case 'not-found':
    case 'session-gone':
      return 'There is no such case.';
  }
}

function sentenceOf(rejection: Rejection): string {
  if (rejection.code === 'not-movable') return rejection.reasons.join(' ');
  if (rejection.code === 'move-differs') return 'The move would change something else by now. Rehearse it again.';
  return rejection.code === 'nothing-to-do' ? 'No move of it can be taken back.' : rejection.code;
}
