// Holds: which stand, and placing one by query, with what it would cover, or on one case.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../client/acts.ts';
import { holdsQuery, previewHold, type HoldLine, type HoldList, type HoldPreview } from '../../client/records.ts';
import { RequestFailed } from '../../client/request.ts';
import { useSession } from '../../client/session.ts';
import type { FieldFace, FieldValue } from '../../client/types.ts';
import { FoldedForm } from '../../fields/folded-form.tsx';
import { recordsTexts as words } from '#texts/records';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { dayFace, textFace, textOf, wordsFace } from './faces.ts';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { useRecordsStep } from './use-records-step.ts';

const columns = words.holdColumns;

export function HoldsPage() {
  const holds = useQuery(holdsQuery);
  const items = holds.data?.items ?? [];
  return (
    <RecordsFrame title={words.holdsTitle} lead={words.holdsLead} part="holds">
      {holds.isPending ? <Loading /> : null}
      {holds.isError ? <Failed error={holds.error} onRetry={() => void holds.refetch()} /> : null}
      {holds.isSuccess && items.length === 0 ? (
        <Empty title={words.noHolds}>
          <p>{words.noHoldsHint}</p>
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <DataTable caption={words.holdsTitle} columns={Object.values(columns)}>
          {items.map((hold) => (
            <HoldRow key={hold.holdId} hold={hold} />
          ))}
        </DataTable>
      )}
      {holds.data === undefined ? null : (
        <>
          <PlaceQuery list={holds.data} />
          <PlaceCase list={holds.data} />
        </>
      )}
    </RecordsFrame>
  );
}

function HoldRow({ hold }: { readonly hold: HoldLine }) {
  const { holdId, kind, title, reason, cases, ownerName, reviewOn, endedAt, isOverdue, isReleaseAsked } = hold;
  return (
    <Row>
      <Cell label={columns.hold} lead>
        <RecordsLink to={`holds/${holdId}`}>
          <bdi>{kind === 'case' ? words.holdOnCase(title) : title}</bdi>
        </RecordsLink>
        <bdi className="cell-line quiet">{reason}</bdi>
      </Cell>
      <Cell label={columns.covers}>{words.cases(cases)}</Cell>
      <Cell label={columns.owner}>
        <bdi>{ownerName ?? words.nobody}</bdi>
      </Cell>
      <Cell label={columns.review}>
        {reviewOn === null ? null : <time dateTime={reviewOn}>{formatDay(reviewOn)}</time>}{' '}
        {isOverdue ? <Badge tone="bad">{words.overdue}</Badge> : null}
      </Cell>
      <Cell label={columns.state}>
        {endedAt === null ? <Badge tone="warn">{words.stands}</Badge> : words.ended(formatOccurred(endedAt))}{' '}
        {isReleaseAsked ? <Badge tone="info">{words.releaseAsked}</Badge> : null}
      </Cell>
    </Row>
  );
}

/** No name of a kind is written so. */
const ANY = 'Any';
const YEAR_MS = 365 * 86_400_000;

/** Why, by what authority, who answers for it, and until when somebody looks again. */
export function useHoldFields({ managers }: Pick<HoldList, 'managers'>): readonly FieldFace[] {
  const me = useSession()?.personId ?? '';
  const options = managers.map(({ person, name }) => ({ value: person, label: name }));
  const own = managers.some(({ person }) => person === me) ? { value: me } : {};
  const [nextYear] = useState(() => new Date(Date.now() + YEAR_MS).toISOString().slice(0, 10));
  return [
    wordsFace('reason', words.reason),
    { ...textFace('authority', words.authority, words.authorityHint), required: true },
    { field: 'owner', kind: 'choice', label: words.owner, required: true, options, maxLength: 60, ...own },
    dayFace('reviewOn', words.reviewOn, nextYear),
  ];
}

type Data = Readonly<Record<string, FieldValue>>;

