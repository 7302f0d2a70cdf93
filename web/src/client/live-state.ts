// Whether others' changes arrive: known to the window that holds the stream, and told to the others.
import { useSyncExternalStore } from 'react';

let behindSince: number | null = null;
const listeners = new Set<() => void>();

/** @param since when the stream broke off, in milliseconds since 1970; null: it is there */
export function setBehind(since: number | null): void {
  if (behindSince === since) return;
  behindSince = since;
  for (const listener of listeners) listener();
}

/** Null while changes arrive. */
export function useBehind(): number | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => behindSince,
  );
}
