// Phrases: words that somebody uses again in what they write, their own and those of their teams.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { KeepPhraseRequest, PhraseKept, Phrases } from './schema.d.ts';

export type Phrase = Phrases['items'][number];

export const PHRASES_KEY = ['phrases'] as const;

export const phrasesQuery = queryOptions({
  queryKey: PHRASES_KEY,
  queryFn: ({ signal }) => request<Phrases>('phrases', { signal }),
  staleTime: 60_000,
});

/** @param unsent the form in which it was typed */
export function keepPhrase(body: KeepPhraseRequest, unsent: string): Promise<PhraseKept> {
  return request<PhraseKept>('phrases', { method: 'POST', body, unsent, idempotencyKey: newKey() });
}

export function removePhrase(phrase: string): Promise<PhraseKept> {
  const path = `phrases/${encodeURIComponent(phrase)}/remove`;
  return request<PhraseKept>(path, { method: 'POST', body: {}, idempotencyKey: newKey() });
}
