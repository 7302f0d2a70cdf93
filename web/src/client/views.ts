// Saved views of lists: named filters, one's own or shared with a team.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { SavedViews, ViewKept } from './schema.d.ts';

export type SavedView = SavedViews['items'][number];

export const VIEWS_KEY = ['views'] as const;

export const viewsQuery = queryOptions({
  queryKey: VIEWS_KEY,
  queryFn: ({ signal }) => request<SavedViews>('views', { signal }),
  staleTime: 5 * 60_000,
});

export interface NewView {
  readonly place: SavedView['place'];
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly team?: string;
}

/** @param unsent the form in which its name was typed */
export function keepView(view: NewView, unsent: string): Promise<ViewKept> {
  return request<ViewKept>('views', { method: 'POST', body: view, unsent, idempotencyKey: newKey() });
}

/** @param team null: with nobody any more */
export function shareView(view: string, team: string | null): Promise<ViewKept> {
  return post(`views/${encodeURIComponent(view)}/share`, { team });
}

export function removeView(view: string): Promise<ViewKept> {
  return post(`views/${encodeURIComponent(view)}/remove`, {});
}

function post(path: string, body: unknown): Promise<ViewKept> {
  return request<ViewKept>(path, { method: 'POST', body, idempotencyKey: newKey() });
}
