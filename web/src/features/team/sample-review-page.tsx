// The review of one case of a sample: who worked on it, the questions, and what was found. Whoever worked on it reads, and does not review.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import {
  caseReviewQuery,
  reviewSampledCase,
  SAMPLES_KEY,
  type CaseReview,
  type SampleAnswer,
} from '../../client/samples.ts';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { samplesTexts as words } from '#texts/samples';
import { announce } from '../../ui/announcer.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ANSWERS } from './sample-figures.ts';
import { TeamFrame } from './team-frame.tsx';
import { TeamLink } from './team-link.tsx';

const LONGEST_NOTE = 2_000;

export interface SampleReviewPageProps {
  readonly sample: string;
  readonly caseId: string;
  readonly filter: string;
}

export function SampleReviewPage({ sample, caseId }: SampleReviewPageProps) {
  const found = useQuery(caseReviewQuery(sample, caseId));
  const { data } = found;
  return (
    <TeamFrame title={data === undefined ? words.sample : words.reviewOf(data.reference)} part="samples" filter="">
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {data === undefined ? null : <Review key={data.review?.version ?? 0} review={data} />}
      <p>
        <TeamLink to={`samples/${sample}`}>{words.back}</TeamLink>
      </p>
    </TeamFrame>
  );
}

function Review({ review: asked }: { readonly review: CaseReview }) {
  const { caseId, reference, workedOn, isOwnWork, review } = asked;
  const when = review === null ? '' : formatOccurred(review.at);
  const isReadOnly = isOwnWork || (review !== null && !review.isOwn);
  return (
    <>
      <p>
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          {words.openCase(reference)}
        </Link>
      </p>
      <dl className="facts">
        <div className="fact">
          <dt>{words.workedOn}</dt>
          <dd>
            <bdi>{workedOn.length === 0 ? words.nobody : workedOn.join(', ')}</bdi>
          </dd>
        </div>
      </dl>
      {isOwnWork ? (
        <Notice tone="warn" title={words.ownWorkTitle}>
          <p>{words.ownWorkHint}</p>
        </Notice>
      ) : null}
      {review === null ? null : (
        <Notice tone="info" title={review.isOwn ? words.ownReview(when) : words.othersReview(review.by, when)} />
      )}
      {isReadOnly ? <Found review={asked} /> : <ReviewForm review={asked} />}
    </>
  );
}

function Found({ review: { questions, review } }: { readonly review: CaseReview }) {
  return (
    <dl className="facts">
      {questions.map((question, at) => {
        const given = review?.answers[at];
        return (
          <div key={question} className="fact">
            <dt>
              <bdi>{question}</bdi>
            </dt>
            <dd>
              {given === undefined ? words.toReview : words.answer(given.answer)}
              {given === undefined || given.note === '' ? null : <p dir="auto">{given.note}</p>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function ReviewForm({ review: { sample, caseId, reference, questions, review } }: { readonly review: CaseReview }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { busy, send } = useSending();
  const options = ANSWERS.map((value) => ({ value, label: words.answer(value) }));
  const fields = questions.flatMap((question, at): FieldFace[] => {
    const given = review?.answers[at];
    const answer = given === undefined ? {} : { value: given.answer };
    const note = given === undefined ? {} : { value: given.note };
    return [
      { field: `q${at}`, kind: 'choice', label: question, required: true, options, maxLength: 20, ...answer },
      {
        ...{ field: `n${at}`, kind: 'long-text', label: words.note(question), required: false },
        ...{ maxLength: LONGEST_NOTE, ...note },
      },
    ];
  });

  async function save(data: Readonly<Record<string, FieldValue>>, unsent: string): Promise<Problem | null> {
    return send(async () => {
      const answers = questions.map((_, at) => ({ answer: answerIn(data, at), note: noteIn(data, at) }));
      await reviewSampledCase({ sample, caseId }, { answers, version: review?.version ?? 0 }, unsent);
      announce(words.saved);
      await client.invalidateQueries({ queryKey: SAMPLES_KEY });
      void navigate({ href: `/team/samples/${sample}` });
    });
  }

  const place = `sample/${caseId}/${sample}`;
  return (
    <CaseForm
      form={{ form: place, title: words.reviewOf(reference), fields }}
      draft={place}
      submit={words.save}
      busy={busy}
      onSubmit={save}
    />
  );
}

/** The form lets nothing else through. */
function answerIn(data: Readonly<Record<string, FieldValue>>, at: number): SampleAnswer {
  return ANSWERS.find((one) => one === data[`q${at}`]) ?? 'not-applicable';
}

function noteIn(data: Readonly<Record<string, FieldValue>>, at: number): string {
  const note = data[`n${at}`];
  return note === undefined || note === null ? '' : String(note);
}
