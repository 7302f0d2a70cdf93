// One hold: what it asks, what it covers with what else holds that, and its end, for which one asks and another decides.
import { useQuery } from '@tanstack/react-query';
import { holdQuery, holdsQuery, type Hold, type HoldPredicate } from '../../client/records.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { FieldFace } from '../../client/types.ts';
import { FoldedForm } from '../../fields/folded-form.tsx';
import { recordsTexts as words } from '#texts/records';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { asksInWords } from './asks-in-words.ts';
import { textFace, textOf, wordsFace } from './faces.ts';
import { useHoldFields } from './holds-page.tsx';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { Fact } from './run-page.tsx';
import { useRecordsStep } from './use-records-step.ts';

const facts = words.holdFacts;
const columns = words.coveredColumns;

export function HoldPage({ holdId }: { readonly holdId: string }) {
  const hold = useQuery(holdQuery(holdId));
  if (hold.data !== undefined) return <Shown hold={hold.data} />;
  return hold.isError ? <PageFailed error={hold.error} onRetry={() => void hold.refetch()} /> : <PageLoading />;
}

interface Props {
  readonly hold: Hold;
}

function Shown({ hold }: Props) {
  const { kind, title, covered, withheld, endedAt, isOverdue } = hold;
  return (
    <RecordsFrame title={kind === 'case' ? words.holdOnCase(title) : title} part="holds">
      {endedAt === null ? null : <Notice tone="info" title={words.ended(formatOccurred(endedAt))} />}
      {isOverdue ? <Notice tone="warn" title={words.overdue} /> : null}
      <Facts hold={hold} />
      <Releases hold={hold} />
      <Steps hold={hold} />
      <section aria-labelledby="covered">
        <h2 id="covered">{words.covered}</h2>
        {withheld === 0 ? null : <Notice tone="info" title={words.withheld(withheld)} />}
        {covered.length === 0 ? (
          <p>{words.noCases}</p>
        ) : (
          <DataTable caption={words.covered} columns={Object.values(columns)}>
            {covered.map(({ caseId, reference, since, holds }) => (
              <Row key={caseId}>
                <Cell label={columns.case} lead>
                  <RecordsLink to={`cases/${caseId}`}>
                    <bdi>{reference}</bdi>
                  </RecordsLink>
                </Cell>
                <Cell label={columns.since}>
                  <time dateTime={since}>{formatOccurred(since)}</time>
                </Cell>
                <Cell label={columns.holds}>{holds}</Cell>
              </Row>
            ))}
          </DataTable>
        )}
      </section>
    </RecordsFrame>
  );
}

function Facts({ hold }: Props) {
  const { reason, authority, ownerName, reviewOn, addedBy, addedAt, predicate, cases } = hold;
  return (
    <dl className="facts">
      <Fact name={facts.reason}>
        <bdi>{reason}</bdi>
      </Fact>
      <Fact name={facts.authority}>
        <bdi>{authority}</bdi>
      </Fact>
      <Fact name={facts.owner}>
        <bdi>{ownerName ?? words.nobody}</bdi>
      </Fact>
      <Fact name={facts.review}>{reviewOn === null ? '' : formatDay(reviewOn)}</Fact>
      <Fact name={facts.added}>
        <bdi>{addedBy}</bdi> <time dateTime={addedAt}>{formatOccurred(addedAt)}</time>
      </Fact>
      {predicate === null ? null : (
        <Fact name={facts.asks}>
          <Asks predicate={predicate} />
        </Fact>
      )}
      <Fact name={facts.covers}>{words.cases(cases)}</Fact>
    </dl>
  );
}

function Asks({ predicate }: { readonly predicate: HoldPredicate }) {
  const kinds = useQuery(holdsQuery).data?.kinds ?? [];
  const team = useTeamTitles();
  const kind = (name: string): string => kinds.find(({ caseType }) => caseType === name)?.title ?? name;
  return (
    <ul className="watch-id">
      {asksInWords(predicate, { kind, team }).map((one) => (
        <li key={one}>
          <bdi>{one}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Releases({ hold: { releases } }: Props) {
  if (releases.length === 0) return null;
  return (
    <section aria-labelledby="releases">
      <h2 id="releases">{words.releases}</h2>
      <ul className="lines">
        {releases.map(({ number, askedBy, askedAt, reason, authority, decision, decidedBy, words: said }) => (
          <li key={number} className="line kept">
            <p dir="auto">{words.releaseAskedBy(askedBy, formatOccurred(askedAt))}</p>
            <p dir="auto">{reason}</p>
            <p className="quiet" dir="auto">
              {authority}
            </p>
            {decision === null ? null : (
              <p dir="auto">{`${words.releaseDecided[decision]}, ${decidedBy ?? ''}${COLON}${said ?? ''}`}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ hold }: Props) {
  const { busy, take } = useRecordsStep();
  const managers = useQuery(holdsQuery).data?.managers ?? [];
  const common = useHoldFields({ managers });
  const { holdId, may, releases } = hold;
  const open = releases.find(({ decision }) => decision === null);
  const path = `holds/${holdId}`;
  const review = common.filter(({ field }) => field === 'owner' || field === 'reviewOn');
  return (
    <>
      {open !== undefined && may.decide !== 'hold-ended' ? (
        <FoldedForm
          {...{ draft: `records/decide/${holdId}`, title: words.decide, busy }}
          hint={may.decide === 'hold-own-release' ? words.ownAsk : words.endWarning}
          submit={words.decideDo}
          fields={[decisionFace(may.decide === null), wordsFace('words', words.words)]}
          onSubmit={(data, unsent) => {
            const said = { decision: textOf(data, 'decision'), words: textOf(data, 'words') };
            return take(`${path}/release/decision`, { number: open.number, ...said }, unsent);
          }}
        />
      ) : null}
      {may.ask === null ? (
        <FoldedForm
          {...{ draft: `records/ask/${holdId}`, title: words.ask, hint: words.askHint, busy }}
          submit={words.askDo}
          fields={[
            wordsFace('reason', words.reason),
            { ...textFace('authority', words.authority, words.authorityHint), required: true },
          ]}
          onSubmit={(data, unsent) => {
            const said = { reason: textOf(data, 'reason'), authority: textOf(data, 'authority') };
            return take(`${path}/release`, said, unsent);
          }}
        />
      ) : null}
      {may.review === null && managers.length > 0 ? (
        <FoldedForm
          {...{ draft: `records/review/${holdId}`, title: words.review, busy, fields: review }}
          submit={words.reviewDo}
          onSubmit={(data, unsent) => {
            const said = { reviewOn: textOf(data, 'reviewOn'), owner: textOf(data, 'owner') };
            return take(`${path}/review`, said, unsent);
          }}
        />
      ) : null}
    </>
  );
}

/** Whoever asked for the end may keep the hold, and not end it. */
function decisionFace(mayEnd: boolean): FieldFace {
  const { released, kept } = words.decisions;
  const options = [...(mayEnd ? [{ value: 'released', label: released }] : []), { value: 'kept', label: kept }];
  return { field: 'decision', kind: 'choice', label: words.decision, required: true, options, maxLength: 20 };
}
