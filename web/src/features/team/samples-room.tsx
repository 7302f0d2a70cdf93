// The pages of samples of finished work, behind `/team/samples`. They load when the first of them is needed.
import { SampleDrawPage } from './sample-draw-page.tsx';
import { SamplePage } from './sample-page.tsx';
import { SampleReviewPage } from './sample-review-page.tsx';
import { SamplesPage } from './samples-page.tsx';

export interface SamplesRoomProps {
  /** `new`, or an id; null: all of them. */
  readonly sample: string | null;
  readonly caseId: string | null;
  readonly filter: string;
}

export function SamplesRoom({ sample, caseId, filter }: SamplesRoomProps) {
  if (sample === null) return <SamplesPage filter={filter} />;
  if (sample === 'new') return <SampleDrawPage filter={filter} />;
  if (caseId !== null) return <SampleReviewPage sample={sample} caseId={caseId} filter={filter} />;
  return <SamplePage sample={sample} filter={filter} />;
}
