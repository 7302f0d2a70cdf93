// What people do with holds over the interface: place one on a case or by query, look at it again when its day has come, ask for its end, and
// decide what somebody else asked for. Nobody ends a hold alone.
import { createHash } from 'node:crypto';
import { addDays, dateOf } from '@casewright/engine/calendar';
import { oversee, RECORDS_ROLE } from '@casewright/engine/policy';
import type { RecordsRefusal } from '@casewright/engine/records';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { flight, type Tx } from '../store/database.ts';
import { holdsRole } from '../store/disposal-runs.ts';
import { findMissing } from '../store/find-people.ts';
import { addHoldQuery, endHoldQuery, type HoldPredicate, keepMembers, tellCustodians } from '../store/hold-queries.ts';
import {
  askRelease,
  decideRelease,
  type KeptHoldRow,
  readKeptHolds,
  readReleasesOfHold,
  setReview,
} from '../store/hold-reviews.ts';
import { addHold, endHold, lockCase } from '../store/holds.ts';
import { nameRecords } from '../store/records-rows.ts';
import { predicateFault } from './hold-query.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';
import { refused, type RecordsStep, type StepAt, takeRecordsStep, type Worked } from './records-steps.ts';

export interface HoldToPlace {
  /** Made by whoever places it, so that a lost answer places nothing twice. */
  readonly holdId: string;
  readonly on:
    | { readonly kind: 'case'; readonly caseId: string }
    | { readonly kind: 'query'; readonly title: string; readonly predicate: HoldPredicate };
  readonly reason: string;
  readonly authority: string;
  readonly owner: string;
  readonly reviewOn: string;
  /** People who are told, of a hold by query. */
  readonly custodians: readonly string[];
}

export interface HoldStep {
  readonly holdId: string;
  /** How many cases it covered when it was placed; null for what is done with one that stands. */
  readonly cases: number | null;
}

export type HoldAct =
  | { readonly kind: 'review'; readonly holdId: string; readonly reviewOn: string; readonly owner: string }
  | { readonly kind: 'ask'; readonly holdId: string; readonly reason: string; readonly authority: string }
  | {
      readonly kind: 'decide';
      readonly holdId: string;
      readonly number: number;
      readonly decision: 'released' | 'kept';
      readonly words: string;
    };

/** A hold that nobody looks at for longer is one that was forgotten. */
const REVIEW_WITHIN_DAYS = 3_660;

export function placeHold(
  deps: OverseeDeps,
  by: Overseer,
  asked: HoldToPlace,
): Promise<Overseen<HoldStep, RecordsRefusal>> {
  return takeRecordsStep(deps, by, {
    ...{ action: 'keep-records', name: 'place-hold' },
    work: async (tx, step): Promise<Worked<HoldStep>> => {
      const { tenant, person } = step;
      const seq = await nextCustody(tx, tenant);
      const [role, missing, there] = await flight(tx, [
        holdsRole(tenant, person, RECORDS_ROLE),
        findMissing(tenant, asked.custodians),
        readKeptHolds(tenant, asked.holdId, 1),
      ]);
      const words = [asked.reason, asked.authority, asked.on.kind === 'query' ? asked.on.title : 'x'];
      const fault =
        (role.rows[0]?.holds === true ? null : 'records-not-manager') ??
        (words.some((one) => one.trim() === '') ? 'hold-words' : null) ??
        (missing.count > 0 ? 'hold-people' : null) ??
        (await reviewFault(tx, step, asked));
      if (fault !== null) return refused(fault);
      // Asked again, since the answer was lost.
      if (there.count > 0) return { kind: 'done', value: { holdId: asked.holdId, cases: null }, statements: [] };
      return asked.on.kind === 'case'
        ? onCase(tx, step, { asked, caseId: asked.on.caseId, seq })
        : byQuery(tx, step, { asked, of: asked.on, seq });
    },
  });
}

