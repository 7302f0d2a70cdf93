// The state of a draft in words.
import type { DraftOfCaseType } from '../../client/case-type-drafts.ts';
import { draftsTexts as words } from '#texts/drafts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Readonly<Record<DraftOfCaseType['state'], Tone>> = {
  draft: 'neutral',
  'in-review': 'info',
  approved: 'good',
  published: 'good',
  withdrawn: 'neutral',
};

export function StateBadge({ state }: { readonly state: DraftOfCaseType['state'] }) {
  return <Badge tone={TONES[state]}>{words.states(state)}</Badge>;
}
