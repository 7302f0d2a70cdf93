// The documents of a case: a folder for each category, each document with what it is, for whom, and what may be done with it.
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CaseView } from '../../client/types.ts';
import { uploadLimitsQuery } from '../../client/uploads.ts';
import { documentsTexts as texts } from '#texts/documents';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { inOrder } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { Empty, Loading } from '../../ui/states.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { AddDocuments } from './add-documents.tsx';
import { MoveDocument } from './move-document.tsx';

const MakeBundle = lazy(() => import('./make-bundle.tsx').then((page) => ({ default: page.MakeBundle })));

export type KeptDocument = CaseView['kept']['documents'][number];

export function DocumentsPage({ view }: { readonly view: CaseView }) {
  const { documents, kinds } = view.kept;
  const isAsked = useLocation({ select: ({ hash }) => hash === 'add' });
  const [isAdding, setAdding] = useState(isAsked);
  const [isBundling, setBundling] = useState(false);
  const mayAdd = kinds.documents.some((kind) => kind.mayAdd);
  useShortcut('u', () => setAdding(mayAdd));
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId: view.caseId }} className="row-link">
          <Icon name="back" /> <bdi>{view.reference}</bdi>
        </Link>
      </p>
      <div className="page-head">
        <PageTitle title={texts.of(view.reference)} />
        {mayAdd && !isAdding ? (
          <div className="page-actions">
            <Button look="primary" keyHint="u" onClick={() => setAdding(true)}>
              {texts.add.button}
            </Button>
            {documents.length === 0 || isBundling ? null : (
              <Button onClick={() => setBundling(true)}>{texts.bundle}</Button>
            )}
          </div>
        ) : null}
      </div>
      <ScannerNotice />
      {isAdding && mayAdd ? <AddDocuments view={view} document={null} onClose={() => setAdding(false)} /> : null}
      {isBundling ? (
        <Suspense fallback={<Loading />}>
          <MakeBundle view={view} onClose={() => setBundling(false)} />
        </Suspense>
      ) : null}
      {documents.length === 0 ? <Empty title={texts.none} /> : <Folders view={view} />}
    </div>
  );
}

/** Wherever files are taken or opened, it is said that nobody looks at them. */
export function ScannerNotice() {
  const limits = useQuery(uploadLimitsQuery);
  return limits.data?.scanner === 'off' ? <Notice tone="warn" title={texts.noScanner} /> : null;
}

function Folders({ view }: { readonly view: CaseView }) {
  const { documents } = view.kept;
  const folders = [...new Set(documents.map(({ category }) => category))].toSorted(inOrder);
  return folders.map((folder) => {
    const own = documents.filter(({ category }) => category === folder);
    return (
      <section key={folder} aria-label={folder}>
        <h2>
          <bdi>{folder}</bdi> <span className="quiet">{texts.count(own.length)}</span>
        </h2>
        <ul className="lines">
          {own.map((document) => (
            <DocumentLine key={document.entry} view={view} document={document} />
          ))}
        </ul>
      </section>
    );
  });
}

interface LineProps {
  readonly view: CaseView;
  readonly document: KeptDocument;
}

function DocumentLine({ view, document }: LineProps) {
  const { entry, words, title, status, number, versions, receivedOn, channel } = document;
  const current = versions.at(-1);
  return (
    <li className="line kept">
      <p>
        <Link to="/cases/$caseId/documents/$entry" params={{ caseId: view.caseId, entry }} className="row-link">
          <strong>
            <bdi>{words}</bdi>
          </strong>
        </Link>{' '}
        {status === 'withdrawn' ? <Badge tone="warn">{texts.withdrawn}</Badge> : null}{' '}
        {current?.check.verdict === 'unscanned' ? <Badge tone="warn">{texts.unscanned}</Badge> : null}
      </p>
      <p className="quiet">
        {texts.number(number)} · <bdi>{title}</bdi>
        {document.audienceTitle === null ? null : <> · {texts.audience(document.audienceTitle)}</>}
      </p>
      <p className="quiet">
        {texts.filed(formatDay(receivedOn), channel)}
        {current === undefined ? null : <> · {sizeText(current.size)}</>}
        {current === undefined || current.pages === null ? null : <> · {texts.pages(current.pages)}</>}
        {versions.length > 1 ? <> · {texts.version(versions.length)}</> : null}
      </p>
      {document.derivedFrom === null ? null : <MadeOf view={view} from={document.derivedFrom} />}
      {document.reasons === null ? null : <p className="quiet">{texts.reasons(document.reasons)}</p>}
      <MoveDocument view={view} document={document} />
    </li>
  );
}

function MadeOf({ view, from }: { readonly view: CaseView; readonly from: NonNullable<KeptDocument['derivedFrom']> }) {
  const source = view.kept.documents.find(({ entry }) => entry === from.entry);
  return (
    <p className="quiet">
      {texts.madeOf(from.how)} <bdi>{source === undefined ? texts.hidden : source.words}</bdi>
    </p>
  );
}
