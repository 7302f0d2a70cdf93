// The content of a version of a document, shown here where that is safe; it can always be saved.
import { lazy, Suspense, useEffect, useState } from 'react';
import { allPages, contentAddress, tellOpened, type VersionPlace } from '../../client/documents.ts';
import { documentsTexts as texts } from '#texts/documents';
import { sizeText } from '../../ui/size-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import type { KeptDocument } from './documents-page.tsx';
import type { Spot } from './spot.ts';

const PdfPages = lazy(() => import('./pdf-pages.tsx').then((viewer) => ({ default: viewer.PdfPages })));
const TextContent = lazy(() => import('./text-content.tsx').then((viewer) => ({ default: viewer.TextContent })));

type Version = KeptDocument['versions'][number];

export interface ContentProps {
  readonly place: VersionPlace;
  readonly version: Version;
  readonly title: string;
  /** Where to look first; null or absent: at its beginning. */
  readonly spot?: Spot | null;
}

export function DocumentContent({ place, version, title, spot = null }: ContentProps) {
  return (
    <section className="document-content" aria-label={title}>
      <p className="page-actions">
        <a className="button button-secondary" href={contentAddress(place, 'save')} download={version.name}>
          {texts.save} <span className="quiet">({sizeText(version.size)})</span>
        </a>
      </p>
      <Suspense fallback={<Loading />}>
        <Shown place={place} version={version} title={title} spot={spot} />
      </Suspense>
    </section>
  );
}

function Shown({ place, version, title, spot = null }: ContentProps) {
  const { mediaType, size, pages } = version;
  if (mediaType === 'application/pdf') return <PdfPages place={place} size={size} pages={pages} spot={spot} />;
  if (/^image\/(png|jpeg|gif|webp)$/.test(mediaType)) return <Picture place={place} title={title} pages={pages} />;
  if (mediaType === 'text/plain' || mediaType === 'text/csv')
    return <TextContent place={place} size={size} pages={pages} words={spot?.words ?? []} />;
  return <p className="lead">{texts.read.cannot}</p>;
}

interface PictureProps {
  readonly place: VersionPlace;
  readonly title: string;
  readonly pages: number | null;
}

function Picture({ place, title, pages }: PictureProps) {
  const [isBroken, setBroken] = useState(false);
  const { caseId, entry, content } = place;
  useEffect(() => {
    // It is on the screen; that it could not be told is for the next time.
    void tellOpened({ caseId, entry, content }, allPages(pages)).catch(() => {});
  }, [caseId, entry, content, pages]);
  if (isBroken) return <Failed error={new Error(texts.read.failed)} onRetry={() => setBroken(false)} />;
  return (
    <img
      className="document-picture"
      src={contentAddress(place, 'show')}
      alt={texts.read.picture(title)}
      onError={() => setBroken(true)}
    />
  );
}
