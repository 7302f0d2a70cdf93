// Deadlines of the law that run and are near their last day or past it, the earliest first.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { teamClocksQuery, type ClockAtRisk } from '../../client/team.ts';
import { teamTexts as words } from '#texts/team';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/dates.ts';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { Filters, TeamFrame } from './team-frame.tsx';

const columns = words.clockColumns;
const TONES: Readonly<Record<ClockAtRisk['risk'], Tone>> = { past: 'bad', week: 'warn', month: 'neutral' };

export function ClocksPage({ filter }: { readonly filter: string }) {
  useEnterList();
  const found = useQuery(teamClocksQuery(filter));
  const { items = [], isExact = true } = found.data ?? {};
  const risk = {
    ...{ name: 'risk', label: columns.standing, none: words.all },
    options: Object.entries(words.risks).map(([value, label]) => ({ value, label })),
  };
  return (
    <TeamFrame title={words.clocks} lead={words.clocksLead} part="clocks" filter={filter}>
      <Filters part="clocks" filter={filter} more={[risk]} />
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && items.length === 0 ? (
        <Empty title={words.noClocks}>
          <p>{words.noClocksHint}</p>
        </Empty>
      ) : null}
      {isExact ? null : <p>{words.moreClocks}</p>}
      {items.length === 0 ? null : (
        <DataTable caption={words.clocksLead} columns={Object.values(columns)} onKeyDown={moveByKey}>
          {items.map((item) => (
            <ClockRow key={`${item.caseId} ${item.clock}`} item={item} />
          ))}
        </DataTable>
      )}
    </TeamFrame>
  );
}

function ClockRow({ item }: { readonly item: ClockAtRisk }) {
  const { caseId, clock, reference, kind, title, dueOn, risk, law } = item;
  return (
    <Row>
      <Cell label={columns.clock} lead>
        <bdi>{title}</bdi>
      </Cell>
      <Cell label={columns.case}>
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link" data-row={`${caseId} ${clock}`}>
          {reference}
        </Link>
        <bdi className="cell-line quiet">{kind}</bdi>
      </Cell>
      <Cell label={columns.due}>
        <time dateTime={dueOn}>{formatDay(dueOn)}</time>
      </Cell>
      <Cell label={columns.law}>
        <bdi>{law}</bdi>
      </Cell>
      <Cell label={columns.standing}>
        <Badge tone={TONES[risk]}>{words.risks[risk]}</Badge>
      </Cell>
    </Row>
  );
}
