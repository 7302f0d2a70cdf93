// Makes a state out of its parts. Items and tasks stay in maps that versions share until somebody reads them: only then
// are they written out as the plain objects that a state is made of, once. Nobody who reads a state can tell.
import { ledgerRecord } from '../plan/ledger.ts';
import { keepRecords, type Records } from '../plan/records.ts';
import type { CaseState } from './state.ts';

/** Everything of a state but what its records hold. */
export type StateParts = Omit<CaseState, 'items' | 'tasks'>;

export function makeState(parts: StateParts, records: Records): CaseState {
  let items: CaseState['items'] | null = null;
  let tasks: CaseState['tasks'] | null = null;
  // The order of members is part of the stored text.
  const state: { -readonly [K in keyof CaseState]: CaseState[K] } = {
    version: parts.version,
    caseType: parts.caseType,
    reference: parts.reference,
    team: parts.team,
    opened: parts.opened,
    status: parts.status,
    data: parts.data,
    parties: parts.parties,
    get items() {
      return (items ??= ledgerRecord(records.items));
    },
    waiting: parts.waiting,
    required: parts.required,
    get tasks() {
      return (tasks ??= ledgerRecord(records.tasks));
    },
    timers: parts.timers,
    clocks: parts.clocks,
  };
  if (parts.closed !== undefined) state.closed = parts.closed;
  if (parts.left !== undefined) state.left = parts.left;
  if (parts.handed !== undefined) state.handed = parts.handed;
  keepRecords(state, records);
  return state;
}
