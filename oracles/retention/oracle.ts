// When the records of a case may be disposed of, by docs/retention-rules.md alone: written from that page, by somebody who had not seen
// what obeys it, and without a line of it. A history in, an answer after each of its steps out.
import { atMostLast, civilOf, monthsLater, nextFirst, numberOf, textAt } from './days.ts';
import type {
  Action,
  Answer,
  Condition,
  History,
  KeptEntry,
  RecordsClass,
  Schedule,
  Step,
  Trigger,
  Value,
} from './history.ts';
import { readPeriod, type Period } from './periods.ts';

/** What is on record after some steps. */
interface OnRecord {
  readonly fields: Map<string, Value>;
  closed: { readonly on: number; readonly outcome: string } | null;
  /** Undefined: there is no parent. Null: it is open. */
  parent: number | null | undefined;
  readonly linked: Map<string, number | null>;
  readonly entries: Map<string, KeptEntry>;
  readonly stated: Map<string, number>;
}

type Found = number | 'waiting' | 'unknown';
type Holds = boolean | 'unevaluable';

export function answersOf({ schedule, steps }: History): readonly Answer[] {
  const record: OnRecord = {
    ...{ fields: new Map(), closed: null, parent: undefined },
    ...{ linked: new Map(), entries: new Map(), stated: new Map() },
  };
  return steps.map((step) => {
    take(record, step);
    return answer(schedule, record);
  });
}

function dayIn(text: unknown): number | null {
  const civil = civilOf(text);
  return civil === null ? null : numberOf(civil);
}

function take(record: OnRecord, step: Step): void {
  switch (step.do) {
    case 'record':
      if (step.value === null) record.fields.delete(step.field);
      else record.fields.set(step.field, step.value);
      return;
    case 'close':
      record.closed = { on: dayIn(step.on) ?? Number.NaN, outcome: step.outcome };
      return;
    case 'reopen':
      record.closed = null;
      return;
    case 'parent':
      record.parent = dayIn(step.closed);
      return;
    case 'linked':
      record.linked.set(step.case, dayIn(step.closed));
      return;
    case 'entry':
      record.entries.set(step.id, step);
      return;
    case 'state': {
      const [name, day] = [`${step.what} ${step.name}`, dayIn(step.on)];
      if (day === null) record.stated.delete(name);
      else record.stated.set(name, day);
    }
  }
}

function holds(condition: Condition | null, { fields }: OnRecord): Holds {
  if (condition === null) return true;
  const { field, is, value } = condition;
  const found = fields.get(field);
  if (is === '=') return found !== undefined && typeof found === typeof value && found === value;
  if (typeof found !== 'number' || typeof value !== 'number') return 'unevaluable';
  return is === '>' ? found > value : found < value;
}

/** 5.2: where the outcome is not named, the condition is not asked. */
function applies(one: RecordsClass, record: OnRecord, outcome: string): Holds {
  if (one.outcomes !== null && !one.outcomes.includes(outcome)) return false;
  return holds(one.when, record);
}

function add(day: number, { years, months, weeks, days }: Omit<Period, 'from'>): number {
  return atMostLast(monthsLater(day, 12 * years + months) + 7 * weeks + days);
}

function dueFrom(trigger: number, period: Period, schedule: Schedule): number {
  if (period.from === 'trigger') return atMostLast(add(trigger, period) + 1);
  return add(nextFirst(trigger, period.from === 'calendar-year' ? 1 : schedule.financialYearStarts), period);
}

function latestOf(days: readonly number[]): Found {
  return days.length === 0 ? 'unknown' : Math.max(...days);
}

function triggerDay(trigger: Trigger, record: OnRecord, closed: number): Found {
  const dated = (field: string): Found => dayIn(record.fields.get(field)) ?? 'unknown';
  const stated = (what: string, name: string): Found => record.stated.get(`${what} ${name}`) ?? 'waiting';
  if (trigger === 'closed') return closed;
  if (trigger === 'parent-closed') return record.parent === undefined ? 'unknown' : (record.parent ?? 'waiting');
  if (trigger === 'last-contact') return lastContact(record);
  if ('closedPlus' in trigger) return plus(closed, trigger.closedPlus);
  if ('field' in trigger) return dated(trigger.field);
  if ('latest' in trigger) return latestDay(trigger.latest, record, closed);
  if ('determination' in trigger) return determinationDay(trigger, record);
  if ('manual' in trigger) return stated('manual', trigger.manual);
  if ('death' in trigger) return stated('death', trigger.death);
  if ('repeal' in trigger) return stated('repeal', trigger.repeal);
  const born = dated(trigger.born);
  return typeof born === 'number' ? monthsLater(born, 12 * trigger.age) : born;
}

function plus(day: number, term: string): Found {
  const { period } = readPeriod(term);
  if (period === null) throw new Error(`A term is not permanent: ${term}`);
  return add(day, period);
}

const CONTACTS = ['sent', 'delivered', 'bounced', 'recorded'];

function lastContact({ entries }: OnRecord): Found {
  const contacts = [...entries.values()].filter((one) => one.primitive === 'communication');
  return latestOf(contacts.filter(({ status }) => CONTACTS.includes(status)).flatMap(({ from }) => dayIn(from) ?? []));
}

