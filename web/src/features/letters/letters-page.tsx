// The letters and messages of a case: making one, what became of each, and how the people of the case are reached.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty } from '../../ui/states.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { lettersToMake, MakeLetter } from './make-letter.tsx';
import { StatusBadge, Whose } from './letter-facts.tsx';
import { calledBy, WhoLine } from './who.tsx';

export function LettersPage({ view }: { readonly view: CaseView }) {
  const [isMaking, setMaking] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const mayMake = lettersToMake(view).length > 0;
  const open = () => {
    setDone(null);
    setMaking(mayMake);
  };
  useShortcut('l', open);
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId: view.caseId }} className="row-link">
          <Icon name="back" /> <bdi>{view.reference}</bdi>
        </Link>
      </p>
      <div className="page-head">
        <PageTitle title={texts.of(view.reference)} />
        {mayMake && !isMaking ? (
          <div className="page-actions">
            <Button look="primary" keyHint="l" onClick={open}>
              {texts.make.button}
            </Button>
          </div>
        ) : null}
      </div>
      {done === null ? null : <Notice tone="good" title={done} takeFocus />}
      {isMaking ? (
        <MakeLetter
          view={view}
          onDone={(words) => {
            setMaking(false);
            setDone(words);
          }}
          onClose={() => setMaking(false)}
        />
      ) : null}
      <Written view={view} />
      <Contacts view={view} />
    </div>
  );
}

function Written({ view }: { readonly view: CaseView }) {
  const newest = view.kept.communications.toReversed();
  if (newest.length === 0) return <Empty title={texts.none} />;
  return (
    <ul className="lines">
      {newest.map((letter) => (
        <li key={letter.entry} className="line kept">
          <p>
            <Link
              to="/cases/$caseId/letters/$entry"
              params={{ caseId: view.caseId, entry: letter.entry }}
              className="row-link"
            >
              <strong>
                <bdi>{letter.subject}</bdi>
              </strong>
            </Link>{' '}
            <StatusBadge status={letter.status} />
          </p>
          <p className="quiet">
            <bdi>{letter.title}</bdi> · {texts.channel(letter.channel, letter.direction)} ·{' '}
            {texts.from(formatDay(letter.from))}
          </p>
          <Whose view={view} letter={letter} />
        </li>
      ))}
    </ul>
  );
}

/** Whoever can get a letter, with how they are reached. */
function Contacts({ view }: { readonly view: CaseView }) {
  const [edited, setEdited] = useState<string | null>(null);
  const roles = new Set(view.kept.kinds.communications.flatMap((kind) => kind.with));
  const parties = view.kept.parties.filter(({ of, status }) => status === 'current' && roles.has(of));
  if (parties.length === 0) return null;
  // As it is now, so that what nobody typed anew follows what a colleague changes meanwhile.
  const editing = parties.find(({ entry }) => entry === edited);
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts" tabIndex={-1}>
        {texts.contact.title}
      </h2>
      <ul className="lines">
        {parties.map((party) => (
          <li key={party.entry} className="line">
            <WhoLine party={party} />
            {party.may.includes('set-contact') ? (
              <Button aria-label={texts.contact.editOf(calledBy(party))} onClick={() => setEdited(party.entry)}>
                {texts.contact.edit}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {editing === undefined ? null : <ContactDialog view={view} party={editing} onClose={() => setEdited(null)} />}
    </section>
  );
}
