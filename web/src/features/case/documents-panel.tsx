// The documents of a case on its page: the newest few, and the way to all of them. There where the kind of case has documents that the
// reader may know.
import { Link } from '@tanstack/react-router';
import type { CaseView } from '../../client/types.ts';
import { documentsTexts as texts } from '#texts/documents';
import { Icon } from '../../ui/icon.tsx';

const NEWEST = 5;

export function DocumentsPanel({ view: { caseId, kept } }: { readonly view: CaseView }) {
  if (kept.kinds.documents.length === 0) return null;
  const newest = kept.documents.toSorted((one, other) => other.number - one.number).slice(0, NEWEST);
  return (
    <section aria-labelledby="documents">
      <h2 id="documents" tabIndex={-1}>
        {texts.title}
      </h2>
      {newest.length === 0 ? <p className="quiet">{texts.none}</p> : null}
      <ul className="lines">
        {newest.map(({ entry, words, title }) => (
          <li key={entry} className="line">
            <Link to="/cases/$caseId/documents/$entry" params={{ caseId, entry }} className="row-link">
              <bdi>{words}</bdi>
            </Link>
            <span className="quiet">
              <bdi>{title}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/cases/$caseId/documents" params={{ caseId }} className="row-link">
          <Icon name="next" /> {texts.all} ({kept.documents.length})
        </Link>
      </p>
    </section>
  );
}
