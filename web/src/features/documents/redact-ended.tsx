// What became of a redaction: its copy is filed, or somebody else looks at it next.
import { Link } from '@tanstack/react-router';
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface EndedProps {
  readonly caseId: string;
  /** The document that the copy is; null where there is none yet. */
  readonly entry: string | null;
  readonly onClose: () => void;
}

export function RedactEnded({ caseId, entry, onClose }: EndedProps) {
  if (entry === null) {
    return (
      <Notice tone="good" title={texts.submitted} takeFocus>
        <p className="page-actions">
          <Button onClick={onClose}>{texts.back}</Button>
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="good" title={texts.done} takeFocus>
      <p>
        <Link
          to="/cases/$caseId/documents/$entry"
          params={{ caseId, entry }}
          className="row-link"
          onClick={() => onClose()}
        >
          {texts.open}
        </Link>
      </p>
    </Notice>
  );
}
