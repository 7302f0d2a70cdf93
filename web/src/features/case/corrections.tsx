// Corrections and statements of disagreement: with the fact on which they stand, and those on entries in a list of their own.
import { Link } from '@tanstack/react-router';
import type { CaseView } from '../../client/types.ts';
import { factsTexts } from '#texts/facts';
import { formatDay } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';

const words = factsTexts.corrections;
type Correction = CaseView['corrections'][number];

export function NotesOnFact({ view, field }: { readonly view: CaseView; readonly field: string }) {
  return view.corrections
    .filter((one) => one.field === field && !one.isPast)
    .map((one) => <Note key={one.correction} note={one} />);
}

/** The way to everything that people asked of what the case holds about them. */
export function RightsLink({ caseId }: { readonly caseId: string }) {
  return (
    <p>
      <Link to="/cases/$caseId/rights" params={{ caseId }} className="row-link">
        <Icon name="next" /> {words.link}
      </Link>
    </p>
  );
}

/** Those that stand on no fact that is shown as it is now. */
export function OtherNotes({ view }: { readonly view: CaseView }) {
  const others = view.corrections.filter((one) => one.field === null || one.isPast);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{words.title}</h2>
      <ul className="lines">
        {others.map((one) => (
          <li key={one.correction} className="line">
            <strong>
              <bdi>{one.title}</bdi>
            </strong>
            <Note note={one} />
            {one.isPast ? <p className="quiet">{words.past}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Note({ note }: { readonly note: Correction }) {
  return (
    <div className="correction-note">
      <p>
        <strong>{words[note.standing]}</strong> <bdi>{note.words}</bdi>
      </p>
      <p className="quiet">
        <bdi>{words.by(formatDay(note.on), note.authority)}</bdi>
      </p>
    </div>
  );
}
