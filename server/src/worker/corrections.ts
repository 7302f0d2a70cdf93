// Tells cases that took a fact over what is said of it where it comes from: a correction or a statement of disagreement there is received here,
// as a command. It asks each time what was not told yet, so it may be cut off anywhere and be done by two processes at once, and what was taken
// from a case that took it is told in the next round.
import { createHash } from 'node:crypto';
import type { Principal } from '@casewright/engine/policy';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { parseState } from '../commands/look-first.ts';
import { programContext } from '../store/context.ts';
import { type CorrectionDueRow, correctionsDue, FIRST_CORRECTION_DUE } from '../store/correction-rows.ts';
import { findUnfinishedImport } from '../store/due-timers.ts';
import { readFoundCases } from '../store/search-cases.ts';

export interface CorrectionSweep {
  readonly told: number;
  /** What could not be told is tried again. */
  readonly problems: readonly CorrectionProblem[];
}

interface Sweeping {
  told: number;
  readonly problems: CorrectionProblem[];
}

export interface CorrectionProblem {
  readonly caseId: string;
  readonly reason: string;
}

const AT_ONCE = 200;
const SYSTEM = 'system.corrections';

/**
 * Goes through one agency until all is told that can be: page by page to the end, so that what cannot be told keeps nothing back that stands
 * after it, and again from the beginning as long as something was told, since that may have made more due.
 *
 * @param atOnce rows of a page
 */
export async function tellCorrections(deps: CommandDeps, tenant: number, atOnce = AT_ONCE): Promise<CorrectionSweep> {
  const sweep: Sweeping = { told: 0, problems: [] };
  const context = programContext(tenant, SYSTEM);
  for (let [after, before] = [FIRST_CORRECTION_DUE, 0]; ;) {
    const [imports, due] = await deps.database.once(context, [
      findUnfinishedImport(tenant),
      correctionsDue(tenant, after, atOnce),
    ]);
    if (imports.count > 0) return sweep;
    for (const row of due.rows) await tell(deps, { tenant, row }, sweep);
    const last = due.rows.at(-1);
    if (last !== undefined && due.count === atOnce) {
      after = last;
      continue;
    }
    // What is left has a problem, and waits for the next round.
    if (sweep.told === before) return sweep;
    [after, before] = [FIRST_CORRECTION_DUE, sweep.told];
    sweep.problems.length = 0;
  }
}

/** One broken case must not keep the others waiting, so nothing is thrown. */
async function tell(
  deps: CommandDeps,
  { tenant, row }: { readonly tenant: number; readonly row: CorrectionDueRow },
  sweep: Sweeping,
): Promise<void> {
  const { case_id: caseId, field, source_case: sourceCase, correction } = row;
  try {
    const [found] = await deps.database.once(programContext(tenant, SYSTEM), [readFoundCases(tenant, [sourceCase])]);
    const [source] = found.rows;
    const said = source === undefined ? undefined : parseState(source).corrections?.[correction];
    if (said === undefined) return void sweep.problems.push({ caseId, reason: 'The correction is not there.' });
    const { standing, words, askedOn, authority, reasons } = said;
    const outcome = await executeCommand(deps, principalOf(tenant), {
      caseId,
      command: {
        ...{ type: 'ReceiveCorrection', field, from: { caseId: sourceCase, correction } },
        correction: { standing, words, askedOn, authority, reasons },
      },
      // The same for every process that tells it.
      idempotencyKey: createHash('sha256')
        .update(`correction ${sourceCase} ${correction} ${caseId} ${field}`)
        .digest('hex'),
    });
    if (outcome.kind === 'applied') sweep.told += 1;
    else sweep.problems.push({ caseId, reason: outcome.kind === 'rejected' ? outcome.rejection.code : outcome.kind });
  } catch (error) {
    sweep.problems.push({ caseId, reason: error instanceof Error ? error.message : String(error) });
  }
}

function principalOf(tenant: number): Principal {
  return { tenant, person: SYSTEM, authority: 'corrections', name: 'Corrections', teams: [], holding: 'program' };
}