function saidOf(data: Data): object {
  const of = (field: string) => textOf(data, field);
  const said = { reason: of('reason'), authority: of('authority'), owner: of('owner'), reviewOn: of('reviewOn') };
  return { ...said, custodians: [] };
}

function predicateOf(data: Data): object {
  const of = (field: string) => textOf(data, field);
  return {
    ...(of('caseType') === ANY ? {} : { caseTypes: [of('caseType')] }),
    ...(of('team') === '' ? {} : { teams: [of('team')] }),
    ...(of('openedFrom') === '' ? {} : { openedFrom: of('openedFrom') }),
    ...(of('openedTo') === '' ? {} : { openedTo: of('openedTo') }),
    ...(of('subject') === '' ? {} : { subjects: [of('subject')] }),
    ...(of('field') === '' ? {} : { fields: [{ field: of('field'), is: '=', value: of('value') }] }),
  };
}

/** What was asked is shown with what it covers, and the second press places it. */
interface Previewed {
  readonly asked: string;
  readonly preview: HoldPreview;
}

function PlaceQuery({ list }: { readonly list: HoldList }) {
  const { busy, take } = useRecordsStep();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const common = useHoldFields(list);
  const options = [
    { value: ANY, label: words.anyKind },
    ...list.kinds.map(({ caseType, title }) => ({ value: caseType, label: title })),
  ];
  const fields: readonly FieldFace[] = [
    { ...textFace('title', words.matter, words.matterHint), required: true },
    { field: 'caseType', kind: 'choice', label: words.kind, required: true, value: ANY, options, maxLength: 60 },
    textFace('team', words.team, words.teamHint),
    textFace('field', words.field, words.fieldHint),
    textFace('value', words.value),
    textFace('subject', words.subjects, words.subjectsHint),
    dayFace('openedFrom', words.openedFrom),
    dayFace('openedTo', words.openedTo),
    ...common,
  ];
  return (
    <FoldedForm
      {...{ draft: 'records/place-query', title: words.placeQuery, busy, fields }}
      submit={previewed === null ? words.preview : words.place}
      onSubmit={async (data, unsent) => {
        const predicate = predicateOf(data);
        const asked = JSON.stringify(predicate);
        if (previewed?.asked !== asked) {
          try {
            setPreviewed({ asked, preview: await previewHold(predicate) });
            return 'kept';
          } catch (error) {
            if (error instanceof RequestFailed) return error.problem;
            throw error;
          }
        }
        const holdId = newKey();
        const on = { kind: 'query', title: textOf(data, 'title'), predicate };
        const problem = await take('holds', { holdId, on, ...saidOf(data) }, unsent);
        if (problem === null) setPreviewed(null);
        return problem;
      }}
    >
      {previewed === null ? null : <Preview preview={previewed.preview} />}
    </FoldedForm>
  );
}

function Preview({ preview: { cases, kinds, withheld } }: { readonly preview: HoldPreview }) {
  return (
    <Notice tone="info" title={words.previewed(cases)} takeFocus>
      <ul>
        {kinds.map(({ caseType, title, cases: count }) => (
          <li key={caseType}>
            <bdi>{words.previewKind(title, count)}</bdi>
          </li>
        ))}
      </ul>
      {withheld === 0 ? null : <p>{words.withheld(withheld)}</p>}
    </Notice>
  );
}

function PlaceCase({ list }: { readonly list: HoldList }) {
  const { busy, take } = useRecordsStep();
  const common = useHoldFields(list);
  return (
    <FoldedForm
      {...{ draft: 'records/place-case', title: words.placeCase, busy }}
      submit={words.place}
      fields={[{ ...textFace('caseId', words.caseId, words.caseIdHint), required: true }, ...common]}
      onSubmit={(data, unsent) => {
        const on = { kind: 'case', caseId: textOf(data, 'caseId') };
        return take('holds', { holdId: newKey(), on, ...saidOf(data) }, unsent);
      }}
    />
  );
}
