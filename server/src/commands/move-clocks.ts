// Moves the clocks that a new table of public holidays moves: looks at every case in which a clock may run, and asks those
// that move to count anew, one command and one event for each. It remembers nothing: a case that has moved moves no more, so
// it may be cut off anywhere, be done again, and be done by two processes at once.
import { programContext } from '../store/context.ts';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HolidayTable } from '@casewright/engine/calendar';
import { decide, type RecountedClock } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { Corrupt } from '../errors.ts';
import { flight } from '../store/database.ts';
import { type ClockCaseRow, casesWithClocks, currentHolidayTable, finishMove } from '../store/holiday-table.ts';
import { databaseTime, transactionsSince } from '../store/older-transactions.ts';
import { parseHolidays } from '../store/holidays.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import { parseState } from './look-first.ts';

/** A case that a table moves, or that it cannot count. */
export interface CaseToMove {
  readonly caseId: string;
  readonly reference: string;
  readonly version: number;
  /** Empty where there is a problem. */
  readonly moved: readonly RecountedClock[];
  /** A sentence; it names a clock and a year or place, and no person. */
  readonly problem: string | null;
}

export interface ToLookThrough {
  readonly tenant: number;
  readonly table: HolidayTable;
  readonly onProgress?: ((soFar: { readonly cases: number }) => void) | undefined;
}

const PAGE = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const PERSON = 'system.holidays';

/** The cases of an agency that a table would move, and those that it cannot count, a page of cases at a time. */
export async function* casesToMove(
  deps: CommandDeps,
  { tenant, table, onProgress }: ToLookThrough,
): AsyncGenerator<CaseToMove> {
  let cases = 0;
  for (let after = BEFORE_ALL; ;) {
    const page = await pageOfCases(deps, { tenant, after, limit: PAGE });
    for (const { row, caseType } of page) {
      const found = lookAt(deps, { row, caseType, table });
      if (found !== null) yield found;
    }
    cases += page.length;
    onProgress?.({ cases });
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.row.case_id;
  }
}

interface CaseSeen {
  readonly row: ClockCaseRow;
  readonly caseType: CaseType;
}

function pageOfCases(
  deps: CommandDeps,
  of: { readonly tenant: number; readonly after: string; readonly limit: number },
): Promise<readonly CaseSeen[]> {
  const { tenant } = of;
  return deps.database.snapshot(programContext(tenant, PERSON), async (tx) => {
    const [page] = await flight(tx, [casesWithClocks(of)]);
    const seen: CaseSeen[] = [];
    for (const row of page.rows)
      seen.push({ row, caseType: await deps.caseTypes.byHash(tx, tenant, row.case_type_hash) });
    return seen;
  });
}

/** What would happen is what the decider says, so that what is listed before is what is recorded after. */
function lookAt(deps: CommandDeps, at: CaseSeen & { readonly table: HolidayTable }): CaseToMove | null {
  const { row, caseType, table } = at;
  const context = { occurred: new Date(deps.nowMs()).toISOString(), actor: PERSON, holidays: table };
  const decision = decide(caseType, parseState(row), { type: 'RecountClocks' }, context);
  const { case_id: caseId, reference, version } = row;
  if ('event' in decision) {
    const moved = decision.event.type === 'ClocksRecounted' ? decision.event.moved : [];
    return { caseId, reference, version, moved, problem: null };
  }
  const { rejection } = decision;
  if (rejection.code === 'nothing-to-do') return null;
  const problem = rejection.code === 'clock-refused' ? `${rejection.clock}: ${rejection.reason}` : rejection.code;
  return { caseId, reference, version, moved: [], problem };
}

export interface MoveReport {
  /** False where commands that began before would not end in time; then it is to be done again. */
  readonly finished: boolean;
  /** Cases that were moved by this run; another process may have moved others. */
  readonly moved: number;
  readonly problems: readonly { readonly caseId: string; readonly reason: string }[];
}

/**
 * Moves every clock that the agency's table of public holidays moves, and notes that this is done.
 *
 * @param patienceMs how long commands that began before are waited for
 * @throws the operational errors of `errors.ts`; then it is to be done again
 */
export async function moveClocks(
  deps: CommandDeps,
  { tenant, patienceMs, onProgress }: Pick<ToLookThrough, 'tenant' | 'onProgress'> & { readonly patienceMs: number },
): Promise<MoveReport> {
  const context = programContext(tenant, PERSON);
  const [tables] = await deps.database.once(context, [currentHolidayTable(tenant)]);
  const [current] = tables.rows;
  const report: MoveReport & { moved: number; readonly problems: { caseId: string; reason: string }[] } = {
    moved: 0,
    problems: [],
    finished: true,
  };
  if (current === undefined) return report;
  if (!(await olderCommandsEnded(deps, tenant, patienceMs))) return { ...report, finished: false };
  const table = parseHolidays(current.days);
  for await (const found of casesToMove(deps, { tenant, table, onProgress })) {
    const reason = found.problem ?? (await moveCase(deps, { tenant, number: current.number }, found));
    if (reason === null) report.moved += 1;
    else report.problems.push({ caseId: found.caseId, reason });
  }
  await deps.database.once(context, [finishMove(tenant, current.number, new Date(deps.nowMs()).toISOString())]);
  return report;
}

/** One broken case must not keep the others waiting. @returns why it did not move, or null */
async function moveCase(
  deps: CommandDeps,
  { tenant, number }: { readonly tenant: number; readonly number: number },
  { caseId, version }: CaseToMove,
): Promise<string | null> {
  try {
    const outcome = await executeCommand(deps, principalOf(tenant), {
      caseId,
      command: { type: 'RecountClocks' },
      // The same for every process that sees the case as it stands; after another change it may have to move again.
      idempotencyKey: createHash('sha256').update(`recount ${number} ${caseId} ${version}`).digest('hex'),
    });
    if (outcome.kind === 'applied') return null;
    if (outcome.kind !== 'rejected') return outcome.kind;
    // It has moved meanwhile, or its clocks have stopped.
    return outcome.rejection.code === 'nothing-to-do' ? null : outcome.rejection.code;
  } catch (error) {
    if (error instanceof Corrupt) return error.message;
    throw error;
  }
}

const LOOK_EVERY_MS = 50;

/** A command that began before the table was adopted may still count by the one before; it has ended when we look at its case. */
async function olderCommandsEnded(deps: CommandDeps, tenant: number, patienceMs: number): Promise<boolean> {
  const context = programContext(tenant, PERSON);
  const [times] = await deps.database.once(context, [databaseTime()]);
  const before = times.rows[0]?.now ?? '';
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const [answer] = await deps.database.once(context, [transactionsSince(before)]);
    if (answer.rows[0]?.running === 0) return true;
    if (waitedMs >= patienceMs) return false;
    await sleep(LOOK_EVERY_MS);
  }
}

function principalOf(tenant: number): Principal {
  return { tenant, person: PERSON, authority: 'holidays', name: 'Public holidays', teams: [], holding: 'program' };
}
