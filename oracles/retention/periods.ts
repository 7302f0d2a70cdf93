// How periods are written (section 3 of docs/retention-rules.md): a text in, a period out, or an error for a text that no shape reads.
import type { Action } from './history.ts';

export interface Period {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly from: 'trigger' | 'calendar-year' | 'financial-year';
}

export interface Written {
  /** Null: permanent. */
  readonly period: Period | null;
  /** Null where the text says none. */
  readonly action: Action | null;
}

type Amounts = Omit<Period, 'from'>;
const NOTHING = { years: 0, months: 0, weeks: 0, days: 0 };

export function readPeriod(written: string): Written {
  const text = written.trim().replaceAll(/\s+/g, ' ').replace(/\.$/, '').trim().toLowerCase();
  const read = readIso(text) ?? readCode(text) ?? readSentence(text);
  if (read === null) throw new Error(`The period “${written}” has none of the shapes of section 3.`);
  return read;
}

function readIso(text: string): Written | null {
  const found = /^p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?$/.exec(text);
  if (found === null || text === 'p') return null;
  return { period: { ...amountsOf(found.slice(1)), from: 'trigger' }, action: null };
}

function amountsOf([years, months, weeks, days]: readonly (string | undefined)[]): Amounts {
  return { years: Number(years ?? 0), months: Number(months ?? 0), weeks: Number(weeks ?? 0), days: Number(days ?? 0) };
}

const ENDS: Readonly<Record<string, Action>> = { de: 'destroy', sr: 'review', fr: 'retain' };
const FROM: Readonly<Record<string, Period['from']>> = { so: 'trigger', cy: 'calendar-year', fy: 'financial-year' };

function readCode(text: string): Written | null {
  const [active = '', second, third, ...more] = text.split(' ');
  if (more.length > 0) return null;
  const [code = '', plus, ...rest] = active.split('+');
  const from = FROM[code];
  const first = plus === undefined ? NOTHING : together(plus);
  const semi = second === undefined || second === 'nil' ? NOTHING : together(second);
  const end = third === undefined ? null : (ENDS[third] ?? undefined);
  if (from === undefined || rest.length > 0 || first === null || semi === null || end === undefined) return null;
  if (end === 'retain') return { period: null, action: 'retain' };
  const period = {
    years: first.years + semi.years,
    months: first.months + semi.months,
    weeks: first.weeks + semi.weeks,
    days: first.days + semi.days,
    from,
  };
  return { period, action: end };
}

function together(text: string): Amounts | null {
  const found = /^(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?$/.exec(text);
  return found === null || text === '' ? null : amountsOf(found.slice(1));
}

const WORDS: Readonly<Record<string, number>> = {
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18 },
  ...{ nineteen: 19, twenty: 20, 'twenty-five': 25, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70 },
  ...{ 'seventy-five': 75, eighty: 80, ninety: 90, 'one hundred': 100 },
};

const PERMANENT = [
  /^(?:retain|required) as (?:.+ )?archives$/,
  /^(?:retain|keep) permanently$/,
  /^permanent(?: retention)?$/,
];
const THEN = /^(?<before>.+?),? (?:and )?then (?<end>destroy|dispose|transfer|review)(?: .*)?$/;
const VERBS: readonly (readonly [RegExp, Action | null])[] = [
  [/^(?:destroy|dispose(?: of)?)(?= )/, 'destroy'],
  [/^transfer(?: to (?:.+? )?archives)?(?= )/, 'transfer'],
  [/^review(?= )/, 'review'],
  [/^(?:retain|keep)(?: for)?(?= )/, null],
];

const ENDINGS: Readonly<Record<string, Action>> = {
  ...{ destroy: 'destroy', dispose: 'destroy', transfer: 'transfer', review: 'review' },
};

function readSentence(text: string): Written | null {
  if (PERMANENT.some((shape) => shape.test(text))) return { period: null, action: 'retain' };
  const { before = text, end } = THEN.exec(text)?.groups ?? {};
  const then = end === undefined ? null : (ENDINGS[end] ?? null);
  for (const [shape, action] of VERBS) {
    const verb = shape.exec(before)?.[0];
    const period = verb === undefined ? null : readTail(before.slice(verb.length).trim());
    if (period !== null) return { period, action: then ?? action };
  }
  return null;
}

/** What follows the verb: a duration and an event, or an event alone. */
function readTail(tail: string): Period | null {
  const zero = /^(?:(?:immediately )?after|when) (?<event>.+)$/.exec(tail)?.groups?.['event'];
  if (zero !== undefined) return { ...NOTHING, from: fromOf(zero) };
  const found = /^(?:a )?(?:minimum of )?(?<amounts>.+?) (?:after|from) (?<event>.+)$/.exec(tail)?.groups;
  const amounts = readAmounts(found?.['amounts'] ?? '');
  return amounts === null ? null : { ...amounts, from: fromOf(found?.['event'] ?? '') };
}

function fromOf(event: string): Period['from'] {
  if (/end of (?:the )?financial year|end of the fiscal year/.test(event)) return 'financial-year';
  return /end of (?:the )?calendar year|end of the year/.test(event) ? 'calendar-year' : 'trigger';
}

function readAmounts(text: string): Amounts | null {
  const amounts = { ...NOTHING };
  let left = text;
  let count = 0;
  while (left !== '') {
    const found =
      /^(?<number>\d+|one hundred|[a-z]+(?:-[a-z]+)?) (?<unit>year|month|week|day)s?(?<joint>, and |,? | and |$)/.exec(
        left,
      );
    const { number = '', unit = '', joint = '' } = found?.groups ?? {};
    const value = /^\d+$/.test(number) ? Number(number) : WORDS[number];
    if (found === null || value === undefined) return null;
    // The shape names no other unit.
    amounts[`${unit}s` as keyof Amounts] += value;
    left = left.slice(found[0].length).replace(/^and /, '');
    if (joint !== '' && left === '') return null;
    count += 1;
  }
  return count === 0 ? null : amounts;
}
