// The shapes on the wire, once. Routes validate by them, the OpenAPI document is made from them, and the staff app's
// client types are generated from that document.
import { Type, type Static } from 'typebox';
import { CASE_FILTERS } from './case-filter-shapes.ts';
import { Correction } from './correction-schemas.ts';
import { Kept } from './entry-schemas.ts';
import { FieldKind, FieldValue, FormFace, PlannableFace, TabFace } from './form-schemas.ts';
import { StandsInFor } from './stand-in-schema.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
export const Status = Type.Enum(['open', 'closed']);
const ItemId = Type.String({
  maxLength: 600,
  pattern: '^[a-z][a-z0-9-]{0,63}(#[1-9][0-9]{0,5})?(/[a-z][a-z0-9-]{0,63}(#[1-9][0-9]{0,5})?)*$',
});
export const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });
/** A date, or an instant with its offset: a day-only fact never gets a made-up time. */
const Occurred = Type.String({ maxLength: 40, examples: ['2007-03-16', '2011-10-11T13:45:40.276+02:00'] });
const DateOnly = Type.String({ format: 'date' });
/** Values by the name of their field. Not `Type.Record`, whose pattern of names the OpenAPI generator drops. */
export const Fields = Type.Unsafe<Record<string, Static<typeof FieldValue>>>({
  type: 'object',
  propertyNames: { type: 'string', pattern: '^[a-z][A-Za-z0-9]{0,63}$' },
  additionalProperties: FieldValue,
  maxProperties: 200,
});

/** A reason as a stable code, and what stands in its sentence by name: days as dates, anything else as the sentence has it. */
const Because = Type.Object(
  { code: Type.String(), values: Type.Object({}, { additionalProperties: Type.String() }) },
  closed,
);

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    /** Stable code, for programs. */
    code: Type.String(),
    /** One plain sentence that says what to do. */
    detail: Type.String(),
    instance: Type.Optional(Type.String()),
    /** Per field, for forms. */
    fields: Type.Optional(
      Type.Array(
        Type.Object(
          { field: Type.String(), code: Type.String(), reason: Type.String(), because: Type.Optional(Because) },
          closed,
        ),
      ),
    ),
    /** The reason of the engine, where the refusal has one of its own; `detail` is its sentence. */
    because: Type.Optional(Because),
    /** With `version-conflict`: what the case is at now and who changed it last. */
    current: Type.Optional(
      Type.Object({ version: Type.Integer(), changedBy: Type.String(), changedAt: Type.String() }, closed),
    ),
  },
  { $id: 'Problem', ...closed },
);

