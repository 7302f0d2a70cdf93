// Letters on paper: what waits and was printed, and what the mail room says of it.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { PrintAsked, PrintQueue } from './types.ts';

const WATCH_MS = 10_000;

/** Asked again and again while something is being printed; else it would keep the session of whoever left it open alive. */
export const printQueueQuery = queryOptions({
  queryKey: ['print-queue'],
  queryFn: ({ signal }) => request<PrintQueue>('print-queue', { signal }),
  refetchInterval: (query) => (query.state.data?.batches.some(({ state }) => state === 'asked') ? WATCH_MS : false),
});

/** @param unsent here and below: the form in which it was typed */
export function askPrint(body: { readonly again?: object }, unsent?: string): Promise<PrintAsked> {
  return post<PrintAsked>('batches', body, unsent);
}

export function sayPosted(number: number, on: string, unsent: string): Promise<object> {
  return post(`batches/${number}/posted`, { on }, unsent);
}

export function sayReturned(
  body: { readonly label: string; readonly reason: string },
  unsent: string,
): Promise<object> {
  return post('returned', body, unsent);
}

function post<T = object>(path: string, body: object, unsent?: string): Promise<T> {
  const asked = { method: 'POST', body, idempotencyKey: newKey() } as const;
  return request<T>(`print-queue/${path}`, { ...asked, ...(unsent === undefined ? {} : { unsent }) });
}
