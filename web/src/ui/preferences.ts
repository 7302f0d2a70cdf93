// What a person chose for this browser: keys and colours, and how long what they completed waits. Nothing about cases is kept here.
import { useSyncExternalStore } from 'react';

export interface Preferences {
  readonly singleKeys: boolean;
  /** By the key that a command has by itself the one that it has instead; empty where it has none. */
  readonly keys: Readonly<Record<string, string>>;
  /** Seconds for which a completed task is held back before it is sent. */
  readonly undoSeconds: number;
  readonly colours: 'system' | 'light' | 'dark';
}

const PLACE = 'casewright.preferences';
const DEFAULTS: Preferences = { singleKeys: true, keys: {}, undoSeconds: 10, colours: 'system' };
const MOST_SECONDS = 60;
const listeners = new Set<() => void>();
let current = load();

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

export function preferences(): Preferences {
  return current;
}

export function choose(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(PLACE, JSON.stringify(current));
  } catch {
    // Storage may be full or forbidden; the choice then holds until the page closes.
  }
  applyColours();
  for (const listener of listeners) listener();
}

/** Puts the chosen colours on the page; style sheets do the rest. */
export function applyColours(): void {
  document.documentElement.dataset['colours'] = current.colours;
}

function load(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return DEFAULTS;
    const { singleKeys, colours, keys, undoSeconds }: { [K in keyof Preferences]?: unknown } = stored;
    return {
      singleKeys: singleKeys !== false,
      keys: keysIn(keys),
      undoSeconds: typeof undoSeconds === 'number' && undoSeconds >= 0 ? Math.min(undoSeconds, MOST_SECONDS) : 10,
      colours: colours === 'light' || colours === 'dark' ? colours : 'system',
    };
  } catch {
    return DEFAULTS;
  }
}

function keysIn(stored: unknown): Preferences['keys'] {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, key]) => typeof key === 'string' && key.length <= 2));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
