// Finding documents by the words of their texts.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { DocumentSearchPage, FoundDocument } from './types.ts';

export function documentSearchQuery(words: string) {
  return infiniteQueryOptions({
    queryKey: ['search', 'documents', words],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ q: words, ...(pageParam === null ? {} : { after: pageParam }) });
      return request<DocumentSearchPage>(`search/documents?${asked.toString()}`, { signal });
    },
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

/** Where in it they stand, for the page that opens it. Behind the hash, so that no server is told the words again. */
export function spotOf({ file, page, excerpt, marks }: FoundDocument): string {
  const words = new Set(marks.map(({ from, to }) => excerpt.slice(from, to)));
  return new URLSearchParams({ file, page: String(page), words: [...words].join(' ') }).toString();
}
