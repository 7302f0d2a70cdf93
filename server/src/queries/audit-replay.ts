// A case as it was known at an instant, or as it was then by what is known now: its events folded as far as that. The state that
// is stored is not looked at, so that what somebody put there shows as a difference.
import { dateOf, endOfDay, instantOf } from '@casewright/engine/calendar';
import { evolve, type CaseState } from '@casewright/engine/case';
import { compareFaces, viewCase, type CaseFace, type FaceChange } from '@casewright/engine/view';
import { flight } from '../store/database.ts';
import { BY_THE_CLOCK, CASE_CHANGED } from '../store/explore.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { eventsOfCase } from '../store/read-chain.ts';
import type { EventRow } from '../store/read-events.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import type { AskedTime, AuditDoors, AuditedCase } from './audit.ts';
import { auditContext } from './oversight.ts';

export interface ReplayView {
  readonly caseId: string;
  /** The instant up to which events count. */
  readonly asOf: string;
  readonly by: 'recorded' | 'occurred';
  /** Events that were folded, of so many that there are. */
  readonly events: number;
  readonly total: number;
  /** Null where there was nothing yet, or what is left does not make a case. */
  readonly view: CaseFace | null;
  /** The event that could not be read or did not follow from those before it; null where all did. */
  readonly stoppedAt: number | null;
  readonly items: readonly {
    readonly seq: number;
    readonly type: string;
    /** Null where its time would tell a value of a part that is closed. */
    readonly occurred: string | null;
    readonly recordedAt: string;
    readonly actor: string;
  }[];
}

export async function replayCase(doors: AuditDoors, of: AuditedCase, asked: AskedTime): Promise<ReplayView> {
  const { by } = asked;
  const { caseType } = of;
  const stated = asked.asOf.length === 10 ? endOfDay(asked.asOf, caseType.zone) : instantOf(asked.asOf, caseType.zone);
  const asOf = stated < of.period.until ? stated : of.period.until;
  const folded = await fold(doors, of, { asOf, by });
  const view = folded.last === null || folded.state === null ? null : await faceOf(doors, of, { asOf, ...folded });
  const { total, stoppedAt } = folded;
  const items = folded.items.map((row) => {
    const { seq, type, occurred, recorded_at: recordedAt, actor } = row;
    return {
      seq,
      ...(isCut(of, row) ? { type: CASE_CHANGED, occurred: null } : { type, occurred }),
      recordedAt,
      actor,
    };
  });
  return { caseId: of.caseId, asOf, by, events: items.length, total, view, stoppedAt, items };
}

/** What became of a case between two instants, as it was known at each. */
export async function compareTimes(
  doors: AuditDoors,
  of: AuditedCase,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<readonly FaceChange[]> {
  const { caseId } = of;
  const before = await replayCase(doors, of, { caseId, asOf: from, by: 'recorded' });
  const after = await replayCase(doors, of, { caseId, asOf: until, by: 'recorded' });
  return compareFaces(before.view, after.view);
}

interface Until {
  readonly asOf: string;
  readonly by: 'recorded' | 'occurred';
}

interface Folded {
  state: CaseState | null;
  last: EventRow | null;
  total: number;
  stoppedAt: number | null;
  readonly items: EventRow[];
}

function fold({ database, keys: provider }: AuditDoors, of: AuditedCase, { asOf, by }: Until): Promise<Folded> {
  const { tenant, caseId } = of;
  return database.snapshot(auditContext(tenant), async (tx) => {
    const [rows] = await flight(tx, [loadKeys(tenant, caseId)]);
    const keys = unwrapKeys(provider, { tenant, caseId }, rows.rows);
    const folded: Folded = { state: null, last: null, total: 0, stoppedAt: null, items: [] };
    for await (const row of eventsOfCase(tx, { tenant, caseId }, [])) {
      folded.total += 1;
      const at = by === 'recorded' || isCut(of, row) ? row.recorded_at : row.occurred_at;
      if (at <= asOf && folded.stoppedAt === null) take(folded, row, { tenant, keys });
    }
    return folded;
  });
}

/** What happened to clocks follows from dates, which may stand in a part that is closed. */
function isCut({ isWhole }: AuditedCase, { type }: EventRow): boolean {
  return !isWhole && BY_THE_CLOCK.some((each) => each === type);
}

function take(
  folded: Folded,
  row: EventRow,
  { tenant, keys }: { readonly tenant: number; readonly keys: CaseKeys },
): void {
  const { case_id: caseId, seq, type, occurred, payload } = row;
  try {
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
    // Left out is what happened later and was written down before: what follows may then have nothing to follow from.
    if (opened.kind !== 'event') folded.stoppedAt = seq;
    else {
      folded.state = evolve(folded.state, opened.event);
      folded.last = row;
      folded.items.push(row);
    }
  } catch {
    folded.stoppedAt = seq;
  }
}

async function faceOf(
  { caseTypes }: AuditDoors,
  { tenant, caseId, parts }: AuditedCase,
  { asOf, state, last }: Folded & { readonly asOf: string },
): Promise<CaseFace | null> {
  if (state === null || last === null) return null;
  const caseType = await caseTypes.byHash(auditContext(tenant), last.case_type_hash);
  try {
    return viewCase(caseType, state, {
      ...{ caseId, parts, today: dateOf(asOf, caseType.zone), mayDo: () => false },
    });
  } catch {
    return null;
  }
}
