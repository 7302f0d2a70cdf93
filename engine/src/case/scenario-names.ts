// Names that a scenario gives to what the case keeps: `as: lateness` in the step that makes an entry, and `$lateness` wherever its id stands
// afterwards. Ids are numbers of events, and one more step before them would change them all.
import { contentOf } from '../entries/entries.ts';
import type { CaseEvent } from './events.ts';
import type { CaseState } from './state.ts';

/** Ids of entries by the names that steps gave them. */
export type EntryNames = Map<string, string>;

/** The first entry that an event made; null where it made none. */
export function entryMade(before: CaseState | null, { changes }: CaseEvent): string | null {
  for (const change of changes) {
    if ('entry' in change && !Object.hasOwn(before?.entries ?? {}, change.entry)) return change.entry;
  }
  return null;
}

/** The content of a file that is made up by its name. */
const CONTENT = /^\$content\(([^()]{1,100})\)$/;
const NAME = /^(entry:)?\$([a-z][A-Za-z0-9-]*)$/;

/** The same with ids for names, in texts and keys alike. Names that no step gave are told. */
export function withIds<T>(given: T, names: EntryNames, unknown: (name: string) => void): T {
  const idOf = (text: string): string => {
    const file = CONTENT.exec(text)?.[1];
    if (file !== undefined) return contentOf(file);
    const [, prefix = '', name] = NAME.exec(text) ?? [];
    if (name === undefined) return text;
    const id = names.get(name);
    if (id === undefined) unknown(name);
    return id === undefined ? text : `${prefix}${id}`;
  };
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return idOf(value);
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [idOf(key), replaced(held)]));
  };
  // Only texts were changed for texts, so it is of the same type.
  return replaced(given) as T;
}
