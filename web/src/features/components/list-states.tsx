// Tables without rows, with few and with many; lines of text; facts.
import { componentsTexts as words } from '#texts/components';
import type { Fact } from '../../client/types.ts';
import { Badge } from '../../ui/badge.tsx';
import { BarChart, type Bar } from '../../ui/bar-chart.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { FactValue } from '../../ui/fact-value.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { COLON } from '../../ui/locale.ts';
import { RoomLink } from '../../ui/room-link.tsx';
import { RoomParts } from '../../ui/room-parts.tsx';
import { nothing, Part } from './part.tsx';

const COLUMNS = [words.table.task, words.table.reference, words.table.due, words.table.status] as const;
const MANY = 60;
const FACTS: readonly Fact[] = [
  { field: 'name', label: words.kinds.text, kind: 'text', value: words.arabic },
  { field: 'born', label: words.kinds.date, kind: 'date', value: '1958-02-11' },
  { field: 'seen', label: words.kinds.instant, kind: 'instant', value: '2026-03-02T09:30:00.000Z' },
  { field: 'told', label: words.kinds.boolean, kind: 'boolean', value: true },
  { field: 'amount', label: words.kinds.money, kind: 'money', value: '36.50' },
  { field: 'emptied', label: words.kinds.number, kind: 'number', value: null },
  { field: 'what', label: words.kinds['long-text'], kind: 'long-text', value: `${words.longWord}\n${words.told}` },
];

const BARS: readonly Bar[] = [
  bar('few', words.row(1), [1, 0]),
  bar('none', words.row(2), [0, 0]),
  bar('many', words.longWord, [30, 12]),
];

export function ListStates() {
  return (
    <>
      <Part name="tables">
        <h3>{words.manyRows(3)}</h3>
        <Table rows={3} />
        <LoadMore
          query={{ hasNextPage: true, isFetchingNextPage: false, fetchNextPage: noPage }}
          label={words.more}
          shown={words.shown(3)}
        />
        <LoadMore
          query={{ hasNextPage: true, isFetchingNextPage: true, fetchNextPage: noPage }}
          label={words.more}
          shown={words.shown(3)}
        />
        <h3>{words.noRows}</h3>
        <Table rows={0} />
        <h3>{words.manyRows(MANY)}</h3>
        <Table rows={MANY} />
      </Part>
      <Part name="lines">
        <dl className="facts">
          {FACTS.map((fact) => (
            <div key={fact.field} className={fact.kind === 'long-text' ? 'fact fact-wide' : 'fact'}>
              <dt>{fact.label}</dt>
              <dd>
                <FactValue fact={fact} face={undefined} />
              </dd>
            </div>
          ))}
        </dl>
        <p>
          <RoomLink href="/components" onGo={nothing}>
            {words.ways.other}
          </RoomLink>
        </p>
        <RoomParts
          label={words.ways.all}
          parts={[
            { href: '/components', label: words.ways.here, isHere: true },
            { href: '/start', label: words.ways.other, isHere: false },
          ]}
          onGo={nothing}
        />
      </Part>
      <Part name="charts">
        <BarChart
          legend={[
            { className: 'load-overdue', label: words.tones.bad },
            { className: 'load-later', label: words.tones.neutral },
          ]}
          bars={BARS}
        />
        <BarChart bars={[]} />
      </Part>
    </>
  );
}

function Table({ rows }: { readonly rows: number }) {
  return (
    <DataTable caption={`${words.table.caption}${COLON}${rows}`} columns={COLUMNS}>
      {Array.from({ length: rows }, (_, at) => (
        <Row key={at} chosen={at === 1}>
          <Cell label={words.table.task} lead>
            <a href="/work" className="row-link">
              <bdi>{at === 2 ? words.longWord : words.row(at + 1)}</bdi>
            </a>
          </Cell>
          <Cell label={words.table.reference}>{words.reference(at + 1)}</Cell>
          <Cell label={words.table.due}>
            <time dateTime="2026-09-07">{formatShortDay('2026-09-07')}</time>
          </Cell>
          <Cell label={words.table.status}>
            <Badge tone={at === 0 ? 'bad' : 'neutral'}>{at === 0 ? words.tones.bad : words.tones.neutral}</Badge>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

function bar(key: string, label: string, [late, rest]: readonly [number, number]): Bar {
  const parts = [
    { className: 'load-overdue', count: late },
    { className: 'load-later', count: rest },
  ];
  return { key, label, total: late + rest, parts };
}

function noPage(): Promise<never> {
  nothing();
  return new Promise(() => {});
}
