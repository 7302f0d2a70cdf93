// The parts of an item: all of it as it came, and what was attached. Each is shown here or saved, unless the check of files holds it back.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { partPath, type InboxPart, type WholeInboxItem } from '../../client/inbox.ts';
import { inboxTexts } from '#texts/inbox';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { sizeText } from '../../ui/size-text.ts';

const texts = inboxTexts.item;

interface PartsProps {
  readonly view: WholeInboxItem;
  readonly reader: (part: InboxPart) => ReactNode;
}

export function ItemParts({ view, reader }: PartsProps) {
  if (view.parts.length === 0) return null;
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{texts.parts}</h2>
      <ul className="lines">
        {view.parts.map((part) => (
          <PartLine key={part.number} view={view} part={part} reader={reader} />
        ))}
      </ul>
    </section>
  );
}

interface PartProps extends PartsProps {
  readonly part: InboxPart;
}

/** Types that can be shown here without harm. */
const SHOWN = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/(plain|csv))$/;

function PartLine({ view, part, reader }: PartProps) {
  const [isShown, setShown] = useState(false);
  const { number, name, state, size, refused, caseId, verdict, mediaType } = part;
  const isHere = refused === null && (state === 'waiting' || state === 'left');
  return (
    <li className="line kept">
      <p>
        <strong>
          <bdi>{nameOfPart(part)}</bdi>
        </strong>{' '}
        <span className="quiet">{size === null ? '' : sizeText(size)}</span>{' '}
        <Badge tone={state === 'filed' ? 'good' : 'neutral'}>{texts.part(state)}</Badge>{' '}
        {refused === null && verdict === 'unscanned' ? <Badge tone="warn">{texts.unscanned}</Badge> : null}
      </p>
      {refused === null ? null : (
        <p>
          <Badge tone="bad">{texts.refused}</Badge> {refused.reason}
        </p>
      )}
      {caseId === null ? null : (
        <p>
          <Link to="/cases/$caseId" params={{ caseId }}>
            {texts.inCase}
          </Link>
        </p>
      )}
      {isHere ? (
        <p className="page-actions">
          {SHOWN.test(mediaType ?? '') ? (
            <Button
              aria-expanded={isShown}
              aria-label={isShown ? texts.hideOf(name) : texts.showOf(name)}
              onClick={() => setShown(!isShown)}
            >
              {isShown ? texts.hide : texts.show}
            </Button>
          ) : null}
          <a
            className="button button-secondary"
            href={`/api/v1/${partPath(view.item, number)}?use=save`}
            download={name}
            aria-label={texts.saveOf(name)}
          >
            {texts.save}
          </a>
        </p>
      ) : null}
      {isShown && isHere ? reader(part) : null}
    </li>
  );
}

/** What a part is called: the whole says what it is. */
export function nameOfPart({ number, name }: InboxPart): string {
  return number === 0 ? `${inboxTexts.item.whole} (${name})` : name;
}
