// What is said of a letter wherever it stands: how far it is, and to whom it goes.
import type { CaseView } from '../../client/types.ts';
import { lettersTexts as texts } from '#texts/letters';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { WhoLine } from './who.tsx';

export type WrittenLetter = CaseView['kept']['communications'][number];

const TONES: Readonly<Record<WrittenLetter['status'], Tone>> = {
  ...{ drafted: 'neutral', approved: 'info', discarded: 'neutral', sent: 'info', delivered: 'good', bounced: 'bad' },
  ...{ recorded: 'neutral', arranged: 'info', cancelled: 'neutral', held: 'good', missed: 'warn' },
};

export function StatusBadge({ status }: { readonly status: WrittenLetter['status'] }) {
  return <Badge tone={TONES[status]}>{texts.status(status)}</Badge>;
}

export function Whose({ view, letter }: { readonly view: CaseView; readonly letter: WrittenLetter }) {
  return letter.with.map((entry) => {
    const party = view.kept.parties.find((one) => one.entry === entry);
    return (
      <p key={entry}>
        {party === undefined ? <span className="quiet">{texts.nobody}</span> : <WhoLine party={party} />}
      </p>
    );
  });
}
