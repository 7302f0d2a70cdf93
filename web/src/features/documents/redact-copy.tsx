// What a redacted copy is to be: its kind, for whom, and its title.
import type { RedactionDraft } from '../../client/redactions.ts';
import type { CaseView } from '../../client/types.ts';
import { redactionTexts as texts } from '#texts/redaction';
import { Pick } from '../../ui/pick.tsx';
import { TextLine } from '../../ui/text-line.tsx';
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

export function copyOf({ of, audience, title }: RedactionDraft): Copy {
  return { of, audience: audience ?? '', title };
}

interface CopyProps {
  readonly view: CaseView;
  readonly copy: Copy;
  readonly onChange: (copy: Copy) => void;
}

export function CopyForm({ view, copy, onChange }: CopyProps) {
  const kinds = view.kept.kinds.documents.filter(({ mayAdd }) => mayAdd);
  const audiences = kinds.find(({ of }) => of === copy.of)?.audiences ?? [];
  return (
    <section aria-label={texts.copy}>
      <h3>{texts.copy}</h3>
      <div className="file-fields">
        <Pick
          label={texts.kind}
          value={copy.of}
          options={kinds.map(({ of, title }) => ({ value: of, label: title }))}
          onPick={(of) => onChange({ ...copy, of, audience: '' })}
        />
        {audiences.length === 0 ? null : (
          <Pick
            label={texts.audience}
            value={copy.audience}
            options={audiences}
            onPick={(audience) => onChange({ ...copy, audience })}
          />
        )}
        <TextLine
          label={texts.name}
          hint={texts.titleHint}
          dir="auto"
          value={copy.title}
          onType={(title) => onChange({ ...copy, title })}
        />
      </div>
    </section>
  );
}
