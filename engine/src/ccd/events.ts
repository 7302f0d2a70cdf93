// States and events of a definition: in which states an event may happen, to which it leads, and under what condition.
import { quoted } from './condition-to-feel.ts';
import type { Naming } from './names.ts';
import { type Permissions, withRights } from './permissions.ts';
import { carry, type Ledger, lose, refuse } from './report.ts';
import type { Translate } from './resolve.ts';
import { cell, numberIn, type Row } from './row.ts';
import type { Selected } from './select-rows.ts';

export interface CcdState {
  readonly id: string;
  readonly option: string;
  readonly label: string;
}

export interface CcdEvent {
  readonly id: string;
  readonly row: Row;
  /** Its name as work of the case type. */
  readonly task: string;
  readonly title: string;
  /** `create`: it begins a case. */
  readonly from: 'create' | 'any' | readonly string[];
  /** FEEL; absent: whenever its state allows; `false` where its condition cannot be said. */
  readonly enabling?: string;
  /** The state after it, in FEEL; absent: it stays. */
  readonly leadsTo?: string;
  /** Profiles that may do it; none where nobody may. */
  readonly profiles: readonly string[];
}

const LONGEST_LINE = 200;

export function line(text: string): string {
  const one = text.replaceAll(/\s+/g, ' ').trim();
  return one.length > LONGEST_LINE ? `${one.slice(0, LONGEST_LINE - 1)}…` : one;
}

export function readStates(selected: Selected, options: Naming, ledger: Ledger): readonly CcdState[] {
  const states = new Map<string, CcdState>();
  const rows = selected.of('State').toSorted((one, other) => placeOf(one) - placeOf(other));
  for (const row of rows) {
    const id = cell(row, 'ID');
    if (id === '' || states.has(id)) {
      refuse(ledger, row, id === '' ? 'It has no ID.' : 'Another row is about the same state.');
      continue;
    }
    carry(ledger, row);
    const label = line(cell(row, 'Name') || id);
    const description = cell(row, 'Description');
    if (description !== '' && description !== label) lose(ledger, row, 'The description of a state is not shown.');
    states.set(id, { id, option: options.nameOf(id), label });
  }
  return [...states.values()];
}

export interface EventReading {
  readonly states: readonly CcdState[];
  readonly stateField: string;
  readonly tasks: Naming;
  readonly translate: Translate;
  readonly permissions: Permissions;
  /** Everybody, for a definition that restricts nobody. */
  readonly profiles: readonly string[];
}

export function readEvents(selected: Selected, reading: EventReading, ledger: Ledger): readonly CcdEvent[] {
  const events: CcdEvent[] = [];
  const last = new Map(selected.of('CaseEvent').map((row) => [cell(row, 'ID'), row]));
  const rows = selected.of('CaseEvent').toSorted((one, other) => placeOf(one) - placeOf(other));
  for (const row of rows) {
    const id = cell(row, 'ID');
    if (id === '' || last.get(id) !== row) {
      refuse(ledger, row, id === '' ? 'It has no ID.' : 'A later row says the same again, and that one counts.');
      continue;
    }
    const event = eventOf(row, reading, ledger);
    if ('reason' in event) refuse(ledger, row, event.reason);
    else {
      carry(ledger, row);
      events.push(event);
    }
  }
  return events;
}

function eventOf(row: Row, reading: EventReading, ledger: Ledger): CcdEvent | { readonly reason: string } {
  const id = cell(row, 'ID');
  const { permissions } = reading;
  const profiles = permissions.isThere ? withRights(permissions.of(id), 'C') : reading.profiles;
  const from = statesBefore(row, reading, ledger);
  if (Array.isArray(from) && from.length === 0) return { reason: 'None of the states before it is in the definition.' };
  const after = stateAfter(row, reading, ledger);
  if (after === null && from === 'create') return { reason: 'It begins a case and does not say in which state.' };
  const enabling = enablingOf(row, reading.translate, ledger);
  const name = cell(row, 'Name') || id;
  const description = cell(row, 'Description');
  if (description !== '' && description !== name) lose(ledger, row, 'The description of an event is not shown.');
  const title = callsBack(row) ? `${line(name).slice(0, LONGEST_LINE - 24)} (needs a handler)` : line(name);
  return {
    ...{ id, row, task: reading.tasks.nameOf(id), title, from, profiles },
    ...(enabling === null ? {} : { enabling }),
    ...(after === null ? {} : { leadsTo: after }),
  };
}

