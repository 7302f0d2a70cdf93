// One case as a person sees it: facts, tasks with their forms, plan, clocks. A pure fold of the state; permission
// comes in as two answers, so that this room never learns what a role or a team may do.
import { mayAct } from '../case/acting.ts';
import { queueOfAssignee } from '../case/queues.ts';
import type { CaseState, FieldValue } from '../case/state.ts';
import type { CaseType, FieldKind } from '../definition/case-type.ts';
import { writersOf } from '../definition/definition.ts';
import type { LifecycleState } from '../plan/lifecycle.ts';
import { faceOfClock, type ClockFace } from './clock-standing.ts';
import { type CorrectionFace, correctionFaces } from './corrections.ts';
import { keptFace, type KeptFace, NOTHING_KEPT } from './entry-faces.ts';
import { faceOfForm, type FormFace } from './form-face.ts';
import {
  type CutToParts,
  cutToParts,
  fieldsToldBy,
  mayReadAssignee,
  mayReadClock,
  mayReadField,
  missingParts,
  type ReadableParts,
} from './readable-parts.ts';
import { plannableNow, type PlannableFace } from './plannable-face.ts';
import { type TabFace, tabsShown } from './tab-face.ts';
import { outlinePlan, titleOfInstance, type OutlineEntry, type ShownState } from './plan-outline.ts';

export type TaskStanding = 'to-do' | 'optional' | 'waiting' | 'ended';

export interface TaskFace {
  readonly task: string;
  readonly title: string;
  readonly state: LifecycleState;
  readonly standing: TaskStanding;
  /** Titles of the roles that do it. */
  readonly by: string;
  readonly mayDo: boolean;
  /** Titles of the parts that its form asks about and that the reader may not read; it cannot be done without them. */
  readonly missing: readonly string[];
  /** The person who has it; null where it is the team's, or lies in a queue. */
  readonly assignee: string | null;
  /** The queue from which people pull it. */
  readonly queue: string | null;
  readonly dueOn: string | null;
  readonly form: FormFace | null;
}

/** Another case that stands above or below this one, as somebody sees it who may open both. */
export interface RelatedFace {
  readonly caseId: string;
  readonly reference: string;
  /** Name of its case type. */
  readonly caseType: string;
  /** The instance of the task that opened the lower of the two. */
  readonly task: string;
}

export interface CaseFace {
  readonly caseId: string;
  /** The number of its events; 0 for readers of another agency, who are not told it. */
  readonly version: number;
  readonly reference: string;
  readonly caseType: { readonly name: string; readonly title: string; readonly version: string };
  readonly status: 'open' | 'closed';
  /** Label of the outcome of a closed case. */
  readonly outcome: string | null;
  readonly team: string;
  readonly opened: string;
  readonly facts: readonly {
    readonly field: string;
    readonly label: string;
    readonly kind: FieldKind;
    readonly value: FieldValue;
    /** What a choice is called, where it has a name; a form that has its options need not be on hand. */
    readonly words?: string;
  }[];
  /** How the facts are arranged: names of those that are shown, by parts; empty where they stand in one list. */
  readonly tabs: readonly TabFace[];
  readonly tasks: readonly TaskFace[];
  /** Work that the reader may plan now. */
  readonly plannable: readonly PlannableFace[];
  readonly plan: readonly {
    readonly item: string;
    readonly kind: string;
    readonly title: string;
    readonly state: ShownState;
    readonly depth: number;
  }[];
  readonly clocks: readonly ClockFace[];
  readonly kept: KeptFace;
  /** Corrections and statements of disagreement on what is shown: facts by their field, entries by their id. */
  readonly corrections: readonly CorrectionFace[];
  readonly closing: {
    readonly mayClose: boolean;
    readonly outcomes: readonly { readonly value: string; readonly label: string }[];
  };
  /** The case whose task opened this one; null also where the reader may not open it. */
  readonly parent: RelatedFace | null;
  /** Those of the cases that tasks of this one opened which the reader may open. */
  readonly children: readonly RelatedFace[];
}

