// How long cases are kept: what becomes due in the coming years as numbers and bars, and the classes as they were published with what is under
// each. Every number opens its list.
import { useQuery } from '@tanstack/react-query';
import {
  retentionOverviewQuery,
  type RetentionClass,
  type RetentionOverview,
  type RetentionYear,
} from '../../client/records.ts';
import { recordsTexts as words } from '#texts/records';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { formatPeriod } from '../../ui/periods.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { YearsChart } from './years-chart.tsx';

const years = words.yearColumns;
const classes = words.classColumns;

export function OverviewPage() {
  const found = useQuery(retentionOverviewQuery);
  return (
    <RecordsFrame title={words.title} lead={words.lead} part="overview">
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Overview overview={found.data} />}
    </RecordsFrame>
  );
}

function Overview({ overview }: { readonly overview: RetentionOverview }) {
  const { withheld, later, today } = overview;
  return (
    <>
      {withheld === 0 ? null : <Notice tone="info" title={words.withheld(withheld)} />}
      <section aria-labelledby="years">
        <h2 id="years">{words.years}</h2>
        <p>{words.yearsLead}</p>
        <DataTable caption={words.years} columns={Object.values(years)}>
          {overview.years.map((year) => (
            <YearRow key={year.year ?? 0} year={year} />
          ))}
        </DataTable>
        {later === 0 ? null : <p>{words.later(later)}</p>}
        <p>{words.chart}</p>
        <YearsChart years={overview.years} />
      </section>
      <section aria-labelledby="classes">
        <h2 id="classes">{words.classes}</h2>
        <DataTable caption={words.classes} columns={Object.values(classes)}>
          {overview.classes.map((one) => (
            <ClassRow key={`${one.caseType} ${one.name ?? ''}`} of={one} today={today} />
          ))}
        </DataTable>
      </section>
    </>
  );
}

interface CountProps {
  readonly count: number;
  readonly name: string;
  readonly filter: Readonly<Record<string, string>>;
}

/** Nothing to open where there is nothing. */
function Count({ count, name, filter }: CountProps) {
  if (count === 0) return 0;
  return (
    <RecordsLink to={`cases?${new URLSearchParams(filter).toString()}`} label={words.open(count, name)}>
      {count}
    </RecordsLink>
  );
}

function YearRow({ year }: { readonly year: RetentionYear }) {
  const name = year.year === null ? words.alreadyDue : String(year.year);
  const period = { status: 'due', to: year.to, ...(year.from === null ? {} : { from: year.from }) };
  const count = (column: keyof typeof years, more: Readonly<Record<string, string>>) => (
    <Cell label={years[column]}>
      <Count count={Number(year[column])} name={`${name}, ${years[column]}`} filter={{ ...period, ...more }} />
    </Cell>
  );
  return (
    <Row>
      <Cell label={years.year} lead>
        {name}
      </Cell>
      {count('cases', {})}
      {count('held', { held: 'yes' })}
      {count('destroy', { action: 'destroy' })}
      {count('transfer', { action: 'transfer' })}
      {count('review', { action: 'review' })}
    </Row>
  );
}

function ClassRow({ of, today }: { readonly of: RetentionClass; readonly today: string }) {
  const { caseType, caseTypeTitle, name, title, authority, number, version, period, action, counts } = of;
  const own = { caseType, ...(name === null ? {} : { class: name }) };
  const called = title ?? name ?? words.noClass;
  const count = (column: Exclude<keyof typeof counts, 'unsettled'>, more: Readonly<Record<string, string>>) => (
    <Cell label={classes[column]}>
      <Count count={counts[column]} name={`${called}, ${classes[column]}`} filter={{ ...own, ...more }} />
    </Cell>
  );
  return (
    <Row>
      <Cell label={classes.class} lead>
        <bdi>{called}</bdi>
        <bdi className="cell-line quiet">{caseTypeTitle}</bdi>
        {authority === null ? null : (
          <bdi className="cell-line quiet">{words.source(authority, number ?? '', version ?? '')}</bdi>
        )}
      </Cell>
      <Cell label={classes.period}>
        <bdi>{period === null ? null : formatPeriod(period)}</bdi>
        {action === null ? null : <span className="cell-line quiet">{words.action(action)}</span>}
      </Cell>
      {count('due', { status: 'due', to: today })}
      {count('later', { status: 'due', from: dayAfter(today) })}
      {count('held', { held: 'yes' })}
      {count('waiting', { status: 'waiting' })}
      {count('permanent', { status: 'permanent' })}
      <Cell label={classes.unsettled}>
        <Count count={counts.unsettled} name={`${called}, ${classes.unsettled}`} filter={own} />
      </Cell>
    </Row>
  );
}

const DAY_MS = 86_400_000;

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
