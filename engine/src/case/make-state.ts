// Makes a state out of its parts. Items and tasks stay in maps that versions share until somebody reads them: only then
// are they written out as the plain objects that a state is made of, once. Nobody who reads a state can tell.
import { type Ledger, ledgerRecord } from '../plan/ledger.ts';
import { keepRecords, type Records, recordsOf } from '../plan/records.ts';
import type { CaseState } from './state.ts';

/** Everything of a state but what its records hold. */
export type StateParts = Omit<CaseState, 'items' | 'tasks'>;

type Making = { -readonly [K in keyof CaseState]: CaseState[K] };

/**
 * Getters are the same functions for all states, and hang on them one by one: written into the literal, each state
 * would have functions of its own, and JavaScript would keep every state as a table instead of a record.
 */
const ITEMS = {
  enumerable: true,
  configurable: true,
  get(this: CaseState): CaseState['items'] {
    return written(recordsOf(this).items);
  },
};
const TASKS = {
  enumerable: true,
  configurable: true,
  get(this: CaseState): CaseState['tasks'] {
    return written(recordsOf(this).tasks);
  },
};

export function makeState(parts: StateParts, records: Records): CaseState {
  // The order of members is part of the stored text. What is still missing is put on in the next lines.
  const state = {
    version: parts.version,
    caseType: parts.caseType,
    reference: parts.reference,
    team: parts.team,
    opened: parts.opened,
    status: parts.status,
    data: parts.data,
    parties: parts.parties,
  } as Making;
  Object.defineProperty(state, 'items', ITEMS);
  state.waiting = parts.waiting;
  state.required = parts.required;
  Object.defineProperty(state, 'tasks', TASKS);
  state.timers = parts.timers;
  state.clocks = parts.clocks;
  if (parts.closed !== undefined) state.closed = parts.closed;
  if (parts.left !== undefined) state.left = parts.left;
  if (parts.handed !== undefined) state.handed = parts.handed;
  keepRecords(state, records);
  return state;
}

const writtenOut = new WeakMap<object, object>();

function written<V>(ledger: Ledger<V>): Readonly<Record<string, V>> {
  const known = writtenOut.get(ledger);
  // Only what was written out of this very map is kept under it.
  if (known !== undefined) return known as Readonly<Record<string, V>>;
  const made = ledgerRecord(ledger);
  writtenOut.set(ledger, made);
  return made;
}
