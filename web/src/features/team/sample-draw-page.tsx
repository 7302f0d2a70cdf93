// Drawing a sample: what it is drawn from, how many there are, and then the draw, which stays on record.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  drawSample,
  previewSample,
  SAMPLES_KEY,
  samplesQuery,
  type SampleOffer,
  type SamplePreview,
  type SampleToDraw,
} from '../../client/samples.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { samplesTexts as words } from '#texts/samples';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { today } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { textOf as textOfProblem } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { TeamFrame } from './team-frame.tsx';

const PLACE = 'samples/new';
const MOST_QUESTIONS = 12;
const LONGEST_QUESTION = 300;

type Answers = Readonly<Record<string, FieldValue>>;

/** What is to be drawn, and how many there are. */
interface Seen {
  readonly asked: SampleToDraw;
  readonly preview: SamplePreview;
  /** The form in which it was typed. */
  readonly unsent: string;
}

export function SampleDrawPage({ filter }: { readonly filter: string }) {
  const found = useQuery(samplesQuery);
  const { offers } = found.data ?? {};
  return (
    <TeamFrame title={words.drawTitle} lead={words.drawLead} part="samples" filter={filter}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {offers === undefined ? null : <DrawForm offers={offers} />}
    </TeamFrame>
  );
}

function DrawForm({ offers }: { readonly offers: readonly SampleOffer[] }) {
  const fields = useFields(offers);
  const { busy, send } = useSending();
  const [seen, setSeen] = useState<Seen | null>(null);
  async function see(data: Answers, unsent: string): Promise<Problem | 'kept'> {
    setSeen(null);
    const asked = askedIn(data);
    if ('field' in asked) return { ...NO_PROBLEM, fields: [{ ...asked, code: 'invalid' }] };
    const problem = await send(async () => setSeen({ asked, preview: await previewSample(asked), unsent }));
    return problem ?? 'kept';
  }
  return (
    <>
      {/* What was counted is of what stood there. */}
      <div onInput={() => setSeen(null)}>
        <CaseForm
          form={{ form: PLACE, title: words.drawTitle, fields }}
          draft={PLACE}
          submit={words.see}
          busy={busy}
          onSubmit={see}
        />
      </div>
      {seen === null ? null : <DrawNow key={JSON.stringify(seen)} seen={seen} />}
    </>
  );
}

const NO_PROBLEM: Problem = { type: 'about:blank', title: '', status: 422, code: 'sample-definition', detail: '' };

function useFields(offers: readonly SampleOffer[]): FieldFace[] {
  const titleOf = useTeamTitles();
  const options = offers.flatMap(({ caseType, title, teams, decisions }) =>
    teams.flatMap((team) => [
      { value: `${caseType}/${team}`, label: words.closed(title, titleOf(team)) },
      ...decisions.map(({ of, title: decision }) => ({
        value: `${caseType}/${team}/${of}`,
        label: words.decided(title, titleOf(team), decision),
      })),
    ]),
  );
  const end = today();
  const units = Object.entries(words.units).map(([value, label]) => ({ value, label }));
  return [
    { field: 'what', kind: 'choice', label: words.what, required: true, options, maxLength: 300 },
    { field: 'from', kind: 'date', label: words.from, required: true, maxLength: 10, value: `${end.slice(0, 8)}01` },
    { field: 'to', kind: 'date', label: words.to, required: true, maxLength: 10, value: end },
    {
      ...{ field: 'many', kind: 'number', label: words.howMany, hint: words.howManyHint },
      ...{ required: true, value: 10, maxLength: 3 },
    },
    { field: 'unit', kind: 'choice', label: words.unit, required: true, options: units, value: 'cases', maxLength: 10 },
    { field: 'byOutcome', kind: 'boolean', label: words.byOutcome, required: true, value: false, maxLength: 5 },
    {
      ...{ field: 'questions', kind: 'long-text', label: words.questions, hint: words.questionsHint },
      ...{ required: true, maxLength: (LONGEST_QUESTION + 1) * MOST_QUESTIONS },
    },
    { field: 'reason', kind: 'text', label: words.reason, hint: words.reasonHint, required: true, maxLength: 200 },
    { field: 'seed', kind: 'text', label: words.seed, hint: words.seedHint, required: false, maxLength: 100 },
  ];
}

/** What was typed as the server is asked, or the field that cannot be so. */
function askedIn(data: Answers): SampleToDraw | { readonly field: string; readonly reason: string } {
  const [caseType = '', team = '', of = null] = text(data, 'what').split('/');
  const questions = text(data, 'questions')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isFew = questions.length > 0 && questions.length <= MOST_QUESTIONS;
  if (!isFew || questions.some(({ length }) => length > LONGEST_QUESTION))
    return { field: 'questions', reason: words.notQuestions };
  const [many, inPercent] = [Number(text(data, 'many')), text(data, 'unit') === 'percent'];
  if (!Number.isInteger(many) || many < 1 || many > (inPercent ? 100 : 500))
    return { field: 'many', reason: words.notNumber };
  const seed = text(data, 'seed');
  if (!/^[A-Za-z0-9._-]*$/.test(seed)) return { field: 'seed', reason: words.notSeed };
  return {
    ...{ team, caseType, basis: of === null ? 'closing' : 'decision', of },
    ...{ from: text(data, 'from'), to: text(data, 'to'), byOutcome: data['byOutcome'] === true },
    ...(inPercent ? { size: null, percent: many } : { size: many, percent: null }),
    ...{ reason: text(data, 'reason'), questions, seed: seed === '' ? null : seed },
  };
}

function text(data: Answers, field: string): string {
  const value = data[field];
  return value === undefined || value === null ? '' : String(value).trim();
}

function DrawNow({ seen: { asked, preview, unsent } }: { readonly seen: Seen }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { busy, send } = useSending();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { population, drawn, strata, fault } = preview;
  if (fault !== null)
    return (
      <Notice tone="warn" title={words.cannotDraw} takeFocus>
        <p>{words.fault(fault)}</p>
      </Notice>
    );

  async function draw() {
    const refused = await send(async () => {
      const { sample } = await drawSample(asked, unsent);
      announce(words.drawn);
      await client.invalidateQueries({ queryKey: SAMPLES_KEY });
      void navigate({ href: `/team/samples/${sample}` });
    });
    if (refused !== null) setProblem(refused);
  }

  return (
    <>
      <Notice tone="info" title={words.wouldDraw(drawn, population)} takeFocus>
        {strata.length === 0 ? null : (
          <ul>
            {strata.map((one) => (
              <li key={one.outcome}>
                <bdi>{words.stratum(one.label, one.drawn, one.population)}</bdi>
              </li>
            ))}
          </ul>
        )}
        <Button look="primary" busy={busy} onClick={() => void draw()}>
          {words.drawNow}
        </Button>
      </Notice>
      {problem === null ? null : (
        <Notice tone="bad" title={words.cannotDraw} takeFocus>
          <p>{textOfProblem(problem)}</p>
        </Notice>
      )}
    </>
  );
}
