// What somebody with a seat may look at: what was recorded and nothing bars them from, within the scope and the time of the seat.
// It is found first, proved again with the read itself, and each look is on record with what the seat was given for.
import { GENERAL, type CaseType } from '@casewright/engine/definition';
import { aboutNoCase, oversee, overseen, type OverseenView, type Watcher } from '@casewright/engine/policy';
import type { FaceChange, ReadableParts } from '@casewright/engine/view';
import { findSeat, scopeOf, type SeatRow, type SeatScope } from '../store/auditor-seats.ts';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { CaseProof } from '../store/read-case-proof.ts';
import type { Period } from '../store/read-reads.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { readWatchedCase, type WatchedCase } from '../store/watched-cases.ts';
import { answerWatch, type ReadAnswer, type Shown } from './answer-read.ts';
import { compareTimes, replayCase, type ReplayView } from './audit-replay.ts';
import { proveCaseNow, verifyCaseNow, type CaseVerdictView } from './audit-verify.ts';
import { explore, isPlaceFor, type ExploredAsked, type ExploredPageView } from './audit-explore.ts';
import type { CaseTypes } from './case-types.ts';
import { auditContext } from './oversight.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface SeatView {
  readonly seatId: string;
  readonly purpose: string;
  readonly givenBy: string;
  readonly from: string;
  readonly until: string;
  readonly scope: SeatScope;
}

export interface Audit {
  readonly showSeat: (reader: Reader) => Promise<ReadAnswer<SeatView>>;
  readonly explore: (reader: Reader, asked: ExploredAsked) => Promise<ReadAnswer<ExploredPageView>>;
  readonly replay: (reader: Reader, asked: AskedTime) => Promise<ReadAnswer<ReplayView>>;
  readonly compare: (
    reader: Reader,
    asked: { readonly caseId: string; readonly from: string; readonly until: string },
  ) => Promise<ReadAnswer<{ readonly from: string; readonly until: string; readonly items: readonly FaceChange[] }>>;
  readonly verify: (reader: Reader, caseId: string) => Promise<ReadAnswer<CaseVerdictView>>;
  readonly prove: (reader: Reader, caseId: string) => Promise<ReadAnswer<CaseProof>>;
}

export interface AskedTime {
  readonly caseId: string;
  /** A date or an instant. */
  readonly asOf: string;
  /** As it was known then, or as it was then by what is known now. */
  readonly by: 'recorded' | 'occurred';
}

export interface AuditDoors {
  readonly send: SendReading;
  readonly database: Database;
  readonly now: () => number;
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
}

/** A case that the seat has in its scope and that nothing bars its holder from. */
export interface AuditedCase {
  readonly tenant: number;
  readonly caseId: string;
  readonly row: WatchedCase;
  readonly caseType: CaseType;
  /** Those from which nothing bars the holder. */
  readonly parts: ReadableParts;
  /** No part of it is closed. */
  readonly isWhole: boolean;
  readonly period: Period;
}

export function openAudit(doors: AuditDoors): Audit {
  return {
    showSeat: (reader) => showSeat(doors, reader),
    explore: (reader, asked) => exploreRecord(doors, reader, asked),
    replay: (reader, asked) =>
      ofCase(doors, reader, {
        ...{ name: 'audit-replay', caseId: asked.caseId, filter: `${asked.asOf} ${asked.by}` },
        look: (of) => replayCase(doors, of, asked),
      }),
    compare: (reader, { caseId, from, until }) =>
      ofCase(doors, reader, {
        ...{ name: 'audit-difference', caseId, filter: `${from} ${until}` },
        look: async (of) => ({ from, until, items: await compareTimes(doors, of, { from, until }) }),
      }),
    verify: (reader, caseId) =>
      ofCase(doors, reader, {
        name: 'audit-verify',
        caseId,
        look: (of) => verifyCaseNow(doors, of),
      }),
    prove: (reader, caseId) =>
      ofCase(doors, reader, {
        ...{ name: 'audit-proof', caseId },
        // It has the envelope of every event, and with it the dates of clocks.
        look: async (of) => (of.isWhole ? proveCaseNow(doors, of) : null),
      }),
  };
}

interface Look<V> {
  /** What the line in the access log is called. */
  readonly name: string;
  readonly asked: readonly string[];
  readonly filter?: string;
  /** The seat that was found, where what is asked for is in its scope. */
  readonly seat: SeatRow | null;
  /** The case that is asked for, if one is. */
  readonly row?: WatchedCase | null;
  readonly look: (by: Watcher) => Promise<Shown<V, OverseenView<V>> | null>;
}

