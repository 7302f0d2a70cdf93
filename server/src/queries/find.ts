// Whatever has the words that somebody types: cases, people and documents, each group small, in one answer. What the three indexes give are
// candidates: each is shown where, at this moment, all that was typed stands in parts of it that the reader may read, so a case that is hidden
// from them is in no group and no count.
import {
  matchPerson,
  type PersonMatch,
  soughtPerson,
  type SoughtPerson,
  tracesOfSought,
} from '@casewright/engine/likeness';
import { cutToParts, soughtIn, type Sought } from '@casewright/engine/view';
import type { Database } from '../store/database.ts';
import { followTraces } from '../store/follow-traces.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readOneWith } from '../store/people-acts.ts';
import { type PersonInCase, seePeople } from '../store/people-in-cases.ts';
import { searchCases } from '../store/search-cases.ts';
import { searchFiles, type FileSearchRecord } from '../store/search-files.ts';
import { hashOfWord } from '../store/text-words.ts';
import { tracesOfTexts } from '../store/trace-rows.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import { knownNames, type NamesView } from './known-names.ts';
import type { SendReading } from './read-flights.ts';
import { type Candidate, readCandidates, searchRowOf, type SearchRowView } from './search-cases.ts';
import { type FoundDocumentView, readFoundDocuments } from './search-documents.ts';
import type { Reader } from './sessions.ts';

/** Somebody as a party of the newest of the cases in which they were found. */
export interface FoundPersonView extends NamesView {
  readonly caseId: string;
  /** Id of the party in that case. */
  readonly entry: string;
  /** The role. */
  readonly title: string;
  readonly reference: string;
  readonly caseTitle: string;
  readonly match: PersonMatch;
  /** Cases in which they were found by this, that one included. */
  readonly cases: number;
}

interface GroupView<Item> {
  readonly items: readonly Item[];
  /** More may match than is shown. */
  readonly isCut: boolean;
}

export interface FoundView {
  /** What was looked for, as words; the last may be the beginning of one. */
  readonly words: readonly string[];
  readonly people: GroupView<FoundPersonView>;
  readonly cases: GroupView<SearchRowView>;
  readonly documents: GroupView<FoundDocumentView>;
}

export interface FindOptions {
  readonly text: string;
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly keys: Pick<KeyProvider, 'unwrap' | 'requestMac'>;
}

const CASES_MOST = 8;
const PEOPLE_MOST = 8;
/** Texts are opened for each. */
const FILES_MOST = 4;
/** Cases that are looked at for people: by their words, and by traces. */
const BY_WORDS = 30;
const BY_TRACES = 30;

/** Three questions in the flight of one read, then the cases and texts that they led to. */
export function find(send: SendReading, reader: Reader, options: FindOptions): Promise<ReadAnswer<FoundView>> {
  const { tenant } = reader.principal;
  // Whoever types has mostly not typed the whole of the last word.
  const sought = soughtIn(`${options.text}*`);
  const { words, isPrefix } = sought;
  const person = soughtPerson(options.text);
  const traces = tracesOfTexts((text) => options.keys.requestMac(tenant, text), tracesOfSought(person));
  const hashes = words.map((word) => hashOfWord(options.keys, tenant, word));
  const all = { status: null, caseType: null, after: null };
  return answerRead(send, reader, {
    action: { type: 'search-cases' },
    name: 'find',
    asked: [],
    filter: JSON.stringify(words),
    statements: [
      searchCases({ tenant, words, isPrefix, ...all, limit: BY_WORDS }),
      searchFiles({ tenant, words: hashes, after: null, limit: FILES_MOST + 1 }),
      followTraces(tenant, traces, BY_TRACES),
    ],
    fold: ([byWords, files, byTraces]) => {
      const [cases, documents, met] = [byWords.rows[0], files.rows[0], byTraces.rows[0]];
      if (cases === undefined || documents === undefined || met === undefined)
        throw new Error('A function that searches gave no row.');
      return show(reader, options, { sought, person, cases, documents, met });
    },
  });
}

/** Ids of cases, and whether there may be more. */
interface Led {
  readonly found: readonly string[];
  readonly is_cut: boolean;
}

interface Looked {
  readonly sought: Sought;
  readonly person: SoughtPerson;
  readonly cases: Led;
  readonly documents: FileSearchRecord;
  readonly met: Led;
}

