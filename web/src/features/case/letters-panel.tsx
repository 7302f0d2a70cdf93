// The letters and messages of a case on its page: the newest few with how far each is, and the way to all of them.
import { Link } from '@tanstack/react-router';
import type { CaseView } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';

const NEWEST = 5;

export function LettersPanel({ view: { caseId, kept } }: { readonly view: CaseView }) {
  if (kept.kinds.communications.length === 0) return null;
  const newest = kept.communications.toReversed().slice(0, NEWEST);
  return (
    <section aria-labelledby="letters">
      <h2 id="letters" tabIndex={-1}>
        {texts.title}
      </h2>
      {newest.length === 0 ? <p className="quiet">{texts.none}</p> : null}
      <ul className="lines">
        {newest.map(({ entry, subject, status }) => (
          <li key={entry} className="line">
            <Link to="/cases/$caseId/letters/$entry" params={{ caseId, entry }} className="row-link">
              <bdi>{subject}</bdi>
            </Link>
            <Badge tone={status === 'bounced' ? 'bad' : 'neutral'}>{texts.status(status)}</Badge>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/cases/$caseId/letters" params={{ caseId }} className="row-link">
          <Icon name="next" /> {texts.all} ({kept.communications.length})
        </Link>
      </p>
    </section>
  );
}
