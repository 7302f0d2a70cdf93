// What a person can do with documents of a case, and how their bytes are read.
import type { Act } from './acts.ts';
import { request, requestBytes } from './request.ts';

export interface DocumentToFile {
  readonly of: string;
  readonly audience: string | null;
  readonly title: string;
  readonly file: string;
  readonly receivedOn: string | null;
}

export function fileDocument(caseId: string, { of, audience, title, file, receivedOn }: DocumentToFile): Act {
  const said = {
    of,
    title,
    file,
    ...(audience === null ? {} : { audience }),
    ...(receivedOn === null ? {} : { receivedOn }),
  };
  return { method: 'POST', path: documentsOf(caseId), body: said };
}

export function moveDocument(
  caseId: string,
  { entry, move, body }: { readonly entry: string; readonly move: string; readonly body: object },
): Act {
  return {
    method: 'POST',
    path: `${documentsOf(caseId)}/${encodeURIComponent(entry)}/${encodeURIComponent(move)}`,
    body,
  };
}

export interface VersionPlace {
  readonly caseId: string;
  /** Of the document. */
  readonly entry: string;
  /** SHA-256 of the bytes, in hex. */
  readonly content: string;
  /** The path of the bytes of what is in no case yet; whoever opens it is on record by that. */
  readonly part?: string;
}

/** The address of its bytes. */
export function contentAddress(place: VersionPlace, use: 'show' | 'save'): string {
  return `/api/v1/${versionOf(place)}?use=${use}`;
}

/** Bytes of it, from `start` up to and without `end`. */
export function readRange(
  place: VersionPlace,
  { start, end, signal }: { readonly start: number; readonly end: number; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  return requestBytes(`${versionOf(place)}?use=show`, { range: `bytes=${start}-${end - 1}`, signal });
}

/** That pages were opened goes on the record; of a file without pages none are named. */
export function tellOpened(place: VersionPlace, pages: readonly number[]): Promise<void> {
  if (place.caseId === '') return Promise.resolve();
  return request(`${versionOf(place)}/opened`, { method: 'POST', body: { pages } });
}

/** What is told where all of a file was on the screen. */
export function allPages(pages: number | null): readonly number[] {
  return Array.from({ length: pages ?? 0 }, (_, at) => at + 1);
}

/** Of a version, below that of the interface. */
export function versionOf({ caseId, entry, content, part }: VersionPlace): string {
  return part ?? `${documentsOf(caseId)}/${encodeURIComponent(entry)}/versions/${content}`;
}

export function documentsOf(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}/documents`;
}