async function reviewFault(
  tx: Tx,
  { tenant, at }: StepAt,
  { reviewOn, owner }: Pick<HoldToPlace, 'reviewOn' | 'owner'>,
): Promise<RecordsRefusal | null> {
  const today = dateOf(at, 'UTC');
  if (reviewOn <= today || reviewOn > addDays(today, REVIEW_WITHIN_DAYS)) return 'hold-review-day';
  const [role] = await flight(tx, [holdsRole(tenant, owner, RECORDS_ROLE)]);
  return role.rows[0]?.holds === true ? null : 'hold-owner';
}

async function onCase(
  tx: Tx,
  { tenant, person, at, by }: StepAt,
  { asked, caseId, seq }: { readonly asked: HoldToPlace; readonly caseId: string; readonly seq: number },
): Promise<Worked<HoldStep>> {
  const [cases, named] = await flight(tx, [lockCase(tenant, caseId), nameRecords(tenant, [caseId])]);
  const [found] = cases.rows;
  if (found === undefined || oversee(by, named.rows).known.length === 0) return { kind: 'absent' };
  if (found.status === 'destroyed') return refused('hold-nothing-left');
  const { holdId, reason, authority, owner, reviewOn } = asked;
  return {
    kind: 'done',
    value: { holdId, cases: 1 },
    statements: [
      addHold(tenant, {
        ...{ hold_id: holdId, case_id: caseId, reason, added_at: at },
        ...{ added_by: person, authority, owner, review_on: reviewOn },
      }),
      ...recordCustody({ tenant, seq, actor: person, at }, ['held', { holdId, caseId }]),
    ],
    caseIds: [caseId],
  };
}

