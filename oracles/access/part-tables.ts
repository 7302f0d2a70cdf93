// Which parts of a case a fact, a text or a document is in, and what each part asks of its reader: written from the page for authors of
// case types, importing nothing of the program.
import { DOCUMENT_PARTS } from './document-tables.ts';

/** From the lowest to the highest. */
export const LEVELS = ['UNOFFICIAL', 'OFFICIAL', 'OFFICIAL: Sensitive', 'PROTECTED', 'SECRET', 'TOP SECRET'];
export const REACHING_BELOW = ['director', 'manager', 'team-leader'];

export interface PartRule {
  readonly section: string;
  readonly readers: readonly string[] | null;
  readonly level: string | null;
  readonly compartments: readonly string[];
}

/** What the case type says of its fields; `words` are notes and reasons, which are in the section `general`. */
const FIELDS: Readonly<Record<string, readonly PartRule[]>> = {
  note: [part('general')],
  words: [part('general')],
  phone: [part('contact')],
  diagnosis: [part('health', { readers: ['nurse', 'manager'] })],
  informant: [part('general'), part('general', { readers: ['manager'] })],
  codename: [part('contact'), part('contact', { compartments: ['c7'] })],
  defence: [part('strategy', { level: 'PROTECTED' })],
};

/** The same of documents, which are in the parts of some fields. */
export const PARTS: Readonly<Record<string, readonly PartRule[]>> = {
  ...FIELDS,
  ...Object.fromEntries(
    Object.entries(DOCUMENT_PARTS).map(([name, fields]) => [name, fields.flatMap((field) => FIELDS[field] ?? [])]),
  ),
};

function part(section: string, asks: Partial<Omit<PartRule, 'section'>> = {}): PartRule {
  return { section, readers: null, level: null, compartments: [], ...asks };
}
