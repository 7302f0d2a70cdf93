// Reviews of what the rules noticed: opened and added to by the worker, decided by people. Findings and decisions are added to
// and never changed; a review itself only moves between open and decided.
import { PRIVACY_ROLE } from '@casewright/engine/policy';
import type { Finding } from '@casewright/engine/watch';
import type { Statement } from './statement.ts';

export interface ReviewToKeep {
  readonly reviewId: string;
  readonly kind: string;
  readonly person: string;
  readonly day: string;
  readonly dueOn: string;
  readonly findings: readonly Finding[];
}

/** Opens reviews, or adds to them; one that was decided opens again, with a new day by which to decide. */
export function keepReviews(tenant: number, reviews: readonly ReviewToKeep[], now: string): readonly Statement[] {
  if (reviews.length === 0) return [];
  const lines = reviews.flatMap(({ reviewId, findings }) => findings.map((finding) => ({ reviewId, ...finding })));
  return [
    {
      name: 'keep-reviews',
      text: `insert into review (tenant, review_id, kind, person, day, opened_at, due_on, state, lines)
             select $1, r.review_id, r.kind, r.person, r.day, $2::timestamptz, r.due_on, 'open', r.lines
               from unnest($3::uuid[], $4::text[], $5::text[], $6::date[], $7::date[], $8::int[])
                 as r (review_id, kind, person, day, due_on, lines)
             on conflict (tenant, review_id) do update set state = 'open', lines = review.lines + excluded.lines,
               due_on = case when review.state = 'decided' then excluded.due_on else review.due_on end`,
      values: [
        ...[tenant, now, reviews.map(({ reviewId }) => reviewId), reviews.map(({ kind }) => kind)],
        ...[reviews.map(({ person }) => person), reviews.map(({ day }) => day), reviews.map(({ dueOn }) => dueOn)],
        reviews.map(({ findings }) => findings.length),
      ],
    },
    {
      name: 'add-review-lines',
      text: `insert into review_line (tenant, review_id, recorded_at, entry_id, why)
             select $1, l.review_id, l.recorded_at, l.entry_id, l.why
               from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[]) as l (review_id, recorded_at, entry_id, why)`,
      values: [
        ...[tenant, lines.map(({ reviewId }) => reviewId), lines.map(({ recordedAt }) => recordedAt)],
        ...[lines.map(({ entryId }) => entryId), lines.map(({ why }) => why)],
      ],
    },
    {
      name: 'tell-reviews',
      text: `insert into review_notice (tenant, review_id, reason, person, told_at)
             select distinct $1::int, r.review_id, 'opened', m.person, $2::timestamptz
               from unnest($3::uuid[], $4::text[]) as r (review_id, person)
               join membership m on m.tenant = $1 and m.role = $5 and m.person <> r.person
             on conflict do nothing`,
      values: [
        ...[tenant, now, reviews.map(({ reviewId }) => reviewId), reviews.map(({ person }) => person), PRIVACY_ROLE],
      ],
    },
  ];
}

/** Tells the privacy role of each open review whose day has passed, once; gives those that nobody could be told of, too. */
export function tellOverdue(
  tenant: number,
  today: string,
  now: string,
): readonly [Statement, Statement<{ readonly overdue: number }>] {
  return [
    {
      name: 'tell-overdue-reviews',
      text: `insert into review_notice (tenant, review_id, reason, person, told_at)
             select distinct $1::int, r.review_id, 'overdue', m.person, $3::timestamptz from review r
               join membership m on m.tenant = $1 and m.role = $4 and m.person <> r.person
              where r.tenant = $1 and r.state = 'open' and r.due_on < $2
             on conflict do nothing`,
      values: [tenant, today, now, PRIVACY_ROLE],
    },
    {
      name: 'count-overdue-reviews',
      text: `select count(*)::int as overdue from review where tenant = $1 and state = 'open' and due_on < $2`,
      values: [tenant, today],
    },
  ];
}

export interface ReviewRow {
  readonly review_id: string;
  readonly kind: string;
  readonly person: string;
  readonly name: string;
  readonly day: string;
  readonly opened_at: string;
  readonly due_on: string;
  readonly state: 'open' | 'decided';
  readonly lines: number;
}

