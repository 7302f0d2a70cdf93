// One document: what it is, its versions, and its content, shown here where that is safe.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView } from '../../client/types.ts';
import { enDocuments as texts } from '../../texts/en-documents.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { PageFailed } from '../../ui/states.tsx';
import { DocumentContent } from './document-content.tsx';
import { ScannerNotice, type KeptDocument } from './documents-page.tsx';
import { MoveDocument } from './move-document.tsx';

type Version = KeptDocument['versions'][number];

export function DocumentPage({ view, entry }: { readonly view: CaseView; readonly entry: string }) {
  const document = view.kept.documents.find((one) => one.entry === entry);
  const [chosen, setChosen] = useState<number | null>(null);
  if (document === undefined) return <PageFailed error={new Error(texts.hidden)} onRetry={() => location.reload()} />;
  const at = chosen ?? document.versions.length - 1;
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
      {version === undefined ? null : (
        <DocumentContent
          key={version.content}
          place={{ caseId: view.caseId, entry, content: version.content }}
          version={version}
          title={document.words}
        />
      )}
    </div>
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
