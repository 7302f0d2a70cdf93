// What people asked of what a case holds about them: what is wrong, to what they agreed, and the files of everything that is held about somebody.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { filesQuery, openFile, rightsQuery } from '../../client/rights.ts';
import type { CaseView } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { COLON } from '../../ui/locale.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ConsentsPart } from './consents-part.tsx';
import { CorrectionsPart } from './corrections-part.tsx';
import { choice, FormWindow, textIn } from './form-window.tsx';

export function RightsPage({ view }: { readonly view: CaseView }) {
  const { caseId, reference, version } = view;
  const found = useQuery(rightsQuery(caseId, version));
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          <Icon name="back" /> {words.back(reference)}
        </Link>
      </p>
      <PageTitle title={words.title(reference)} />
      <p className="lead">{words.lead}</p>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <>
          <CorrectionsPart view={view} items={found.data.corrections} />
          <ConsentsPart view={view} rights={found.data} />
        </>
      )}
      <FilesPart view={view} />
    </div>
  );
}

function FilesPart({ view }: { readonly view: CaseView }) {
  const { caseId } = view;
  const found = useQuery(filesQuery(caseId));
  const [opens, setOpens] = useState(false);
  const items = found.data?.items ?? [];
  return (
    <section aria-labelledby="files">
      <h2 id="files">{words.files}</h2>
      <p>{words.filesLead}</p>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && items.length === 0 ? <p className="quiet">{words.noFiles}</p> : null}
      <ul className="lines">
        {items.map(({ fileId, openedBy, openedAt }) => (
          <li key={fileId} className="line">
            <Link to="/cases/$caseId/rights/$fileId" params={{ caseId, fileId }} className="row-link">
              {words.fileOf(openedBy, formatOccurred(openedAt))}
            </Link>
          </li>
        ))}
      </ul>
      <Button onClick={() => setOpens(true)}>{words.openFile}</Button>
      {opens ? <OpenWindow view={view} onClose={() => setOpens(false)} /> : null}
    </section>
  );
}

function OpenWindow({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const parties = view.kept.parties.map(({ entry, title, contact }) => ({
    value: entry,
    label: contact?.name === undefined || contact.name === null ? title : `${title}${COLON}${contact.name}`,
  }));
  return (
    <FormWindow
      title={words.openFile}
      fields={[choice('party', words.person, parties)]}
      draft={`rights/file/${view.caseId}`}
      submit={words.openFile}
      done={words.opened}
      send={async (answers, _, { unsent }) => {
        const { fileId } = await openFile(view.caseId, textIn(answers, 'party'), unsent);
        await navigate({ to: '/cases/$caseId/rights/$fileId', params: { caseId: view.caseId, fileId } });
      }}
      onClose={onClose}
    />
  );
}
