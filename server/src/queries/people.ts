// Who somebody in a case may be, and who they are held to be: records of other cases that may be of the same person, with the reasons, and
// what every record of one person knows, each under its own name. A record in a case that the reader may not know does not exist here:
// not in a list, a score or a count.
import type { FieldValue } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { compareKnown, type LikenessReason } from '@casewright/engine/likeness';
import { cutToParts, plainValue } from '@casewright/engine/view';
import { readReason } from '../store/act-reason.ts';
import type { CaseTypes as CaseTypesOfStore } from '../store/case-types.ts';
import { flight, type Database, type Tx } from '../store/database.ts';
import { findNames } from '../store/find-people.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { CaseFileRecord } from '../store/list-cases.ts';
import { readHeldApart, readOneWith, readPeopleActs } from '../store/people-acts.ts';
import {
  followToPeople,
  readFacts,
  seePeople,
  type PersonInCase,
  type RecordedFact,
  type SeenCase,
} from '../store/people-in-cases.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { traceOfMember, tracesOfKnown } from '../store/trace-rows.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { knownNames, type NamesView } from './known-names.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';
import { requireRow } from './show-case.ts';

/** A party of a case. */
export interface PartyRecordView extends NamesView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseTitle: string;
  readonly caseStatus: 'open' | 'closed';
  /** Id of the party in that case. */
  readonly entry: string;
  /** The role. */
  readonly title: string;
  readonly status: 'current' | 'ended' | 'replaced';
  readonly from: string;
  readonly until: string | null;
  /** A number for each person whom the register knows apart; records of one number were never anything but one. */
  readonly member: number;
}

export interface FactView {
  readonly field: string;
  readonly label: string;
  /** As it was recorded; of what was lawfully destroyed a text that says so. */
  readonly value: FieldValue;
  /** The same in plain words. */
  readonly words: string;
  /** The number of the event that says so. */
  readonly seq: number;
  readonly occurred: string;
  readonly recordedAt: string;
  readonly actor: string;
}

export interface PeopleActView {
  readonly act: number;
  readonly kind: 'merged' | 'unmerged';
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly reason: string;
  /** Where the two records by which it was done stand among those of the answer. */
  readonly first: { readonly caseId: string; readonly member: number };
  readonly other: { readonly caseId: string; readonly member: number };
}

export interface IdentityView {
  readonly records: readonly (PartyRecordView & { readonly facts: readonly FactView[] })[];
  readonly acts: readonly PeopleActView[];
  /** There are more cases than are shown. */
  readonly isCut: boolean;
}

export interface CandidateView extends PartyRecordView {
  readonly score: number;
  readonly band: 'likely' | 'possible';
  readonly reasons: readonly LikenessReason[];
  /** Somebody has said before that the two are not one person. */
  readonly heldApart: boolean;
}

export interface CandidatesView {
  readonly items: readonly CandidateView[];
  /** More may be alike than were looked at. */
  readonly isCut: boolean;
}

export interface AskedParty {
  readonly caseId: string;
  readonly entry: string;
}

export interface PeopleOptions {
  readonly database: Database;
  readonly caseTypes: CaseTypesOfStore;
  readonly keys: KeyProvider;
}

const CASES_MOST = 40;
const LOOKED_AT_MOST = 200;
const CANDIDATES_MOST = 20;

/** All records of somebody whom the register holds to be one person, each with what it knows, and what was held of them when. */
export function showIdentity(
  send: SendReading,
  asker: Asker,
  asked: AskedParty & PeopleOptions,
): Promise<ReadAnswer<IdentityView>> {
  return ask<IdentityView>(send, asker, { ...asked, name: 'read-identity', look: lookAtIdentity });
}

/** Records that may be of the same person, the likeliest first. */
export function listCandidates(
  send: SendReading,
  asker: Asker,
  asked: AskedParty & PeopleOptions,
): Promise<ReadAnswer<CandidatesView>> {
  return ask<CandidatesView>(send, asker, { ...asked, name: 'match-people', look: lookForCandidates });
}

