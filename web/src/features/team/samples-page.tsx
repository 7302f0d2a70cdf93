// The samples that were drawn of the work for which the person answers, the newest first.
import { useQuery } from '@tanstack/react-query';
import { samplesQuery, type SampleHead } from '../../client/samples.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import { samplesTexts as words } from '#texts/samples';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred, formatShortDay } from '../../ui/dates.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { TeamFrame } from './team-frame.tsx';
import { TeamLink } from './team-link.tsx';

const columns = words.columns;

export function SamplesPage({ filter }: { readonly filter: string }) {
  const found = useQuery(samplesQuery);
  const { items = [], offers = [] } = found.data ?? {};
  const mayDraw = offers.length > 0;
  return (
    <TeamFrame title={words.title} lead={words.lead} part="samples" filter={filter}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && !mayDraw ? (
        <Empty title={words.notYours}>
          <p>{words.notYoursHint}</p>
        </Empty>
      ) : null}
      {mayDraw ? (
        <p>
          <TeamLink to="samples/new" look="button button-primary">
            {words.draw}
          </TeamLink>
        </p>
      ) : null}
      {mayDraw && items.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <DataTable caption={words.title} columns={Object.values(columns)}>
          {items.map((item) => (
            <SampleRow key={item.sample} item={item} />
          ))}
        </DataTable>
      )}
    </TeamFrame>
  );
}

function SampleRow({ item }: { readonly item: SampleHead }) {
  const titleOf = useTeamTitles();
  const { sample, reason, kind, decision, team, from, to, drawnBy, drawnAt } = item;
  return (
    <Row>
      <Cell label={columns.sample} lead>
        <TeamLink to={`samples/${sample}`}>
          <bdi>{reason}</bdi>
        </TeamLink>
      </Cell>
      <Cell label={columns.about}>
        <bdi>{words.about(kind, decision, titleOf(team))}</bdi>,{' '}
        {words.period(formatShortDay(from), formatShortDay(to))}
      </Cell>
      <Cell label={columns.by}>
        <bdi>{drawnBy}</bdi>
      </Cell>
      <Cell label={columns.when}>
        <time dateTime={drawnAt}>{formatOccurred(drawnAt)}</time>
      </Cell>
    </Row>
  );
}
