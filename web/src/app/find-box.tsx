// The one box by which everything is found, on every page: `/`, or Ctrl and K, opens it. Its window takes what is typed from the first letter
// on; what it finds comes with the list, which loads when the window first opens.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { firstTexts } from '#texts/first';
import { KeyHint } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useKeyDown } from '../ui/use-key-down.ts';
import { useShortcut } from '../ui/use-shortcut.ts';

const FindList = lazy(() => import('../features/find/find-list.tsx').then((list) => ({ default: list.FindList })));

export function FindButton({ onOpen }: { readonly onOpen: () => void }) {
  useShortcut('/', onOpen);
  useControlK(onOpen);
  return (
    <button type="button" className="input find-button" aria-keyshortcuts="/ Control+K" onClick={onOpen}>
      {firstTexts.search.label} <KeyHint keys="/" />
    </button>
  );
}

export function FindWindow({ onClose }: { readonly onClose: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  // Enter that came before the list: it does then what it would have done.
  const [asked, setAsked] = useState<string | null>(null);
  useKeyDown(box, ({ key }) => {
    if (key === 'Enter') setAsked(text.trim());
  });
  return (
    <Dialog title={firstTexts.search.label} onClose={onClose}>
      <input
        ref={box}
        className="input find-input"
        role="combobox"
        aria-label={firstTexts.search.label}
        aria-autocomplete="list"
        aria-controls="found"
        // The list says when it has something.
        aria-expanded={false}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Suspense>
        <FindList text={text} asked={asked} box={box} onClose={onClose} />
      </Suspense>
    </Dialog>
  );
}

/** Works while somebody types as well, since it types nothing itself. */
function useControlK(show: () => void): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      latest.current();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