const COLUMNS = `r.review_id, r.kind, r.person, coalesce(p.name, r.person) as name, to_char(r.day, 'YYYY-MM-DD') as day, r.opened_at,
  to_char(r.due_on, 'YYYY-MM-DD') as due_on, r.state, r.lines`;

export interface ReviewPlace {
  readonly dueOn: string;
  readonly reviewId: string;
}

/** Those that are due first come first. Nobody is shown a review about themselves. */
export function listReviews(
  tenant: number,
  of: {
    readonly reader: string;
    readonly state: 'open' | 'decided';
    readonly after: ReviewPlace | null;
    readonly limit: number;
  },
): Statement<ReviewRow> {
  const { dueOn, reviewId } = of.after ?? { dueOn: '-infinity', reviewId: '00000000-0000-0000-0000-000000000000' };
  return {
    name: 'list-reviews',
    text: `select ${COLUMNS} from review r left join person p on p.tenant = $1 and p.person = r.person
           where r.tenant = $1 and r.state = $2 and r.person <> $3 and (r.due_on, r.review_id) > ($4::date, $5::uuid)
           order by r.due_on, r.review_id limit $6`,
    values: [tenant, of.state, of.reader, dueOn, reviewId, of.limit],
  };
}

export function readReview(tenant: number, reviewId: string): Statement<ReviewRow> {
  return {
    name: 'read-review',
    text: `select ${COLUMNS} from review r left join person p on p.tenant = $1 and p.person = r.person
           where r.tenant = $1 and r.review_id = $2`,
    values: [tenant, reviewId],
  };
}

export interface ReviewLineRow {
  readonly recorded_at: string;
  readonly action: string;
  readonly case_ids: readonly string[];
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly why: string;
}

/** The latest lines of a review. */
export function readReviewLines(tenant: number, reviewId: string, limit: number): Statement<ReviewLineRow> {
  return {
    name: 'read-review-lines',
    text: `select l.recorded_at, l.action, l.case_ids, l.denied, l.purpose, r.why from review_line r
           join access_log l on l.tenant = $1 and l.recorded_at = r.recorded_at and l.entry_id = r.entry_id
           where r.tenant = $1 and r.review_id = $2 order by r.recorded_at desc, r.entry_id desc limit $3`,
    values: [tenant, reviewId, limit],
  };
}

export interface ReviewDecisionRow {
  readonly number: number;
  readonly finding: string;
  readonly reason: string;
  readonly decided_by: string;
  readonly name: string;
  readonly decided_at: string;
  readonly lines: number;
}

export function readReviewDecisions(tenant: number, reviewId: string): Statement<ReviewDecisionRow> {
  return {
    name: 'read-review-decisions',
    text: `select d.number, d.finding, d.reason, d.decided_by, coalesce(p.name, d.decided_by) as name, d.decided_at, d.lines
           from review_decision d left join person p on p.tenant = $1 and p.person = d.decided_by
           where d.tenant = $1 and d.review_id = $2 order by d.number`,
    values: [tenant, reviewId],
  };
}

/** One row where the review is open and has as many lines as whoever decides has seen. */
export function closeReview(
  tenant: number,
  of: { readonly reviewId: string; readonly decidedBy: string; readonly lines: number },
): Statement<{ readonly review_id: string; readonly decisions: number }> {
  return {
    name: 'close-review',
    text: `update review r set state = 'decided' where r.tenant = $1 and r.review_id = $2 and r.state = 'open'
             and r.lines = $3 and r.person <> $4
           returning r.review_id, (select count(*)::int from review_decision d where d.tenant = $1 and d.review_id = $2) as decisions`,
    values: [tenant, of.reviewId, of.lines, of.decidedBy],
  };
}

export interface DecisionToAdd {
  readonly reviewId: string;
  readonly number: number;
  readonly finding: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly lines: number;
}

export function addReviewDecision(tenant: number, of: DecisionToAdd): Statement {
  return {
    name: 'add-review-decision',
    text: `insert into review_decision (tenant, review_id, number, finding, reason, decided_by, decided_at, lines)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [tenant, of.reviewId, of.number, of.finding, of.reason, of.decidedBy, of.decidedAt, of.lines],
  };
}
