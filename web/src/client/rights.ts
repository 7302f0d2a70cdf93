// What people asked of what a case holds about them: corrections, consents, and the file of everything that is held about somebody. It comes with
// its page.
import { queryOptions } from '@tanstack/react-query';
import { newKey, type Act } from './acts.ts';
import { request } from './request.ts';
import type {
  DecideSubjectItems,
  GiveAccessRequest,
  RecordCorrectionRequest,
  Rights,
  SettleRecipientRequest,
  SubjectFile,
  SubjectFileApproved,
  SubjectFileCompleted,
  SubjectFileExported,
  SubjectFileOpened,
  SubjectFiles,
  SubjectItemsDecided,
} from './schema.d.ts';

export type { Rights, SubjectFile, SubjectFileExported } from './schema.d.ts';
export type Correction = Rights['corrections'][number];
export type Consent = Rights['consents'][number];
export type SubjectItem = SubjectFile['items'][number];

export const RIGHTS_KEY = ['rights'] as const;

export function rightsQuery(caseId: string, version: number) {
  return queryOptions({
    queryKey: [...RIGHTS_KEY, caseId, version],
    queryFn: ({ signal }) => request<Rights>(`${caseOf(caseId)}/rights`, { signal }),
  });
}

export function recordCorrection(caseId: string, body: RecordCorrectionRequest): Act {
  return { method: 'POST', path: `${caseOf(caseId)}/corrections`, body };
}

export function settleRecipient(caseId: string, correction: string, body: SettleRecipientRequest): Act {
  return { method: 'POST', path: `${caseOf(caseId)}/corrections/${correction}/recipients`, body };
}

export function giveConsent(caseId: string, fact: GiveAccessRequest['fact']): Act {
  return { method: 'POST', path: `${caseOf(caseId)}/access/facts`, body: { fact } };
}

export function withdrawConsent(caseId: string, consent: string, reason: string): Act {
  return { method: 'POST', path: `${caseOf(caseId)}/access/facts/${consent}/end`, body: { reason } };
}

/** A file, and the case in which the person asks. */
export interface FilePlace {
  readonly caseId: string;
  readonly fileId: string;
}

export function filesQuery(caseId: string) {
  return queryOptions({
    queryKey: [...RIGHTS_KEY, 'files', caseId],
    queryFn: ({ signal }) => request<SubjectFiles>(`${caseOf(caseId)}/subject-files`, { signal }),
  });
}

export function fileQuery(place: FilePlace) {
  return queryOptions({
    queryKey: [...RIGHTS_KEY, 'file', place],
    queryFn: ({ signal }) => request<SubjectFile>(fileOf(place), { signal }),
    // What was recorded or decided meanwhile makes another file.
    ...{ staleTime: 0, gcTime: 0 },
  });
}

export function openFile(caseId: string, entry: string, unsent: string): Promise<SubjectFileOpened> {
  return post(`${caseOf(caseId)}/subject-files`, { about: { caseId, entry } }, unsent);
}

export function completeFile(place: FilePlace): Promise<SubjectFileCompleted> {
  return post(`${fileOf(place)}/complete`, {});
}

export function decideItems(place: FilePlace, body: DecideSubjectItems, unsent: string): Promise<SubjectItemsDecided> {
  return post(`${fileOf(place)}/decisions`, body, unsent);
}

export function approveFile(place: FilePlace, hash: string): Promise<SubjectFileApproved> {
  return post(`${fileOf(place)}/approve`, { hash });
}

export function exportFile(place: FilePlace, hash: string): Promise<SubjectFileExported> {
  return post(`${fileOf(place)}/export`, {
    hash,
    language: document.documentElement.lang.startsWith('fr') ? 'fr' : 'en',
  });
}

/** @param unsent the form in which it was typed */
function post<T>(path: string, body: object, unsent?: string): Promise<T> {
  const asked = { method: 'POST', body, idempotencyKey: newKey() } as const;
  return request<T>(path, { ...asked, ...(unsent === undefined ? {} : { unsent }) });
}

function caseOf(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}`;
}

function fileOf({ caseId, fileId }: FilePlace): string {
  return `${caseOf(caseId)}/subject-files/${encodeURIComponent(fileId)}`;
}
