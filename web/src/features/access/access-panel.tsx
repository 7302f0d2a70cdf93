// On the page of a case: why the reader can see it, with the way to everything else about that; and while an emergency of theirs
// lasts, when it ends.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { accessQuery, whyQuery } from '../../client/access.ts';
import { accessTexts } from '#texts/access';
import { formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';

export function EmergencyBanner({ caseId }: { readonly caseId: string }) {
  const given = useQuery(accessQuery(caseId)).data?.given ?? [];
  return given
    .filter(({ kind, own, inForce }) => kind === 'break-glass' && own && inForce)
    .map(({ id, until }) => (
      <Notice key={id} tone="warn" title={accessTexts.emergencyTitle(formatOccurred(until ?? ''))}>
        <p>{accessTexts.emergencySays}</p>
      </Notice>
    ));
}

/** One reason is enough to see it; whoever has many reads them all on the page for it. */
const MOST_SAID = 3;

function firstOf(says: readonly string[]): readonly string[] {
  if (says.length <= MOST_SAID) return says;
  return [...says.slice(0, MOST_SAID - 1), accessTexts.moreReasons(says.length - MOST_SAID + 1)];
}

export function AccessPanel({ caseId }: { readonly caseId: string }) {
  const why = useQuery(whyQuery(caseId, null));
  const says = why.data?.grants.flatMap(({ holds, fact }) => (holds ? [fact.says] : [])) ?? [];
  return (
    <section className="panel" aria-labelledby="access">
      <h2 id="access" tabIndex={-1}>
        {accessTexts.title}
      </h2>
      {why.data === undefined ? null : <p dir="auto">{accessTexts.ownCan(firstOf(says))}</p>}
      {why.isError && why.data === undefined ? <p>{accessTexts.ownUnknown}</p> : null}
      <p>
        <Link to="/cases/$caseId/access" params={{ caseId }} className="row-link">
          {accessTexts.title}
        </Link>
      </p>
    </section>
  );
}
