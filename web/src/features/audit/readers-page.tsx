// Who looked at a case: everybody, and each look with what allowed it.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readersQuery } from '../../client/oversight.ts';
import type { CaseReaders, Look } from '../../client/types.ts';
import { oversightTexts } from '#texts/oversight';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failed, Loading } from '../../ui/states.tsx';

const words = oversightTexts.readers;
const PEOPLE = [words.person, words.count, words.refusedCount, words.last] as const;
const LOOKS = [words.when, words.person, words.what, words.why] as const;

export function ReadersPage({ caseId }: { readonly caseId: string }) {
  const readers = useInfiniteQuery(readersQuery(caseId));
  const people = readers.data?.pages[0]?.people ?? [];
  const looks = readers.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          <Icon name="back" /> {words.back}
        </Link>
      </p>
      <PageTitle title={words.title} />
      <p className="lead">{words.explain}</p>
      {readers.isPending ? <Loading /> : null}
      {readers.isError && looks.length === 0 ? (
        <Failed error={readers.error} onRetry={() => void readers.refetch()} />
      ) : null}
      {readers.data === undefined ? null : (
        <>
          <h2>{words.people}</h2>
          <PeopleTable people={people} />
          <h2>{words.looks}</h2>
          <DataTable caption={words.looks} columns={LOOKS}>
            {looks.map((look, index) => (
              <LookLine key={`${look.at}/${index}`} look={look} />
            ))}
          </DataTable>
          <LoadMore query={readers} label={words.more} shown={words.shown(looks.length, !readers.hasNextPage)} />
        </>
      )}
    </>
  );
}

function PeopleTable({ people }: { readonly people: CaseReaders['people'] }) {
  return (
    <DataTable caption={words.people} columns={PEOPLE}>
      {people.map(({ person, name, looks, refused, lastAt }) => (
        <Row key={person}>
          <Cell label={words.person} lead>
            <bdi>{name}</bdi>
          </Cell>
          <Cell label={words.count}>{looks === 0 ? words.never : words.times(looks)}</Cell>
          <Cell label={words.refusedCount}>{refused === 0 ? words.never : words.times(refused)}</Cell>
          <Cell label={words.last}>
            <time dateTime={lastAt}>{formatOccurred(lastAt)}</time>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

function LookLine({ look }: { readonly look: Look }) {
  const { at, name, action, denied, rule, purpose, onBehalfOf } = look;
  const reasons = [
    ...(rule === null ? [] : [words.rule(rule)]),
    ...(purpose === null ? [] : [words.purpose(purpose)]),
    ...(onBehalfOf === null ? [] : [words.onBehalf(onBehalfOf)]),
  ];
  return (
    <Row>
      <Cell label={words.when} lead>
        <time dateTime={at}>{formatOccurred(at)}</time>
      </Cell>
      <Cell label={words.person}>
        <bdi>{name}</bdi>
      </Cell>
      <Cell label={words.what}>{oversightTexts.action(action)}</Cell>
      <Cell label={words.why}>{denied ? <Badge tone="bad">{words.refused}</Badge> : reasons.join(', ')}</Cell>
    </Row>
  );
}