async function byQuery(
  tx: Tx,
  { tenant, person, at }: StepAt,
  {
    asked,
    of,
    seq,
  }: {
    readonly asked: HoldToPlace;
    readonly of: Extract<HoldToPlace['on'], { kind: 'query' }>;
    readonly seq: number;
  },
): Promise<Worked<HoldStep>> {
  const { title, predicate } = of;
  if (predicateFault(predicate) !== null) return refused('hold-predicate');
  const { holdId, reason, authority, owner, reviewOn, custodians } = asked;
  const [, covered] = await flight(tx, [
    addHoldQuery(tenant, { holdId, title, predicate, reason, by: person, at, authority, owner, reviewOn }),
    keepMembers(tenant, holdId, at),
  ]);
  const hash = digest(JSON.stringify(predicate));
  return {
    kind: 'done',
    value: { holdId, cases: covered.count },
    statements: [
      tellCustodians(tenant, holdId, { people: custodians, at }),
      ...recordCustody({ tenant, seq, actor: person, at }, ['query-held', { holdId, predicate: hash }]),
    ],
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const OFFICE = {
  ...{ review: 'keep-records', ask: 'keep-records', decide: 'approve-disposal' },
} as const satisfies Readonly<Record<HoldAct['kind'], RecordsStep<unknown>['action']>>;
const NAMES = {
  ...{ review: 'review-hold', ask: 'ask-release', decide: 'decide-release' },
} as const satisfies Readonly<Record<HoldAct['kind'], string>>;

interface Acting {
  readonly tx: Tx;
  readonly step: StepAt;
  readonly hold: KeptHoldRow;
  readonly seq: number;
}

export function takeHoldStep(
  deps: OverseeDeps,
  by: Overseer,
  act: HoldAct,
): Promise<Overseen<HoldStep, RecordsRefusal>> {
  return takeRecordsStep(deps, by, {
    ...{ action: OFFICE[act.kind], name: NAMES[act.kind] },
    work: async (tx, step): Promise<Worked<HoldStep>> => {
      const { tenant, person } = step;
      // It also waits for whoever else decides about a hold.
      const seq = await nextCustody(tx, tenant);
      const [role, holds] = await flight(tx, [
        holdsRole(tenant, person, RECORDS_ROLE),
        readKeptHolds(tenant, act.holdId, 1),
      ]);
      const [hold] = holds.rows;
      if (hold === undefined || !(await isTold(tx, step, hold))) return { kind: 'absent' };
      if (role.rows[0]?.holds !== true) return refused('records-not-manager');
      if (hold.ended_at !== null) return refused('hold-ended');
      const acting = { tx, step, hold, seq };
      if (act.kind === 'review') return review(acting, act);
      return act.kind === 'ask' ? ask(acting, act) : decide(acting, act);
    },
  });
}

/** A hold on one case is told only where the case is. */
async function isTold(tx: Tx, { tenant, by }: StepAt, { case_id: caseId }: KeptHoldRow): Promise<boolean> {
  if (caseId === null) return true;
  const [named] = await flight(tx, [nameRecords(tenant, [caseId])]);
  return oversee(by, named.rows).known.length > 0;
}

async function review(
  { tx, step, hold, seq }: Acting,
  { reviewOn, owner }: Extract<HoldAct, { kind: 'review' }>,
): Promise<Worked<HoldStep>> {
  const { tenant, person, at } = step;
  const fault = await reviewFault(tx, step, { reviewOn, owner });
  if (fault !== null) return refused(fault);
  const holdId = hold.hold_id;
  return {
    kind: 'done',
    value: { holdId, cases: null },
    statements: [
      ...setReview(tenant, holdId, { reviewOn, owner }),
      ...recordCustody({ tenant, seq, actor: person, at }, ['hold-reviewed', { holdId, reviewOn, owner }]),
    ],
  };
}

async function ask(
  { tx, step, hold, seq }: Acting,
  { reason, authority }: Extract<HoldAct, { kind: 'ask' }>,
): Promise<Worked<HoldStep>> {
  const { tenant, person, at } = step;
  const holdId = hold.hold_id;
  const [asked] = await flight(tx, [readReleasesOfHold(tenant, holdId)]);
  if (asked.rows.some(({ decision }) => decision === null)) return refused('hold-release-asked');
  const number = asked.rows.length + 1;
  const said = digest(JSON.stringify([reason, authority]));
  return {
    kind: 'done',
    value: { holdId, cases: null },
    statements: [
      askRelease(tenant, { hold_id: holdId, number, asked_by: person, asked_at: at, reason, authority }),
      ...recordCustody({ tenant, seq, actor: person, at }, ['hold-release-asked', { holdId, number, said }]),
    ],
  };
}

async function decide(
  { tx, step, hold, seq }: Acting,
  { number, decision, words }: Extract<HoldAct, { kind: 'decide' }>,
): Promise<Worked<HoldStep>> {
  const { tenant, person, at } = step;
  const holdId = hold.hold_id;
  const [all] = await flight(tx, [readReleasesOfHold(tenant, holdId)]);
  const asked = all.rows.find((row) => row.number === number && row.decision === null);
  if (asked === undefined) return refused('hold-release-none');
  // Whoever asked may take it back, and not grant it.
  if (asked.asked_by === person && decision === 'released') return refused('hold-own-release');
  const record = { tenant, seq, actor: person, at };
  const decided = decideRelease(tenant, { holdId, number, decision, by: person, at, words });
  const value = { holdId, cases: null };
  if (decision === 'kept')
    return {
      ...{ kind: 'done', value },
      statements: [decided, ...recordCustody(record, ['hold-kept', { holdId, number }])],
    };
  if (hold.case_id !== null) {
    const evidence = recordCustody(record, ['hold-ended', { holdId, caseId: hold.case_id }]);
    return {
      kind: 'done',
      value,
      statements: [...evidence, endHold(tenant, holdId, seq), decided],
      caseIds: [hold.case_id],
    };
  }
  const [asker] = await flight(tx, [holdsRole(tenant, asked.asked_by, RECORDS_ROLE)]);
  // The database asks for two active people once more.
  if (asker.rows[0]?.holds !== true) return refused('hold-release-none');
  await flight(tx, recordCustody(record, ['query-hold-ended', { holdId, by: [asked.asked_by, person].toSorted() }]));
  const [done] = await flight(tx, [endHoldQuery(tenant, holdId, seq)]);
  return done.rows[0]?.ended === 1 ? { kind: 'done', value, statements: [decided] } : refused('hold-ended');
}
