// One document: what it is, its versions, and its content, shown here where that is safe.
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CaseView } from '../../client/types.ts';
import { documentsTexts as texts } from '#texts/documents';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { Loading, PageFailed } from '../../ui/states.tsx';
import { DocumentContent } from './document-content.tsx';
import { ScannerNotice, type KeptDocument } from './documents-page.tsx';
import { MoveDocument } from './move-document.tsx';
import { spotIn, type Spot } from './spot.ts';

const RedactDocument = lazy(() => import('./redact-document.tsx').then((page) => ({ default: page.RedactDocument })));

const BundleContents = lazy(() => import('./bundle-contents.tsx').then((page) => ({ default: page.BundleContents })));

/** Types of which a copy can be made that says less. */
const REDACTED: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);

type Version = KeptDocument['versions'][number];

export function DocumentPage({ view, entry }: { readonly view: CaseView; readonly entry: string }) {
  const document = view.kept.documents.find((one) => one.entry === entry);
  const [chosen, setChosen] = useState<number | null>(null);
  const spot = spotIn(useLocation({ select: ({ hash }) => hash }));
  if (document === undefined) return <PageFailed error={new Error(texts.hidden)} onRetry={() => location.reload()} />;
  const found = document.versions.findIndex(({ file }) => file === spot.file);
  const at = chosen ?? (found === -1 ? document.versions.length - 1 : found);
  const version = document.versions[at];
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId/documents" params={{ caseId: view.caseId }} className="row-link">
          <Icon name="back" /> {texts.read.back}
        </Link>
      </p>
      <div className="page-head">
        <div>
          <p className="eyebrow">
            <bdi>{document.title}</bdi> · {texts.number(document.number)}
          </p>
          <PageTitle title={document.words} />
          <p className="badges">
            {document.status === 'withdrawn' ? <Badge tone="warn">{texts.withdrawn}</Badge> : null}
            {document.audienceTitle === null ? null : <Badge>{texts.audience(document.audienceTitle)}</Badge>}
            {version === undefined ? null : <CheckBadge version={version} />}
          </p>
        </div>
      </div>
      <ScannerNotice />
      <p className="quiet">{texts.filed(formatDay(document.receivedOn), document.channel)}</p>
      <MoveDocument view={view} document={document} />
      <Versions versions={document.versions} at={at} onChoose={setChosen} />
      {version === undefined || document.derivedFrom?.how !== 'bundle' ? null : (
        <Suspense fallback={<Loading />}>
          <BundleContents
            key={version.content}
            place={placeOf(view, entry, version.content)}
            before={at === 0 ? null : placeOf(view, entry, document.versions[at - 1]?.content ?? '')}
          />
        </Suspense>
      )}
      {version === undefined ? null : (
        <Shown
          key={`${version.content} ${spot.page}`}
          view={view}
          document={document}
          version={version}
          spot={version.file === spot.file ? spot : null}
        />
      )}
    </div>
  );
}

function placeOf({ caseId }: CaseView, entry: string, content: string) {
  return { caseId, entry, content };
}

interface ShownProps {
  readonly view: CaseView;
  readonly document: KeptDocument;
  readonly version: Version;
  /** Where to look first; null: at its beginning. */
  readonly spot: Spot | null;
}

/** What it says, or the making of a copy that says less. */
function Shown({ view, document, version, spot }: ShownProps) {
  const [isRedacting, setRedacting] = useState(false);
  const { caseId } = view;
  const place = { caseId, entry: document.entry, content: version.content };
  const mayRedact = REDACTED.has(version.mediaType) && view.kept.kinds.documents.some(({ mayAdd }) => mayAdd);
  if (isRedacting) {
    return (
      <Suspense fallback={<Loading />}>
        <RedactDocument view={view} document={document} version={version} onClose={() => setRedacting(false)} />
      </Suspense>
    );
  }
  return (
    <>
      {mayRedact ? (
        <p className="page-actions">
          <Button onClick={() => setRedacting(true)}>{texts.redact}</Button>
        </p>
      ) : null}
      <DocumentContent place={place} version={version} title={document.words} spot={spot} />
    </>
  );
}

function CheckBadge({ version: { check } }: { readonly version: Version }) {
  return check.verdict === 'clean' ? (
    <Badge tone="good">{texts.clean(check.scanner)}</Badge>
  ) : (
    <Badge tone="warn">{texts.unscanned}</Badge>
  );
}

interface VersionsProps {
  readonly versions: readonly Version[];
  readonly at: number;
  readonly onChoose: (at: number) => void;
}

function Versions({ versions, at, onChoose }: VersionsProps) {
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{texts.versions}</h2>
      <ul className="lines">
        {versions.map((version, index) => (
          <li key={version.file} className="line">
            <Button aria-pressed={index === at} onClick={() => onChoose(index)}>
              {texts.version(index + 1)}
            </Button>
            <span className="quiet">
              {texts.by(version.by, formatOccurred(version.at))} · {sizeText(version.size)}
            </span>
            {index === versions.length - 1 ? <Badge tone="info">{texts.current}</Badge> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
