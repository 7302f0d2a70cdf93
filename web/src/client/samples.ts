// Samples of finished work: what those who answer for a team ask of them, and what they do.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type {
  CaseReview,
  CaseReviewed,
  DrawSampleRequest,
  ReviewSampledCaseRequest,
  Sample,
  SampleDrawn,
  SampleList,
  SamplePreview,
  SampleRecomputed,
} from './schema.d.ts';

export type { CaseReview, Sample, SampledCase, SampleHead, SampleList, SamplePreview } from './schema.d.ts';
export type SampleOffer = SampleList['offers'][number];
export type SampleAnswer = ReviewSampledCaseRequest['answers'][number]['answer'];
export type SampleToDraw = DrawSampleRequest;

const KEY = 'samples';
export const SAMPLES_KEY = [KEY] as const;

export const samplesQuery = queryOptions({
  queryKey: [KEY, 'list'],
  queryFn: ({ signal }) => request<SampleList>('team/samples', { signal }),
});

export function sampleQuery(sample: string) {
  return queryOptions({
    queryKey: [KEY, 'one', sample],
    queryFn: ({ signal }) => request<Sample>(pathOf(sample), { signal }),
  });
}

export function caseReviewQuery(sample: string, caseId: string) {
  return queryOptions({
    queryKey: [KEY, 'case', sample, caseId],
    queryFn: ({ signal }) => request<CaseReview>(`${pathOf(sample)}/cases/${encodeURIComponent(caseId)}`, { signal }),
    // What stands in the form is what was found last.
    staleTime: 0,
  });
}

export function previewSample(asked: SampleToDraw): Promise<SamplePreview> {
  const { team, caseType, basis, of, from, to, size, percent, byOutcome } = asked;
  const search = new URLSearchParams({ team, caseType, basis, from, to });
  if (of !== null) search.set('of', of);
  if (size !== null) search.set('size', String(size));
  if (percent !== null) search.set('percent', String(percent));
  if (byOutcome) search.set('byOutcome', 'yes');
  return request<SamplePreview>(`team/sample-preview?${search.toString()}`);
}

/** @param unsent the form in which it was typed */
export function drawSample(asked: SampleToDraw, unsent: string): Promise<SampleDrawn> {
  return request<SampleDrawn>('team/samples', { method: 'POST', body: asked, unsent, idempotencyKey: newKey() });
}

export function recomputeSample(sample: string): Promise<SampleRecomputed> {
  return request<SampleRecomputed>(`${pathOf(sample)}/recomputation`);
}

/** @param unsent the form in which it was typed */
export function reviewSampledCase(
  { sample, caseId }: { readonly sample: string; readonly caseId: string },
  body: ReviewSampledCaseRequest,
  unsent: string,
): Promise<CaseReviewed> {
  const path = `${pathOf(sample)}/cases/${encodeURIComponent(caseId)}/review`;
  return request<CaseReviewed>(path, { method: 'POST', body, unsent, idempotencyKey: newKey() });
}

function pathOf(sample: string): string {
  return `team/samples/${encodeURIComponent(sample)}`;
}
