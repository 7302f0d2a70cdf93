// The people of cases as the reader of a transaction may know them: what is looked up runs under the policies of the database, and what is
// given of each case is cut to the parts that the reader sees. Nothing in here widens who may read a case.
import { whoseParty, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { knownPeople, mayReadField, type KnownParty } from '@casewright/engine/view';
import type { CaseTypes } from './case-types.ts';
import { flight, type Tx } from './database.ts';
import { secretName, type KeyProvider } from './keys.ts';
import type { CaseFileRecord } from './list-cases.ts';
import { loadKeys, type KeyRow } from './load-case.ts';
import { openFacts } from './open-facts.ts';
import { readCase } from './read-case.ts';
import { readEvents, type EventRow } from './read-events.ts';
import { readablePartsOf } from './readable-parts-of.ts';
import { followTraces } from './follow-traces.ts';
import { readFoundCases } from './search-cases.ts';
import { keyName, TOMBSTONE } from './seal-event.ts';
import { memberName, withoutDestroyed } from './trace-rows.ts';
import { unwrapKeys } from './unwrap-keys.ts';

/** A party of a case that the reader may know. */
export interface PersonInCase extends KnownParty {
  readonly caseId: string;
  /** As the register of people calls them; the same in every case. */
  readonly member: string;
  /** The name of the key that seals what the case holds about them. */
  readonly keyName: string;
}

/** A row of a case as somebody saw it, with what they may see of it. */
export type SeenRow = Pick<CaseFileRecord, 'case_id' | 'case_type_hash' | 'state' | 'parts'>;

export interface SeenCase<Row extends SeenRow = SeenRow> {
  readonly row: Row;
  readonly caseType: CaseType;
  readonly people: readonly PersonInCase[];
}

export interface PeopleDeps {
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
}

/** The people of a case whom whoever was shown this row may know. Those whose ids were destroyed are nobody any more. */
export function seePeople<Row extends SeenRow>(
  keys: Pick<KeyProvider, 'requestMac'>,
  tenant: number,
  { row, caseType }: Pick<SeenCase<Row>, 'row' | 'caseType'>,
): SeenCase<Row> {
  // The store keeps exactly what the engine made.
  const state = withoutDestroyed(JSON.parse(row.state) as CaseState);
  const hash = (text: string): Buffer => keys.requestMac(tenant, text);
  const people = knownPeople(caseType, state, readablePartsOf(row, caseType)).flatMap((known) => {
    const whose = whoseParty(caseType, state, known.entry);
    if (whose === null || whose.subject === TOMBSTONE) return [];
    const name = keyName(whose, (subject) => secretName(keys, tenant, subject));
    return [{ ...known, caseId: row.case_id, member: memberName(hash, whose.subject), keyName: name }];
  });
  return { row, caseType, people };
}

/** A party of a case as the register of people calls them; null where the reader of the transaction may know of no such party. */
export async function memberOf(
  deps: PeopleDeps,
  tx: Tx,
  { tenant, about }: { readonly tenant: number; readonly about: { readonly caseId: string; readonly entry: string } },
): Promise<string | null> {
  const [found] = await flight(tx, [readCase(tenant, about.caseId)]);
  const [row] = found.rows;
  if (row === undefined) return null;
  const caseType = await deps.caseTypes.byHash(tx, tenant, row.case_type_hash);
  const { people } = seePeople(deps.keys, tenant, { row: { ...row, case_id: about.caseId }, caseType });
  return people.find(({ entry }) => entry === about.entry)?.member ?? null;
}

export interface FollowedTraces {
  readonly tenant: number;
  readonly traces: readonly Buffer[];
  readonly limit: number;
  /** Kinds of cases to which a token is limited; null: all. */
  readonly kinds: readonly string[] | null;
}

/** Cases to which traces lead the reader of the transaction, with whom they may know in each. */
export async function followToPeople(
  deps: PeopleDeps,
  tx: Tx,
  { tenant, traces, limit, kinds }: FollowedTraces,
): Promise<{ readonly cases: readonly SeenCase<CaseFileRecord>[]; readonly isCut: boolean }> {
  if (traces.length === 0) return { cases: [], isCut: false };
  const [followed] = await flight(tx, [followTraces(tenant, traces, limit)]);
  const [found = { found: [], is_cut: false }] = followed.rows;
  const [read] = await flight(tx, [readFoundCases(tenant, found.found)]);
  const cases: SeenCase<CaseFileRecord>[] = [];
  for (const row of read.rows) {
    if (kinds !== null && !kinds.includes(row.case_type)) continue;
    const caseType = await deps.caseTypes.byHash(tx, tenant, row.case_type_hash);
    cases.push(seePeople(deps.keys, tenant, { row, caseType }));
  }
  return { cases, isCut: found.is_cut };
}

/** Something that was recorded of somebody in a case. */
export interface RecordedFact {
  readonly field: string;
  readonly value: unknown;
  /** The event that says so. */
  readonly event: Pick<EventRow, 'seq' | 'occurred' | 'recorded_at' | 'actor'>;
}

const EVENTS_MOST = 10_000;

/** What a case recorded of each of its people, by the names of their keys, in the fields that the reader may read. */
export async function readFacts(
  deps: PeopleDeps,
  tx: Tx,
  of: { readonly tenant: number; readonly seen: SeenCase },
): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
  const { tenant, seen } = of;
  const caseId = seen.row.case_id;
  const [events, keys] = await flight(tx, [
    readEvents({ tenant, caseId, from: 0, limit: EVENTS_MOST }),
    loadKeys(tenant, caseId),
  ]);
  const parts = readablePartsOf(seen.row, seen.caseType);
  const opened = unwrapKeys(deps.keys, { tenant, caseId }, keys.rows);
  const facts = new Map<string, RecordedFact[]>();
  for (const event of events.rows) {
    const { seq, type, occurred, payload } = event;
    for (const { subject, field, value } of openFacts({ tenant, caseId, seq, type, occurred, payload }, opened)) {
      if (!mayReadField(seen.caseType, field, parts)) continue;
      facts.set(subject, [...(facts.get(subject) ?? []), { field, value, event }]);
    }
  }
  return facts;
}

/** The key under which a record in a case lies: that of whom it is about, or of the case where it holds nothing about them. */
export function keyOfRecord(rows: readonly KeyRow[], { keyName: name }: Pick<PersonInCase, 'keyName'>): KeyRow | null {
  return rows.find(({ subject }) => subject === name) ?? rows.find(({ subject }) => subject === '') ?? null;
}
