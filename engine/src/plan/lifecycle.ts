// The lifecycles of CMMN 1.1 (clause 8.4, figures 8.2 to 8.4, tables 8.3 to 8.8) as data. Nothing here decides when a
// transition happens; it says only which exist. A transition that is not in a table cannot be applied.

export type PlanItemKind = 'case' | 'stage' | 'task' | 'milestone' | 'timer' | 'listener';

export type LifecycleState =
  | 'available'
  | 'enabled'
  | 'disabled'
  | 'active'
  | 'suspended'
  | 'failed'
  | 'completed'
  | 'terminated'
  | 'closed';

export type Transition = (typeof TRANSITIONS)[number];

const TRANSITIONS = [
  'create',
  'enable',
  'disable',
  'reenable',
  'start',
  'manualStart',
  'complete',
  'occur',
  'terminate',
  'exit',
  'suspend',
  'resume',
  'parentSuspend',
  'parentResume',
  'parentTerminate',
  'fault',
  'reactivate',
  'close',
] as const;

interface Arrow {
  readonly from: LifecycleState | 'none';
  readonly to: LifecycleState | 'history';
}

type Lifecycle = Readonly<Partial<Record<Transition, readonly Arrow[]>>>;

/** Figure 8.2: the case instance, which is the lifecycle of the outermost stage. */
const CASE: Lifecycle = {
  create: from(['none'], 'active'),
  complete: from(['active'], 'completed'),
  terminate: from(['active'], 'terminated'),
  suspend: from(['active'], 'suspended'),
  fault: from(['active'], 'failed'),
  reactivate: from(['completed', 'terminated', 'failed', 'suspended'], 'active'),
  close: from(['completed', 'terminated', 'failed', 'suspended'], 'closed'),
};

/** Figure 8.3: stages and tasks. `history` is the state that was left by parentSuspend. */
const STAGE_OR_TASK: Lifecycle = {
  create: from(['none'], 'available'),
  enable: from(['available'], 'enabled'),
  start: from(['available'], 'active'),
  manualStart: from(['enabled'], 'active'),
  disable: from(['enabled'], 'disabled'),
  reenable: from(['disabled'], 'enabled'),
  complete: from(['active'], 'completed'),
  terminate: from(['active'], 'terminated'),
  exit: from(['available', 'enabled', 'disabled', 'active', 'suspended', 'failed'], 'terminated'),
  suspend: from(['active'], 'suspended'),
  resume: from(['suspended'], 'active'),
  parentSuspend: from(['available', 'enabled', 'disabled', 'active'], 'suspended'),
  parentResume: from(['suspended'], 'history'),
  fault: from(['active'], 'failed'),
  reactivate: from(['failed'], 'active'),
};

/** Figure 8.4: milestones and event listeners, which occur and have no length. */
const MILESTONE_OR_LISTENER: Lifecycle = {
  create: from(['none'], 'available'),
  occur: from(['available'], 'completed'),
  suspend: from(['available'], 'suspended'),
  resume: from(['suspended'], 'available'),
  terminate: from(['available'], 'terminated'),
  parentTerminate: from(['available', 'suspended'], 'terminated'),
};

export const LIFECYCLES: Readonly<Record<PlanItemKind, Lifecycle>> = {
  case: CASE,
  stage: STAGE_OR_TASK,
  task: STAGE_OR_TASK,
  milestone: MILESTONE_OR_LISTENER,
  timer: MILESTONE_OR_LISTENER,
  listener: MILESTONE_OR_LISTENER,
};

/** One lifecycle turned round for looking up: by transition, then by state. */
export type Steps = ReadonlyMap<Transition, ReadonlyMap<LifecycleState | 'none', LifecycleState | 'history'>>;

const STEPS: Readonly<Record<PlanItemKind, Steps>> = {
  case: turned(CASE),
  stage: turned(STAGE_OR_TASK),
  task: turned(STAGE_OR_TASK),
  milestone: turned(MILESTONE_OR_LISTENER),
  timer: turned(MILESTONE_OR_LISTENER),
  listener: turned(MILESTONE_OR_LISTENER),
};

/** The lifecycle of a kind, for whoever asks it often. */
export function stepsOf(kind: PlanItemKind): Steps {
  return STEPS[kind];
}

/**
 * The state a transition leads to, `history` for back to the state that was left by parentSuspend, or null where the
 * lifecycle of that kind does not have the transition.
 */
export function nextState(
  kind: PlanItemKind,
  state: LifecycleState | 'none',
  transition: Transition,
): LifecycleState | 'history' | null {
  return STEPS[kind].get(transition)?.get(state) ?? null;
}

/** States from which a plan item does not move again by itself. */
export function isEnded(state: LifecycleState): boolean {
  return state === 'completed' || state === 'terminated' || state === 'closed';
}

function from(states: readonly (LifecycleState | 'none')[], to: LifecycleState | 'history'): readonly Arrow[] {
  return states.map((state) => ({ from: state, to }));
}

function turned(lifecycle: Lifecycle): Steps {
  const steps = new Map<Transition, ReadonlyMap<LifecycleState | 'none', LifecycleState | 'history'>>();
  for (const transition of TRANSITIONS) {
    const arrows = lifecycle[transition];
    if (arrows !== undefined) steps.set(transition, new Map(arrows.map((arrow) => [arrow.from, arrow.to])));
  }
  return steps;
}
