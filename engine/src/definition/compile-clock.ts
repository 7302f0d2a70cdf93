// Turns a located clock into its definition. A clock that says nothing but days stays as simple as it is written; any
// other gets a rule that is reckoned from its history.
import type { ClockRule, ExtensionRule, Law, PauseRule, Period, PeriodUnit } from '../clocks/clock-rule.ts';
import type { ClockDefinition, EscalationStep, Moving, PauseTrigger } from './case-type.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, itemsOf, numberAt, textAt, textOf } from './located.ts';

const PERIOD = /^(\d{1,5}) (working )?(day|week|month|year)s?$/;

/** Keys without which a clock of plain days is counted as it always was. */
const RULED = [
  ...['firstDay', 'calendar', 'roll', 'closesAt', 'pauses', 'extensions', 'deemed', 'warn', 'escalate'],
] as const;

/** @param zone the case type's; an instant falls on its day there */
export function clockOf({ key, value }: MapEntry, zone: string): ClockDefinition {
  const within = periodOf(textAt(value, 'within'));
  const law = lawOf(childOf(value, 'law'));
  const isRuled = within.unit !== 'days' || RULED.some((word) => childOf(value, word) !== null);
  return {
    name: key,
    title: textAt(value, 'title') ?? '',
    kind: textAt(value, 'kind') === 'window' ? 'window' : 'deadline',
    from: movingOf(childOf(value, 'from')),
    days: within.unit === 'days' ? within.count : 0,
    stops: stopNodes(value).map((node) => (textOf(node) === 'closing' ? 'closing' : movingOf(node))),
    law,
    ...(isRuled ? ruled(value, { within, law, zone }) : {}),
  };
}

/** What stops it, one or several. */
export function stopNodes(clock: LocatedNode): readonly LocatedNode[] {
  const stop = childOf(clock, 'stop');
  return stop === null ? [] : stop.kind === 'list' ? stop.items : [stop];
}

function movingOf(node: LocatedNode | null): Moving {
  const item = textAt(node, 'item');
  return item === null ? { field: textOf(node) ?? '' } : { item };
}

/** The rule of a period that stands alone: how long, how its days are counted, and by which law. */
export function ruleOf(node: LocatedNode, zone: string): ClockRule {
  return ruled(node, { within: periodOf(textAt(node, 'within')), law: lawOf(childOf(node, 'law')), zone }).rule;
}

type Ruled = Required<Pick<ClockDefinition, 'rule' | 'triggers' | 'escalation'>> & Pick<ClockDefinition, 'deemedField'>;

function ruled(
  node: LocatedNode,
  { within, law, zone }: { readonly within: Period; readonly law: Law; readonly zone: string },
): Ruled {
  const roll = textAt(node, 'roll');
  const closesAt = textAt(node, 'closesAt');
  const deemed = childOf(node, 'deemed');
  const escalation = itemsOf(childOf(node, 'escalate')).map(escalationOf);
  const pauses = entriesOf(childOf(node, 'pauses'));
  const rule: ClockRule = {
    within,
    zone,
    law,
    firstDay: textAt(node, 'firstDay') === 'include' ? 'include' : 'exclude',
    roll: roll === 'forward' || roll === 'backward' ? roll : 'none',
    place: textAt(node, 'calendar'),
    ...(closesAt === null ? {} : { closesAt }),
    pauses: Object.fromEntries(pauses.map((entry) => [entry.key, pauseOf(entry.value, law)])),
    extensions: Object.fromEntries(
      entriesOf(childOf(node, 'extensions')).map((one) => [one.key, extensionOf(one.value)]),
    ),
    ...(deemed === null
      ? {}
      : { deemed: { outcome: textAt(deemed, 'outcome') ?? '', law: lawOf(childOf(deemed, 'law')) } }),
    warn: sharesOf(node, escalation),
  };
  const field = textAt(deemed, 'field');
  return {
    rule,
    escalation,
    triggers: Object.fromEntries(pauses.flatMap(({ key, value }) => triggerOf(key, value))),
    ...(field === null
      ? {}
      : { deemedField: { field, value: textAt(deemed, 'value') ?? textAt(deemed, 'outcome') ?? '' } }),
  };
}

/** Every share at which something is said, each once, in order. */
function sharesOf(node: LocatedNode, escalation: readonly EscalationStep[]): readonly number[] {
  const warned = itemsOf(childOf(node, 'warn'))
    .flatMap((item) => textOf(item) ?? [])
    .map(shareOf);
  const escalated = escalation.flatMap(({ at }) => (at === 'due' ? [] : [at]));
  return [...new Set([...warned, ...escalated])].toSorted((a, b) => a - b);
}

function shareOf(text: string): number {
  return Number(text.slice(0, -1));
}

function escalationOf(node: LocatedNode): EscalationStep {
  const at = textAt(node, 'at') ?? 'due';
  return { at: at === 'due' ? 'due' : shareOf(at), to: textAt(node, 'to') ?? '' };
}

function pauseOf(node: LocatedNode, law: Law): PauseRule {
  const then = textAt(node, 'then') ?? 'continue';
  const out = textAt(node, 'leavesOut');
  const own = childOf(node, 'law');
  return {
    title: textAt(node, 'title') ?? '',
    then: then === 'continue' || then === 'restart' ? then : periodOf(then),
    ...(out === 'both' || out === 'beginning' || out === 'end' ? { leavesOut: out } : {}),
    law: own === null ? law : lawOf(own),
  };
}

function triggerOf(key: string, node: LocatedNode): readonly (readonly [string, PauseTrigger])[] {
  const held = textAt(node, 'while');
  const during = textAt(node, 'during');
  const from = textAt(node, 'from');
  if (held !== null) return [[key, { while: held }]];
  if (during !== null) return [[key, { during }]];
  return from === null ? [] : [[key, { from, until: textAt(node, 'until') ?? '' }]];
}

function extensionOf(node: LocatedNode): ExtensionRule {
  const by = textAt(node, 'by');
  const when = textAt(node, 'when');
  return {
    title: textAt(node, 'title') ?? '',
    by: by === null ? null : periodOf(by),
    times: numberAt(node, 'times'),
    when: when === 'after-expiry' || when === 'any-time' ? when : 'before-expiry',
    law: lawOf(childOf(node, 'law')),
  };
}

function lawOf(node: LocatedNode | null): Law {
  return { reference: textAt(node, 'ref') ?? '', kind: textAt(node, 'kind') === 'policy' ? 'policy' : 'statute' };
}

const UNITS: Readonly<Record<string, PeriodUnit>> = { day: 'days', week: 'weeks', month: 'months', year: 'years' };

/** A period as it is written; what does not fit has been reported and is no days. */
function periodOf(text: string | null): Period {
  const parts = PERIOD.exec(text ?? '');
  if (parts === null) return { count: 0, unit: 'days' };
  return { count: Number(parts[1]), unit: parts[2] === undefined ? (UNITS[parts[3] ?? ''] ?? 'days') : 'working-days' };
}
