// Who is told that somebody asked for access to a case or opened it in an emergency, that nobody answered or reviewed that in
// time, and what was decided: in the transaction of the event that says so. What nobody could review does not happen. Knows no SQL.
import { dateOf } from '@casewright/engine/calendar';
import {
  type AccessEvent,
  type CaseEvent,
  isAccessEvent,
  isRequest,
  type Rejection,
  reviewTimer,
} from '@casewright/engine/case';
import { managerOf } from '@casewright/engine/definition';
import { authorize, type Action, type Resource } from '@casewright/engine/policy';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { principalOfCandidate } from '../store/find-candidates.ts';
import { findReviewers, type ReviewerRow } from '../store/find-reviewers.ts';
import { addNotices, noteReviewed } from '../store/notices.ts';
import { accessAfter } from './candidate-rights.ts';
import type { CaseWrite } from './case-write.ts';
import type { Prepared } from './prepared.ts';

interface Following {
  readonly write: CaseWrite;
  readonly prepared: Prepared;
}

/**
 * One more round trip where somebody is to review something; nothing for an event that is not about access.
 *
 * @returns why it may not happen, where there is nobody who could
 */
export async function tellAccess(
  tx: Tx,
  { event, ...following }: Following & { readonly event: CaseEvent },
): Promise<Rejection | null> {
  if (!isAccessEvent(event)) return null;
  const asked = askedBy(following.write, event);
  if (asked !== null) return tellReviewers(tx, following, { ...asked, occurred: event.occurred });
  tellConcerned(following, event);
  return null;
}

type Rung = 'asked' | 'broken' | 'overdue';

interface Asked {
  /** Id of the request or of the emergency access. */
  readonly access: string;
  /** Who asked, or acted: they review nothing of their own. */
  readonly person: string;
  readonly rung: Rung;
}

/** What somebody is to review or to answer; null where nobody is. */
function askedBy({ state }: CaseWrite, event: AccessEvent): Asked | null {
  if (event.type === 'GlassBroken' && event.fact.kind === 'break-glass')
    return { access: event.id, person: event.fact.person, rung: 'broken' };
  if (event.type === 'AccessRequested') return { access: event.id, person: event.person, rung: 'asked' };
  if (event.type === 'ReviewOverdue') {
    const fact = state?.access?.facts[event.fact];
    return fact?.kind === 'break-glass' ? { access: event.fact, person: fact.person, rung: 'overdue' } : null;
  }
  if (event.type !== 'RequestOverdue') return null;
  const request = state?.access?.requests[event.request];
  return request === undefined ? null : { access: event.request, person: request.person, rung: 'overdue' };
}

async function tellReviewers(
  tx: Tx,
  { write, prepared }: Following,
  { access, person, rung, occurred }: Asked & { readonly occurred: string },
): Promise<Rejection | null> {
  const { tenant, caseId, caseType, aboveOf, state: before } = write.before;
  const { state } = write;
  if (state === null) return null;
  const units = [state.team, ...aboveOf(state.team)];
  const [, found] = await flight(tx, [
    readingAs(tx, 'program'),
    findReviewers(tenant, { units, role: managerOf(caseType) }),
  ]);
  const others = found.rows.filter((row) => row.person !== person);
  const considered = others.length === 0 ? null : consideredBy({ write, prepared }, units, access);
  const reviewers = considered === null ? [] : others.flatMap((row) => reviewerFrom(considered, row));
  const people = peopleToTell(reviewers, rung);
  // A timer is not refused: that it passed is so, and whoever is named afterwards finds it among what is overdue.
  if (people.length === 0) return rung === 'overdue' ? null : { code: 'nobody-to-review' };
  const on = dateOf(occurred, caseType.zone);
  const timers = { ...before?.timers, ...state.timers };
  const dueAt = timers[reviewTimer(access)]?.dueAt ?? occurred;
  write.others.push(
    addNotices(tenant, {
      ...{ caseId, clock: access, dueOn: dateOf(dueAt, caseType.zone), rung, people, reachedOn: on },
      ...{ seq: state.version, toldAt: prepared.recordedAt },
    }),
  );
  return null;
}

/** How far from the case somebody stands who could review: its team, the units above it one by one, and who watches privacy. */
interface Reviewer {
  readonly person: string;
  readonly level: number;
}

const PRIVACY_LEVEL = Number.POSITIVE_INFINITY;

/** What the policy is asked about each of them. */
interface Considered {
  readonly units: readonly string[];
  readonly by: string;
  readonly action: Action;
  readonly resource: Resource;
  readonly nowMs: number;
}

/** Of the case as it is after the event. */
function consideredBy({ write, prepared: { nowMs } }: Following, units: readonly string[], access: string): Considered {
  const { tenant, caseType } = write.before;
  const [team = '', ...above] = units;
  const by = managerOf(caseType);
  const command = isRequest(access) ? 'DecideAccess' : 'ReviewBreakGlass';
  return {
    ...{ units, by, nowMs, action: { type: 'command', command, by } },
    resource: { tenant, team, above, caseType: caseType.name, access: accessAfter(write, nowMs) },
  };
}

/** Asked of the policy itself: nobody is told of what they may not act on. */
function reviewerFrom({ units, by, action, resource, nowMs }: Considered, row: ReviewerRow): readonly Reviewer[] {
  const candidate = principalOfCandidate(row, { tenant: resource.tenant, authority: 'notice', nowMs });
  const decision = authorize(candidate, action, resource);
  if (!decision.allowed) return [];
  const nearest = units.findIndex((unit) => row.memberships.some((held) => held.team === unit && held.role === by));
  const isPrivacy = decision.grant.rule === 'privacy' || nearest < 0;
  return [{ person: row.person, level: isPrivacy ? PRIVACY_LEVEL : nearest }];
}

/**
 * The nearest are told. Of an emergency those who watch privacy are told too, and when it was not looked at in time, the next
 * nearest besides.
 */
function peopleToTell(reviewers: readonly Reviewer[], rung: Rung): readonly string[] {
  const levels = [...new Set(reviewers.map(({ level }) => level))].toSorted((one, other) => one - other);
  const told = new Set(levels.slice(0, rung === 'overdue' ? 2 : 1));
  if (rung !== 'asked') told.add(PRIVACY_LEVEL);
  return reviewers.filter(({ level }) => told.has(level)).map(({ person }) => person);
}

/** Once it is decided nobody is waited for any more, and whoever it is about is told what was decided. */
function tellConcerned({ write, prepared }: Following, event: AccessEvent): void {
  const decided = decidedBy(write, event);
  if (decided === null || write.state === null) return;
  const { tenant, caseId, caseType } = write.before;
  const { access, person, rung } = decided;
  const on = dateOf(event.occurred, caseType.zone);
  const { version: seq } = write.state;
  write.others.push(
    noteReviewed(tenant, { caseId, access, on }),
    addNotices(tenant, {
      ...{ caseId, clock: access, dueOn: on, rung, people: [person], reachedOn: on, seq },
      toldAt: prepared.recordedAt,
    }),
  );
}

function decidedBy(
  { state }: CaseWrite,
  event: AccessEvent,
): { readonly access: string; readonly person: string; readonly rung: string } | null {
  if (event.type === 'BreakGlassReviewed') {
    const fact = state?.access?.facts[event.fact];
    return fact?.kind === 'break-glass' ? { access: event.fact, person: fact.person, rung: event.finding } : null;
  }
  if (event.type !== 'AccessDecided') return null;
  const request = state?.access?.requests[event.request];
  const rung = event.given === undefined ? 'refused' : 'granted';
  return request === undefined ? null : { access: event.request, person: request.person, rung };
}
