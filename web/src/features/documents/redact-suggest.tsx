// Where words, or what is known of the parties, stand in the document: each place is taken or left by a person.
import { useId, useState } from 'react';
import type { VersionPlace } from '../../client/documents.ts';
import { suggestBoxes, type SuggestedBoxes } from '../../client/redactions.ts';
import { redactionTexts as texts } from '#texts/redaction';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { TextLine } from '../../ui/text-line.tsx';
import type { Drawn } from './redact-edit.tsx';

type Place = SuggestedBoxes['boxes'][number];

interface SuggestProps {
  readonly place: VersionPlace;
  readonly onTake: (drawn: readonly Drawn[]) => void;
  readonly onShow: (page: number) => void;
}

export function RedactSuggest({ place, onTake, onShow }: SuggestProps) {
  const [words, setWords] = useState('');
  const [reason, setReason] = useState('');
  const [parties, setParties] = useState(true);
  const found = useSuggestions(place);
  const take = (places: readonly Place[]): void => {
    onTake(places.map(({ page, x, y, width, height }) => ({ page, x, y, width, height, reason })));
    found.drop(places);
  };
  return (
    <details className="folded">
      <summary>{texts.find.title}</summary>
      <p className="quiet">{texts.find.lead}</p>
      <div className="file-fields">
        <TextLine
          label={texts.find.words}
          hint={texts.find.wordsHint}
          dir="auto"
          maxLength={500}
          value={words}
          onType={setWords}
        />
        <TextLine label={texts.find.reason} maxLength={40} value={reason} onType={setReason} />
      </div>
      <label className="option">
        <input type="checkbox" checked={parties} onChange={(event) => setParties(event.target.checked)} />
        {texts.find.parties}
      </label>
      <div className="page-actions">
        <Button busy={found.isBusy} onClick={() => void found.look(words, parties)}>
          {texts.find.look}
        </Button>
      </div>
      {found.wrong === null ? null : <Notice tone="bad" title={found.wrong} />}
      <Found found={found} onTake={take} onShow={onShow} />
    </details>
  );
}

interface FoundProps {
  readonly found: ReturnType<typeof useSuggestions>;
  readonly onTake: (places: readonly Place[]) => void;
  readonly onShow: (page: number) => void;
}

function Found({ found, onTake, onShow }: FoundProps) {
  if (found.places === null) return null;
  return (
    <>
      <p role="status">{texts.find.found(found.places.length)}</p>
      {found.blind.length === 0 ? null : <Notice tone="warn" title={texts.find.blind(found.blind.join(', '))} />}
      {found.places.length < 2 ? null : (
        <div className="page-actions">
          <Button onClick={() => onTake(found.places ?? [])}>{texts.find.takeAll(found.places.length)}</Button>
        </div>
      )}
      <ul className="lines">
        {found.places.map((one) => (
          <PlaceLine
            key={`${one.page} ${one.x} ${one.y} ${one.width}`}
            found={one}
            onTake={() => onTake([one])}
            onLeave={() => found.drop([one])}
            onShow={() => onShow(one.page)}
          />
        ))}
      </ul>
    </>
  );
}

interface PlaceProps {
  readonly found: Place;
  readonly onTake: () => void;
  readonly onLeave: () => void;
  readonly onShow: () => void;
}

function PlaceLine({ found: { page, words, because }, onTake, onLeave, onShow }: PlaceProps) {
  const id = useId();
  return (
    <li className="line">
      <span id={id}>
        <q dir="auto">{words}</q> <span className="quiet">{texts.find.because(page, because)}</span>
      </span>
      <span className="page-actions">
        <Button aria-describedby={id} onClick={onTake}>
          {texts.find.take}
        </Button>
        <Button look="quiet" aria-describedby={id} onClick={onLeave}>
          {texts.find.leave}
        </Button>
        <Button look="quiet" aria-describedby={id} onClick={onShow}>
          {texts.find.show}
        </Button>
      </span>
    </li>
  );
}

function useSuggestions(place: VersionPlace) {
  const [places, setPlaces] = useState<readonly Place[] | null>(null);
  const [blind, setBlind] = useState<readonly number[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function look(words: string, parties: boolean): Promise<void> {
    const phrases = words
      .split(';')
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== '');
    setBusy(true);
    try {
      const { boxes, pagesWithoutText, problem } = await suggestBoxes(place, { phrases, parties });
      const isNothingAsked = problem === 'nothing-wanted';
      setWrong(problem === null ? null : isNothingAsked ? texts.find.nothingWanted : texts.find.cannot);
      setPlaces(problem === null ? boxes : null);
      setBlind(pagesWithoutText);
    } catch (error) {
      setWrong(problemText(error));
    } finally {
      setBusy(false);
    }
  }
  const drop = (gone: readonly Place[]): void => setPlaces((now) => now?.filter((one) => !gone.includes(one)) ?? null);
  return { places, blind, wrong, isBusy, look, drop };
}
