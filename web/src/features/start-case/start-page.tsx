// The kinds of case that there are, to start one of.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { caseTypesQuery } from '../../client/queries.ts';
import type { CaseTypeSummary } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export function StartPage() {
  const types = useQuery(caseTypesQuery);
  return (
    <div className="narrow">
      <PageTitle title={appTexts.start.title} />
      <p className="lead">{appTexts.start.choose}</p>
      {types.isPending ? <Loading /> : null}
      {types.isError ? <Failed error={types.error} onRetry={() => void types.refetch()} /> : null}
      {types.data?.items.length === 0 ? (
        <Empty title={appTexts.start.empty}>
          <p>{appTexts.start.emptyHint}</p>
        </Empty>
      ) : null}
      <ul className="choices">
        {allowedFirst(types.data?.items ?? []).map((type) => (
          <TypeChoice key={type.name} type={type} />
        ))}
      </ul>
    </div>
  );
}

/** What somebody can start is what they came for; the rest stays, in its order, so that they see why it is not theirs. */
function allowedFirst(types: readonly CaseTypeSummary[]): readonly CaseTypeSummary[] {
  return [...types.filter(({ mayOpen }) => mayOpen), ...types.filter(({ mayOpen }) => !mayOpen)];
}

function TypeChoice({ type }: { readonly type: CaseTypeSummary }) {
  return (
    <li className="type-choice">
      <h2>
        {type.mayOpen ? (
          <Link to="/start/$caseType" params={{ caseType: type.name }} className="type-link">
            <bdi>{type.title}</bdi>
          </Link>
        ) : (
          <bdi>{type.title}</bdi>
        )}
      </h2>
      <p dir="auto">{type.purpose}</p>
      {type.mayOpen ? null : <p className="quiet">{appTexts.start.notAllowed(type.openedBy)}</p>}
    </li>
  );
}