export interface ViewContext {
  readonly caseId: string;
  /** Today in the zone of the case type. */
  readonly today: string;
  /** Whether the reader holds a role, or any where none is named, in the team that owns the case. */
  readonly mayDo: (role: string | undefined) => boolean;
  readonly parts: ReadableParts;
  /** The reader is of another agency, with which some sections are shared: they are shown these, and nothing of the work. */
  readonly isAbroad?: boolean;
  /** Only cases that the reader may open. */
  readonly parent?: RelatedFace | null;
  readonly children?: readonly RelatedFace[];
}

const STANDINGS: Readonly<Record<LifecycleState, TaskStanding>> = {
  available: 'waiting',
  enabled: 'optional',
  disabled: 'ended',
  active: 'to-do',
  suspended: 'waiting',
  failed: 'waiting',
  completed: 'ended',
  terminated: 'ended',
  closed: 'ended',
};

/** The face of a case: everything the case page shows except its activity. */
export function viewCase(caseType: CaseType, state: CaseState, context: ViewContext): CutToParts<CaseFace> {
  return cutToParts(context.parts, () => {
    const face = faceOf(caseType, state, context);
    return context.isAbroad === true ? { ...face, ...OF_NOBODY_HERE, ...noted(face) } : face;
  });
}

/** What was shared and is wrong is known there too; who asked, and who else was told, is not. */
function noted({ corrections }: CaseFace): Pick<CaseFace, 'corrections'> {
  const ofFacts = corrections.filter(({ field }) => field !== null);
  return { corrections: ofFacts.map((one) => ({ ...one, by: '', askedBy: null, recipients: [] })) };
}

/** What is the owner's alone: who works on the case, what is to do, how far it is and how it ended, and where it belongs. */
const OF_NOBODY_HERE = {
  ...{
    version: 0,
    outcome: null,
    team: '',
    tabs: [],
    plannable: [],
    tasks: [],
    plan: [],
    parent: null,
    children: [],
    kept: NOTHING_KEPT,
  },
  closing: { mayClose: false, outcomes: [] },
} as const satisfies Partial<CaseFace>;

function faceOf(caseType: CaseType, state: CaseState, context: ViewContext): CaseFace {
  const { parts } = context;
  const outline = outlinePlan(caseType, state, parts);
  return {
    caseId: context.caseId,
    version: state.version,
    reference: state.reference,
    caseType: { name: caseType.name, title: caseType.title, version: caseType.version },
    status: state.status,
    outcome: outcomeLabel(caseType, state),
    team: state.team,
    opened: state.opened,
    facts: factsOf(caseType, state, parts),
    tabs: tabsShown(caseType, state, context),
    tasks: outline.flatMap((entry) =>
      isWork(entry) ? [faceOfTask(caseType, state, { entry, mayDo: context.mayDo, parts })] : [],
    ),
    plannable: plannableNow(caseType, state, context),
    plan: outline.map((entry) => ({
      item: entry.item,
      kind: entry.definition.kind,
      title: titleOfInstance(caseType, entry.item),
      state: entry.state,
      depth: entry.depth,
    })),
    clocks: clocksOf(caseType, state, context),
    kept: keptFace(caseType, state, context),
    corrections: correctionFaces(caseType, state, parts),
    closing: {
      mayClose: state.status === 'open' && context.mayDo(caseType.closing.by),
      outcomes: caseType.closing.outcomes.map(({ value, label }) => ({ value, label })),
    },
    parent: context.parent ?? null,
    children: context.children ?? [],
  };
}

