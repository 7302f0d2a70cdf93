// What a person chose for this browser: single keys on or off, and colours. Nothing about cases is kept here.
import { useSyncExternalStore } from 'react';

export interface Preferences {
  readonly singleKeys: boolean;
  readonly colours: 'system' | 'light' | 'dark';
}

const PLACE = 'casewright.preferences';
const DEFAULTS: Preferences = { singleKeys: true, colours: 'system' };
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
    const { singleKeys, colours }: { singleKeys?: unknown; colours?: unknown } = stored;
    return {
      singleKeys: singleKeys !== false,
      colours: colours === 'light' || colours === 'dark' ? colours : 'system',
    };
  } catch {
    return DEFAULTS;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
