// The list of phrases over a text that somebody is writing: cut by typing, put in by Enter. It stands outside of the form, so that no key of it
// sends that.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { phrasesQuery, type Phrase } from '../client/phrases.ts';
import { useTeamTitles } from '../client/team-titles.ts';
import { phrasesTexts as texts } from '#texts/phrases';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { TextLine } from '../ui/text-line.tsx';
import { useKeyDown } from '../ui/use-key-down.ts';

interface PickerProps {
  readonly onInsert: (phrase: Phrase) => void;
  readonly onClose: () => void;
}

export function PhrasePicker(props: PickerProps) {
  return createPortal(
    <Dialog title={texts.pick} onClose={props.onClose}>
      <Choice {...props} />
    </Dialog>,
    document.body,
  );
}

function Choice({ onInsert }: PickerProps) {
  const [typed, setTyped] = useState('');
  const element = useRef<HTMLDivElement>(null);
  const teamTitle = useTeamTitles();
  const found = useQuery(phrasesQuery);
  const items = fitting(found.data?.items ?? [], typed);
  useKeyDown(element, (event) => {
    const [first] = items;
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || first === undefined) return;
    event.preventDefault();
    onInsert(first);
  });
  return (
    <div ref={element}>
      <TextLine label={texts.find} hint={texts.findHint} dir="auto" maxLength={60} value={typed} onType={setTyped} />
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      <p role="status" className="quiet">
        {found.isSuccess ? texts.counted(items.length) : ''}
      </p>
      <ul className="lines">
        {items.map((phrase) => (
          <li key={phrase.phrase} className="line">
            <Button onClick={() => onInsert(phrase)}>
              <bdi>{phrase.title}</bdi>
            </Button>{' '}
            {phrase.team === null ? null : <span className="quiet">{texts.ofTeam(teamTitle(phrase.team))}</span>}
            <p className="as-written" dir="auto">
              {phrase.words}
            </p>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/phrases" className="row-link">
          {texts.manage}
        </Link>
      </p>
    </div>
  );
}

/** Those that have what is typed in name or words; those in whose name it stands come first. */
function fitting(items: readonly Phrase[], typed: string): readonly Phrase[] {
  const sought = typed.trim().toLocaleLowerCase();
  const named = items.filter(({ title }) => title.toLocaleLowerCase().includes(sought));
  const others = items.filter(({ words }) => words.toLocaleLowerCase().includes(sought));
  return [...new Set([...named, ...others])];
}
