// Who can see a case, and why: for every reader why they can, and for whoever manages that everything, and the ways to change it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { accessQuery, whyQuery, type AccessOfCase } from '../../client/access.ts';
import { caseQuery } from '../../client/queries.ts';
import { accessTexts } from '#texts/access';
import { Icon } from '../../ui/icon.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { AskWhy } from './ask-why.tsx';
import { EmergencyBanner } from './access-panel.tsx';
import { GivenList } from './given-list.tsx';
import { GiveAccess } from './give-access.tsx';
import { RequestList } from './request-list.tsx';
import { WhoList } from './who-list.tsx';
import { WhyAnswer } from './why-answer.tsx';

export function AccessPage({ caseId }: { readonly caseId: string }) {
  const access = useQuery(accessQuery(caseId));
  const reference = useQuery(caseQuery(caseId)).data?.reference ?? '';
  if (access.isError && access.data === undefined)
    return <PageFailed error={access.error} onRetry={() => void access.refetch()} />;
  if (access.data === undefined) return <PageLoading />;
  const { manages, given, requests } = access.data;
  return (
    <div className="narrow parted">
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          <Icon name="back" /> {accessTexts.back(reference)}
        </Link>
      </p>
      <PageTitle title={accessTexts.title} />
      <EmergencyBanner caseId={caseId} />
      <OwnWhy caseId={caseId} />
      <Asks access={access.data} />
      {manages ? <WhoList caseId={caseId} /> : null}
      {manages || given.length > 0 ? (
        <section aria-labelledby="given">
          <h2 id="given">{manages ? accessTexts.given : accessTexts.givenYours}</h2>
          <GivenList caseId={caseId} given={given} manages={manages} />
          {manages ? <GiveAccess caseId={caseId} access={access.data} /> : null}
        </section>
      ) : null}
      {manages || requests.length > 0 ? (
        <section aria-labelledby="requests">
          <h2 id="requests">{accessTexts.requests}</h2>
          <RequestList caseId={caseId} requests={requests} manages={manages} />
        </section>
      ) : null}
      {manages ? <AskWhy caseId={caseId} access={access.data} /> : null}
    </div>
  );
}

function OwnWhy({ caseId }: { readonly caseId: string }) {
  const why = useQuery(whyQuery(caseId, null)).data;
  if (why === undefined) return null;
  const says = why.grants.flatMap(({ holds, fact }) => (holds ? [fact.says] : []));
  return (
    <section aria-labelledby="own">
      <h2 id="own">{accessTexts.own}</h2>
      <p dir="auto">{accessTexts.ownCan(says)}</p>
      <details className="folded">
        <summary>{accessTexts.ownMore}</summary>
        <WhyAnswer answer={why} />
      </details>
    </section>
  );
}

function Asks({ access }: { readonly access: AccessOfCase }) {
  const { classification, compartments, purposes, matters } = access;
  const lines: readonly (readonly [label: string, value: string])[] = [
    ...(classification === null ? [] : [[accessTexts.classification, classification] as const]),
    ...(compartments.length === 0 ? [] : [[accessTexts.compartments, compartments.join(', ')] as const]),
    ...(purposes === null ? [] : [[accessTexts.purposes, purposes.join(', ')] as const]),
    ...(matters.length === 0 ? [] : [[accessTexts.matters, matters.join(', ')] as const]),
  ];
  return (
    <section aria-labelledby="asks">
      <h2 id="asks">{accessTexts.asks}</h2>
      {lines.length === 0 ? <p className="quiet">{accessTexts.asksNothing}</p> : null}
      <dl className="facts">
        {lines.map(([label, value]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
