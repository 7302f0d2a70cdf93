// What the server keeps of a form that somebody is filling in, asked for and saved. Which form it is stands in its name, and with that
// of which case it is.
import { request } from './request.ts';
import type { KeepUnsentRequest, UnsentKept, UnsentText } from './schema.d.ts';

export function readUnsent(place: string): Promise<UnsentText> {
  return request<UnsentText>(`${pathOf(place)}?place=${encodeURIComponent(place)}`);
}

/** What browsers send when the page is gone already may have 64 KiB in all, and a character may take four bytes. */
const LONGEST_LAST_WORDS = 15_000;

/** A server that does not answer for so long is tried again. */
const LONGEST_MS = 20_000;

/** @param isLeaving outlives the page, where it is not too long */
export function keepUnsent(asked: KeepUnsentRequest, isLeaving = false): Promise<UnsentKept> {
  const keepalive = isLeaving && JSON.stringify(asked.fields).length < LONGEST_LAST_WORDS;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LONGEST_MS);
  return request<UnsentKept>(`${pathOf(asked.place)}/keep`, {
    ...{ method: 'POST', body: asked, keepalive, signal: limit.signal },
  }).finally(() => clearTimeout(timer));
}

/** Names of forms of a case, as far as the id of the case. */
const OF_CASE =
  /^(?:note|sample|task|due-date|close|entry|letter|contact|document|share|bundle|upload|redact|(?:access|people)\/[a-z-]+|rights\/(?:correction|settle|withdraw|consent|file))\/([0-9a-f-]{36})(?:\/|$)/;

/** The case of which a form is; null where there is none. */
export function caseOfPlace(place: string): string | null {
  return OF_CASE.exec(place)?.[1] ?? null;
}

function pathOf(place: string): string {
  const caseId = caseOfPlace(place);
  return caseId === null ? 'unsent-text' : `cases/${caseId}/unsent-text`;
}
