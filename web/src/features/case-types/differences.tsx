// What differs between two texts of a case type, as a table; what touches privacy comes first and says so.
import { draftsTexts as words } from '#texts/drafts';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { COLON } from '../../ui/locale.ts';
import { Empty } from '../../ui/states.tsx';
import type { DraftOfCaseType, VersionComparison } from '../../client/case-type-drafts.ts';

export type Difference = VersionComparison['differences'][number] &
  Partial<Pick<DraftOfCaseType['differences'][number], 'acknowledged'>>;

const COLUMNS = [words.place, words.change, words.before, words.after, words.privacy] as const;

export function placeOf({ path }: Pick<Difference, 'path'>): string {
  return path === '' ? words.all : path;
}

export function Differences({
  caption,
  differences,
}: {
  readonly caption: string;
  readonly differences: readonly Difference[];
}) {
  if (differences.length === 0)
    return (
      <Empty title={words.same}>
        <p>{words.sameHint}</p>
      </Empty>
    );
  const [asked, others] = [true, false].map((asks) => differences.filter(({ id }) => (id !== null) === asks));
  return (
    <DataTable caption={caption} columns={COLUMNS}>
      {[...(asked ?? []), ...(others ?? [])].map((one) => (
        <DifferenceRow key={`${one.path} ${one.change}`} difference={one} />
      ))}
    </DataTable>
  );
}

function DifferenceRow({ difference }: { readonly difference: Difference }) {
  const { change, before, after, privacy, acknowledged } = difference;
  return (
    <Row>
      <Cell label={words.place} lead>
        <bdi className="watch-id">{placeOf(difference)}</bdi>
      </Cell>
      <Cell label={words.change}>{words.changes(change)}</Cell>
      <Cell label={words.before}>
        <bdi className="watch-id">{before ?? words.nothing}</bdi>
      </Cell>
      <Cell label={words.after}>
        <bdi className="watch-id">{after ?? words.nothing}</bdi>
      </Cell>
      <Cell label={words.privacy}>
        {privacy === null ? null : <Badge tone="warn">{words.grounds(privacy)}</Badge>}
        {acknowledged === undefined || privacy === null ? null : <Acknowledged by={acknowledged} />}
      </Cell>
    </Row>
  );
}

function Acknowledged({ by }: { readonly by: DraftOfCaseType['differences'][number]['acknowledged'] }) {
  if (by === null) return <span className="cell-line quiet">{words.open}</span>;
  return (
    <span className="cell-line quiet">
      {words.acknowledgedBy(by.name)}
      {COLON}
      <bdi>{by.words}</bdi>
    </span>
  );
}
