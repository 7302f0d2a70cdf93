// A case type in another language: every text that people see, by the same text in the language of the case type. What is the same twice
// is translated once, and a text that is changed has no translation any more until somebody has seen it.
import type { CaseType } from './case-type.ts';
import type { Unchecked } from './compile.ts';

/** Members that people read. The others are names, conditions and law, which stay as they are. */
const TEXTS: ReadonlySet<string> = new Set(['title', 'label', 'hint', 'statement', 'otherwise']);
/** Beside another member these are texts, and elsewhere names: the purpose of a field, the unit of a measure. */
const TEXTS_BESIDE: Readonly<Record<string, string>> = { purpose: 'label', unit: 'title', category: 'title' };
/** Not for people: translations themselves. */
const LANGUAGES = 'languages';

type Change = (text: string) => string;

/** Every text of a case type that people see, each once, in the order in which they stand. */
export function textsOf(caseType: Unchecked): ReadonlySet<string> {
  const texts = new Set<string>();
  changed(caseType, (text) => {
    texts.add(text);
    return text;
  });
  return texts;
}

const made = new WeakMap<CaseType, Map<string, CaseType>>();

/**
 * The case type with its texts in the first language that somebody wants and that it has; as it is where it has none of them. It
 * decides the same: names, conditions and its hash stay.
 *
 * @param wanted tags of RFC 5646, the best first; one with a region that is not there counts as the language alone (RFC 4647, 3.4)
 */
export function inLanguage(caseType: CaseType, wanted: readonly string[]): CaseType {
  const { languages, language } = caseType;
  if (languages.size === 0) return caseType;
  for (const tag of wanted.flatMap((one) => [one, one.split('-')[0] ?? one])) {
    const texts = languages.get(tag);
    if (texts !== undefined) return translated(caseType, tag, texts);
    if (tag === language) return caseType;
  }
  return caseType;
}

function translated(caseType: CaseType, tag: string, texts: ReadonlyMap<string, string>): CaseType {
  const known = made.get(caseType) ?? new Map<string, CaseType>();
  made.set(caseType, known);
  const before = known.get(tag);
  if (before !== undefined) return before;
  // Texts were exchanged for texts, so it is as checked as it was.
  const now = changed(caseType, (text) => texts.get(text) ?? text);
  known.set(tag, now);
  return now;
}

/** The same value wherever nothing in it has changed: conditions and what is remembered of them stay. */
function changed<T>(value: T, change: Change): T {
  // Each part is exchanged for one of its own shape.
  return changedPart(value, change) as T;
}

function changedPart(value: unknown, change: Change): unknown {
  if (Array.isArray(value))
    return sameOr(
      value,
      value.map((one) => changedPart(one, change)),
    );
  if (value instanceof Map) {
    const entries = [...value].map(([key, one]): readonly [unknown, unknown] => [key, changedPart(one, change)]);
    return entries.every(([key, one]) => value.get(key) === one) ? value : new Map(entries);
  }
  if (typeof value !== 'object' || value === null || 'source' in value) return value;
  const entries = Object.entries(value);
  const now = entries.map(([key, one]): readonly [string, unknown] => {
    if (key === LANGUAGES) return [key, one];
    const isText = TEXTS.has(key) || (Object.hasOwn(TEXTS_BESIDE, key) && (TEXTS_BESIDE[key] ?? '') in value);
    return [key, typeof one === 'string' ? (isText && one !== '' ? change(one) : one) : changedPart(one, change)];
  });
  return now.every(([, one], index) => one === entries[index]?.[1]) ? value : Object.fromEntries(now);
}

function sameOr(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  return now.every((one, index) => one === before[index]) ? before : now;
}
