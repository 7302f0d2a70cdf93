// A sample: how it was drawn, how far its review is, what was found, and its cases. Every figure opens its list.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { recomputeSample, sampleQuery, type Sample, type SampledCase } from '../../client/samples.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import { samplesTexts as words } from '#texts/samples';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { addressOfShown, ANSWERS, casesShown, shownIn, type Shown } from './sample-figures.ts';
import { TeamFrame } from './team-frame.tsx';
import { addressOf, TeamLink } from './team-link.tsx';

export function SamplePage({ sample, filter }: { readonly sample: string; readonly filter: string }) {
  const found = useQuery(sampleQuery(sample));
  return (
    <TeamFrame title={found.data?.reason ?? words.sample} part="samples" filter="">
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <OneSample sample={found.data} filter={filter} />}
    </TeamFrame>
  );
}

function OneSample({ sample, filter }: { readonly sample: Sample; readonly filter: string }) {
  return (
    <>
      <SampleFacts sample={sample} />
      <Recompute sample={sample.sample} />
      <Progress sample={sample} />
      <Results sample={sample} />
      <CaseList sample={sample} shown={shownIn(filter, sample)} />
    </>
  );
}

function SampleFacts({ sample }: { readonly sample: Sample }) {
  const titleOf = useTeamTitles();
  const { facts } = words;
  const { kind, decision, team, from, to, drawnBy, drawnAt, algorithm, byOutcome, seed, asked } = sample;
  return (
    <dl className="facts">
      <Fact name={facts.from}>
        <bdi>{words.about(kind, decision, titleOf(team))}</bdi>
      </Fact>
      <Fact name={facts.period}>{words.period(formatDay(from), formatDay(to))}</Fact>
      <Fact name={facts.by}>
        <bdi>{drawnBy}</bdi>, <time dateTime={drawnAt}>{formatOccurred(drawnAt)}</time>
      </Fact>
      {asked === null ? null : (
        <Fact name={facts.many}>
          {words.manyDrawn(
            asked.population,
            asked.size === null ? null : Math.min(asked.size, asked.population),
            asked.percent,
          )}
        </Fact>
      )}
      <Fact name={facts.how}>{words.how(algorithm, byOutcome)}</Fact>
      <Fact name={facts.seed}>
        <code>{seed}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Asked when it is wanted. */
function Recompute({ sample }: { readonly sample: string }) {
  const [tries, setTries] = useState(0);
  const found = useQuery({
    queryKey: ['samples', 'again', sample, tries],
    queryFn: () => recomputeSample(sample),
    enabled: tries > 0,
    gcTime: 0,
  });
  const isSame = found.data?.isSame === true && found.data.isAsRecorded;
  return (
    <>
      <p>
        <Button busy={found.isFetching} onClick={() => setTries(tries + 1)}>
          {words.recompute}
        </Button>
      </p>
      {found.isError ? <Notice tone="bad" title={problemText(found.error)} takeFocus /> : null}
      {found.data === undefined ? null : (
        <Notice tone={isSame ? 'good' : 'bad'} title={isSame ? words.same : words.notSame} takeFocus>
          <p>{isSame ? words.sameHint : words.notSameHint}</p>
        </Notice>
      )}
    </>
  );
}

function Progress({ sample: { sample, cases } }: { readonly sample: Sample }) {
  const parts = [
    ['all', words.all],
    ['open', words.open],
    ['done', words.done],
  ] as const;
  const count = (kind: 'all' | 'open' | 'done') => casesShown(cases, { kind }).length;
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{words.progress(count('done'), count('all'))}</h2>
      <ul className="links-in-line">
        {parts.map(([kind, label]) => (
          <li key={kind}>
            {count(kind) === 0 ? (
              label(0)
            ) : (
              <TeamLink to={pathOfShown(sample, { kind })}>{label(count(kind))}</TeamLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function pathOfShown(sample: string, shown: Shown): string {
  return addressOf(`samples/${sample}`, addressOfShown(shown));
}

function Results({ sample: { sample, questions, cases } }: { readonly sample: Sample }) {
  return (
    <section aria-labelledby="results">
      <h2 id="results">{words.results}</h2>
      <DataTable caption={words.results} columns={[words.question, ...ANSWERS.map((answer) => words.answer(answer))]}>
        {questions.map((asked, question) => (
          <Row key={asked}>
            <Cell label={words.question} lead>
              <bdi>{asked}</bdi>
            </Cell>
            {ANSWERS.map((answer) => {
              const shown = { kind: 'answer', question, answer } as const;
              const count = casesShown(cases, shown).length;
              const label = words.openFigure(count, asked, words.answer(answer));
              return (
                <Cell key={answer} label={words.answer(answer)}>
                  {count === 0 ? (
                    0
                  ) : (
                    <TeamLink to={pathOfShown(sample, shown)} label={label}>
                      {count}
                    </TeamLink>
                  )}
                </Cell>
              );
            })}
          </Row>
        ))}
      </DataTable>
    </section>
  );
}

function CaseList({ sample, shown }: { readonly sample: Sample; readonly shown: Shown }) {
  const { caseColumns: columns } = words;
  const cases = casesShown(sample.cases, shown);
  const title = titleOfList(sample, shown, cases.length);
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">
        <bdi>{title}</bdi>
      </h2>
      {cases.length === 0 ? (
        <p>{words.noCases}</p>
      ) : (
        <DataTable caption={title} columns={Object.values(columns)}>
          {cases.map((one) => (
            <CaseRow key={one.caseId} sample={sample.sample} one={one} />
          ))}
        </DataTable>
      )}
    </section>
  );
}

function titleOfList({ questions }: Sample, shown: Shown, count: number): string {
  if (shown.kind === 'answer')
    return words.shownFigure(count, questions[shown.question] ?? '', words.answer(shown.answer));
  if (shown.kind === 'open') return words.shownOpen(count);
  return shown.kind === 'done' ? words.shownDone(count) : words.shownAll(count);
}

function CaseRow({ sample, one }: { readonly sample: string; readonly one: SampledCase }) {
  const { caseColumns: columns } = words;
  const { caseId, reference, isOwnWork, review } = one;
  const failed = review?.answers.filter((answer) => answer === 'not-met').length ?? 0;
  const state = review === null ? (isOwnWork ? words.ownWork : words.toReview) : words.reviewedBy(review.by);
  return (
    <Row>
      <Cell label={columns.case} lead>
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          {reference}
        </Link>
      </Cell>
      <Cell label={columns.review}>
        <TeamLink to={`samples/${sample}/${caseId}`} label={`${words.reviewOf(reference)}: ${state}`}>
          <Badge tone={review === null ? 'neutral' : 'good'}>
            <bdi>{state}</bdi>
          </Badge>
        </TeamLink>
      </Cell>
      <Cell label={columns.found}>{review === null ? '–' : failed}</Cell>
    </Row>
  );
}