function factsOf(caseType: CaseType, state: CaseState, parts: ReadableParts): CaseFace['facts'] {
  const facts = [];
  for (const definition of caseType.fields.values()) {
    const value = state.data[definition.name];
    if (value === undefined || value === null || !mayReadField(caseType, definition.name, parts)) continue;
    const words = definition.options?.find((option) => option.value === value)?.label;
    const fact = { field: definition.name, label: definition.label, kind: definition.kind, value };
    facts.push(words === undefined ? fact : { ...fact, words });
  }
  return facts;
}

type WorkEntry = OutlineEntry & { readonly state: LifecycleState };

/** A task of which its reader may know how it stands; of any other they read in the plan that there may be one. */
function isWork(entry: OutlineEntry): entry is WorkEntry {
  return entry.definition.kind === 'task' && entry.state !== 'not-readable';
}

interface TaskContext {
  readonly entry: WorkEntry;
  readonly mayDo: (role: string) => boolean;
  readonly parts: ReadableParts;
}

function faceOfTask(caseType: CaseType, state: CaseState, { entry, mayDo, parts }: TaskContext): TaskFace {
  const { item, definition } = entry;
  const standing = STANDINGS[entry.state];
  const roles = definition.task?.by ?? NONE;
  const form = definition.task?.form;
  const open = standing === 'to-do' || standing === 'optional';
  const reachable = state.status === 'open' || caseType.closing.afterwards.includes(definition.id);
  const isTheirs = open && reachable && roles.some(mayDo) && mayAct(caseType, state, mayDo);
  const missing = isTheirs ? missingOf(caseType, form, parts) : NONE;
  const mayDoIt = isTheirs && missing.length === 0;
  const recorded = state.tasks[item];
  const assignee = mayReadAssignee(caseType, item, parts) ? recorded?.assignee : undefined;
  const queue = queueOfAssignee(assignee);
  return {
    task: item,
    title: titleOfInstance(caseType, item),
    state: entry.state,
    standing,
    by: roles.map((role) => caseType.roles.get(role)?.title ?? role).join(', '),
    mayDo: mayDoIt,
    missing,
    assignee: queue === null ? (assignee ?? null) : null,
    queue,
    dueOn: recorded?.dueOn ?? null,
    form:
      form === undefined || !mayDoIt
        ? null
        : withoutOthersFields(caseType, faceOfForm(caseType, form, state.data), mayDo),
  };
}

const NONE: readonly string[] = [];

/** What the reader may not record is shown to them and not asked. */
function withoutOthersFields(caseType: CaseType, face: FormFace, mayDo: (role: string) => boolean): FormFace {
  if (caseType.access === undefined) return face;
  const isTheirs = ({ field }: FormFace['fields'][number]): boolean => writersOf(caseType, field)?.some(mayDo) ?? true;
  if (face.fields.every(isTheirs)) return face;
  return {
    ...face,
    fields: face.fields.map((one) => (isTheirs(one) ? one : { ...one, required: false, readOnly: true as const })),
  };
}

/** Parts that a form asks about and that its reader may not read: nobody completes half of a form. */
function missingOf(caseType: CaseType, form: string | undefined, parts: ReadableParts): readonly string[] {
  if (parts === null || form === undefined) return NONE;
  return missingParts(caseType, fieldsToldBy(caseType, form), parts);
}

function clocksOf(
  caseType: CaseType,
  state: CaseState,
  { today, parts }: Pick<ViewContext, 'today' | 'parts'>,
): readonly ClockFace[] {
  const faces: ClockFace[] = [];
  for (const definition of caseType.clocks.values()) {
    const clock = state.clocks[definition.name];
    if (clock !== undefined && mayReadClock(caseType, definition.name, parts))
      faces.push(faceOfClock(definition, clock, today));
  }
  return faces;
}

function outcomeLabel(caseType: CaseType, state: CaseState): string | null {
  const outcome = state.closed?.outcome;
  if (outcome === undefined) return null;
  return caseType.closing.outcomes.find((candidate) => candidate.value === outcome)?.label ?? outcome;
}
