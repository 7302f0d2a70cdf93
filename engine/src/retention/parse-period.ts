// Reads periods as disposal authorities publish them: ISO 8601, codes of schedules, sentences. The grammar is that of
// docs/retention-rules.md, section 3; what it does not read is refused and never guessed.
import { type CountsFrom, type DisposalAction, type Length, NO_LENGTH, type SaidPeriod } from './period.ts';

const PERMANENT: SaidPeriod = { period: { permanent: true }, action: 'retain' };
const MOST = 300;
const ISO = /^p(?:(\d{1,4})y)?(?:(\d{1,5})m)?(?:(\d{1,5})w)?(?:(\d{1,6})d)?$/;
const CODED = '((?:\\d{1,4}y)?(?:\\d{1,5}m)?(?:\\d{1,5}w)?(?:\\d{1,6}d)?)';
const CODE = new RegExp(`^(so|cy|fy)(?:\\+${CODED})?(?: (?:(nil)|${CODED}))?(?: (de|fr|sr))?$`);
const CODE_FROM: Readonly<Record<string, CountsFrom>> = { so: 'trigger', cy: 'calendar-year', fy: 'financial-year' };
const CODE_ACTION: Readonly<Record<string, DisposalAction>> = { de: 'destroy', sr: 'review' };
const FOREVER =
  /^(retain permanently|keep permanently|permanent|permanent retention|(retain|required) as (\S+ )*archives)$/;
const VERB =
  /^(destroy|dispose of|dispose|transfer to (?:\S+ )*?archives|transfer|review|retain for|retain|keep for|keep)(?= )/;
const END = /,? (?:and )?then ((?:destroy|dispose|transfer|review)\b.*)$/;
const COUNT = /^(?:a )?(?:minimum of )?/;
const WORDS = [
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen'],
  ...['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'],
];
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...WORDS.map((word, index) => [word, index + 1] as const),
  ...([
    ['twenty-five', 25],
    ['thirty', 30],
    ['forty', 40],
    ['fifty', 50],
    ['sixty', 60],
    ['seventy', 70],
  ] as const),
  ...([
    ['seventy-five', 75],
    ['eighty', 80],
    ['ninety', 90],
    ['one hundred', 100],
  ] as const),
]);
const PART = /^(one hundred|[a-z]+(?:-[a-z]+)?|\d{1,6}) (year|month|week|day)s?(?=$|[ ,])/;
const BETWEEN = /^(?:, and |, | and | )/;
const UNITS = { year: 'years', month: 'months', week: 'weeks', day: 'days' } as const;
const CALENDAR_YEAR = /end of (the calendar|calendar|the) year/;
const FINANCIAL_YEAR = /end of (the financial|financial|the fiscal) year/;

/** @returns what the text says, or null where no form of the grammar reads it */
export function parsePeriod(given: string): SaidPeriod | null {
  if (given.length > MOST) return null;
  const text = given.toLowerCase().replaceAll(/\s+/gu, ' ').trim().replace(/ ?\.$/, '');
  return isoPeriod(text) ?? codedPeriod(text) ?? (FOREVER.test(text) ? PERMANENT : spokenPeriod(text));
}

/** The length of an ISO 8601 text alone, such as the term of a process; null where it is none. */
export function parseLength(given: string): Length | null {
  const said = isoPeriod(given.trim().toLowerCase());
  return said === null || 'permanent' in said.period ? null : said.period;
}

function isoPeriod(text: string): SaidPeriod | null {
  const found = ISO.exec(text);
  if (found === null || text === 'p') return null;
  const [years, months, weeks, days] = found.slice(1).map((part) => Number(part ?? 0));
  const length = { years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 };
  return { period: { ...length, from: 'trigger' }, action: null };
}

function codedPeriod(text: string): SaidPeriod | null {
  const found = CODE.exec(text);
  if (found === null) return null;
  const [, kind = '', added, , semi, final = ''] = found;
  // A plus sign or a space with nothing after it is not a code.
  if (added === '' || semi === '') return null;
  if (final === 'fr') return PERMANENT;
  const [one, other] = [codedLength(added), codedLength(semi)];
  const length = {
    years: one.years + other.years,
    months: one.months + other.months,
    weeks: one.weeks + other.weeks,
    days: one.days + other.days,
  };
  return { period: { ...length, from: CODE_FROM[kind] ?? 'trigger' }, action: CODE_ACTION[final] ?? null };
}

function codedLength(text: string | undefined): Length {
  const said = text === undefined ? null : isoPeriod(`p${text}`);
  return said === null || 'permanent' in said.period ? NO_LENGTH : said.period;
}

function spokenPeriod(text: string): SaidPeriod | null {
  const end = END.exec(text)?.[1] ?? null;
  const main = end === null ? text : text.slice(0, END.exec(text)?.index);
  const verb = VERB.exec(main)?.[1];
  if (verb === undefined) return null;
  const rest = main.slice(verb.length + 1);
  const action = end === null ? actionOf(verb) : actionOf(end);
  const nothing = /^(?:(?:immediately )?after|when) (\S.*)$/.exec(rest);
  if (nothing !== null) return { period: { ...NO_LENGTH, from: fromOf(nothing[1] ?? '') }, action };
  const said = lengthThenEvent(rest.replace(COUNT, ''));
  return said === null ? null : { period: { ...said.length, from: fromOf(said.event) }, action };
}

function lengthThenEvent(text: string): { readonly length: Length; readonly event: string } | null {
  const length = { ...NO_LENGTH };
  let rest = text;
  for (let first = true; ; first = false) {
    const event = first ? null : /^ (?:after|from) (\S.*)$/.exec(rest);
    if (event !== null) return { length, event: event[1] ?? '' };
    if (!first) rest = rest.replace(BETWEEN, '');
    const [all = '', number = '', unit] = PART.exec(rest) ?? [];
    const count = /^\d/.test(number) ? Number(number) : NUMBERS.get(number);
    // The pattern takes these four words and no others.
    const place = UNITS[unit as keyof typeof UNITS];
    if (count === undefined || place === undefined) return null;
    length[place] += count;
    rest = rest.slice(all.length);
  }
}

function actionOf(words: string): DisposalAction | null {
  if (words.startsWith('destroy') || words.startsWith('dispose')) return 'destroy';
  if (words.startsWith('transfer')) return 'transfer';
  return words.startsWith('review') ? 'review' : null;
}

function fromOf(event: string): CountsFrom {
  if (CALENDAR_YEAR.test(event)) return 'calendar-year';
  return FINANCIAL_YEAR.test(event) ? 'financial-year' : 'trigger';
}
