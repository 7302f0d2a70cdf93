// One letter or message: to whom it goes, how far it is, what it says, and what may be done with it. Approving names what was read by its
// hash, so it is offered only where that stands on this page.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { saveMeeting } from '../../client/letters.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseView } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { Button } from '../../ui/button.tsx';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { PageFailed } from '../../ui/states.tsx';
import { StatusBadge, Whose, type WrittenLetter } from './letter-facts.tsx';
import { MoveLetter } from './move-letter.tsx';
import { toldApart } from './who.tsx';

type Document = CaseView['kept']['documents'][number];

export interface KeptAs {
  readonly document: Document;
  readonly version: Document['versions'][number];
}

interface LetterPageProps {
  readonly view: CaseView;
  readonly entry: string;
  /** Shows what a document says. */
  readonly reader: (kept: KeptAs) => ReactNode;
}

export function LetterPage({ view, entry, reader }: LetterPageProps) {
  const letter = view.kept.communications.find((one) => one.entry === entry);
  if (letter === undefined) {
    return <PageFailed error={new Error(texts.letter.hidden)} onRetry={() => location.reload()} />;
  }
  const kept = keptAs(view, letter);
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/cases/$caseId/letters" params={{ caseId: view.caseId }} className="row-link">
          <Icon name="back" /> {texts.back}
        </Link>
      </p>
      <div className="page-head">
        <div>
          <p className="eyebrow">
            <bdi>{letter.title}</bdi>
          </p>
          <PageTitle title={letter.subject} />
          <p className="badges">
            <StatusBadge status={letter.status} />
          </p>
        </div>
      </div>
      <Whose view={view} letter={letter} />
      <Facts letter={letter} />
      <Meeting view={view} letter={letter} />
      <Standing letter={letter} isShown={kept !== null} />
      {kept === null ? null : (
        <section aria-labelledby="says">
          <h2 id="says">{texts.letter.read}</h2>
          {reader(kept)}
          <p className="quiet watch-id">{texts.hash(kept.version.content)}</p>
        </section>
      )}
      <ApprovedFor view={view} letter={letter} />
      {/* Below what it says: it is read before it is approved. */}
      <MoveLetter view={view} letter={letter} isShown={kept !== null} />
    </div>
  );
}

function Facts({ letter }: { readonly letter: WrittenLetter }) {
  const { channel, direction, from, made, approved, reasons } = letter;
  return (
    <>
      <p className="quiet">
        {texts.channel(channel, direction)} · {texts.from(formatDay(from))}
        {made === null ? null : (
          <>
            {' · '}
            <bdi>{texts.madeOf(made.title)}</bdi>
          </>
        )}
      </p>
      {approved === null ? null : <p className="quiet">{texts.approvedBy(approved.by, approved.onBehalfOf)}</p>}
      {reasons === null ? null : <p className="quiet">{texts.reasons(reasons)}</p>}
    </>
  );
}

/** Whoever approves is told once more to which of several people of one name it goes. */
function ApprovedFor({ view, letter }: { readonly view: CaseView; readonly letter: WrittenLetter }) {
  const parties = view.kept.parties.filter(({ entry }) => letter.with.includes(entry));
  if (!letter.may.includes('approve')) return null;
  return parties.map((party) => (
    <p key={party.entry}>
      <strong dir="auto">{texts.letter.approveFor(toldApart(party))}</strong>
    </p>
  ));
}

function Meeting({
  view,
  letter: { appointment, entry },
}: {
  readonly view: CaseView;
  readonly letter: WrittenLetter;
}) {
  const [refused, setRefused] = useState<string | null>(null);
  async function save(): Promise<void> {
    setRefused(null);
    try {
      await saveMeeting(view.caseId, entry);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      setRefused(problemText(error));
    }
  }
  if (appointment === null) return null;
  const { startsAt, endsAt, place, link } = appointment;
  return (
    <>
      <p>
        <bdi>{texts.letter.meeting(formatOccurred(startsAt), formatOccurred(endsAt), place ?? link ?? '')}</bdi>
      </p>
      {refused === null ? null : <Notice tone="bad" title={refused} takeFocus />}
      <Button onClick={() => void save()}>{texts.letter.calendar}</Button>
    </>
  );
}

function Standing({ letter, isShown }: { readonly letter: WrittenLetter; readonly isShown: boolean }) {
  if (letter.status === 'bounced') return <Notice tone="bad" title={texts.letter.cameBack} />;
  if (letter.status === 'sent' && letter.made !== null) return <Notice tone="info" title={texts.letter.onItsWay} />;
  if (letter.status !== 'drafted') return null;
  if (!isShown) return <Notice tone="warn" title={texts.letter.noDocument} />;
  return letter.may.includes('approve') ? null : <Notice tone="info" title={texts.letter.waits} />;
}

/** The document that has what the letter says. */
function keptAs({ kept }: CaseView, { content }: WrittenLetter): KeptAs | null {
  if (content === null) return null;
  for (const document of kept.documents) {
    const version = document.versions.find((one) => one.content === content);
    if (version !== undefined) return { document, version };
  }
  return null;
}
