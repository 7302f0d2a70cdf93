// The kinds of case that there are, to start one of.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { caseTypesQuery } from '../../client/queries.ts';
import type { CaseTypeSummary } from '../../client/types.ts';
import { en } from '../../texts/en.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export function StartPage() {
  const types = useQuery(caseTypesQuery);
  return (
    <div className="narrow">
      <PageTitle title={en.start.title} />
      <p className="lead">{en.start.choose}</p>
      {types.isPending ? <Loading /> : null}
      {types.isError ? <Failed error={types.error} onRetry={() => void types.refetch()} /> : null}
      {types.data?.items.length === 0 ? (
        <Empty title={en.start.empty}>
          <p>{en.start.emptyHint}</p>
        </Empty>
      ) : null}
      <ul className="choices">
        {types.data?.items.map((type) => (
          <TypeChoice key={type.name} type={type} />
        ))}
      </ul>
    </div>
  );
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
      {type.mayOpen ? null : <p className="quiet">{en.start.notAllowed}</p>}
    </li>
  );
}