function latestDay(
  { closed: ours, linked, fields, entries }: Extract<Trigger, { readonly latest: unknown }>['latest'],
  record: OnRecord,
  closed: number,
): Found {
  const others = linked ? [...record.linked.values()] : [];
  if (others.includes(null)) return 'waiting';
  const kept = [...record.entries.values()].filter((one) => entries.includes(one.primitive));
  return latestOf([
    ...(ours ? [closed] : []),
    ...others.flatMap((day) => day ?? []),
    ...fields.flatMap((field) => dayIn(record.fields.get(field)) ?? []),
    ...kept.flatMap(({ from, until }) => dayIn(until ?? from) ?? []),
  ]);
}

function determinationDay(
  { determination, on }: Extract<Trigger, { readonly determination: unknown }>,
  { entries }: OnRecord,
): Found {
  const made = [...entries.values()].filter(
    ({ primitive, of, status }) =>
      primitive === 'determination' &&
      (determination === 'all' || determination.includes(of)) &&
      status !== 'drafted' &&
      status !== 'discarded',
  );
  if (on === 'start') return latestOf(made.flatMap(({ from }) => dayIn(from) ?? []));
  if (made.some(({ until }) => until === null)) return 'waiting';
  return latestOf(made.flatMap(({ until }) => dayIn(until) ?? []));
}

/** A class that applies, with what its trigger and period come to. */
interface Weighed {
  readonly name: string;
  readonly action: Action;
  readonly result: 'permanent' | 'unknown' | 'waiting' | { readonly trigger: number; readonly due: number };
}

function weigh(
  one: RecordsClass,
  record: OnRecord,
  { schedule, closed }: { schedule: Schedule; closed: number },
): Weighed {
  const { period, action: written } = readPeriod(one.period);
  const action = one.action ?? written;
  if (action === null) throw new Error(`The class ${one.name} says no action.`);
  if (period === null || action === 'retain') return { name: one.name, action: 'retain', result: 'permanent' };
  const trigger = triggerDay(one.trigger, record, closed);
  if (typeof trigger !== 'number') return { name: one.name, action, result: trigger };
  return { name: one.name, action, result: { trigger, due: dueFrom(trigger, period, schedule) } };
}

const BLANK: Answer = { status: 'open', class: null, trigger: null, due: null, by: null, action: null };

function answer(schedule: Schedule, record: OnRecord): Answer {
  const { closed } = record;
  if (closed === null) return BLANK;
  const asked = schedule.classes.map((one) => ({ one, holds: applies(one, record, closed.outcome) }));
  const at = { schedule, closed: closed.on };
  const chosen =
    schedule.choose === 'first'
      ? chooseFirst(asked, (one) => weigh(one, record, at))
      : chooseLongest(asked, (one) => weigh(one, record, at));
  if (chosen === 'no-class' || chosen === 'unknown') return { ...BLANK, status: chosen };
  const { name, action, result } = chosen;
  const of = { ...BLANK, class: name, action };
  if (typeof result === 'string') return { ...of, status: result };
  return withFloors(schedule, record, { of, closed: closed.on, ...result });
}

type Asked = readonly { readonly one: RecordsClass; readonly holds: Holds }[];
type Choice = Weighed | 'no-class' | 'unknown';

function chooseFirst(asked: Asked, weighed: (one: RecordsClass) => Weighed): Choice {
  const first = asked.find(({ holds: is }) => is !== false);
  if (first === undefined) return 'no-class';
  return first.holds === 'unevaluable' ? 'unknown' : weighed(first.one);
}

function chooseLongest(asked: Asked, weighed: (one: RecordsClass) => Weighed): Choice {
  const applying = asked.filter(({ holds: is }) => is === true).map(({ one }) => weighed(one));
  const permanent = applying.find(({ result }) => result === 'permanent');
  if (permanent !== undefined) return permanent;
  if (asked.some(({ holds: is }) => is === 'unevaluable')) return 'unknown';
  for (const what of ['unknown', 'waiting']) {
    const such = applying.find(({ result }) => result === what);
    if (such !== undefined) return such;
  }
  let longest: Weighed | null = null;
  for (const one of applying) if (longest === null || dueOf(one) > dueOf(longest)) longest = one;
  return longest ?? 'no-class';
}

function dueOf({ result }: Weighed): number {
  return typeof result === 'string' ? 0 : result.due;
}

interface BeforeFloors {
  readonly of: Answer;
  readonly closed: number;
  readonly trigger: number;
  readonly due: number;
}

function withFloors(schedule: Schedule, record: OnRecord, { of, closed, trigger, due }: BeforeFloors): Answer {
  const found = schedule.floors.map((floor) => {
    const is = holds(floor.when, record);
    if (is === false) return null;
    if (is === 'unevaluable') return 'unknown';
    const day = triggerDay(floor.trigger, record, closed);
    if (day === 'unknown') return looksForEntries(floor.trigger) ? null : 'unknown';
    if (day === 'waiting') return 'waiting';
    const { period } = readPeriod(floor.period);
    if (period === null) throw new Error(`The floor ${floor.name} is permanent.`);
    return { name: floor.name, due: dueFrom(day, period, schedule) };
  });
  if (found.includes('unknown')) return { ...of, status: 'unknown' };
  if (found.includes('waiting')) return { ...of, status: 'waiting' };
  let latest: { readonly name: string | null; readonly due: number } = { name: null, due };
  for (const one of found) if (one !== null && typeof one === 'object' && one.due > latest.due) latest = one;
  return { ...of, status: 'due', trigger: textAt(trigger), due: textAt(latest.due), by: latest.name };
}

/** 6.2: where nothing was there to count from, a floor says nothing. */
function looksForEntries(trigger: Trigger): boolean {
  return (
    trigger === 'last-contact' || (typeof trigger === 'object' && ('determination' in trigger || 'latest' in trigger))
  );
}
