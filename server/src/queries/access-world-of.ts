// Everything from which access to one case is decided, for now or as it was on a day, with what people and units are called.
// It reads as the program, so it is asked only after the policy has let the asker ask.
import type { Reader } from './sessions.ts';
import { evolve, type CaseState } from '@casewright/engine/case';
import { GENERAL, type CaseType } from '@casewright/engine/definition';
import {
  accessSettings,
  nameIn,
  readAccessFacts,
  type AccessFact,
  type AccessNames,
  type AccessWorld,
} from '@casewright/engine/policy';
import { accessFactsOf, sectionTitle, type ReadableParts } from '@casewright/engine/view';
import { agencyFacts, readFewPeople, readPeople, type AgencyFacts } from '../store/access-world.ts';
import { listSeats, type SeatRow } from '../store/auditor-seats.ts';
import { programContext } from '../store/context.ts';
import { flight, type Database, type Tx } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import type { CaseRecord } from '../store/read-case.ts';
import { readEvents } from '../store/read-events.ts';
import { readRightChangesUntil } from '../store/right-changes.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import type { CaseTypes } from './case-types.ts';

export interface ExplainOptions {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface CaseToExplain {
  readonly tenant: number;
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly row: CaseRecord;
  /** The instant that is asked about; null for now. */
  readonly at: string | null;
}

export interface ExplainedWorld {
  readonly state: CaseState;
  readonly agency: AgencyFacts;
  /** What the agency knows and what the case says. */
  readonly world: AccessWorld;
  /** All that were ever given, to those who are asked about. */
  readonly seats: readonly SeatRow[];
  readonly nowMs: number;
}

/** Beyond any case that people work on; one that is longer is not shown as of a day. */
const MOST_EVENTS = 20_000;

/**
 * The world of a case, over some people, or with everybody who might read it.
 *
 * @param whom ids of people, or null for everybody who might read it
 * @returns null where the case was not there yet, or its events of that day cannot be read any more
 */
export function worldOfCase(
  options: ExplainOptions,
  of: CaseToExplain,
  whom: readonly string[] | null,
): Promise<ExplainedWorld | null> {
  const { tenant, at } = of;
  return options.database.snapshot(programContext(tenant, 'explain'), async (tx) => {
    if (at === null && whom !== null) return worldNow(options, tx, { of, whom });
    const state = at === null ? stateOf(of.row.state) : await stateThen(options, tx, of);
    if (state === null) return null;
    const facts = accessFactsOf({ ...of, state });
    const [{ rows: seats }] = await flight(tx, [listSeats(tenant)]);
    // Of another day nobody knows in advance who was a member.
    const asked = {
      people: [...(whom ?? []), ...mentioned(facts), ...seats.flatMap((seat) => [seat.person, seat.given_by])],
      unit: whom === null && at === null ? state.team : null,
      everybody: whom === null && at !== null,
    };
    const [people, recorded] = await flight(tx, [
      readPeople(tenant, asked),
      // Nothing was recorded before then.
      readRightChangesUntil(tenant, at ?? '-infinity'),
    ]);
    const [row] = people.rows;
    if (row === undefined) return null;
    const agency = agencyFacts(tenant, row, at === null ? null : recorded.rows);
    const nowMs = at === null ? options.now() : Date.parse(at);
    return { state, agency, world: readAccessFacts([...facts, ...agency.facts], accessSettings), seats, nowMs };
  });
}

/** Over some people as they stand now: nothing is read of anybody else but the names of those whom the case names. */
export async function worldNow(
  options: ExplainOptions,
  tx: Tx,
  { of, whom }: { readonly of: CaseToExplain; readonly whom: readonly string[] },
): Promise<ExplainedWorld | null> {
  const { tenant } = of;
  const state = stateOf(of.row.state);
  const facts = accessFactsOf({ ...of, state });
  const units = [
    state.team,
    ...facts.flatMap((fact) => ('unit' in fact && fact.unit !== null ? [nameIn(fact.unit)] : [])),
  ];
  const [{ rows: given }] = await flight(tx, [listSeats(tenant)]);
  const seats = given.filter(({ person }) => whom.includes(person));
  const named = [...mentioned(facts), ...seats.map((seat) => seat.given_by)];
  const [people] = await flight(tx, [readFewPeople(tenant, { people: whom, units, named })]);
  const [row] = people.rows;
  if (row === undefined) return null;
  const agency = agencyFacts(tenant, row, null);
  const world = readAccessFacts([...facts, ...agency.facts], accessSettings);
  return { state, agency, world, seats, nowMs: options.now() };
}

/** What things are called, for somebody who may read these parts. */
export function namesFor(
  { tenant, caseType, languages = [] }: Pick<CaseToExplain, 'tenant' | 'caseType'> & Pick<Reader, 'languages'>,
  agency: Pick<AgencyFacts, 'names' | 'titles'>,
  parts: ReadableParts,
): AccessNames {
  const own = (id: string, names: ReadonlyMap<string, string>): string => {
    const [of, name = id] = id.split('/');
    return of === String(tenant) ? (names.get(name) ?? name) : `${name} of agency ${of}`;
  };
  return {
    person: (id) => own(id, agency.names),
    unit: (id) => own(id, agency.titles),
    section: (name) => (parts === null || parts.has(name) ? partTitle(caseType, name) : null),
    language: languages.map((tag) => tag.split('-')[0]).find((tag) => tag === 'en' || tag === 'fr') ?? 'en',
  };
}

/** What people call a section or a field. */
export function partTitle(caseType: CaseType, part: string): string {
  return caseType.access?.fields.has(part) === true
    ? (caseType.fields.get(part)?.label ?? part)
    : sectionTitle(caseType, part);
}

/** Whether a part may be asked about: null is the case itself. What the asker may not read is not there. */
export function mayAskAbout(part: string | null, parts: ReadableParts): boolean {
  if (part === null) return true;
  if (parts !== null) return parts.has(part);
  return part === GENERAL;
}

export function stateOf(text: string): CaseState {
  // The store keeps exactly what the engine made.
  return JSON.parse(text) as CaseState;
}

/** The case as its events until an instant left it. */
async function stateThen(
  { keys }: ExplainOptions,
  tx: Tx,
  { tenant, caseId, at }: CaseToExplain,
): Promise<CaseState | null> {
  const [events, wrapped] = await flight(tx, [
    readEvents({ tenant, caseId, from: 0, limit: MOST_EVENTS + 1 }),
    loadKeys(tenant, caseId),
  ]);
  if (events.count > MOST_EVENTS) return null;
  const known = unwrapKeys(keys, { tenant, caseId }, wrapped.rows);
  const until = Date.parse(at ?? '');
  let state: CaseState | null = null;
  for (const { seq, type, occurred, payload, recorded_at: recordedAt } of events.rows) {
    if (Date.parse(recordedAt) > until) break;
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, known);
    if (opened.kind !== 'event') return null;
    state = evolve(state, opened.event);
  }
  return state;
}

/** People whom the facts of a case name, without their agency. */
export function mentioned(facts: readonly AccessFact[]): readonly string[] {
  const ids = facts.flatMap((fact) => {
    if (fact.kind === 'specific') return [fact.person, fact.approvedBy];
    if (fact.kind === 'seal') return fact.openTo;
    return 'person' in fact && fact.person !== null ? [fact.person] : [];
  });
  return ids.map(nameIn);
}
