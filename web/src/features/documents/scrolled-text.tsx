// Text of a page in a box that scrolls, and is reached by keys.
import { piecesOf } from './marked-words.ts';

interface ScrolledProps {
  readonly label: string;
  readonly text: string;
  /** Words that are marked in it; empty marks none. */
  readonly marked?: readonly string[];
}

export function ScrolledText({ label, text, marked = [] }: ScrolledProps) {
  return (
    /* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1) */
    <div className="document-text" dir="auto" tabIndex={0} role="group" aria-label={label}>
      {piecesOf(text, marked).map(({ at, piece, isMarked }) =>
        isMarked ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </div>
  );
}
