// What cases hold about members of the register of people, as the reader of the transaction may know it: read by the program it is all
// there is, read by a person what is theirs. The same function for both, so that what is hidden is the difference and nothing else.
import { whoseField, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { allEntries } from '@casewright/engine/entries';
import { hasNameOf, tellsProtected } from '@casewright/engine/letters';
import {
  isAbout,
  itemsAbout,
  type ItemFile,
  mayReadField,
  mayReadWords,
  plainDate,
  plainValue,
  type ReadableParts,
} from '@casewright/engine/view';
import { flight, type Tx } from './database.ts';
import type { CaseFileRecord } from './list-cases.ts';
import { loadKeys } from './load-case.ts';
import { openEvent } from './open-event.ts';
import { openFacts } from './open-facts.ts';
import { seePeople, type PeopleDeps, type PersonInCase } from './people-in-cases.ts';
import { eventsOfCase } from './read-chain.ts';
import { readEvents, type EventRow } from './read-events.ts';
import { readablePartsOf } from './readable-parts-of.ts';
import { type CaseKeys, TOMBSTONE } from './seal-event.ts';
import { readFoundCases } from './search-cases.ts';
import { placesOfMembers } from './subject-files.ts';
import { traceOfMember } from './trace-rows.ts';
import { unwrapKeys } from './unwrap-keys.ts';

export interface SubjectItem {
  /** A keyed hash, by which it is named: it tells no number and no order. */
  readonly item: string;
  readonly caseId: string;
  readonly reference: string;
  readonly caseTitle: string;
  readonly what: string;
  readonly kind: 'fact' | 'field' | 'entry' | 'document' | 'note' | 'correction';
  readonly title: string;
  readonly detail: readonly string[];
  readonly entry: string | null;
  readonly file: ItemFile | null;
  /** Its words name somebody else of the case, as far as the reader may read how they are called. */
  readonly namesOthers: boolean;
  /** Its words would tell how somebody else is found, which is protected: for the program, and told to nobody who works on it. */
  readonly tellsPlace: boolean;
  /** A keyed hash of all that would be given of it. */
  readonly fingerprint: string;
}

export interface OfSubject {
  readonly tenant: number;
  readonly fileId: string;
  readonly members: readonly string[];
}

/** Every case in which they are. Asked by the program: what a reader may know of is settled when the cases are read. */
export async function findPlaces(tx: Tx, { tenant, members }: Omit<OfSubject, 'fileId'>): Promise<readonly string[]> {
  const [found] = await flight(tx, [placesOfMembers(tenant, members.map(traceOfMember))]);
  return found.rows.map((row) => row.case_id);
}

/** What these cases hold about them, case by case, in the order in which it stands there. */
export async function readItems(
  deps: PeopleDeps,
  tx: Tx,
  of: OfSubject & { readonly caseIds: readonly string[] },
): Promise<readonly SubjectItem[]> {
  const [cases] = await flight(tx, [readFoundCases(of.tenant, of.caseIds)]);
  const items: SubjectItem[] = [];
  for (const row of cases.rows) {
    const caseType = await deps.caseTypes.byHash(tx, of.tenant, row.case_type_hash);
    items.push(...(await itemsOfCase(deps, tx, { of, row, caseType })));
  }
  return items;
}

interface OfCase {
  readonly of: OfSubject;
  readonly row: CaseFileRecord;
  readonly caseType: CaseType;
}

type Said = Omit<
  SubjectItem,
  'item' | 'caseId' | 'reference' | 'caseTitle' | 'namesOthers' | 'tellsPlace' | 'fingerprint'
>;

async function itemsOfCase(deps: PeopleDeps, tx: Tx, { of, row, caseType }: OfCase): Promise<readonly SubjectItem[]> {
  const { tenant, members } = of;
  const people = seePeople(deps.keys, tenant, { row, caseType }).people.filter(({ member }) =>
    members.includes(member),
  );
  if (people.length === 0) return [];
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const parts = readablePartsOf(row, caseType);
  const parties = people.map(({ entry }) => entry);
  const isTheirs = people.some(({ party }) => isAbout(caseType, party));
  const said: readonly Said[] = [
    ...itemsAbout(caseType, state, { parties, parts }),
    ...(await itemsOfEvents(deps, tx, { of, row, caseType, people, parts, hasNotes: isTheirs && mayReadWords(parts) })),
  ];
  const others = namesOfOthers(caseType, state, { own: parties, parts });
  const entries = allEntries(caseType, state);
  const mac = (text: string): string => deps.keys.requestMac(tenant, text).toString('hex');
  return said.map((one) => {
    const text = [one.title, ...one.detail].join('\n');
    return {
      ...one,
      ...{ caseId: row.case_id, reference: row.reference, caseTitle: caseType.title },
      item: mac(`subject item ${of.fileId} ${row.case_id} ${one.what}`).slice(0, 12),
      namesOthers: hasNameOf(text, others),
      tellsPlace: tellsProtected(text, entries, parties),
      fingerprint: mac(`subject text ${JSON.stringify([one.title, one.detail, one.file?.content ?? null])}`),
    };
  });
}

/** Texts by which others of the case are called, of those that may be read: a sign on a word would tell whose name it is. */
function namesOfOthers(
  caseType: CaseType,
  state: CaseState,
  { own, parts }: { readonly own: readonly string[]; readonly parts: ReadableParts },
): readonly string[] {
  return Object.entries(state.data).flatMap(([name, value]) => {
    if (!mayReadField(caseType, name, parts)) return [];
    const whose = whoseField(caseType, state, name);
    const isName = typeof value === 'string' && caseType.fields.get(name)?.identifies !== undefined;
    return whose === null || own.includes(whose.party) || !isName ? [] : value.split(/\s+/);
  });
}

interface OfEvents extends OfCase {
  readonly people: readonly PersonInCase[];
  readonly parts: ReadableParts;
  readonly hasNotes: boolean;
}

/** What was ever recorded of them, also what was put right since, and notes on a case that is about them. */
async function itemsOfEvents(deps: PeopleDeps, tx: Tx, of: OfEvents): Promise<readonly Said[]> {
  const { tenant } = of.of;
  const caseId = of.row.case_id;
  const [keys, first] = await flight(tx, [
    loadKeys(tenant, caseId),
    readEvents({ tenant, caseId, from: 0, limit: 500 }),
  ]);
  const opened = unwrapKeys(deps.keys, { tenant, caseId }, keys.rows);
  const items: Said[] = [];
  for await (const event of eventsOfCase(tx, { tenant, caseId }, first.rows))
    items.push(...factsIn(of, event, opened), ...noteIn(of, event, opened));
  return items;
}

function factsIn({ of, row, caseType, people, parts }: OfEvents, event: EventRow, keys: CaseKeys): readonly Said[] {
  const stored = { tenant: of.tenant, caseId: row.case_id, ...event };
  return openFacts(stored, keys).flatMap(({ subject, field, value }): readonly Said[] => {
    const isOwn = people.some(({ keyName }) => keyName === subject);
    if (!isOwn || value === TOMBSTONE || value === null || !mayReadField(caseType, field, parts)) return [];
    const definition = caseType.fields.get(field);
    // Sealed as a value of a field.
    const words = plainValue(definition, value as CaseState['data'][string]);
    return [
      {
        ...{ what: `fact:${field}:${event.seq}`, kind: 'fact', title: definition?.label ?? field },
        ...{ detail: [words, `Recorded on ${plainDate(event.recorded_at.slice(0, 10))}`], entry: null, file: null },
      },
    ];
  });
}

function noteIn({ of, row, hasNotes }: OfEvents, event: EventRow, keys: CaseKeys): readonly Said[] {
  if (!hasNotes || event.type !== 'NoteAdded') return [];
  const opened = openEvent({ tenant: of.tenant, caseId: row.case_id, ...event }, keys);
  if (opened.kind !== 'event' || opened.event.type !== 'NoteAdded') return [];
  const on = event.recorded_at.slice(0, 10);
  return [
    {
      ...{ what: `note:${event.seq}`, kind: 'note', title: 'Note', detail: [opened.event.text, `Written on ${on}`] },
      ...{ entry: null, file: null },
    },
  ];
}
