// Who is known in a case and by what they may be told from others: the parties, each with the values of the fields that identify them,
// as somebody may read it, and the traces by which their records are met in other cases. Pure: the same state gives the same.
import type { CaseState } from '../case/state.ts';
import { whoseField } from '../case/whose.ts';
import type { CaseType, FieldDefinition } from '../definition/case-type.ts';
import { isOneSection, partsAsked } from '../definition/definition.ts';
import { allEntries, type Party } from '../entries/entries.ts';
import { type Identifier, type Known, tracesOf } from '../likeness/likeness.ts';
import { type Place, placeOfParts } from './case-words.ts';
import { mayReadEntry } from './entry-words.ts';
import { mayReadField, partsOfField, type ReadableParts } from './readable-parts.ts';

/** A party of a case, with what is known of them there. */
export interface KnownParty {
  /** Its id in the case, such as `party.applicant`. */
  readonly entry: string;
  readonly party: Party;
  /** What the role is called. */
  readonly title: string;
  readonly known: Known;
}

type Peopled = Pick<CaseState, 'parties' | 'opened' | 'entries' | 'data'>;

/** The parties that may be known to whoever may read these parts, each with what of them may be read. */
export function knownPeople(caseType: CaseType, state: Peopled, parts: ReadableParts): readonly KnownParty[] {
  return partiesOf(caseType, state).flatMap(({ entry, party, isAlone }): readonly KnownParty[] => {
    if (!mayReadEntry(caseType, party, parts)) return [];
    const about = isAlone ? fieldsAbout(caseType, state, entry) : [];
    const fields = about.filter(({ name }) => mayReadField(caseType, name, parts));
    const title = caseType.parties.get(party.of)?.title ?? party.of;
    return [{ entry, party, title, known: knownBy(fields, state) }];
  });
}

/** A text by which a party is met, and who may be led to the case by it. */
export interface Trace extends Place {
  readonly text: string;
}

/**
 * Traces of the parties of a case: of each that they are the same as wherever their id stands, and what `tracesOf` gives of what is known
 * of them. A trace that rests on several fields may be followed by those alone who may read them all.
 */
export function tracesOfCase(caseType: CaseType, state: Peopled): readonly Trace[] {
  const found = new Map<string, Trace>();
  for (const { entry, party, isAlone } of partiesOf(caseType, state)) {
    const own = partsAsked(caseType, `parties.${party.of}`);
    add(caseType, found, { texts: [`who ${party.subject}`], parts: own });
    const fields = isAlone ? fieldsAbout(caseType, state, entry) : [];
    for (const some of together(caseType, fields)) {
      const parts = [...own, ...some.flatMap(({ name }) => partsOfField(caseType, name))];
      add(caseType, found, { texts: tracesOf(knownBy(some, state)), parts });
    }
  }
  return [...found.values()];
}

interface InRole {
  readonly entry: string;
  readonly party: Party;
  /**
   * False where the role had more than one in it: a state does not say of which of them a value was recorded, and nobody is to be known by
   * what was said of somebody else.
   */
  readonly isAlone: boolean;
}

function partiesOf(caseType: CaseType, state: Peopled): readonly InRole[] {
  const found = Object.entries(allEntries(caseType, state)).flatMap(([entry, is]) =>
    is.kind === 'party' ? [{ entry, party: is }] : [],
  );
  const inRole = new Map<string, number>();
  for (const { party } of found) inRole.set(party.of, (inRole.get(party.of) ?? 0) + 1);
  return found.map((each) => ({ ...each, isAlone: inRole.get(each.party.of) === 1 }));
}

/** By case type the fields by which people are told apart, since that never changes. */
const identifying = new WeakMap<CaseType, readonly FieldDefinition[]>();

function fieldsAbout(caseType: CaseType, state: Peopled, entry: string): readonly FieldDefinition[] {
  let fields = identifying.get(caseType);
  if (fields === undefined) {
    fields = [...caseType.fields.values()].filter(({ identifies }) => identifies !== undefined);
    identifying.set(caseType, fields);
  }
  return fields.filter(({ name }) => whoseField(caseType, state, name)?.party === entry);
}

function knownBy(fields: readonly FieldDefinition[], { data }: Peopled): Known {
  const known: Partial<Record<Identifier, string[]>> = {};
  for (const { name, identifies } of fields) {
    const value = data[name];
    if (identifies === undefined || typeof value !== 'string' || value.trim() === '') continue;
    (known[identifies] ??= []).push(value);
  }
  return known;
}

/**
 * Fields that are read together: those of each part, and those of all parts at once, so that whoever reads one part alone is led by what
 * stands there and by nothing else.
 */
function together(caseType: CaseType, fields: readonly FieldDefinition[]): readonly (readonly FieldDefinition[])[] {
  if (isOneSection(caseType)) return [fields];
  const byPart = new Map<string, FieldDefinition[]>();
  for (const field of fields) {
    const part = partsOfField(caseType, field.name).toSorted().join(' ');
    byPart.set(part, [...(byPart.get(part) ?? []), field]);
  }
  return byPart.size > 1 ? [...byPart.values(), fields] : [...byPart.values()];
}

interface ToAdd {
  readonly texts: readonly string[];
  readonly parts: readonly string[];
}

function add(caseType: CaseType, found: Map<string, Trace>, { texts, parts }: ToAdd): void {
  const place = placeOfParts(caseType, isOneSection(caseType) ? [] : [...new Set(parts)]);
  for (const text of texts) found.set(`${text} ${place.parts.join(' ')}`, { text, ...place });
}
