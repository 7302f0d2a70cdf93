// What the engine says of histories in the form of docs/retention-rules.md, section 9: each step changes a state, and after each the engine is
// asked. The forms are those of the page and of nobody's code, so that whoever foretells the answers shares nothing with this.
import type { CaseState, FieldValue } from '@casewright/engine/case';
import type {
  CaseType,
  RetentionClass,
  RetentionDefinition,
  RetentionFloor,
  RetentionTrigger,
} from '@casewright/engine/definition';
import { checkCaseType } from '@casewright/engine/definition';
import type { Entries, Entry } from '@casewright/engine/entries';
import { parseExpression } from '@casewright/engine/expression';
import { NO_FACTS, parseLength, parsePeriod, retentionOf, type RetentionFacts } from '@casewright/engine/retention';

export interface HistoryToAsk {
  readonly id: string;
  readonly schedule: {
    readonly choose: 'first' | 'longest';
    readonly financialYearStarts: number;
    readonly classes: readonly (RuleToAsk & {
      readonly outcomes: readonly string[] | null;
      readonly action: RetentionClass['action'] | null;
    })[];
    readonly floors: readonly RuleToAsk[];
  };
  readonly steps: readonly StepToAsk[];
}

interface RuleToAsk {
  readonly name: string;
  readonly when: {
    readonly field: string;
    readonly is: '=' | '>' | '<';
    readonly value: string | number | boolean;
  } | null;
  readonly trigger: TriggerToAsk;
  readonly period: string;
}

export type TriggerToAsk =
  | 'closed'
  | 'parent-closed'
  | 'last-contact'
  | { readonly closedPlus: string }
  | { readonly field: string }
  | {
      readonly latest: {
        readonly closed: boolean;
        readonly linked: boolean;
        readonly fields: readonly string[];
        readonly entries: readonly string[];
      };
    }
  | { readonly determination: readonly string[] | 'all'; readonly on: 'start' | 'expiry' }
  | { readonly manual: string }
  | { readonly age: number; readonly born: string }
  | { readonly death: string }
  | { readonly repeal: string };

export type StepToAsk =
  | { readonly do: 'record'; readonly field: string; readonly value: string | number | boolean | null }
  | { readonly do: 'close'; readonly on: string; readonly outcome: string }
  | { readonly do: 'reopen' }
  | { readonly do: 'parent'; readonly closed: string | null }
  | { readonly do: 'linked'; readonly case: string; readonly closed: string | null }
  | {
      readonly do: 'entry';
      readonly id: string;
      readonly primitive: string;
      readonly of: string;
      readonly status: string;
      readonly from: string;
      readonly until: string | null;
    }
  | {
      readonly do: 'state';
      readonly what: 'manual' | 'death' | 'repeal';
      readonly name: string;
      readonly on: string | null;
    };

/** Of an answer, what is compared. */
export interface Told {
  readonly status: string;
  readonly class: string | null;
  readonly trigger: string | null;
  readonly due: string | null;
  readonly by: string | null;
  readonly action: string | null;
}

/** Names of fields that histories record, by kind. */
export const FIELDS = {
  number: ['n1', 'n2'],
  text: ['t1'],
  boolean: ['b1'],
  date: ['d1', 'd2'],
  instant: ['i1'],
} as const;
const ZONE = 'Australia/Sydney';
const SOURCE = `
caseType: example
version: 1.0.0
title: Example
archetype: service
reference: EX-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: ${ZONE}
team: desk
roles: { officer: Officer }
data:
${Object.entries(FIELDS)
  .flatMap(([type, names]) => names.map((name) => `  ${name}: { type: ${type}, label: ${name} }`))
  .join('\n')}
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { t1: optional } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { a: A } }
`;

/** What the engine says after each step. @throws for a history that is not of the form */
export function answersOfEngine({ schedule, steps }: HistoryToAsk): readonly Told[] {
  const caseType: CaseType = { ...base(), retention: definitionOf(schedule) };
  let at: Standing = { state: OPEN, facts: NO_FACTS };
  return steps.map((step) => {
    at = after(at, step);
    const told = retentionOf(caseType, at.state, at.facts);
    if (told === null) throw new Error('A case type with a schedule has an answer.');
    const { status, class: name, trigger, due, by, action } = told;
    return { status, class: name, trigger, due, by, action };
  });
}

const known: { base: CaseType | null } = { base: null };

function base(): CaseType {
  if (known.base !== null) return known.base;
  const checked = checkCaseType(SOURCE, 'f'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems[0]?.reason);
  known.base = checked.caseType;
  return checked.caseType;
}

