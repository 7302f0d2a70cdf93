// What a case holds about one of its people, as whoever may read some of its parts may know it: every entry that names them, and of a case
// that is about them everything that is about nobody else. It errs to naming too much, since a person decides on each. Values that
// are sealed for somebody are not among these: a state does not say of whom a value was recorded, the events do.
import { whoseField } from '../case/whose.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import { allEntries, type Document, type Entry } from '../entries/entries.ts';
import { correctionFaces, correctionLine } from './corrections.ts';
import type { ReadableParts } from './hidden.ts';
import { mayReadEntry, wordsOfEntry } from './entry-words.ts';
import { plainDate, plainValue } from './plain-value.ts';
import { mayReadField } from './readable-parts.ts';

/** Something that a case holds about somebody. */
export interface AboutItem {
  /** What it is, within its case: the same as long as it is there. */
  readonly what: string;
  readonly kind: 'field' | 'entry' | 'document' | 'correction';
  readonly title: string;
  readonly detail: readonly string[];
  /** Of an entry its id; of a document the file of a version. A letter is kept as a document too. */
  readonly entry: string | null;
  readonly file: ItemFile | null;
}

export interface ItemFile {
  readonly file: string;
  /** SHA-256 of its bytes, hex. */
  readonly content: string;
  readonly name: string;
  readonly mediaType: string;
}

export interface AboutWhom {
  /** Ids of the parties that they are. */
  readonly parties: readonly string[];
  readonly parts: ReadableParts;
}

/** In the order of the case; fields after entries. Only what may be read. */
export function itemsAbout(caseType: CaseType, state: CaseState, { parties, parts }: AboutWhom): readonly AboutItem[] {
  const entries = allEntries(caseType, state);
  const own = new Set(parties);
  const isTheirs = parties.some((id) => isAbout(caseType, entries[id]));
  const named = namingThem(entries, own);
  const items: AboutItem[] = [];
  for (const [id, entry] of Object.entries(entries)) {
    // Who else is in a case is about them; of whoever acts for this person it is told that somebody does.
    const isOther = entry.kind === 'party' && !own.has(id) && !names(entry, own);
    if (isOther || !(isTheirs || named.has(id)) || !mayReadEntry(caseType, entry, parts)) continue;
    items.push(...itemsOfEntry(caseType, id, entry));
  }
  items.push(...notesAbout(caseType, state, { own, isTheirs, named, parts }));
  if (!isTheirs) return items;
  for (const [name, value] of Object.entries(state.data)) {
    const definition = caseType.fields.get(name);
    if (value === null || definition === undefined || !mayReadField(caseType, name, parts)) continue;
    if (whoseField(caseType, state, name) !== null) continue;
    items.push({
      ...{ what: `field:${name}`, kind: 'field', title: definition.label, detail: [plainValue(definition, value)] },
      ...{ entry: null, file: null },
    });
  }
  return items;
}

interface NotesOf {
  readonly own: ReadonlySet<string>;
  readonly isTheirs: boolean;
  readonly named: ReadonlySet<string>;
  readonly parts: ReadableParts;
}

/** Corrections and statements of disagreement on what is theirs, or that they asked for; in a case about them also on what is about nobody else. */
function notesAbout(
  caseType: CaseType,
  state: CaseState,
  { own, isTheirs, named, parts }: NotesOf,
): readonly AboutItem[] {
  return correctionFaces(caseType, state, parts).flatMap((face): readonly AboutItem[] => {
    const { correction, field, entry, standing, title, reasons } = face;
    const whose = field === null ? null : whoseField(caseType, state, field);
    const isOn = field === null ? named.has(entry ?? '') : whose !== null && own.has(whose.party);
    const isAsked = own.has(state.corrections?.[correction]?.askedBy ?? '');
    const isOfCase = isTheirs && (field === null ? isTheirsAlone(caseType, state, entry) : whose === null);
    if (!isOn && !isAsked && !isOfCase) return [];
    const what = standing === 'accepted' ? 'Correction of' : 'Statement of disagreement on';
    const detail = [correctionLine(face), ...(reasons === null ? [] : [`Reasons: ${reasons}`])];
    return [
      {
        ...{ what: `correction:${correction}`, kind: 'correction', title: `${what}: ${title}`, detail },
        ...{ entry: null, file: null },
      },
    ];
  });
}

/** Of who else is in a case it is said to them. */
function isTheirsAlone(caseType: CaseType, state: CaseState, id: string | null): boolean {
  return id !== null && allEntries(caseType, state)[id]?.kind !== 'party';
}

/** Whether a case is about whoever stands there: about them data is kept, and without them there is no such case. */
export function isAbout({ parties }: CaseType, entry: Entry | undefined): boolean {
  const definition = entry?.kind === 'party' ? parties.get(entry.of) : undefined;
  return definition !== undefined && definition.subject && !definition.later;
}

/** Entries that name one of these somewhere, and what names such an entry: a letter to them, its answer, the copy of a document about them. */
function namingThem(entries: Readonly<Record<string, Entry>>, people: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(people);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [id, entry] of Object.entries(entries)) {
      const isNamed = names(entry, entry.kind === 'party' ? people : found);
      if (!found.has(id) && isNamed) found.add(id);
    }
  }
  return found;
}

function names(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => names(each, ids));
}

function itemsOfEntry(caseType: CaseType, id: string, entry: Entry): readonly AboutItem[] {
  const said = wordsOfEntry(caseType, entry);
  // A redacted copy says nothing that its original does not, which is there.
  if (entry.kind === 'document' && entry.derivedFrom?.how === 'redaction') return [];
  if (entry.kind === 'document') return entry.versions.map((_, at) => itemOfVersion([id, entry], at, said.title));
  return [{ what: `entry:${id}`, kind: 'entry', title: said.title, detail: said.detail, entry: id, file: null }];
}

/** Each version is a paper of its own: what was corrected later was on record before. */
function itemOfVersion([id, document]: readonly [string, Document], at: number, title: string): AboutItem {
  const { versions, number, receivedOn, status } = document;
  const { file, content = '', name = '', mediaType = '' } = versions[at] ?? {};
  const count = versions.length > 1 ? [`Version ${at + 1} of ${versions.length}`] : [];
  const withdrawn = status === 'withdrawn' ? ['Withdrawn, as filed in error'] : [];
  return {
    ...{ what: `document:${id}:${at + 1}`, kind: 'document', title, entry: id },
    detail: [`Document ${number}: ${document.title}`, `Received on ${plainDate(receivedOn)}`, ...count, ...withdrawn],
    file: file === undefined ? null : { file, content, name, mediaType },
  };
}
