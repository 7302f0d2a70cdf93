// The life of a release: prepared, approved by two people who did not prepare it, published, withdrawn. Who may is for the policy to say;
// what may be done when is said here.

export type ReleaseState = 'prepared' | 'approved' | 'published' | 'withdrawn';

export interface ReleaseStep {
  readonly kind: 'prepared' | 'approved' | 'published' | 'withdrawn';
  readonly person: string;
  /** For whom they stood in; null: for themselves. */
  readonly onBehalfOf: string | null;
  readonly at: string;
  /** Of the release that they saw. */
  readonly hash: string;
  readonly words: string;
}

export const APPROVALS = 2;

export const RELEASE_REFUSALS = {
  'release-own': 'Whoever prepared it, or approved it, does not approve it. Ask somebody else.',
  'release-other-hash': 'This is not the release that was looked at. Look again, and name its hash.',
  'release-not-approved': `It needs to be approved by ${APPROVALS} people before it is published.`,
  'release-not-open': 'It is published or withdrawn already.',
  'release-not-published': 'It is not published, so it cannot be withdrawn.',
  'release-outdated':
    'Another release of this kind of case was published since, or somebody no longer consents to being in it. Prepare it again.',
  'release-empty': 'No period of it can be published. Nothing was kept.',
  'release-same': 'Everything in it is published already. Nothing was kept.',
  'release-no-reason': 'Say why, in 10 characters at least.',
} as const;

export type ReleaseRefusal = keyof typeof RELEASE_REFUSALS;

export function stateOf(steps: readonly ReleaseStep[]): ReleaseState {
  const kinds = new Set(steps.map(({ kind }) => kind));
  if (kinds.has('withdrawn')) return 'withdrawn';
  if (kinds.has('published')) return 'published';
  return approversOf(steps).length >= APPROVALS ? 'approved' : 'prepared';
}

function approversOf(steps: readonly ReleaseStep[]): readonly ReleaseStep[] {
  return steps.filter(({ kind }) => kind === 'approved');
}

/** Everybody whose word a step is: who took it, and for whom. */
function peopleIn(steps: readonly Pick<ReleaseStep, 'person' | 'onBehalfOf'>[]): ReadonlySet<string> {
  return new Set(steps.flatMap(({ person, onBehalfOf }) => (onBehalfOf === null ? [person] : [person, onBehalfOf])));
}

export interface StepAsked extends ReleaseStep {
  /** Whether another release of this kind of case was published since this one was prepared. */
  readonly isOutdated: boolean;
}

/** Why a step is not taken; null where it is. */
export function whyNotReleased(steps: readonly ReleaseStep[], asked: StepAsked): ReleaseRefusal | null {
  const state = stateOf(steps);
  if (steps.some(({ hash }) => hash !== asked.hash)) return 'release-other-hash';
  if (asked.kind === 'withdrawn') {
    if (state !== 'published') return 'release-not-published';
    return asked.words.trim().length < 10 ? 'release-no-reason' : null;
  }
  if (state === 'published' || state === 'withdrawn') return 'release-not-open';
  if (asked.isOutdated) return 'release-outdated';
  if (asked.kind === 'published') return state === 'approved' ? null : 'release-not-approved';
  const others = peopleIn(steps);
  const own = [...peopleIn([asked])];
  return own.some((person) => others.has(person)) ? 'release-own' : null;
}