export const Persona = Type.Object(
  {
    personId: Type.String(),
    name: Type.String(),
    agency: Type.String(),
    teams: Type.Array(Type.String()),
    /** What they are in those teams, each once. */
    roles: Type.Array(Type.String()),
  },
  { $id: 'Persona', ...closed },
);
export const PersonaList = Type.Object({ items: Type.Array(Persona) }, { $id: 'PersonaList', ...closed });
export const SignInRequest = Type.Object(
  { personId: Type.String({ maxLength: 64 }), agency: Type.String({ maxLength: 64 }) },
  { $id: 'SignInRequest', ...closed },
);
const Membership = Type.Object({ team: Type.String(), title: Type.String(), role: Type.String() }, closed);
/** The ways to sign in here. */
export const SignInWays = Type.Object(
  {
    demonstration: Type.Boolean(),
    providers: Type.Array(
      Type.Object(
        {
          agency: Type.String(),
          title: Type.String(),
          /** Where a browser goes to sign in. */
          start: Type.String(),
          /** Where it goes after signing out, to sign out at the provider too. */
          end: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: 'SignInWays', ...closed },
);
export const Session = Type.Object(
  {
    personId: Type.String(),
    name: Type.String(),
    agency: Type.Object({ slug: Type.String(), name: Type.String() }, closed),
    teams: Type.Array(Membership),
    /** Held, but not in this session: these roles need a sign-in with a second factor. */
    withheld: Type.Array(Membership),
    standsInFor: StandsInFor,
    expiresAt: Type.String(),
  },
  { $id: 'Session', ...closed },
);

export const CaseTypeSummary = Type.Object(
  {
    name: Name,
    version: Type.String(),
    title: Type.String(),
    purpose: Type.String(),
    mayOpen: Type.Boolean(),
    /** Titles of the roles that may. */
    openedBy: Type.Array(Type.String()),
    /** Kinds of emergency in which its cases may be opened. */
    emergencies: Type.Array(Type.Object({ category: Type.String(), title: Type.String() }, closed)),
    opening: FormFace,
  },
  { $id: 'CaseTypeSummary', ...closed },
);
export const CaseTypeList = Type.Object({ items: Type.Array(CaseTypeSummary) }, { $id: 'CaseTypeList', ...closed });

export const WorkItem = Type.Object(
  {
    caseId: Id,
    /** A task of the plan; or what waits for a decision about access, by its id, which has a dot: `request.2`, `break-glass.3`. */
    task: Type.Union([ItemId, Type.String({ pattern: '^(request|break-glass)\\.[1-9][0-9]{0,9}$' })]),
    title: Type.String(),
    reference: Type.String(),
    caseType: Type.String(),
    team: Type.String(),
    /** Null: in the team's queue, or in the one named next. */
    assignee: Type.Union([Type.String(), Type.Null()]),
    queue: Type.Union([Type.String(), Type.Null()]),
    priority: Type.Integer(),
    dueOn: Type.Union([DateOnly, Type.Null()]),
    since: Occurred,
    overdue: Type.Boolean(),
  },
  { $id: 'WorkItem', ...closed },
);
export const WorkPage = Type.Object(
  { items: Type.Array(WorkItem), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: 'WorkPage', ...closed },
);

export const CaseRow = Type.Object(
  {
    caseId: Id,
    reference: Type.String(),
    caseType: Type.String(),
    title: Type.String(),
    team: Type.String(),
    status: Status,
    openedAt: Type.String(),
    version: Type.Integer(),
  },
  { $id: 'CaseRow', ...closed },
);
export const CasePage = Type.Object(
  { items: Type.Array(CaseRow), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: 'CasePage', ...closed },
);

export const TaskFace = Type.Object(
  {
    task: ItemId,
    title: Type.String(),
    state: Type.String(),
    /** `to-do` is active; `optional` may be done; `ended` was done or dropped; `waiting` cannot start yet. */
    standing: Type.Enum(['to-do', 'optional', 'waiting', 'ended']),
    by: Type.String(),
    mayDo: Type.Boolean(),
    /** Parts of the case that you may not read and that its form asks about: it cannot be done without them. */
    missing: Type.Array(Type.String()),
    assignee: Type.Union([Type.String(), Type.Null()]),
    queue: Type.Union([Type.String(), Type.Null()]),
    dueOn: Type.Union([DateOnly, Type.Null()]),
    form: Type.Union([FormFace, Type.Null()]),
  },
  { $id: 'TaskFace', ...closed },
);
export const PlanFace = Type.Object(
  { item: Type.String(), kind: Type.String(), title: Type.String(), state: Type.String(), depth: Type.Integer() },
  { $id: 'PlanFace', ...closed },
);
export const ClockFace = Type.Object(
  {
    clock: Type.String(),
    title: Type.String(),
    kind: Type.Enum(['deadline', 'window']),
    startedOn: DateOnly,
    dueOn: DateOnly,
    days: Type.Integer(),
    extendedDays: Type.Integer(),
    stoppedOn: Type.Union([DateOnly, Type.Null()]),
    standing: Type.Enum(['running', 'met', 'late', 'overdue', 'lapsed']),
    law: Type.String(),
  },
  { $id: 'ClockFace', ...closed },
);
export const RelatedCase = Type.Object(
  { caseId: Id, reference: Type.String(), caseType: Name, task: Type.String() },
  { $id: 'RelatedCase', ...closed },
);

export const CaseView = Type.Object(
  {
    caseId: Id,
    version: Type.Integer(),
    reference: Type.String(),
    caseType: Type.Object({ name: Name, title: Type.String(), version: Type.String() }, closed),
    status: Status,
    outcome: Type.Union([Type.String(), Type.Null()]),
    team: Type.String(),
    opened: Occurred,
    facts: Type.Array(
      Type.Object(
        {
          field: Type.String(),
          label: Type.String(),
          kind: FieldKind,
          value: FieldValue,
          /** Of a choice: the value in words. */
          shown: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    tabs: Type.Array(TabFace),
    tasks: Type.Array(TaskFace),
    plannable: Type.Array(PlannableFace),
    plan: Type.Array(PlanFace),
    clocks: Type.Array(ClockFace),
    kept: Kept,
    /** Corrections and statements of disagreement on what is shown: facts by their field, entries by their id. */
    corrections: Type.Array(Correction),
    closing: Type.Object(
      {
        mayClose: Type.Boolean(),
        outcomes: Type.Array(Type.Object({ value: Type.String(), label: Type.String() }, closed)),
      },
      closed,
    ),
    parent: Type.Union([RelatedCase, Type.Null()]),
    children: Type.Array(RelatedCase),
  },
  { $id: 'CaseView', ...closed },
);

export const ActivityEntry = Type.Object(
  {
    seq: Type.Integer(),
    type: Type.String(),
    title: Type.String(),
    detail: Type.Array(Type.String()),
    /** Null, as the next three, where they would tell of what the reader may not read. */
    occurred: Type.Union([Occurred, Type.Null()]),
    recordedAt: Type.Union([Type.String(), Type.Null()]),
    actor: Type.Union([Type.String(), Type.Null()]),
    actorName: Type.Union([Type.String(), Type.Null()]),
    onBehalfOf: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: 'ActivityEntry', ...closed },
);
export const ActivityPage = Type.Object(
  { items: Type.Array(ActivityEntry), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: 'ActivityPage', ...closed },
);

export const ChainReport = Type.Object(
  {
    verified: Type.Boolean(),
    events: Type.Integer(),
    problems: Type.Array(Type.Object({ seq: Type.Integer(), code: Type.String(), reason: Type.String() }, closed)),
  },
  { $id: 'ChainReport', ...closed },
);

export const OpenCaseRequest = Type.Object(
  { caseType: Name, team: Type.Optional(Name), data: Fields },
  { $id: 'OpenCaseRequest', ...closed },
);
export const DataRequest = Type.Object({ data: Fields }, { $id: 'DataRequest', ...closed });
export const AssignRequest = Type.Object(
  // A person, a queue that somebody serves, or nobody: then it is the team's.
  {
    assignee: Type.Union([
      Type.String({ pattern: '^(queue:[a-z][a-z0-9-]{0,63}|[A-Za-z0-9_.-]{1,64})$' }),
      Type.Null(),
    ]),
  },
  { $id: 'AssignRequest', ...closed },
);
export const NoteRequest = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 20_000 }) },
  { $id: 'NoteRequest', ...closed },
);
export const CloseRequest = Type.Object({ outcome: Name }, { $id: 'CloseRequest', ...closed });
export const DueDateRequest = Type.Object(
  { dueOn: DateOnly, reason: Type.String({ minLength: 1, maxLength: 2_000 }) },
  { $id: 'DueDateRequest', ...closed },
);
const Reason = Type.String({ minLength: 1, maxLength: 2_000 });
export const SuspendClockRequest = Type.Object(
  { pause: Name, reason: Reason },
  { $id: 'SuspendClockRequest', ...closed },
);
export const ResumeClockRequest = Type.Object({ pause: Name }, { $id: 'ResumeClockRequest', ...closed });
export const ExtendClockRequest = Type.Object(
  {
    extension: Name,
    by: Type.Object(
      {
        count: Type.Integer({ minimum: 1, maximum: 36_500 }),
        unit: Type.Enum(['days', 'working-days', 'weeks', 'months', 'years']),
      },
      closed,
    ),
    reason: Reason,
  },
  { $id: 'ExtendClockRequest', ...closed },
);
export const MoveItemRequest = Type.Object(
  {
    on: Type.Enum([
      ...(['manualStart', 'disable', 'reenable', 'complete', 'terminate', 'suspend', 'resume'] as const),
      ...(['fault', 'reactivate', 'close'] as const),
    ]),
    reason: Type.Optional(Reason),
  },
  { $id: 'MoveItemRequest', ...closed },
);
export const PlanItemRequest = Type.Object({ stage: Type.Optional(ItemId) }, { $id: 'PlanItemRequest', ...closed });
export const ReopenRequest = Type.Object(
  { again: Type.Array(ItemId, { maxItems: 100 }), reason: Reason },
  { $id: 'ReopenRequest', ...closed },
);
/** The answer to every command: where the case stands now. */
export const CommandAnswer = Type.Object(
  { caseId: Id, version: Type.Integer(), reference: Type.String() },
  { $id: 'CommandAnswer', ...closed },
);

/** A change of cases that the reader may see, as ids only: what changed is read again, through the policy. */
export const ChangeHint = Type.Object({ caseId: Id, version: Type.Integer() }, { $id: 'ChangeHint', ...closed });
export const Health = Type.Object({ status: Type.Enum(['ok', 'unavailable']) }, { $id: 'Health', ...closed });
/** Nothing but the braces: commands that need no more than their address. */
export const NoFields = Type.Object({}, { $id: 'NoFields', ...closed });

export const Cursor = Type.String({
  minLength: 1,
  maxLength: 1_000,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'The `next` of the page before.',
});
export const PageQuery = Type.Object({ after: Type.Optional(Cursor) }, closed);
export const CaseListQuery = Type.Object(
  {
    status: Type.Optional(Status),
    ...CASE_FILTERS,
    order: Type.Optional(Type.Enum(['newest', 'oldest'])),
    after: Type.Optional(Cursor),
  },
  closed,
);
/** Cases of other agencies, each with whose it is. */
export const SharedCaseList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          caseId: Id,
          reference: Type.String(),
          status: Type.Enum(['open', 'closed']),
          agency: Type.Object({ slug: Type.String(), name: Type.String() }, closed),
        },
        closed,
      ),
    ),
  },
  { $id: 'SharedCaseList', ...closed },
);

export const CaseParams = Type.Object({ caseId: Id }, closed);
export const TaskParams = Type.Object({ caseId: Id, task: ItemId }, closed);
export const ClockParams = Type.Object({ caseId: Id, clock: Name }, closed);
export const ItemParams = Type.Object({ caseId: Id, item: ItemId }, closed);
export const EventParams = Type.Object({ caseId: Id, seq: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) }, closed);
const LogSize = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$' });
export const ConsistencyQuery = Type.Object({ from: LogSize, to: LogSize }, closed);
