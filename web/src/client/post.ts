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

export function askPrint(body: { readonly again?: object }): Promise<PrintAsked> {
  return request<PrintAsked>('print-queue/batches', { method: 'POST', body, idempotencyKey: newKey() });
}

export function sayPosted(number: number, on: string): Promise<object> {
  const idempotencyKey = newKey();
  return request<object>(`print-queue/batches/${number}/posted`, { method: 'POST', body: { on }, idempotencyKey });
}

export function sayReturned(body: { readonly label: string; readonly reason: string }): Promise<object> {
  return request<object>('print-queue/returned', { method: 'POST', body, idempotencyKey: newKey() });
}
