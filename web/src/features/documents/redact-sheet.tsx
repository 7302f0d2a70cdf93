// A page with the boxes over it, as they will be: drawn with the pointer here, and moved by keys in the list beside.
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { contentAddress, tellOpened, type VersionPlace } from '../../client/documents.ts';
import { enDocuments } from '../../texts/en-documents.ts';
import { enRedaction as texts } from '../../texts/en-redaction.ts';
import { Failed } from '../../ui/states.tsx';
import { openPdf, type OpenPdf } from './open-pdf.ts';
import { between, type Box, type Edge, type Point } from './redact-boxes.ts';

const ZOOM = 1.25;

interface SheetProps {
  readonly place: VersionPlace;
  readonly number: number;
  readonly label: string;
  /** Null for a picture, or until it is known. */
  readonly pdf: OpenPdf | null;
  readonly isPicture: boolean;
  /** Those of this page. */
  readonly boxes: readonly Box[];
  readonly chosen: number | null;
  readonly onDraw: (drawn: Pick<Box, Edge>) => void;
}

export function RedactSheet({ place, number, label, pdf, isPicture, boxes, chosen, onDraw }: SheetProps) {
  return (
    <div className="redact-page">
      {isPicture ? (
        <img src={contentAddress(place, 'show')} alt={label} draggable={false} />
      ) : (
        <DrawnPage key={number} pdf={pdf} number={number} label={label} place={place} />
      )}
      <Boxes boxes={boxes} chosen={chosen} onDraw={onDraw} />
    </div>
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
  readonly pdf: OpenPdf | null;
  readonly number: number;
  readonly label: string;
}

function DrawnPage({ place: { caseId, entry, content }, pdf, number, label }: DrawnProps) {
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
      // It was stopped for another one, or is on the screen and told.
      await drawing.done.then(
        () => tellOpened({ caseId, entry, content }, [number]).catch(() => {}),
        () => {},
      );
    };
    draw().catch(() => setBroken(true));
    return () => {
      isGone = true;
      stop?.();
    };
  }, [pdf, number, caseId, entry, content]);
  if (isBroken) return <Failed error={new Error(enDocuments.read.failed)} onRetry={() => setBroken(false)} />;
  return <canvas ref={canvas} role="img" aria-label={label} />;
}

export interface OpenedPages {
  readonly pdf: OpenPdf | null;
  /** 1 until it is known. */
  readonly count: number;
  readonly isBroken: boolean;
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
  return { pdf, count: pdf?.pages ?? 1, isBroken };
}

export function pageLabel(number: number, of: number): string {
  return texts.page(number, of);
}
