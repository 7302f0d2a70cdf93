// One kind of case: its versions with when each begins, what differs between two, and a draft begun from one.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { comparisonQuery, textOfVersion, versionsQuery, type VersionList } from '../../client/case-type-drafts.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import type { FormFace, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { draftsTexts as words } from '#texts/drafts';
import { appTexts } from '#texts/app';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { textOf } from '../../ui/problem-text.ts';
import { Failed, Loading, PageFailed, PageLoading } from '../../ui/states.tsx';
import { Differences } from './differences.tsx';
import { useBeginning } from './use-beginning.ts';
import { useOffices } from './use-offices.ts';

type Version = VersionList['items'][number];

const COLUMNS = [words.version, words.state, words.begins, words.running, words.publishedBy] as const;

export function KindPage({ name }: { readonly name: string }) {
  const versions = useQuery(versionsQuery(name));
  const kinds = useQuery(caseTypesQuery);
  if (versions.isError) return <PageFailed error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.data === undefined) return <PageLoading />;
  const { items } = versions.data;
  const title = kinds.data?.items.find((one) => one.name === name)?.title ?? name;
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/case-types" className="row-link">
          <Icon name="back" /> {words.back}
        </Link>
      </p>
      <PageTitle title={title} />
      <section aria-labelledby="versions">
        <h2 id="versions">{words.versions}</h2>
        <DataTable caption={words.versions} columns={COLUMNS}>
          {items.map((version) => (
            <VersionRow key={version.version} version={version} />
          ))}
        </DataTable>
        <Begin name={name} versions={items} />
      </section>
      {items.length > 1 ? <Compare name={name} versions={items} /> : null}
    </div>
  );
}

function VersionRow({ version }: { readonly version: Version }) {
  const { version: number, state, inForceAt, running, publishedBy, draftId } = version;
  return (
    <Row>
      <Cell label={words.version} lead>
        {number}
      </Cell>
      <Cell label={words.state}>
        <Badge tone={state === 'in-force' ? 'good' : 'neutral'}>{words.standings(state)}</Badge>
      </Cell>
      <Cell label={words.begins}>
        <time dateTime={inForceAt}>{formatOccurred(inForceAt)}</time>
      </Cell>
      <Cell label={words.running}>{running}</Cell>
      <Cell label={words.publishedBy}>
        <bdi>{publishedBy}</bdi>
        {draftId === null ? (
          <span className="cell-line quiet">{words.setUp}</span>
        ) : (
          <Link to="/case-type-drafts/$draftId" params={{ draftId }} className="row-link cell-line">
            {words.text}
          </Link>
        )}
      </Cell>
    </Row>
  );
}

/** From what begins last, since nothing may come before that. */
function Begin({ name, versions }: { readonly name: string; readonly versions: readonly Version[] }) {
  const { writes } = useOffices();
  const { busy, begin } = useBeginning();
  const [refused, setRefused] = useState<Problem | null>(null);
  const [last] = versions;
  if (!writes || last === undefined) return null;
  return (
    <div className="form-end">
      <Button
        look="primary"
        busy={busy}
        onClick={() => void begin(name, () => textOfVersion(name, last)).then(setRefused)}
      >
        {words.write(last.version)}
      </Button>
      {refused === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(refused)}</p>
        </Notice>
      )}
    </div>
  );
}

function Compare({ name, versions }: { readonly name: string; readonly versions: readonly Version[] }) {
  const [asked, setAsked] = useState<{ readonly from: string; readonly to: string } | null>(null);
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{words.compare}</h2>
      <CaseForm
        form={formOf(versions)}
        draft={`case-types/${name}/compare`}
        keeps={false}
        submit={words.submitCompare}
        busy={false}
        onSubmit={async ({ from, to }) => {
          setAsked({ from: String(from), to: String(to) });
          return null;
        }}
      />
      {asked === null ? null : <Compared name={name} asked={asked} />}
    </section>
  );
}

function formOf(versions: readonly Version[]): FormFace {
  const [last, before] = versions;
  const options = versions.map(({ version }) => ({ value: version, label: version }));
  const face = { kind: 'choice', required: true, maxLength: 40, options } as const;
  return {
    form: 'compare',
    title: words.compare,
    fields: [
      { ...face, field: 'from', label: words.from, value: before?.version ?? '' },
      { ...face, field: 'to', label: words.to, value: last?.version ?? '' },
    ],
  };
}

function Compared({
  name,
  asked,
}: {
  readonly name: string;
  readonly asked: { readonly from: string; readonly to: string };
}) {
  const compared = useQuery(comparisonQuery(name, asked));
  if (compared.isError) return <Failed error={compared.error} onRetry={() => void compared.refetch()} />;
  if (compared.data === undefined) return <Loading />;
  const { from, to, differences, running } = compared.data;
  const caption = words.compared(from.version, to.version);
  return (
    <>
      <h3>{caption}</h3>
      <p role="status">{words.mayMove(running, from.version)}</p>
      <Differences caption={caption} differences={differences} />
    </>
  );
}
