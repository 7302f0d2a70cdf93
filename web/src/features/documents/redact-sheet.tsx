// A page with the boxes over it, as they will be: drawn with the pointer here, and moved by keys in the list beside.
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { allPages, contentAddress, tellOpened, type VersionPlace } from '../../client/documents.ts';
import { documentsTexts } from '#texts/documents';
import { redactionTexts as texts } from '#texts/redaction';
import { Failed } from '../../ui/states.tsx';
import { openPdf, type OpenPdf } from './open-pdf.ts';
import { between, type Box, type Edge, type Point } from './redact-boxes.ts';

const ZOOM = 1.25;

interface SheetProps {
  readonly place: VersionPlace;
  readonly number: number;
  readonly label: string;
  readonly pages: OpenedPages;
  readonly isPicture: boolean;
  /** Those of this page. */
  readonly boxes: readonly Box[];
  readonly chosen: number | null;
  /** Null where nothing is drawn. */
  readonly onDraw: ((drawn: Pick<Box, Edge>) => void) | null;
  /** A page was on the screen, and that is on the record. */
  readonly onShown?: (page: number) => void;
}

export function RedactSheet(props: SheetProps) {
  const { place, number, label, pages, isPicture, boxes, chosen, onDraw, onShown } = props;
  return (
    <div className="redact-page">
      {isPicture ? (
        <img
          src={contentAddress(place, 'show')}
          alt={label}
          draggable={false}
          onLoad={() => void tellOpened(place, pages.all).then(() => onShown?.(1), noMatter)}
        />
      ) : (
        <DrawnPage key={number} pages={pages} number={number} label={label} place={place} onShown={onShown} />
      )}
      {onDraw === null ? <Shown boxes={boxes} /> : <Boxes boxes={boxes} chosen={chosen} onDraw={onDraw} />}
      <svg className="redact-reasons" aria-hidden="true" focusable="false">
        {boxes.map(({ id, x, y, reason }) => (
          <text key={id} x={`${x * 100}%`} y={`${y * 100}%`} dx="4" dy="14">
            {reason}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** That it could not be told is for the next time. */
function noMatter(): void {}

function Shown({ boxes }: Pick<SheetProps, 'boxes'>) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {boxes.map(({ id, x, y, width, height }) => (
        <rect key={id} className="redact-box" {...{ x, y, width, height }} />
      ))}
    </svg>
  );
}

interface BoxesProps {
  readonly boxes: readonly Box[];
  readonly chosen: number | null;
  readonly onDraw: (drawn: Pick<Box, Edge>) => void;
}

/** Seen only: everything that it shows stands in the list as words. */
function Boxes({ boxes, chosen, onDraw }: BoxesProps) {
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const drawing = from === null || to === null ? null : between(from, to);
  const forget = (): void => {
    setFrom(null);
    setTo(null);
  };
  return (
    <svg
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
      onPointerDown={(event) => {
        if (!event.isPrimary || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(pointOf(event));
      }}
      onPointerMove={(event) => (from === null ? undefined : setTo(pointOf(event)))}
      onPointerUp={() => {
        if (drawing !== null) onDraw(drawing);
        forget();
      }}
      onPointerCancel={forget}
    >
      {boxes.map(({ id, x, y, width, height }) => (
        <rect
          key={id}
          className={id === chosen ? 'redact-box redact-box-chosen' : 'redact-box'}
          {...{ x, y, width, height }}
        />
      ))}
      {drawing === null ? null : <rect className="redact-box" {...drawing} />}
    </svg>
  );
}

function pointOf({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const held = (share: number): number => Math.min(1, Math.max(0, share));
  return { x: held((clientX - left) / width), y: held((clientY - top) / height) };
}

interface DrawnProps {
  readonly place: VersionPlace;
  readonly pages: OpenedPages;
  readonly number: number;
  readonly label: string;
  readonly onShown: SheetProps['onShown'];
}

function DrawnPage({ place: { caseId, entry, content }, pages, number, label, onShown }: DrawnProps) {
  const { pdf, all } = pages;
  const tell = useRef(onShown);
  useEffect(() => {
    tell.current = onShown;
  }, [onShown]);
  const hasPages = all.length > 0;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    if (pdf === null) return;
    let stop: (() => void) | null = null;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const page = await pdf.page(number);
      if (isGone || canvas.current === null) return;
      const drawing = page.draw(canvas.current, ZOOM);
      stop = drawing.stop;
      // It was stopped for another one, or is on the screen and told. Of a file whose pages nobody counted none can be told.
      const told = (): Promise<void> =>
        hasPages ? tellOpened({ caseId, entry, content }, [number]) : Promise.resolve();
      await drawing.done.then(told).then(() => tell.current?.(number), noMatter);
    };
    draw().catch(() => setBroken(true));
    return () => {
      isGone = true;
      stop?.();
    };
  }, [pdf, number, caseId, entry, content, hasPages]);
  if (isBroken) return <Failed error={new Error(documentsTexts.read.failed)} onRetry={() => setBroken(false)} />;
  // A page is laid out by itself, and not as the language of the screen runs.
  return <canvas ref={canvas} dir="ltr" role="img" aria-label={label} />;
}

export interface OpenedPages {
  readonly pdf: OpenPdf | null;
  /** 1 until it is known. */
  readonly count: number;
  readonly isBroken: boolean;
  /** Every page of the version, as it is told to have been opened; none where it has none. */
  readonly all: readonly number[];
}

/** The pages of a PDF; a picture is one page. */
export function usePages(
  { caseId, entry, content }: VersionPlace,
  { size, pages }: { readonly size: number; readonly pages: number | null },
  isPicture: boolean,
): OpenedPages {
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    if (isPicture) return;
    const opening = openPdf({ caseId, entry, content }, { size, pages });
    opening.pdf.then(setPdf, () => setBroken(true));
    return () => opening.close();
  }, [caseId, entry, content, size, pages, isPicture]);
  return { pdf, count: pdf?.pages ?? 1, isBroken, all: allPages(pages) };
}

export function pageLabel(number: number, of: number): string {
  return texts.page(number, of);
}
