// Says outcomes to screen readers, in one live region that is always in the page.
import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Says one sentence, politely, after what is being said. The same sentence twice is said twice. */
export function announce(text: string): void {
  message = message === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
