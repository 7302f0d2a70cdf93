// Drafts of case types, versions of a kind of case, and what is done with a draft.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type {
  DraftList,
  DraftOfCaseType,
  DraftStepTaken,
  VersionComparison,
  VersionList,
  VersionText,
} from './schema.d.ts';

export type { DraftList, DraftOfCaseType, DraftStepTaken, VersionComparison, VersionList } from './schema.d.ts';
export type DraftScenario = Pick<DraftOfCaseType['scenarios'][number], 'name' | 'source'>;

export interface DraftText {
  readonly source: string;
  readonly scenarios: readonly DraftScenario[];
}

const DRAFTS = 'case-type-drafts';

export const draftsQuery = queryOptions({
  queryKey: [DRAFTS, 'all'],
  queryFn: ({ signal }) => request<DraftList>(DRAFTS, { signal }),
});

export function draftQuery(draftId: string) {
  return queryOptions({
    queryKey: [DRAFTS, 'one', draftId],
    queryFn: ({ signal }) => request<DraftOfCaseType>(`${DRAFTS}/${encodeURIComponent(draftId)}`, { signal }),
  });
}

export function versionsQuery(name: string) {
  return queryOptions({
    queryKey: [DRAFTS, 'versions', name],
    queryFn: ({ signal }) => request<VersionList>(`case-types/${encodeURIComponent(name)}/versions`, { signal }),
  });
}

export function comparisonQuery(name: string, versions: { readonly from: string; readonly to: string }) {
  const search = new URLSearchParams({ ...versions }).toString();
  return queryOptions({
    queryKey: [DRAFTS, 'comparison', name, versions],
    queryFn: ({ signal }) =>
      request<VersionComparison>(`case-types/${encodeURIComponent(name)}/comparison?${search}`, { signal }),
  });
}

/** The text of a version: as it was written where a draft led to it, with its scenarios; else as it was published. */
export async function textOfVersion(
  name: string,
  { version, draftId }: Pick<VersionList['items'][number], 'version' | 'draftId'>,
): Promise<DraftText> {
  if (draftId !== null) {
    const { source, scenarios } = await request<DraftOfCaseType>(`${DRAFTS}/${draftId}`);
    return { source, scenarios: scenarios.map((one) => ({ name: one.name, source: one.source })) };
  }
  const path = `case-types/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
  return { source: (await request<VersionText>(path)).source, scenarios: [] };
}

/** @param unsent the form in which it was typed. @returns the id of the draft */
export async function beginDraft(name: string, text: DraftText, unsent?: string): Promise<string> {
  const draftId = newKey();
  const body = { draftId, name, ...text };
  const asked = { method: 'POST', body, idempotencyKey: newKey() } as const;
  await request<DraftStepTaken>(DRAFTS, { ...asked, ...(unsent === undefined ? {} : { unsent }) });
  return draftId;
}

/** One step with a draft; `seen` says how many the person has seen. */
export function takeStep(
  { draftId, steps: seen }: Pick<DraftOfCaseType, 'draftId' | 'steps'>,
  step: string,
  { unsent, ...body }: object & { readonly unsent: string },
): Promise<DraftStepTaken> {
  const path = `${DRAFTS}/${encodeURIComponent(draftId)}/${step}`;
  return request<DraftStepTaken>(path, { method: 'POST', body: { seen, ...body }, unsent, idempotencyKey: newKey() });
}
