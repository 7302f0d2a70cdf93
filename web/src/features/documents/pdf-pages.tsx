// The pages of a PDF, one at a time: drawn, with their text beside for whoever listens or copies. Only what a page needs is fetched, so
// the first page of a long file is there at once. Each page that was on the screen is told to the server.
import { useEffect, useRef, useState } from 'react';
import { tellOpened, type VersionPlace } from '../../client/documents.ts';
import { documentsTexts as texts } from '#texts/documents';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { openPdf, type OpenPdf, type PageMark, type PdfPage } from './open-pdf.ts';
import { ScrolledText } from './scrolled-text.tsx';
import type { Spot } from './spot.ts';

const NONE: readonly string[] = [];
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

interface PdfPagesProps {
  readonly place: VersionPlace;
  readonly size: number;
  /** As the server counted them. */
  readonly pages: number | null;
  /** Where to look first; null: at its beginning. */
  readonly spot?: Spot | null;
}

export function PdfPages({ place, size, pages, spot = null }: PdfPagesProps) {
  const { caseId, entry, content, part } = place;
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (failure !== null) return;
    const opening = openPdf({ caseId, entry, content, ...(part === undefined ? {} : { part }) }, { size, pages });
    opening.pdf.then(setPdf, setFailure);
    return () => opening.close();
  }, [caseId, entry, content, part, size, pages, failure]);
  if (failure !== null) {
    return <Failed error={new Error(texts.read.failed)} onRetry={() => setFailure(null)} />;
  }
  return pdf === null ? <Loading /> : <Reader pdf={pdf} place={place} spot={spot} />;
}

interface ReaderProps {
  readonly pdf: OpenPdf;
  readonly place: VersionPlace;
  readonly spot: Spot | null;
}

function Reader({ pdf, place, spot }: ReaderProps) {
  // No other page was on the screen before it, and none is told to have been.
  const [number, setNumber] = useState(Math.min(pdf.pages, spot?.page ?? 1));
  const [zoom, setZoom] = useState(2);
  const goTo = (page: number): void => setNumber(Math.min(pdf.pages, Math.max(1, page)));
  useShortcut('.', () => goTo(number + 1));
  useShortcut(',', () => goTo(number - 1));
  return (
    <div className="pdf-reader">
      <div className="page-actions" role="group" aria-label={texts.read.goTo}>
        <Button keyHint="," aria-disabled={number === 1} onClick={() => goTo(number - 1)}>
          {texts.read.previous}
        </Button>
        <label className="page-box">
          <span className="visually-hidden">{texts.read.goTo}</span>
          <input
            className="input"
            type="number"
            inputMode="numeric"
            min={1}
            max={pdf.pages}
            value={number}
            onChange={(event) => goTo(Number(event.target.value))}
          />
        </label>
        <span role="status">{texts.read.page(number, pdf.pages)}</span>
        <Button keyHint="." aria-disabled={number === pdf.pages} onClick={() => goTo(number + 1)}>
          {texts.read.next}
        </Button>
        <Button aria-disabled={zoom === 0} onClick={() => setZoom(Math.max(0, zoom - 1))}>
          {texts.read.smaller}
        </Button>
        <Button aria-disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))}>
          {texts.read.larger}
        </Button>
      </div>
      <Page key={number} pdf={pdf} number={number} zoom={ZOOMS[zoom] ?? 1} place={place} words={spot?.words ?? NONE} />
    </div>
  );
}

interface PageProps {
  readonly pdf: OpenPdf;
  readonly number: number;
  readonly zoom: number;
  readonly place: VersionPlace;
  /** Words that are marked. */
  readonly words: readonly string[];
}

function Page({ pdf, number, zoom, place, words }: PageProps) {
  const { caseId, entry, content } = place;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [page, setPage] = useState<PdfPage | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [marks, setMarks] = useState<readonly PageMark[]>([]);
  const [isBroken, setBroken] = useState(false);

  useEffect(() => {
    let isGone = false;
    pdf.page(number).then(
      (found) => (isGone ? undefined : setPage(found)),
      () => setBroken(true),
    );
    return () => {
      isGone = true;
    };
  }, [pdf, number]);

  useEffect(() => {
    if (page === null || canvas.current === null) return;
    const drawing = page.draw(canvas.current, zoom);
    drawing.done.then(
      () => void tellOpened({ caseId, entry, content }, [number]).catch(() => {}),
      // It was stopped for another one.
      () => {},
    );
    page.text().then(setText, () => setText(''));
    page.marks(words).then(setMarks, () => setMarks([]));
    return () => drawing.stop();
  }, [page, zoom, number, caseId, entry, content, words]);

  if (isBroken) return <Failed error={new Error(texts.read.failed)} onRetry={() => setBroken(false)} />;
  const label = texts.read.page(number, pdf.pages);
  return (
    <>
      {/* A page is laid out by itself: in a language from right to left its letters would be drawn to the left of where they stand. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1) */}
      <div className="pdf-page" dir="ltr" tabIndex={0} role="group" aria-label={label}>
        {page === null ? <p className="quiet">{texts.read.loading}</p> : null}
        <div className="pdf-sheet">
          <canvas ref={canvas} role="img" aria-label={label} />
          <Marks marks={marks} />
        </div>
      </div>
      {words.length === 0 ? null : <p role="status">{texts.read.marked(marks.length)}</p>}
      <details className="folded">
        <summary>{texts.read.text}</summary>
        <ScrolledText
          label={texts.read.text}
          text={text === '' ? texts.read.noText : (text ?? '')}
          marked={text === '' ? NONE : words}
        />
      </details>
    </>
  );
}

/** Seen only: the text below has the same words marked. */
function Marks({ marks }: { readonly marks: readonly PageMark[] }) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {marks.map((mark, at) => (
        <rect key={`${mark.x} ${mark.y}`} ref={at === 0 ? bringIntoView : null} className="pdf-mark" {...mark} />
      ))}
    </svg>
  );
}

function bringIntoView(mark: SVGRectElement | null): void {
  mark?.scrollIntoView({ block: 'center', inline: 'nearest' });
}