function callsBack(row: Row): boolean {
  return [...row.columns.keys()].some((column) => column.startsWith('callbackurl'));
}

function statesBefore(row: Row, { states }: EventReading, ledger: Ledger): CcdEvent['from'] {
  const ids = cell(row, 'PreConditionState(s)', 'PreConditionState', 'PreConditionStates')
    .split(/[;,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (ids.length === 0) return 'create';
  if (ids.includes('*')) return 'any';
  const known = ids.flatMap((id) => states.find((state) => state.id.toLowerCase() === id.toLowerCase())?.id ?? []);
  if (known.length < ids.length) lose(ledger, row, 'A state before it is not in the definition.');
  return [...new Set(known)];
}

function enablingOf(row: Row, translate: Translate, ledger: Ledger): string | null {
  const source = cell(row, 'EventEnablingCondition');
  if (source === '') return null;
  const made = translate(source);
  if ('feel' in made) return made.feel;
  // CCD takes what fails for no, and so does this: nobody may do what the definition guards.
  lose(ledger, row, `The condition under which it is offered is not carried: ${made.reason}. It is never offered.`);
  return 'false';
}

interface After {
  readonly state: string;
  readonly when: string | null;
  readonly priority: number;
}

/** `Decided(outcome="x"):1;Closed:2;*`, by priority; null where it stays as it is. */
function stateAfter(row: Row, reading: EventReading, ledger: Ledger): string | null {
  const afters = partsOf(cell(row, 'PostConditionState')).flatMap(
    (part) => afterOf(part, row, { reading, ledger }) ?? [],
  );
  const ordered = afters.toSorted((one, other) => one.priority - other.priority);
  const always = ordered.findIndex(({ when }) => when === null);
  const counted = always === -1 ? ordered : ordered.slice(0, always + 1);
  const valueOf = ({ state }: After): string => optionOf(state, reading);
  const [only] = counted;
  if (only === undefined || (counted.length === 1 && only.state === '*')) return null;
  const otherwise = always === -1 ? reading.stateField : valueOf(counted[always] ?? only);
  return counted
    .filter(({ when }) => when !== null)
    .reduceRight((rest, after) => `if ${after.when ?? 'true'} then ${valueOf(after)} else ${rest}`, otherwise);
}

function optionOf(state: string, { states, stateField }: EventReading): string {
  const known = states.find(({ id }) => id.toLowerCase() === state.toLowerCase());
  return known === undefined ? stateField : quoted(known.option);
}

/** Parts between semicolons, but not those within brackets. */
function partsOf(text: string): readonly string[] {
  const parts = text.match(/(?:\([^)]*\)|[^;(])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function afterOf(
  part: string,
  row: Row,
  { reading, ledger }: { readonly reading: EventReading; readonly ledger: Ledger },
): After | null {
  const [, state = '', condition, priority] = /^([^(:\s]+)\s*(?:\((.*)\))?\s*(?::\s*(\d+))?$/s.exec(part) ?? [];
  const isKnown = state === '*' || reading.states.some(({ id }) => id.toLowerCase() === state.toLowerCase());
  if (!isKnown) {
    lose(ledger, row, `The state after it, ${part}, is not in the definition, so the state stays.`);
    return null;
  }
  const after = { state, priority: priority === undefined ? Number.MAX_SAFE_INTEGER : Number(priority) };
  if (condition === undefined) return { ...after, when: null };
  const made = reading.translate(condition);
  if ('feel' in made) return { ...after, when: made.feel };
  lose(ledger, row, `A condition for the state after it is not carried: ${made.reason}. It never leads there.`);
  return null;
}

/** Rows without a place come last, in their own order. */
function placeOf(row: Row): number {
  return numberIn(row, 'DisplayOrder') ?? Number.MAX_SAFE_INTEGER;
}
