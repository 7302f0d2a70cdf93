// How often cases were opened in an emergency, by team and kind, and what was found: numbers alone.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { emergencyStatisticsQuery, type EmergencyStatistics } from '../../client/oversight.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import type { FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { noticesTexts } from '#texts/notices';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { latestToday, today } from '../../ui/dates.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

const words = noticesTexts.statistics;
const COLUMNS = [
  ...[words.team, words.kind, words.total, words.due, words.overdue],
  ...[words.justified, words.notJustified],
] as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN_DAYS = 365;

interface Days {
  readonly from: string;
  readonly to: string;
}

export function EmergenciesPage() {
  const [days, setDays] = useState<Days>(() => ({
    from: today(new Date(Date.now() - SHOWN_DAYS * DAY_MS)),
    to: latestToday(),
  }));
  const statistics = useQuery(emergencyStatisticsQuery(days));
  return (
    <div className="watch-page">
      <PageTitle title={words.title} />
      <p className="lead">{words.lead}</p>
      <section aria-labelledby="days" className="watch-filters">
        <h2 id="days">{words.days}</h2>
        <CaseForm
          form={formOf(days)}
          draft="emergencies"
          keeps={false}
          submit={words.submit}
          busy={statistics.isFetching}
          onSubmit={async ({ from, to }) => {
            setDays({ from: String(from), to: String(to) });
            return null;
          }}
        />
      </section>
      {statistics.isPending ? <Loading /> : null}
      {statistics.isError ? <Failed error={statistics.error} onRetry={() => void statistics.refetch()} /> : null}
      {statistics.data === undefined ? null : <Counted statistics={statistics.data} />}
    </div>
  );
}

function formOf({ from, to }: Days): FormFace {
  const day = { kind: 'date', required: true, maxLength: 10 } as const;
  return {
    form: 'emergencies',
    title: words.days,
    fields: [
      { ...day, field: 'from', label: words.from, value: from },
      { ...day, field: 'to', label: words.to, value: to },
    ],
  };
}

function Counted({ statistics: { all, items } }: { readonly statistics: EmergencyStatistics }) {
  const titles = useCategoryTitles();
  if (items.length === 0)
    return (
      <Empty title={words.none}>
        <p>{words.noneHint}</p>
      </Empty>
    );
  return (
    <DataTable caption={words.title} columns={COLUMNS}>
      {items.map((each) => (
        <Line
          key={`${each.team}/${each.category}`}
          team={each.title}
          kind={titles.get(each.category) ?? each.category}
          counts={each}
        />
      ))}
      <Line team={words.all} kind="" counts={all} />
    </DataTable>
  );
}

function useCategoryTitles(): ReadonlyMap<string, string> {
  const caseTypes = useQuery(caseTypesQuery).data?.items ?? [];
  return new Map(
    caseTypes.flatMap(({ emergencies }) => emergencies.map(({ category, title }) => [category, title] as const)),
  );
}

interface LineProps {
  readonly team: string;
  readonly kind: string;
  readonly counts: EmergencyStatistics['all'];
}

function Line({ team, kind, counts }: LineProps) {
  return (
    <Row>
      <Cell label={words.team} lead>
        <bdi>{team}</bdi>
      </Cell>
      <Cell label={words.kind}>{kind}</Cell>
      <Cell label={words.total}>{counts.total}</Cell>
      <Cell label={words.due}>{counts.due}</Cell>
      <Cell label={words.overdue}>{counts.overdue}</Cell>
      <Cell label={words.justified}>{counts.justified}</Cell>
      <Cell label={words.notJustified}>{counts.notJustified}</Cell>
    </Row>
  );
}
