// Whatever has the words that somebody types. What was typed goes in the body: a name belongs in no address.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { Found } from './schema.d.ts';

export type { Found } from './schema.d.ts';
export type FoundPerson = Found['people']['items'][number];
export type FoundCase = Found['cases']['items'][number];
export type FoundText = Found['documents']['items'][number];

/** Fewer letters find too much. */
const LETTERS_LEAST = 2;

export function isAsked(text: string): boolean {
  return text.length >= LETTERS_LEAST;
}

export function findQuery(text: string) {
  return queryOptions({
    queryKey: ['find', text],
    queryFn: ({ signal }) =>
      request<Found>('find', { method: 'POST', body: { q: text }, idempotencyKey: newKey(), signal }),
    enabled: isAsked(text),
    // What somebody typed on the way to a word is not kept.
    gcTime: 10_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
}
