// Whom a value or an entry of a case is about, by what the case says after an event. Whoever stores the event seals what is
// personal for that person; the stored event then says for whom, so that opening it asks nothing of this.
import type { CaseType } from '../definition/case-type.ts';
import {
  allEntries,
  type Entries,
  type Entry,
  isOfOpening,
  keyOfDocument,
  partyAbout,
  standingIn,
} from '../entries/entries.ts';
import type { Draft } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import { known } from '../plan/known.ts';
import type { Fields } from './commands.ts';
import type { Correction } from './correction-state.ts';
import type { CaseState } from './state.ts';

/** What of a case says who is who in it. */
export type Peopled = Pick<CaseState, 'parties' | 'opened' | 'entries' | 'corrections'>;

/** The person whom something is about. */
export interface Whose {
  /** Id of the person or organisation. */
  readonly subject: string;
  /** The party that they are, by id. */
  readonly party: string;
  /** True where their id says who they are, so that it stands nowhere in the clear. */
  readonly isSecret: boolean;
}

/** Under whose key the words of an entry are sealed. */
export type SealedUnder =
  | Whose
  /** A key of its own, by its name: that of a document is the id of its first file. */
  | { readonly subject: string; readonly isSecret: false };

/** The person whom a personal field is about; null for any other field, and where nobody was ever in the role. */
export function whoseField(caseType: CaseType, state: Peopled, field: string): Whose | null {
  const definition = caseType.fields.get(field);
  if (definition?.personal !== true || definition.subject === undefined) return null;
  const role = definition.subject;
  if (state.entries !== undefined) return whoStands(caseType, allEntries(caseType, state), role);
  const subject = known(state.parties, role);
  return subject === undefined ? null : { subject, party: `party.${role}`, isSecret: false };
}

/**
 * The person whom an entry of a personal kind is about; null where its kind is not, or nobody is. The words of a document are sealed
 * with its bytes, so that both end with one key.
 */
export function whoseEntry(caseType: CaseType, state: Peopled, { id, entry }: Named): SealedUnder | null {
  if (entry.kind === 'document') {
    const subject = keyOfDocument(entry);
    return subject === null ? null : { subject, isSecret: false };
  }
  if (!isPersonal(caseType, entry) && !isReached(caseType, entry)) return null;
  const about = partyAbout(id, entry);
  return about === null ? null : whoIs(caseType, allEntries(caseType, state), about);
}

/** Who a party of a case is; null for one that it does not have. */
export function whoseParty(caseType: CaseType, state: Peopled, party: string): Whose | null {
  return whoIs(caseType, allEntries(caseType, state), party);
}

/**
 * The person whom a note on what is on record is about: whose fact it is, or else who asked for it; null where the agency noticed it itself of
 * what is about nobody.
 */
export function whoseCorrection(
  caseType: CaseType,
  state: Peopled,
  { about, askedBy }: Pick<Correction, 'about' | 'askedBy'>,
): SealedUnder | null {
  const entries = allEntries(caseType, state);
  const entry = 'entry' in about ? known(entries, about.entry) : undefined;
  const own =
    'field' in about
      ? whoseField(caseType, state, about.field)
      : entry === undefined
        ? null
        : whoseEntry(caseType, state, { id: about.entry, entry });
  return own ?? (askedBy === null ? null : whoIs(caseType, entries, askedBy));
}

interface Named {
  readonly id: string;
  readonly entry: Entry;
}

/** The party of a role about whom data says something while nobody was ever in it; null where that is nowhere so. */
export function absentParty(draft: Draft, data: Fields): string | null {
  const { fields, parties } = draft.caseType;
  for (const [name, value] of Object.entries(data)) {
    const field = fields.get(name);
    const role = field?.personal === true && value !== null ? field.subject : undefined;
    if (role === undefined || parties.get(role)?.later !== true) continue;
    if (standingIn(entriesIn(draft), role) === undefined) return role;
  }
  return null;
}

function isPersonal({ issues, parties, goals, obligations }: CaseType, { kind, of }: Entry): boolean {
  const kinds: Readonly<Partial<Record<Entry['kind'], ReadonlyMap<string, { readonly personal?: true }>>>> = {
    ...{ issue: issues, party: parties, goal: goals, obligation: obligations },
  };
  return kinds[kind]?.get(of)?.personal === true;
}

/** How a person is reached is about them, also where their id is not. */
function isReached({ parties }: CaseType, entry: Entry): boolean {
  return entry.kind === 'party' && entry.contact !== undefined && parties.get(entry.of)?.subject === true;
}

function whoStands(caseType: CaseType, entries: Entries, role: string): Whose | null {
  const stands = standingIn(entries, role);
  return stands === undefined ? null : whoIs(caseType, entries, stands[0]);
}

function whoIs({ parties }: CaseType, entries: Entries, id: string): Whose | null {
  const party = known(entries, id);
  if (party?.kind !== 'party') return null;
  const isSecret = parties.get(party.of)?.personal === true && !isOfOpening(id, party);
  return { subject: party.subject, party: id, isSecret };
}
