// The shapes on the wire of the rooms of those who give work out: load, tasks, deadlines at risk, to whom work may go, what would happen, and
// what waits for a second person.
import { Type } from 'typebox';
import { closed, DateOnly, orNull } from './entry-shapes.ts';
import { Name, WorkItem } from './schemas.ts';

const Id = Type.String({ format: 'uuid' });
const Count = Type.Integer({ minimum: 0 });
const Holder = Type.String({
  maxLength: 140,
  pattern: '^(nobody|(person|queue|role):[a-z0-9][a-zA-Z0-9@._-]{0,120})$',
  description: 'Who has it: person:…, queue:…, role:… or nobody.',
});
const Due = Type.Enum(['overdue', 'today', 'week', 'later', 'none'], {
  description:
    'Against today where such cases count days: before it, it, the seven days after it, later, without a day.',
});
const Age = Type.Enum(['under-7', 'under-28', 'under-91', 'older'], {
  description: 'Days since it became work to do.',
});
const ClockRisk = Type.Enum(['past', 'week', 'month'], {
  description: 'Past its last day; within seven days of today; within four weeks.',
});
const Approvals = Type.Enum(['letter', 'decision', 'review', 'redaction']);
const filter = { team: Type.Optional(Name), caseType: Type.Optional(Name) };

export const TeamLoadQuery = Type.Object(filter, closed);
export const TeamTasksQuery = Type.Object(
  {
    ...filter,
    holder: Type.Optional(Holder),
    due: Type.Optional(Due),
    age: Type.Optional(Age),
    after: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
);
export const TeamClocksQuery = Type.Object({ ...filter, risk: Type.Optional(ClockRisk) }, closed);

export const DueCounts = Type.Object(
  { all: Count, overdue: Count, today: Count, week: Count, later: Count, none: Count },
  { $id: 'DueCounts', ...closed },
);
export const LoadRow = Type.Object(
  {
    /** What the list is asked for. */
    key: Type.String(),
    label: Type.String(),
    due: DueCounts,
  },
  { $id: 'LoadRow', ...closed },
);
export const TeamLoad = Type.Object(
  {
    /** Teams of which you give out work; none: nothing is counted. */
    teams: Type.Array(Type.String()),
    all: DueCounts,
    holders: Type.Array(LoadRow),
    kinds: Type.Array(LoadRow),
    ages: Type.Array(LoadRow),
    /** False: there are at least so many. */
    isExact: Type.Boolean(),
    clocks: Type.Object({ past: Count, week: Count, month: Count, isExact: Type.Boolean() }, closed),
  },
  { $id: 'TeamLoad', ...closed },
);
export const TeamTaskPage = Type.Object(
  { items: Type.Array(WorkItem), next: orNull(Type.String()) },
  { $id: 'TeamTaskPage', ...closed },
);

export const ClockAtRisk = Type.Object(
  {
    caseId: Id,
    reference: Type.String(),
    caseType: Type.String(),
    /** Title of the kind of case. */
    kind: Type.String(),
    team: Type.String(),
    clock: Type.String(),
    title: Type.String(),
    dueOn: DateOnly,
    risk: ClockRisk,
    /** The act or policy that says so. */
    law: Type.String(),
  },
  { $id: 'ClockAtRisk', ...closed },
);
export const ClocksAtRisk = Type.Object(
  { items: Type.Array(ClockAtRisk), isExact: Type.Boolean() },
  { $id: 'ClocksAtRisk', ...closed },
);

export const TeamPerson = Type.Object(
  {
    person: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.String()),
    /** Tasks of those that you give out, and what they carry at most. */
    tasks: Count,
    capacity: Type.Number(),
    /** Null where they are here today. */
    away: orNull(Type.Object({ from: orNull(DateOnly), until: orNull(DateOnly) }, closed)),
    /** Names of those who stand in for them. */
    standIns: Type.Array(Type.String()),
  },
  { $id: 'TeamPerson', ...closed },
);
export const TeamPeople = Type.Object(
  {
    people: Type.Array(TeamPerson),
    queues: Type.Array(Type.Object({ queue: Type.String(), tasks: Count }, closed)),
    nobody: Count,
  },
  { $id: 'TeamPeople', ...closed },
);

export const ReassignmentRequest = Type.Object(
  {
    tasks: Type.Array(Type.Object({ caseId: Id, task: Type.String({ maxLength: 600 }) }, closed), {
      minItems: 1,
      maxItems: 500,
    }),
    /** A person, a queue as `queue:…`, or null: back to the team. */
    assignee: orNull(Type.String({ maxLength: 140 })),
  },
  { $id: 'ReassignmentRequest', ...closed },
);
export const ReassignedTask = Type.Object(
  {
    caseId: Id,
    task: Type.String(),
    /** Null, as the next two, where it is not there or not for you to see. */
    reference: orNull(Type.String()),
    title: orNull(Type.String()),
    from: orNull(Type.String()),
    outcome: Type.Enum(['would-move', 'unchanged', 'refused']),
    /** Why it would not move: `not-there`, `not-yours`, or the code with which the command would be refused. */
    code: orNull(Type.String()),
    warnings: Type.Array(Type.Enum(['lacks-role', 'declared-interest'])),
  },
  { $id: 'ReassignedTask', ...closed },
);
export const Reassignment = Type.Object(
  {
    to: orNull(TeamPerson),
    items: Type.Array(ReassignedTask),
    /** What everybody who gains or loses work carries before and after. */
    shifts: Type.Array(
      Type.Object({ person: Type.String(), name: Type.String(), before: Count, after: Count }, closed),
    ),
  },
  { $id: 'Reassignment', ...closed },
);

export const Approval = Type.Object(
  {
    kind: Approvals,
    caseId: Id,
    reference: Type.String(),
    caseType: Type.String(),
    team: Type.String(),
    entry: Type.String(),
    title: Type.String(),
    since: DateOnly,
  },
  { $id: 'Approval', ...closed },
);
export const ApprovalList = Type.Object(
  { items: Type.Array(Approval), isExact: Type.Boolean() },
  { $id: 'ApprovalList', ...closed },
);
