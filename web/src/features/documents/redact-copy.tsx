// What a redacted copy is to be: its kind, for whom, and its title.
import { useId, type ReactNode } from 'react';
import type { CaseView } from '../../client/types.ts';
import { en } from '../../texts/en.ts';
import { enRedaction as texts } from '../../texts/en-redaction.ts';
import type { KeptDocument } from './documents-page.tsx';

export interface Copy {
  readonly of: string;
  readonly audience: string;
  readonly title: string;
}

/** Of the same kind where that may be; for whom nobody guesses, and nothing of the old title, which may say what is taken out. */
export function suggestedCopy({ kept }: CaseView, { of, number }: KeptDocument): Copy {
  const same = kept.kinds.documents.find((kind) => kind.of === of);
  return { of: same?.mayAdd === true ? of : '', audience: '', title: texts.suggested(number) };
}

interface CopyProps {
  readonly view: CaseView;
  readonly copy: Copy;
  readonly onChange: (copy: Copy) => void;
}

export function CopyForm({ view, copy, onChange }: CopyProps) {
  const id = useId();
  const kinds = view.kept.kinds.documents.filter(({ mayAdd }) => mayAdd);
  const audiences = kinds.find(({ of }) => of === copy.of)?.audiences ?? [];
  return (
    <section aria-label={texts.copy}>
      <h3>{texts.copy}</h3>
      <div className="file-fields">
        <Pick label={texts.kind} value={copy.of} onPick={(of) => onChange({ ...copy, of, audience: '' })}>
          {kinds.map(({ of, title }) => (
            <option key={of} value={of}>
              {title}
            </option>
          ))}
        </Pick>
        {audiences.length === 0 ? null : (
          <Pick label={texts.audience} value={copy.audience} onPick={(audience) => onChange({ ...copy, audience })}>
            {audiences.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Pick>
        )}
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {texts.name}
          </label>
          <p id={`${id}-hint`} className="field-hint">
            {texts.titleHint}
          </p>
          <input
            id={id}
            className="input"
            dir="auto"
            maxLength={200}
            value={copy.title}
            aria-describedby={`${id}-hint`}
            onChange={(event) => onChange({ ...copy, title: event.target.value })}
          />
        </div>
      </div>
    </section>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (value: string) => void;
  readonly children: ReactNode;
}

function Pick({ label, value, onPick, children }: PickProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">{en.form.choose}</option>
        {children}
      </select>
    </div>
  );
}
