// The state that a decided event leads to, taken from the draft in which it was decided: what folding the event would
// give, without doing everything twice.
import type { Draft } from '../plan/draft.ts';
import { foldedState } from '../plan/folded-state.ts';
import { finishLedger } from '../plan/ledger.ts';
import { accessAfter } from './access-state.ts';
import { correctionsAfter } from './correction-state.ts';
import type { CaseEvent } from './events.ts';
import type { CaseState } from './state.ts';

/** @param before null where the event opens the case */
export function stateAfter(draft: Draft, before: CaseState | null, event: CaseEvent): CaseState {
  const { caseType, reference, team, opened, parties } = before ?? openedBy(event);
  const { data, waiting, required, timers, clocks, left, handed, entries, doers, index, hints } = draft;
  const version = before === null ? 1 : before.version + 1;
  const closed = closedAfter(draft, before, event);
  const status = closed === undefined ? 'open' : 'closed';
  return foldedState(
    {
      version,
      caseType,
      reference,
      team,
      opened,
      status,
      data,
      parties,
      waiting,
      required,
      timers,
      clocks,
      closed,
      left,
      handed,
      access: accessAfter(before?.access, event),
      entries,
      doers,
      corrections: correctionsAfter(before?.corrections, event, version),
    },
    { index, ledger: finishLedger(draft.ledger), hints },
  );
}

function openedBy(event: CaseEvent): Pick<CaseState, 'caseType' | 'reference' | 'team' | 'opened' | 'parties'> {
  if (event.type !== 'CaseOpened') throw new Error(`The first event of a case is ${event.type}, not CaseOpened.`);
  const { caseType, reference, team, parties, occurred } = event;
  return { caseType, reference, team, parties, opened: occurred };
}

/** A case that had ended keeps the outcome with which it did when its plan is closed for good. */
function closedAfter(
  { planEnded }: Draft,
  before: CaseState | null,
  event: CaseEvent,
): { readonly at: string; readonly outcome: string } | undefined {
  if (event.type === 'CaseReopened') return undefined;
  if (event.type === 'CaseClosed') return { at: event.occurred, outcome: event.outcome };
  if (before?.closed !== undefined || planEnded === null) return before?.closed;
  return { at: event.occurred, outcome: planEnded };
}
