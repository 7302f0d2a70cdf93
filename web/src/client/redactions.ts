// Redactions that people work on together: what is drawn, what might be, what would be left, and each step up to the copy.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { versionOf, type VersionPlace } from './documents.ts';
import { request } from './request.ts';
import type { RedactionDraftRequest, Redactions, RedactionStep, SuggestedBoxes, TextLeft } from './schema.d.ts';

export type { SuggestedBoxes } from './schema.d.ts';

export type RedactionDraft = Redactions['drafts'][number];
export type RedactionToSave = RedactionDraftRequest;
export type StepName = 'submit' | 'return' | 'discard' | 'approve';

export function redactionsQuery(place: VersionPlace) {
  return queryOptions({
    queryKey: ['redactions', place],
    queryFn: ({ signal }) => request<Redactions>(`${versionOf(place)}/redactions`, { signal }),
    // What somebody else saved meanwhile is seen whenever the screen is opened.
    ...{ staleTime: 0, gcTime: 0 },
  });
}

export function textLeftQuery(place: VersionPlace, { draft, version }: Pick<RedactionDraft, 'draft' | 'version'>) {
  return queryOptions({
    queryKey: ['text-left', place, draft, version],
    queryFn: ({ signal }) => request<TextLeft>(`${versionOf(place)}/redactions/${draft}/text`, { signal }),
  });
}

export function saveRedaction(place: VersionPlace, draft: string, body: RedactionToSave): Promise<RedactionStep> {
  return request(`${versionOf(place)}/redactions/${draft}`, { method: 'POST', body, idempotencyKey: newKey() });
}

export interface StepToTake {
  readonly draft: string;
  readonly step: StepName;
  readonly version: number;
  /** Of what is on the screen. */
  readonly digest: string;
  readonly remark: string | null;
}

/** @param unsent the form in which the remark was typed */
export function takeRedactionStep(
  place: VersionPlace,
  { draft, ...body }: StepToTake,
  unsent?: string,
): Promise<RedactionStep> {
  return request(`${versionOf(place)}/redactions/${draft}/steps`, {
    ...{ method: 'POST', body, idempotencyKey: newKey() },
    ...(unsent === undefined ? {} : { unsent }),
  });
}

/** @param parties also what is known of the parties of the case */
export function suggestBoxes(
  place: VersionPlace,
  body: { readonly phrases: readonly string[]; readonly parties: boolean },
): Promise<SuggestedBoxes> {
  return request(`${versionOf(place)}/suggested-boxes`, { method: 'POST', body });
}