function definitionOf({ choose, financialYearStarts, classes, floors }: HistoryToAsk['schedule']): RetentionDefinition {
  return {
    ...{ choose, financialYearStarts, note: null, floors: floors.map(floorOf) },
    classes: classes.map((one): RetentionClass => {
      const said = parsePeriod(one.period);
      const action = one.action ?? said?.action ?? null;
      if (said === null || action === null) throw new Error(`“${one.period}” is not read.`);
      const period = action === 'retain' ? ({ permanent: true } as const) : said.period;
      return { ...ruledOf(one), ...{ number: '', version: '', outcomes: one.outcomes, period, action } };
    }),
  };
}

function floorOf(one: RuleToAsk): RetentionFloor {
  const said = parsePeriod(one.period);
  if (said === null || 'permanent' in said.period) throw new Error(`“${one.period}” is no period of a floor.`);
  return { ...ruledOf(one), period: said.period };
}

function ruledOf({ name, when, trigger, period }: RuleToAsk): Omit<RetentionFloor, 'period'> {
  const parsed = when === null ? null : parseExpression(`${when.field} ${when.is} ${JSON.stringify(when.value)}`);
  if (parsed !== null && !('expression' in parsed)) throw new Error('A condition is not read.');
  return {
    ...{ name, called: name, authority: '', said: period, when: parsed === null ? null : parsed.expression },
    trigger: triggerOf(trigger),
  };
}

function triggerOf(trigger: TriggerToAsk): RetentionTrigger {
  if (typeof trigger === 'string') return { kind: trigger };
  if ('closedPlus' in trigger) {
    const term = parseLength(trigger.closedPlus);
    if (term === null) throw new Error(`“${trigger.closedPlus}” is no term.`);
    return { kind: 'closed-plus', term };
  }
  // The primitives are written as ours are called.
  if ('latest' in trigger) return { kind: 'latest', ...trigger.latest, entries: trigger.latest.entries as never };
  if ('determination' in trigger) {
    const { determination, on } = trigger;
    return { kind: 'determination', kinds: determination === 'all' ? null : determination, on };
  }
  if ('born' in trigger) return { kind: 'age', years: trigger.age, field: trigger.born };
  if ('field' in trigger) return { kind: 'field', field: trigger.field };
  if ('manual' in trigger) return { kind: 'manual', name: trigger.manual };
  return 'death' in trigger ? { kind: 'death', party: trigger.death } : { kind: 'repeal', law: trigger.repeal };
}

interface Standing {
  readonly state: CaseState;
  readonly facts: RetentionFacts;
}

const OPEN: CaseState = {
  ...{ version: 1, caseType: { name: 'example', version: '1.0.0', hash: '' }, reference: 'EX-1', team: 'desk' },
  ...{ opened: '2000-01-01', status: 'open', data: {}, parties: {}, items: {}, waiting: {}, required: {} },
  ...{ tasks: {}, timers: {}, clocks: {} },
};

function after({ state, facts }: Standing, step: StepToAsk): Standing {
  switch (step.do) {
    case 'record': {
      const data: Record<string, FieldValue> = { ...state.data, [step.field]: step.value };
      return { state: { ...state, data }, facts };
    }
    case 'close':
      return { state: { ...state, status: 'closed', closed: { at: step.on, outcome: step.outcome } }, facts };
    case 'reopen': {
      const { closed: _closed, ...open } = state;
      return { state: { ...open, status: 'open' }, facts };
    }
    case 'parent':
      return { state, facts: { ...facts, parent: { caseId: 'parent', closedOn: step.closed } } };
    case 'linked': {
      const others = facts.linked.filter(({ caseId }) => caseId !== step.case);
      return { state, facts: { ...facts, linked: [...others, { caseId: step.case, closedOn: step.closed }] } };
    }
    case 'entry': {
      const { id, primitive: kind, of, status, from, until } = step;
      // Of an entry only these members count.
      const entry = { kind, of, status, from, until } as unknown as Entry;
      const entries: Entries = { ...state.entries, [id]: entry };
      return { state: { ...state, entries }, facts };
    }
    case 'state':
      return { state, facts: { ...facts, ...recorded(facts, step) } };
  }
}

const PLACES = { manual: 'manual', death: 'deaths', repeal: 'repeals' } as const;

function recorded(facts: RetentionFacts, step: Extract<StepToAsk, { readonly do: 'state' }>): Partial<RetentionFacts> {
  const place = PLACES[step.what];
  const { [step.name]: _before, ...others } = facts[place];
  return { [place]: step.on === null ? others : { ...others, [step.name]: step.on } };
}
