// The button and the key by which a phrase comes into a long text, where the cursor stands.
import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import { phrasesTexts as texts } from '#texts/phrases';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { useKeyDown } from '../ui/use-key-down.ts';

const Picker = lazy(() => import('./phrase-picker.tsx').then(({ PhrasePicker }) => ({ default: PhrasePicker })));

interface InsertProps {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

export function PhraseInsert({ area, typed, onType }: InsertProps) {
  const [picks, setPicks] = useState(false);
  const caret = useRef<number | null>(null);
  useKeyDown(area, (event) => {
    if (event.key !== ';' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setPicks(true);
  });
  // Whoever inserted goes on writing after it.
  useEffect(() => {
    if (caret.current === null || picks) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [area, picks]);

  function insert(words: string) {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    caret.current = from + words.length;
    onType(`${typed.slice(0, from)}${words}${typed.slice(to)}`);
    // In one go with what was typed, so that the cursor is put into the whole.
    setPicks(false);
  }

  return (
    <>
      <Button look="quiet" onClick={() => setPicks(true)}>
        {texts.insert}{' '}
        <kbd className="key-hint" aria-hidden="true">
          {texts.keys}
        </kbd>
      </Button>
      {picks ? (
        <Suspense fallback={null}>
          <Picker
            onInsert={({ title, words }) => {
              insert(words);
              announce(texts.inserted(title));
            }}
            onClose={() => setPicks(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