interface Looked<V> {
  readonly view: V;
  readonly caseIds: readonly string[];
}

interface Asking<V> extends AskedParty, PeopleOptions {
  readonly name: string;
  readonly look: (at: LookingAt) => Promise<Looked<V>>;
}

interface LookingAt {
  readonly tx: Tx;
  readonly tenant: number;
  readonly options: PeopleOptions;
  readonly person: PersonInCase;
  readonly kinds: readonly string[] | null;
}

/** Asks about a party of a case that the asker may read; one that they may not know is not there. */
function ask<V>(send: SendReading, asker: Asker, asking: Asking<V>): Promise<ReadAnswer<V>> {
  const { tenant, person, holding, scope } = asker.principal;
  const { caseId, entry, database, caseTypes, keys, look } = asking;
  return answerRead(send, asker, {
    action: { type: 'read-case' },
    name: asking.name,
    asked: [caseId],
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => {
      const record = requireRow(found.rows);
      return database.snapshot({ tenant, person, holding }, async (tx): Promise<Shown<V> | null> => {
        const caseType = await caseTypes.byHash(tx, tenant, record.case_type_hash);
        const own = seePeople(keys, tenant, { row: rowOf(caseId, record), caseType });
        const known = own.people.find((each) => each.entry === entry);
        if (known === undefined) return null;
        const options = { database, caseTypes, keys };
        const { view, caseIds } = await look({ tx, tenant, options, person: known, kinds: scope?.caseTypes ?? null });
        const parts = readablePartsOf(record, caseType);
        return {
          view: cutToParts(parts, () => view),
          ...shownParts(parts),
          caseIds: [...new Set([caseId, ...caseIds])],
        };
      });
    },
  });
}

function rowOf(caseId: string, { case_type_hash, state, parts }: CaseRecord) {
  return { case_id: caseId, case_type_hash, state, parts };
}

async function lookAtIdentity({ tx, tenant, options, person, kinds }: LookingAt): Promise<Looked<IdentityView>> {
  const [one] = await flight(tx, [readOneWith(tenant, [person.member])]);
  const members = one.rows[0]?.one_with ?? [person.member];
  const traces = members.map(traceOfMember);
  const { cases, isCut } = await followToPeople(options, tx, { tenant, traces, limit: CASES_MOST, kinds });
  const numbers = numbering([person.member]);
  const records: IdentityView['records'][number][] = [];
  for (const seen of cases) {
    const people = seen.people.filter(({ member }) => members.includes(member));
    if (people.length === 0) continue;
    const facts = await readFacts(options, tx, { tenant, seen });
    for (const each of people) {
      const own = factsAbout(each, seen, facts);
      records.push({ ...recordView(seen, each, numbers), facts: own.map((fact) => factView(seen.caseType, fact)) });
    }
  }
  const shown = new Map(cases.flatMap((seen) => seen.people.map((each) => [`${each.caseId} ${each.member}`, each])));
  const acts = await readActs(tx, { tenant, options, members, shown, numbers });
  return { view: { records, acts, isCut }, caseIds: records.map(({ caseId }) => caseId) };
}

/** Somebody in two roles of one case has one key there: what was said of them is shown with the first of them. */
function factsAbout(
  person: PersonInCase,
  seen: SeenCase,
  facts: ReadonlyMap<string, readonly RecordedFact[]>,
): readonly RecordedFact[] {
  const first = seen.people.find(({ keyName }) => keyName === person.keyName);
  return first === person ? (facts.get(person.keyName) ?? []) : [];
}

type Numbering = (member: string) => number;

/** Numbers in the order in which somebody is met: names of the register stay inside. */
function numbering(first: readonly string[]): Numbering {
  const known = new Map(first.map((member, at) => [member, at + 1]));
  return (member) => {
    const number = known.get(member) ?? known.size + 1;
    known.set(member, number);
    return number;
  };
}

