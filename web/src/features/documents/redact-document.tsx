// Redacted copies of a version: those that people work on, and a new one. The server makes a new file of what is outside the boxes; nothing
// is covered here that would still be below.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { VersionPlace } from '../../client/documents.ts';
import { redactionsQuery, type RedactionDraft } from '../../client/redactions.ts';
import type { CaseView } from '../../client/types.ts';
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import type { KeptDocument } from './documents-page.tsx';
import { RedactEdit } from './redact-edit.tsx';
import { RedactReview } from './redact-review.tsx';

interface RedactProps {
  readonly view: CaseView;
  readonly document: KeptDocument;
  readonly version: KeptDocument['versions'][number];
  readonly onClose: () => void;
}

export interface RedactingProps extends RedactProps {
  /** Of the version. */
  readonly place: VersionPlace;
  readonly isPicture: boolean;
  /** How many people a copy takes. */
  readonly people: number;
}

export function RedactDocument(props: RedactProps) {
  const { view, document, version, onClose } = props;
  const place = { caseId: view.caseId, entry: document.entry, content: version.content };
  const redactions = useQuery(redactionsQuery(place));
  const [chosen, setChosen] = useState<RedactionDraft | 'new' | null>(null);
  if (redactions.isError) return <Failed error={redactions.error} onRetry={() => void redactions.refetch()} />;
  if (redactions.data === undefined) return <Loading />;
  const { people, drafts } = redactions.data;
  const redacting = { ...props, place, isPicture: version.mediaType !== 'application/pdf', people };
  const at = chosen ?? (drafts.length === 0 ? 'new' : null);
  if (at === 'new') return <RedactEdit {...redacting} draft={null} />;
  if (at === null) return <Drafts drafts={drafts} onChoose={setChosen} onClose={onClose} />;
  return at.state === 'open' ? <RedactEdit {...redacting} draft={at} /> : <RedactReview {...redacting} draft={at} />;
}

interface DraftsProps {
  readonly drafts: readonly RedactionDraft[];
  readonly onChoose: (draft: RedactionDraft | 'new') => void;
  readonly onClose: () => void;
}

function Drafts({ drafts, onChoose, onClose }: DraftsProps) {
  return (
    <section className="document-content" aria-labelledby="redact">
      <h2 id="redact">{texts.drafts}</h2>
      <ul className="lines">
        {drafts.map((draft) => (
          <li key={draft.draft} className="line">
            <Button look="primary" onClick={() => onChoose(draft)}>
              {draft.state === 'open' ? texts.goOn(draft.title) : texts.decide(draft.title)}
            </Button>
            <span className="quiet">{texts.drawnBy(draft.drawnBy.join(', '), draft.boxes.length)}</span>
          </li>
        ))}
      </ul>
      <div className="page-actions">
        <Button onClick={() => onChoose('new')}>{texts.another}</Button>
        <Button onClick={onClose}>{texts.close}</Button>
      </div>
    </section>
  );
}
