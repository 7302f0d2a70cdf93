// What is being written in this page, for those who have the same case open: which form, and nothing of what stands in it.
import { caseOfPlace } from './unsent.ts';

export type Writing = 'note' | 'task' | 'letter' | 'form';

const NAMED: readonly Writing[] = ['note', 'task', 'letter'];
let writing: { readonly caseId: string; readonly what: Writing } | null = null;
const listeners = new Set<() => void>();

/** @param place the form in which somebody types; null when they stopped */
export function setWriting(place: string | null): void {
  const caseId = place === null ? null : caseOfPlace(place);
  const what = NAMED.find((name) => place?.startsWith(`${name}/`)) ?? 'form';
  if (writing?.caseId === (caseId ?? undefined) && (caseId === null || writing?.what === what)) return;
  writing = caseId === null ? null : { caseId, what };
  for (const listener of listeners) listener();
}

/** Null where nothing is written in that case. */
export function writingIn(caseId: string): Writing | null {
  return writing?.caseId === caseId ? writing.what : null;
}

export function followWriting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