async function show(reader: Reader, options: FindOptions, looked: Looked): Promise<Shown<FoundView>> {
  const { sought, cases: led, met } = looked;
  const ids = [...new Set([...led.found, ...met.found])];
  const [rows, documents] = await Promise.all([
    ids.length === 0 ? [] : readCandidates(reader, ids, options),
    showDocuments(reader, options, looked),
  ]);
  const byWords = new Set(led.found);
  const cases = rows.filter(({ row }) => byWords.has(row.case_id)).flatMap((each) => searchRowOf(each, sought));
  const people = await showPeople(reader, options, { rows, looked });
  const view: FoundView = {
    words: sought.words,
    people: { items: people.items, isCut: people.isCut },
    cases: { items: cases.slice(0, CASES_MOST), isCut: led.is_cut || cases.length > CASES_MOST },
    documents,
  };
  const items = [...view.cases.items, ...people.items, ...documents.items];
  return {
    // Each item says of its case only what stands in its own readable parts.
    view: cutToParts(null, () => view),
    caseIds: [...new Set([...items.map(({ caseId }) => caseId), ...people.among])],
    results: items.length,
  };
}

async function showDocuments(
  reader: Reader,
  options: FindOptions,
  { sought, documents }: Looked,
): Promise<GroupView<FoundDocumentView>> {
  const files = documents.found.slice(0, FILES_MOST);
  const isCut = documents.is_cut || documents.found.length > files.length;
  if (files.length === 0) return { items: [], isCut };
  const whole = { words: sought.words, isPrefix: false };
  const { items } = await readFoundDocuments(reader, files, { sought: whole, found: documents, options });
  return { items, isCut };
}

interface Met {
  readonly candidate: Candidate;
  readonly person: PersonInCase;
  readonly match: PersonMatch;
}

interface PeopleShown extends GroupView<FoundPersonView> {
  /** Every case that one of them was found in. */
  readonly among: readonly string[];
}

const NOBODY: PeopleShown = { items: [], isCut: false, among: [] };
const ORDER: Readonly<Record<PersonMatch, number>> = { same: 0, beginning: 1, alike: 2 };

async function showPeople(
  { principal: { tenant, person, holding } }: Reader,
  { database, keys }: FindOptions,
  { rows, looked }: { readonly rows: readonly Candidate[]; readonly looked: Looked },
): Promise<PeopleShown> {
  const met = rows.flatMap((candidate) =>
    seePeople(keys, tenant, candidate).people.flatMap((each): readonly Met[] => {
      const match = matchPerson(looked.person, each.known);
      return match === null ? [] : [{ candidate, person: each, match }];
    }),
  );
  if (met.length === 0) return NOBODY;
  const members = [...new Set(met.map((each) => each.person.member))];
  const [merged] = await database.once({ tenant, person, holding }, [readOneWith(tenant, members)]);
  const oneWith = new Map(merged.rows.map((row) => [row.member, row.one_with.join(' ')]));
  const groups = new Map<string, Met[]>();
  for (const each of met) {
    const key = oneWith.get(each.person.member) ?? each.person.member;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  // Rows come with the newest first, and sorting keeps that.
  const best = [...groups.values()]
    .map((group) => group.toSorted((a, b) => ORDER[a.match] - ORDER[b.match]))
    .toSorted(([a], [b]) => orderOf(a) - orderOf(b));
  const shown = best.slice(0, PEOPLE_MOST);
  return {
    items: shown.flatMap(personView),
    isCut: looked.met.is_cut || best.length > shown.length,
    among: shown.flat().map((each) => each.person.caseId),
  };
}

function orderOf(met: Met | undefined): number {
  return met === undefined ? 0 : ORDER[met.match];
}

function personView(group: readonly Met[]): readonly FoundPersonView[] {
  const [first] = group;
  if (first === undefined) return [];
  const { candidate, match } = first;
  const { caseId, entry, title, known } = first.person;
  const { reference } = candidate.row;
  const caseTitle = candidate.kind?.title ?? candidate.caseType.title;
  const cases = new Set(group.map((each) => each.person.caseId)).size;
  return [{ caseId, entry, ...knownNames(known), title, reference, caseTitle, match, cases }];
}