function underSeat<V>({ send, now }: AuditDoors, reader: Reader, asked: Look<V>): Promise<ReadAnswer<V>> {
  const { tenant, person } = reader.principal;
  const nowMs = now();
  return answerWatch(send, reader, {
    action: { type: 'audit' },
    ...{ name: asked.name, asked: asked.asked, filter: asked.filter ?? '' },
    statements: [findSeat(tenant, person, new Date(nowMs).toISOString())],
    seatOf: ([found]) => {
      const row = found.rows.find((one) => one.seat_id === asked.seat?.seat_id);
      if (row === undefined) return { seat: null, nowMs };
      const [from, until] = [Date.parse(row.from_at), Date.parse(row.until_at)];
      return { seat: { tenant, person: row.person, from, until, purpose: row.purpose }, nowMs };
    },
    caseOf: () => asked.row,
    fold: (_, by) => asked.look(by),
  });
}

async function seatOf({ database, now }: AuditDoors, { principal }: Reader): Promise<SeatRow | null> {
  const { tenant, person } = principal;
  const [found] = await database.once(auditContext(tenant), [findSeat(tenant, person, new Date(now()).toISOString())]);
  return found.rows[0] ?? null;
}

async function showSeat(doors: AuditDoors, reader: Reader): Promise<ReadAnswer<SeatView>> {
  const seat = await seatOf(doors, reader);
  return underSeat(doors, reader, {
    ...{ name: 'audit-seat', asked: [], seat },
    look: async () => ({ view: aboutNoCase(viewOfSeat(required(seat))), caseIds: [], results: 1 }),
  });
}

function viewOfSeat(row: SeatRow): SeatView {
  const { seat_id: seatId, purpose, given_by: givenBy, from_at: from, until_at: until } = row;
  return { seatId, purpose, givenBy, from, until, scope: scopeOf(row) };
}

async function exploreRecord(
  doors: AuditDoors,
  reader: Reader,
  asked: ExploredAsked,
): Promise<ReadAnswer<ExploredPageView>> {
  if (!isPlaceFor(asked)) return { kind: 'invalid-cursor' };
  const seat = await seatOf(doors, reader);
  const { tenant } = reader.principal;
  return underSeat(doors, reader, {
    ...{ name: 'explore', asked: asked.caseId === null ? [] : [asked.caseId], seat },
    filter: JSON.stringify(asked),
    look: (by) => {
      const scope = scopeOf(required(seat));
      const period = within(scope, asked.period);
      return explore(doors.database, tenant, { ...asked, scope, period, by });
    },
  });
}

interface LookAtCase<V> {
  readonly name: string;
  readonly caseId: string;
  readonly filter?: string;
  /** Null where it is not for somebody to whom parts of it are closed. */
  readonly look: (of: AuditedCase) => Promise<V | null>;
}

/** A case outside the scope, one that is barred, or none, is absent: these look the same. */
async function ofCase<V>(doors: AuditDoors, reader: Reader, asked: LookAtCase<V>): Promise<ReadAnswer<V>> {
  const { caseId, name, look, filter = '' } = asked;
  const { tenant } = reader.principal;
  const seat = await seatOf(doors, reader);
  const row = seat === null ? null : await caseInScope(doors, tenant, { caseId, scope: scopeOf(seat) });
  return underSeat(doors, reader, {
    ...{ name, filter, asked: [caseId], seat, row },
    look: async (by) => {
      const rows = oversee(by, [required(row)]);
      const [known] = rows.known;
      if (known === undefined) return null;
      const period = within(scopeOf(required(seat)), EVER);
      const shown = await look({
        tenant,
        caseId,
        row: known,
        period,
        ...(await partsFor(doors, by, { tenant, row: known })),
      });
      return shown === null ? null : { view: overseen(rows, () => shown), caseIds: [caseId], results: 1 };
    },
  });
}

async function caseInScope(
  { database }: AuditDoors,
  tenant: number,
  { caseId, scope }: { readonly caseId: string; readonly scope: SeatScope },
): Promise<WatchedCase | null> {
  const [found] = await database.once(auditContext(tenant), [readWatchedCase(tenant, caseId, scope)]);
  return found.rows[0] ?? null;
}

async function partsFor(
  { caseTypes }: AuditDoors,
  by: Watcher,
  { tenant, row }: { readonly tenant: number; readonly row: WatchedCase },
): Promise<Pick<AuditedCase, 'caseType' | 'parts' | 'isWhole'>> {
  const { case_type_hash: hash, watchedParts } = row;
  const caseType = await caseTypes.byHash(auditContext(tenant), hash);
  const open = oversee(by, watchedParts).known.map(({ part }) => part);
  const parts = readablePartsOf({ parts: open }, caseType);
  const { access } = caseType;
  const all = [GENERAL, ...(access?.sections ?? []).map(({ name }) => name), ...(access?.fields.keys() ?? [])];
  return { caseType, parts, isWhole: parts === null || all.every((part) => parts.has(part)) };
}

const EVER: Period = { from: '0001-01-01T00:00:00.000Z', until: '9999-12-31T00:00:00.000Z' };

/** What is asked for, cut to the time that the seat is about. */
function within({ periodFrom, periodUntil }: SeatScope, { from, until }: Period): Period {
  return {
    from: periodFrom !== null && periodFrom > from ? periodFrom : from,
    until: periodUntil !== null && periodUntil < until ? periodUntil : until,
  };
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('A look was allowed without a seat or a case.');
  return value;
}
