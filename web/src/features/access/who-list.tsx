// Everybody who can see a case, and by what; for whoever manages that.
import { useInfiniteQuery } from '@tanstack/react-query';
import { whoQuery, type WhoMayRead } from '../../client/access.ts';
import { accessTexts } from '#texts/access';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { FactWords } from './fact-words.tsx';

export function WhoList({ caseId }: { readonly caseId: string }) {
  const who = useInfiniteQuery(whoQuery(caseId));
  const first = who.data?.pages[0];
  const items = who.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="who">
      <h2 id="who">{accessTexts.who}</h2>
      {who.isPending ? <Loading /> : null}
      {who.isError && first === undefined ? <Failed error={who.error} onRetry={() => void who.refetch()} /> : null}
      {first === undefined ? null : <Answer first={first} items={items} />}
      {first === undefined || first.total === 0 ? null : (
        <LoadMore query={who} label={accessTexts.whoMore} shown={accessTexts.whoShown(items.length, first.total)} />
      )}
    </section>
  );
}

function Answer({ first, items }: { readonly first: WhoMayRead; readonly items: WhoMayRead['items'] }) {
  const by = first.by.map(({ rule, people }) => accessTexts.ruleCount(accessTexts.rules[rule] ?? rule, people));
  return (
    <>
      <p className="lead">
        {accessTexts.whoCount(first.total)} {by.join(', ')}
      </p>
      {items.length === 0 ? null : (
        <DataTable caption={accessTexts.who} columns={[accessTexts.person, accessTexts.by]}>
          {items.map((item) => (
            <Row key={`${item.person}/${item.onBehalfOf ?? ''}`}>
              <Cell label={accessTexts.person} lead>
                <bdi>{item.name}</bdi>
              </Cell>
              <Cell label={accessTexts.by}>
                <By item={item} />
              </Cell>
            </Row>
          ))}
        </DataTable>
      )}
      {first.shares.length === 0 ? null : <h3>{accessTexts.sharedWith}</h3>}
      <ul className="reasons">
        {first.shares.map((fact, index) => (
          <li key={index}>
            <FactWords fact={fact} />
          </li>
        ))}
      </ul>
    </>
  );
}

function By({ item }: { readonly item: WhoMayRead['items'][number] }) {
  return (
    <>
      {item.by.map((fact, index) => (
        <span key={index} className="cell-line">
          <FactWords fact={fact} />
        </span>
      ))}
      {item.onBehalfOf === null ? null : (
        <span className="cell-line quiet">{accessTexts.standsIn(item.onBehalfOf)}</span>
      )}
      {item.purpose === null ? null : (
        <span className="cell-line quiet">{accessTexts.statedPurpose(item.purpose)}</span>
      )}
    </>
  );
}
