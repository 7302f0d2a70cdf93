// One review: what was noticed, the looks that it is about, what was decided, and the form to decide it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { decideReview, reviewQuery } from '../../client/oversight.ts';
import { RequestFailed } from '../../client/request.ts';
import type { FieldValue, FormFace, Problem, WholeReview } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { oversightTexts } from '#texts/oversight';
import { announce } from '../../ui/announcer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';

const words = oversightTexts.review;
const list = oversightTexts.reviews;
const looked = oversightTexts.readers;
const LOOKS = [looked.when, looked.what, words.cases, words.noted] as const;
const REASON_MAX = 4_000;

export function ReviewPage({ reviewId }: { readonly reviewId: string }) {
  const review = useQuery(reviewQuery(reviewId));
  if (review.data !== undefined) return <Shown review={review.data} />;
  if (review.isError) return <PageFailed error={review.error} onRetry={() => void review.refetch()} />;
  return <PageLoading />;
}

function Shown({ review }: { readonly review: WholeReview }) {
  const { kind, name, says, day, dueOn, overdue, state } = review;
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/reviews" className="row-link">
          <Icon name="back" /> {words.back}
        </Link>
      </p>
      <PageTitle title={words.about(list.kind(kind), name)} />
      <p className="lead">{says}</p>
      <dl className="facts">
        <div className="fact">
          <dt>{list.day}</dt>
          <dd>{formatDay(day)}</dd>
        </div>
        <div className="fact">
          <dt>{list.due}</dt>
          <dd>
            {formatDay(dueOn)} {overdue ? <Badge tone="bad">{list.overdue}</Badge> : null}
          </dd>
        </div>
      </dl>
      <Decisions review={review} />
      <section aria-labelledby="looks">
        <h2 id="looks">{words.looks}</h2>
        <Looks review={review} />
      </section>
      {state === 'open' ? <Decide review={review} /> : null}
    </div>
  );
}

function Looks({ review }: { readonly review: WholeReview }) {
  return (
    <DataTable caption={words.looks} columns={LOOKS}>
      {review.looks.map(({ at, action, caseIds, withheld, denied, why }, index) => (
        <Row key={`${at}/${index}`}>
          <Cell label={looked.when} lead>
            <time dateTime={at}>{formatOccurred(at)}</time>
          </Cell>
          <Cell label={looked.what}>
            {oversightTexts.action(action)} {denied ? <Badge tone="bad">{looked.refused}</Badge> : null}
          </Cell>
          <Cell label={words.cases}>
            {caseIds.map((caseId) => (
              <Link key={caseId} to="/cases/$caseId/readers" params={{ caseId }} className="row-link watch-id">
                {caseId}
              </Link>
            ))}
            {withheld > 0 ? oversightTexts.audit.withheld(withheld) : null}
          </Cell>
          <Cell label={words.noted}>{words.why(why)}</Cell>
        </Row>
      ))}
    </DataTable>
  );
}

function Decisions({ review: { decisions } }: { readonly review: WholeReview }) {
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{words.decisions}</h2>
      {decisions.map(({ number, finding, reason, decidedBy, decidedAt }) => (
        <Notice key={number} tone="info" title={words.findings[finding] ?? finding}>
          <p dir="auto">{reason}</p>
          <p className="quiet">{words.by(decidedBy, formatOccurred(decidedAt))}</p>
        </Notice>
      ))}
    </section>
  );
}

function Decide({ review }: { readonly review: WholeReview }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string): Promise<Problem | null> {
    setBusy(true);
    const given = { finding: String(data['finding']), reason: String(data['reason']), lines: review.lines };
    try {
      await decideReview(review.reviewId, given, unsent);
      announce(words.decided);
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem;
    } finally {
      // Also after a refusal: what is new must be on the screen before somebody decides again.
      await client.invalidateQueries({ queryKey: ['reviews'] });
      setBusy(false);
    }
  }

  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{words.decide}</h2>
      <CaseForm form={FORM} draft={`review/${review.reviewId}`} submit={words.submit} busy={busy} onSubmit={submit} />
    </section>
  );
}

const FORM: FormFace = {
  form: 'review',
  title: words.decide,
  fields: [
    {
      ...{ field: 'finding', kind: 'choice', label: words.finding, required: true, maxLength: 20 },
      options: Object.entries(words.findings).map(([value, label]) => ({ value, label })),
    },
    {
      ...{ field: 'reason', kind: 'long-text', label: words.reason, hint: words.reasonHint, required: true },
      maxLength: REASON_MAX,
    },
  ],
};
