// For which colleague this tab acts: in memory only, so that a tab that is loaded anew, or another one, acts for nobody.
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Session } from './types.ts';

export type Colleague = Session['standsInFor'][number];

let colleague: Colleague | null = null;
const listeners = new Set<() => void>();

/** Null: in one's own name. */
export function standingInFor(): Colleague | null {
  return colleague;
}

export function useStandingInFor(): Colleague | null {
  return useSyncExternalStore(listen, standingInFor);
}

/** From now on everything is asked for this colleague, and nothing stays that was read as anybody else. */
export async function standInFor(client: QueryClient, next: Colleague | null): Promise<void> {
  await client.cancelQueries(READ);
  setStandingIn(next);
  client.removeQueries({ ...READ, type: 'inactive' });
  await client.resetQueries(READ);
}

/** Without reading anything anew: where somebody signs in or out. */
export function setStandingIn(next: Colleague | null): void {
  colleague = next;
  for (const tell of listeners) tell();
}

/** Who is signed in, and how one does that, is the same for whomever one acts. */
const ALWAYS_OWN: readonly unknown[] = ['session', 'sign-in-ways', 'personas'];
const READ = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => !ALWAYS_OWN.includes(queryKey[0]),
};

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