function recordView(seen: SeenCase<CaseFileRecord>, person: PersonInCase, numbers: Numbering): PartyRecordView {
  const { caseId, entry, title, party, member } = person;
  const { status, from, until } = party;
  const { reference, status: caseStatus } = seen.row;
  return {
    ...knownNames(person.known),
    caseStatus,
    caseId,
    reference,
    caseTitle: seen.caseType.title,
    entry,
    title,
    status,
    from,
    until,
    member: numbers(member),
  };
}

function factView(caseType: CaseType, { field, value: recorded, event }: RecordedFact): FactView {
  const definition = caseType.fields.get(field);
  // Sealed as a value of a field, or the text that stands for one that was destroyed.
  const value = recorded as FieldValue;
  const { seq, occurred, recorded_at: recordedAt, actor } = event;
  const words = plainValue(definition, value);
  return { field, label: definition?.label ?? field, value, words, seq, occurred, recordedAt, actor };
}

interface ActsOf {
  readonly tenant: number;
  readonly options: PeopleOptions;
  readonly members: readonly string[];
  readonly shown: ReadonlyMap<string, PersonInCase>;
  readonly numbers: Numbering;
}

/** Only acts whose two records the reader may both know: whoever did them named both, and so may have said something of both. */
async function readActs(
  tx: Tx,
  { tenant, options, members, shown, numbers }: ActsOf,
): Promise<readonly PeopleActView[]> {
  const [found] = await flight(tx, [readPeopleActs(tenant, members)]);
  const known = found.rows.filter(
    (row) => shown.has(`${row.first_case} ${row.first_member}`) && shown.has(`${row.other_case} ${row.other_member}`),
  );
  const [named] = await flight(tx, [findNames(tenant, [...new Set(known.map((row) => row.made_by))])]);
  const names = new Map(named.rows.map(({ person, name }) => [person, name]));
  const acts: PeopleActView[] = [];
  for (const row of known) {
    const { seq, kind, made_at: at, made_by: by } = row;
    const first = { caseId: row.first_case, member: numbers(row.first_member) };
    const other = { caseId: row.other_case, member: numbers(row.other_member) };
    const reason = await readReason(tx, options.keys, { tenant, row });
    acts.push({ act: seq, kind, at, by, byName: names.get(by) ?? by, reason, first, other });
  }
  return acts;
}

async function lookForCandidates(at: LookingAt): Promise<Looked<CandidatesView>> {
  const { tx, tenant, options, person, kinds } = at;
  const hash = (text: string): Buffer => options.keys.requestMac(tenant, text);
  const traces = tracesOfKnown(hash, person.known);
  const [one] = await flight(tx, [readOneWith(tenant, [person.member])]);
  const members = new Set(one.rows[0]?.one_with ?? [person.member]);
  const { cases, isCut } = await followToPeople(options, tx, { tenant, traces, limit: LOOKED_AT_MOST, kinds });
  const alike = cases.flatMap((seen) =>
    seen.people.flatMap((each) => {
      if (members.has(each.member)) return [];
      const { band, ...likeness } = compareKnown(person.known, each.known);
      return band === 'unlikely' ? [] : [{ seen, each, band, ...likeness }];
    }),
  );
  const best = alike.toSorted((a, b) => b.score - a.score).slice(0, CANDIDATES_MOST);
  const others = [...new Set(best.map(({ each }) => each.member))];
  const [apart] = await flight(tx, [readHeldApart(tenant, person.member, others)]);
  const heldApart = new Set(apart.rows.map(({ member }) => member));
  const numbers = numbering([person.member]);
  const items = best.map(({ seen, each, score, band, reasons }) => ({
    ...recordView(seen, each, numbers),
    ...{ score, band, reasons, heldApart: heldApart.has(each.member) },
  }));
  return { view: { items, isCut: isCut || alike.length > best.length }, caseIds: items.map(({ caseId }) => caseId) };
}
