// The box in which somebody types the words of a case, on every page; `/`, or Ctrl and K, goes to it.
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, type FormEvent } from 'react';
import { firstTexts } from '#texts/first';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';

const LETTERS_MOST = 200;

export function SearchBox() {
  const box = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const words = useSearchedWords();
  const enter = () => {
    box.current?.focus();
    box.current?.select();
  };
  useShortcut('/', enter);
  useControlK(enter);
  const search = (event: FormEvent) => {
    event.preventDefault();
    const text = box.current?.value.trim() ?? '';
    if (text !== '') void navigate({ to: '/search', search: { q: text } });
  };
  return (
    <form role="search" className="search-box" onSubmit={search}>
      {/* Made anew when the address has other words, since people type over it as they like. */}
      <input
        key={words}
        ref={box}
        type="search"
        name="q"
        className="input"
        aria-label={firstTexts.search.label}
        aria-keyshortcuts="/ Control+K"
        placeholder={firstTexts.search.label}
        defaultValue={words}
        maxLength={LETTERS_MOST}
        autoComplete="off"
        enterKeyHint="search"
      />
      <Button type="submit" look="quiet" keyHint="/">
        {firstTexts.search.go}
      </Button>
    </form>
  );
}

function useSearchedWords(): string {
  const { q } = useSearch({ strict: false });
  const isSearch = useLocation({ select: (location) => location.pathname === '/search' });
  return isSearch ? (q ?? '') : '';
}

/** Works while somebody types as well, since it types nothing itself. */
function useControlK(enter: () => void): void {
  const latest = useRef(enter);
  useEffect(() => {
    latest.current = enter;
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
