// The load of the teams: what the open work comes to by who has it, kind and age, each by when it is due, and the deadlines of the law that
// are near. Every number opens its list.
import { useQuery } from '@tanstack/react-query';
import { approvalsQuery, teamLoadQuery, type LoadRow, type TeamLoad } from '../../client/team.ts';
import { teamTexts as words } from '#texts/team';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { DUES, LoadChart } from './load-chart.tsx';
import { Filters, TeamFrame } from './team-frame.tsx';
import { addressOf, TeamLink } from './team-link.tsx';

const COLUMNS = ['all', ...DUES] as const;
const RISKS = ['past', 'week', 'month'] as const;
/** Ages that are told to be old. */
const OLD: readonly string[] = ['under-91', 'older'];

export function LoadPage({ filter }: { readonly filter: string }) {
  const found = useQuery(teamLoadQuery(filter));
  return (
    <TeamFrame title={words.title} lead={words.lead} part="load" filter={filter}>
      <Filters part="load" filter={filter} />
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Load load={found.data} filter={filter} />}
    </TeamFrame>
  );
}

function Load({ load, filter }: { readonly load: TeamLoad; readonly filter: string }) {
  const { all, holders, kinds, ages, isExact } = load;
  if (load.teams.length === 0)
    return (
      <Empty title={words.nothing}>
        <p>{words.nothingHint}</p>
      </Empty>
    );
  const named = holders.map((row) => ({ ...row, label: holderName(row) }));
  const aged = ages.map((row) => ({ ...row, label: words.ages[row.key] ?? row.key }));
  const late = kinds.reduce<LoadRow | undefined>(
    (most, row) => (row.due.overdue > (most?.due.overdue ?? 0) ? row : most),
    undefined,
  );
  const old = ages.reduce((sum, row) => (OLD.includes(row.key) ? sum + row.due.all : sum), 0);
  const table = { filter, columns: words.columns };
  return (
    <>
      {isExact ? null : <Notice tone="warn" title={words.atLeast} />}
      <p className="lead">
        <TeamLink to={addressOf('tasks', Object.fromEntries(new URLSearchParams(filter)))} look="row-link">
          {words.summary(all.all, all.overdue)}
        </TeamLink>
      </p>
      <Waiting />
      <ClocksAtGlance load={load} filter={filter} />
      <LoadTable
        {...table}
        title={words.byHolder(named[0]?.label ?? '', named[0]?.due.all ?? 0, all.all)}
        lead="who"
        by="holder"
        rows={named}
      />
      <LoadTable
        {...table}
        title={words.byKind((late ?? kinds[0])?.label ?? '', late?.due.overdue ?? 0, all.overdue)}
        lead="kind"
        by="caseType"
        rows={kinds}
      />
      <LoadTable {...table} title={words.byAge(old, all.all)} lead="age" by="age" rows={aged} />
    </>
  );
}

export function holderName({ key, label }: Pick<LoadRow, 'key' | 'label'>): string {
  if (key === 'nobody') return words.nobody;
  if (key.startsWith('queue:')) return words.queue(label);
  return key.startsWith('role:') ? words.role(label) : label;
}

function Waiting() {
  const { items = [] } = useQuery(approvalsQuery).data ?? {};
  return (
    <p>
      <TeamLink to="approvals" look="row-link">
        {words.waiting(items.length)}
      </TeamLink>
    </p>
  );
}

function ClocksAtGlance({ load: { clocks }, filter }: { readonly load: TeamLoad; readonly filter: string }) {
  const common = Object.fromEntries(new URLSearchParams(filter));
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{words.clocksTitle(clocks.past, clocks.week)}</h2>
      <ul className="links-in-line">
        {RISKS.map((risk) => (
          <li key={risk}>
            {clocks[risk] === 0 ? (
              words.clockCount(0, words.risks[risk] ?? '')
            ) : (
              <TeamLink to={addressOf('clocks', { ...common, risk })}>
                {words.clockCount(clocks[risk], words.risks[risk] ?? '')}
              </TeamLink>
            )}
          </li>
        ))}
      </ul>
      {clocks.isExact ? null : <p>{words.moreClocks}</p>}
    </section>
  );
}

interface LoadTableProps {
  /** What it comes to, in a sentence. */
  readonly title: string;
  readonly lead: keyof typeof words.columns;
  /** The filter that a row stands for. */
  readonly by: 'holder' | 'caseType' | 'age';
  readonly rows: readonly LoadRow[];
  readonly filter: string;
  readonly columns: typeof words.columns;
}

function LoadTable({ title, lead, by, rows, filter, columns }: LoadTableProps) {
  const id = `by-${by}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{title}</bdi>
      </h2>
      {rows.length === 0 ? null : (
        <>
          <DataTable caption={title} columns={[columns[lead], ...COLUMNS.map((due) => words.due[due] ?? '')]}>
            {rows.map((row) => (
              <Row key={row.key}>
                <Cell label={columns[lead]} lead>
                  <bdi>{row.label}</bdi>
                </Cell>
                {COLUMNS.map((due) => (
                  <Cell key={due} label={words.due[due] ?? ''}>
                    <Count row={row} due={due} by={by} filter={filter} />
                  </Cell>
                ))}
              </Row>
            ))}
          </DataTable>
          <p>{words.chart}</p>
          <LoadChart rows={rows} />
        </>
      )}
    </section>
  );
}

interface CountProps {
  readonly row: LoadRow;
  readonly due: (typeof COLUMNS)[number];
  readonly by: LoadTableProps['by'];
  readonly filter: string;
}

/** Nothing to open where there is nothing. */
function Count({ row, due, by, filter }: CountProps) {
  const count = row.due[due];
  if (count === 0) return 0;
  const common = Object.fromEntries(new URLSearchParams(filter));
  const to = addressOf('tasks', { ...common, [by]: row.key, due: due === 'all' ? null : due });
  return (
    <TeamLink to={to} label={words.open(count, row.label, words.due[due] ?? '')}>
      {count}
    </TeamLink>
  );
}
