// What a person completed and may still take back: it has not been sent, since what a case has on record is never taken away from it.
// One at a time; whatever is sent after it waits until it was. Closing the page sends it.
import { useSyncExternalStore } from 'react';
import { createPerformer, newKey, setBeforeActs, type Act } from './acts.ts';
import { RequestFailed, sendAtEnd } from './request.ts';
import type { CommandAnswer, Problem } from './types.ts';

export interface HeldAct {
  readonly act: Act;
  readonly caseId: string;
  readonly task: string;
  /** What it is called. */
  readonly title: string;
  /** Under which name its answers are kept until it was accepted. */
  readonly draft: string;
}

export type Holding =
  | { readonly state: 'held'; readonly held: HeldAct; readonly until: number }
  | { readonly state: 'sending' | 'sent'; readonly held: HeldAct }
  | { readonly state: 'refused'; readonly held: HeldAct; readonly problem: Problem };

/** Told when it was sent. */
type Sent = (held: HeldAct, answer: CommandAnswer) => Promise<void> | void;

const listeners = new Set<() => void>();
let holding: Holding | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let key = '';
let onSent: Sent | null = null;
let sending: Promise<void> | null = null;

/** Holds it for some seconds, then sends it. What was held before goes first. */
export async function holdBack(held: HeldAct, seconds: number): Promise<void> {
  await sendHeld();
  key = newKey();
  set({ state: 'held', held, until: Date.now() + seconds * 1000 });
  timer = setTimeout(() => void sendHeld(), seconds * 1000);
}

/** Sends it now. Resolves when the outcome is known. */
export function sendHeld(): Promise<void> {
  if (holding?.state !== 'held') return sending ?? Promise.resolve();
  clearTimeout(timer);
  const { held } = holding;
  set({ state: 'sending', held });
  sending = send(held).finally(() => (sending = null));
  return sending;
}

/** Takes it back: nothing was sent, and what was typed is still there. */
export function takeBack(): HeldAct | null {
  if (holding?.state !== 'held') return null;
  clearTimeout(timer);
  const { held } = holding;
  set(null);
  return held;
}

export function forgetHolding(): void {
  if (holding?.state !== 'held' && holding?.state !== 'sending') set(null);
}

export function useHolding(): Holding | null {
  return useSyncExternalStore(subscribe, () => holding);
}

/** What is held or on its way, for lists that leave it out. */
export function heldNow(): HeldAct | null {
  return holding?.state === 'held' || holding?.state === 'sending' ? holding.held : null;
}

/** Why what was typed under that name was refused after it had been held back; null where it was not. */
export function refusalOf(draft: string): Problem | null {
  return holding?.state === 'refused' && holding.held.draft === draft ? holding.problem : null;
}

export function whenSent(then: Sent): void {
  onSent = then;
}

async function send(held: HeldAct): Promise<void> {
  try {
    const answer = await createPerformer(key)(held.act, true);
    await onSent?.(held, answer);
    set({ state: 'sent', held });
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    set({ state: 'refused', held, problem: error.problem });
  }
}

function set(next: Holding | null): void {
  holding = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Whatever else is done comes after it, also when it is done to another case: people do things in an order.
setBeforeActs(sendHeld);

// Whoever closes the page has completed it. The server knows its key, should both ways arrive.
window.addEventListener('pagehide', () => {
  if (holding?.state === 'held') sendAtEnd(holding.held.act, key);
});
