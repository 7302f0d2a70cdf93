// The day from which a period counts: what each kind of trigger gives of a case as it is and of what is recorded beside it. The rules are
// those of docs/retention-rules.md, section 4. It never guesses: what cannot be told is unknown, and what has not happened is awaited.
import { dateOf, isDate, isOccurred } from '../calendar/calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { RetentionTrigger } from '../definition/retention-definition.ts';
import type { Entry } from '../entries/entry.ts';
import { addLength, NO_LENGTH } from './period.ts';

/** What is on record beside the case and counts for how long it is kept. */
export interface RetentionFacts {
  /** The case above; null where there is none or nothing is known of it. */
  readonly parent: LinkedCase | null;
  /** The cases that it opened. */
  readonly linked: readonly LinkedCase[];
  /** Days that somebody recorded for this case, by their names. */
  readonly manual: Readonly<Record<string, string>>;
  /** Deaths that were recorded, by party. */
  readonly deaths: Readonly<Record<string, string>>;
  /** Repeals that the agency recorded, by law. */
  readonly repeals: Readonly<Record<string, string>>;
}

export interface LinkedCase {
  readonly caseId: string;
  /** The day on which it closed, in its own zone; null while it is open. */
  readonly closedOn: string | null;
}

export const NO_FACTS: RetentionFacts = { parent: null, linked: [], manual: {}, deaths: {}, repeals: {} };

/** Something that a date follows from: what it is, by name or id, and the day that it gave. */
export interface Because {
  readonly from: 'closing' | 'parent' | 'linked' | 'field' | 'entry' | 'recorded' | 'reckoned';
  /** The name of a field, the id of an entry or a case, the name under which a day was recorded, or what was reckoned. */
  readonly what: string;
  readonly on: string;
}

export type Triggered =
  | { readonly on: string; readonly because: readonly Because[] }
  /** It has not happened. */
  | { readonly waits: string }
  /** It cannot be told; `nothing` where it looks among entries and there is none. */
  | { readonly unknown: string; readonly nothing: boolean };

export interface ClosedCase {
  readonly caseType: CaseType;
  readonly state: CaseState;
  readonly facts: RetentionFacts;
  /** The day of the closing in the zone of the case. */
  readonly closedOn: string;
}

export function triggered(trigger: RetentionTrigger, of: ClosedCase): Triggered {
  switch (trigger.kind) {
    case 'closed':
      return { on: of.closedOn, because: [closing(of)] };
    case 'closed-plus': {
      const on = addLength(of.closedOn, trigger.term);
      return { on, because: [closing(of), { from: 'reckoned', what: 'term', on }] };
    }
    case 'parent-closed':
      return parentClosed(of);
    case 'field': {
      const because = dayIn(trigger.field, of);
      return because === null ? unknown(`field ${trigger.field}`) : { on: because.on, because: [because] };
    }
    case 'age':
      return ofAge(trigger, of);
    case 'latest':
      return latest(trigger, of);
    case 'determination':
      return determined(trigger, of);
    case 'last-contact':
      return lastContact(of);
    case 'manual':
      return recorded(of.facts.manual, trigger.name);
    case 'death':
      return recorded(of.facts.deaths, trigger.party);
    case 'repeal':
      return recorded(of.facts.repeals, trigger.law);
  }
}

function closing({ closedOn, state }: ClosedCase): Because {
  return { from: 'closing', what: state.closed?.outcome ?? '', on: closedOn };
}

function unknown(what: string, nothing = false): Triggered {
  return { unknown: what, nothing };
}

function parentClosed({ facts: { parent } }: ClosedCase): Triggered {
  if (parent === null) return unknown('parent case');
  if (parent.closedOn === null) return { waits: `case ${parent.caseId}` };
  return { on: parent.closedOn, because: [{ from: 'parent', what: parent.caseId, on: parent.closedOn }] };
}

function recorded(days: Readonly<Record<string, string>>, name: string): Triggered {
  const on = Object.hasOwn(days, name) ? days[name] : undefined;
  return on === undefined ? { waits: name } : { on, because: [{ from: 'recorded', what: name, on }] };
}

/** The date in a field; of an instant, its day in the zone of the case. Null where it holds none. */
function dayIn(field: string, { state, caseType }: ClosedCase): Because | null {
  const value = Object.hasOwn(state.data, field) ? state.data[field] : null;
  if (typeof value !== 'string' || !isOccurred(value)) return null;
  return { from: 'field', what: field, on: dateOf(value, caseType.zone) };
}

function ofAge({ years, field }: Extract<RetentionTrigger, { readonly kind: 'age' }>, of: ClosedCase): Triggered {
  const born = dayIn(field, of);
  if (born === null) return unknown(`field ${field}`);
  const on = addLength(born.on, { ...NO_LENGTH, years });
  return { on, because: [born, { from: 'reckoned', what: `age ${years}`, on }] };
}

type Latest = Extract<RetentionTrigger, { readonly kind: 'latest' }>;

function latest({ closed, linked, fields, entries }: Latest, of: ClosedCase): Triggered {
  const open = linked ? of.facts.linked.find(({ closedOn }) => closedOn === null) : undefined;
  if (open !== undefined) return { waits: `case ${open.caseId}` };
  const kept = Object.entries(of.state.entries ?? {}).filter(([, entry]) => isAmong(entries, entry));
  return lastOf(
    [
      ...(closed ? [closing(of)] : []),
      ...(linked
        ? of.facts.linked.map(({ caseId, closedOn }) => ({ from: 'linked' as const, what: caseId, on: closedOn ?? '' }))
        : []),
      ...fields.flatMap((field) => dayIn(field, of) ?? []),
      ...kept.map(([id, { from, until }]) => ({ from: 'entry' as const, what: id, on: until ?? from })),
    ],
    'any of the days that it names',
  );
}

function isAmong(kinds: Latest['entries'], { kind }: Entry): boolean {
  return kind !== 'party' && kinds.includes(kind);
}

/** The latest of several days, the first of equals. */
function lastOf(days: readonly Because[], what: string): Triggered {
  const [first, ...rest] = days.filter(({ on }) => isDate(on));
  if (first === undefined) return unknown(what, true);
  const last = rest.reduce((best, one) => (one.on > best.on ? one : best), first);
  return { on: last.on, because: [last] };
}

function determined(
  { kinds, on }: Extract<RetentionTrigger, { readonly kind: 'determination' }>,
  { state }: ClosedCase,
): Triggered {
  const made = Object.entries(state.entries ?? {}).flatMap(([id, entry]) =>
    entry.kind === 'determination' && entry.status !== 'drafted' && entry.status !== 'discarded'
      ? [[id, entry] as const]
      : [],
  );
  const own = made.filter(([, entry]) => kinds === null || kinds.includes(entry.of));
  const lasting = on === 'expiry' ? own.find(([, { until }]) => until === null) : undefined;
  if (lasting !== undefined) return { waits: lasting[0] };
  return lastOf(
    own.map(([what, { from, until }]) => ({ from: 'entry', what, on: on === 'start' ? from : (until ?? '') })),
    'a determination',
  );
}

const REACHED = ['sent', 'delivered', 'bounced', 'recorded'];

function lastContact({ state }: ClosedCase): Triggered {
  const contacts = Object.entries(state.entries ?? {}).flatMap(([what, entry]) =>
    entry.kind === 'communication' && REACHED.includes(entry.status)
      ? [{ from: 'entry' as const, what, on: entry.from }]
      : [],
  );
  return lastOf(contacts, 'a contact');
}
