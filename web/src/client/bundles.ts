// What a person can do with bundles of a case: what there are and may go in, making one, and what was in one.
import { queryOptions } from '@tanstack/react-query';
import { newKey, type Act } from './acts.ts';
import { documentsOf, moveDocument, versionOf, type VersionPlace } from './documents.ts';
import { request } from './request.ts';
import type { BundleManifest, Bundles, Upload } from './types.ts';

/** As what a bundle is kept. */
export interface KeptAs {
  readonly of: string;
  readonly audience: string | null;
}

function bundlesOf(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}/bundles`;
}

/** What may go into a bundle that is kept so; nothing is asked until a kind was chosen. */
export function bundlesQuery(caseId: string, { of, audience }: KeptAs, version: number) {
  const asked = new URLSearchParams({ of, ...(audience === null ? {} : { audience }) });
  return queryOptions({
    queryKey: ['case', caseId, 'bundles', of, audience, version],
    queryFn: ({ signal }) => request<Bundles>(`${bundlesOf(caseId)}?${asked.toString()}`, { signal }),
    enabled: of !== '',
  });
}

/** How far the bundle is that is being made. */
export async function askProgress(caseId: string): Promise<Bundles['making']> {
  return (await request<Bundles>(bundlesOf(caseId), {})).making;
}

export interface BundleToMake extends KeptAs {
  readonly title: string;
  /** The bundle of which it is to be the next version. */
  readonly document: string | null;
  /** The party for whom it is. */
  readonly party: string | null;
  readonly sections: readonly {
    readonly title: string;
    readonly documents: readonly { readonly entry: string; readonly content: string }[];
  }[];
}

/** Makes the file; it is no document until it is filed. */
export function makeBundle(caseId: string, asked: BundleToMake): Promise<Upload> {
  return request(bundlesOf(caseId), { method: 'POST', body: asked, idempotencyKey: newKey() });
}

export function fileBundle(
  caseId: string,
  {
    of,
    audience,
    title,
    document,
    file,
    first,
  }: Pick<BundleToMake, 'of' | 'audience' | 'title' | 'document'> & {
    readonly file: string;
    /** The first document that is in it. */
    readonly first: { readonly entry: string; readonly content: string };
  },
): Act {
  const said = { of, ...(audience === null ? {} : { audience }), file };
  if (document !== null) return moveDocument(caseId, { entry: document, move: 'add-version', body: said });
  const { entry, content } = first;
  const derivedFrom = { entry, content, how: 'bundle' };
  return { method: 'POST', path: documentsOf(caseId), body: { ...said, title, derivedFrom } };
}

export interface ToDisclose extends KeptAs {
  readonly entry: string;
  readonly content: string;
  readonly duty: string;
  readonly to: string;
}

export function discloseDocument(caseId: string, { entry, ...body }: ToDisclose): Act {
  const { audience, ...said } = body;
  const asked = { ...said, ...(audience === null ? {} : { audience }) };
  return moveDocument(caseId, { entry, move: 'disclose', body: asked });
}

export function manifestQuery(place: VersionPlace) {
  const { caseId, entry, content } = place;
  return queryOptions({
    queryKey: ['manifest', caseId, entry, content],
    queryFn: ({ signal }) => request<BundleManifest>(`${versionOf(place)}/manifest`, { signal }),
    // It never changes.
    staleTime: Infinity,
  });
}
