// A file of plain text, shown as it is. Of a long one only its beginning: the rest is for a program of the reader's own.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { allPages, readRange, tellOpened, type VersionPlace } from '../../client/documents.ts';
import { documentsTexts as texts } from '#texts/documents';
import { Failed, Loading } from '../../ui/states.tsx';
import { piecesOf } from './marked-words.ts';

const SHOWN_BYTES = 500_000;

export interface TextProps {
  readonly place: VersionPlace;
  readonly size: number;
  readonly pages: number | null;
  /** Words that are marked. */
  readonly words: readonly string[];
}

export function TextContent({ place, size, pages, words }: TextProps) {
  const { caseId, entry, content } = place;
  const text = useQuery({
    queryKey: ['document-text', caseId, entry, content],
    queryFn: async ({ signal }) => {
      const bytes = await readRange(place, { start: 0, end: Math.min(size, SHOWN_BYTES), signal });
      return new TextDecoder().decode(bytes);
    },
    staleTime: Infinity,
  });
  const isShown = text.data !== undefined;
  useEffect(() => {
    // It is on the screen; that it could not be told is for the next time.
    if (isShown && size <= SHOWN_BYTES) void tellOpened({ caseId, entry, content }, allPages(pages)).catch(() => {});
  }, [isShown, caseId, entry, content, pages, size]);
  if (text.isError) return <Failed error={text.error} onRetry={() => void text.refetch()} />;
  if (text.data === undefined) return <Loading />;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1) */}
      <pre className="document-text" dir="auto" tabIndex={0}>
        {piecesOf(text.data, words).map(({ at, piece, isMarked }) =>
          isMarked ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
        )}
      </pre>
      {size > SHOWN_BYTES ? <p className="quiet">{texts.read.cut}</p> : null}
    </>
  );
}
