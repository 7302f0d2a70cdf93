// The list of what is wrong with a form, each line a link to its field. Takes the focus when it appears or changes.
import { useEffect, useRef } from 'react';
import { appTexts } from '#texts/app';

export interface ErrorLine {
  /** Id of the input to go to. */
  readonly target: string;
  readonly text: string;
}

export interface ErrorSummaryProps {
  readonly lines: readonly ErrorLine[];
  /** Grows with each refused attempt, so that the same errors take the focus again. */
  readonly attempt: number;
}

export function ErrorSummary({ lines, attempt }: ErrorSummaryProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) element.current?.focus();
  }, [attempt]);
  if (lines.length === 0) return null;
  return (
    <div ref={element} className="error-summary" tabIndex={-1} role="alert">
      <h2>{appTexts.form.problems}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.target}>
            <a
              href={`#${line.target}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(line.target)?.focus();
              }}
            >
              {line.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
