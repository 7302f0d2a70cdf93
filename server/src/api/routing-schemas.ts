// The shapes on the wire of assignments and notices; see `schemas.ts`.
import { InboxItem } from './inbox-item-schema.ts';
import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const DateOnly = Type.String({ format: 'date' });
const Names = Type.Array(Type.String());

export const RoutedCandidate = Type.Object(
  {
    person: Type.String(),
    /** Nothing that was still asked for spoke against them. */
    in: Type.Boolean(),
    against: Type.Array(Type.Object({ need: Type.String(), says: Type.String(), givenUp: Type.Boolean() }, closed)),
    load: Type.Number(),
    capacity: Type.Number(),
  },
  { $id: 'RoutedCandidate', ...closed },
);

export const RoutingDraw = Type.Object(
  {
    algorithm: Type.String(),
    seed: Type.String(),
    /** The number of the event whose hash the seed must be. */
    seedOf: Type.Integer(),
    among: Names,
    drawn: Type.String(),
    /** The draw comes out again. */
    right: Type.Boolean(),
    /** The seed is the hash of that event. */
    seeded: Type.Boolean(),
  },
  { $id: 'RoutingDraw', ...closed },
);

export const TaskRouting = Type.Object(
  {
    seq: Type.Integer(),
    occurred: Type.String(),
    table: Type.String(),
    version: Type.String(),
    rule: Type.String(),
    person: Type.Union([Type.String(), Type.Null()]),
    outcome: Type.Enum(['assigned', 'to-be-pulled', 'nobody-can']),
    weight: Type.Number(),
    /** Needs that nobody met, in the order in which they were given up. */
    givenUp: Names,
    candidates: Type.Array(RoutedCandidate),
    problems: Names,
    draw: Type.Union([RoutingDraw, Type.Null()]),
    /** The smallest set of causes. */
    why: Names,
    /** Routing says the same again; null where what it knew is not known any more. */
    again: Type.Union([Type.Boolean(), Type.Null()]),
  },
  { $id: 'TaskRouting', ...closed },
);

export const TaskAssignment = Type.Object(
  {
    task: Type.String(),
    assignee: Type.Union([Type.String(), Type.Null()]),
    queue: Type.Union([Type.String(), Type.Null()]),
    routing: Type.Union([TaskRouting, Type.Null()]),
    /** Parts of the case that you may not read and on which the routing rests; then nothing is said of it. */
    missing: Type.Array(Type.String()),
  },
  { $id: 'TaskAssignment', ...closed },
);

/** What you are to decide about; null where there is nothing to decide. */
const AskedOfYou = Type.Object(
  {
    person: Type.String(),
    name: Type.String(),
    /** Of an emergency. */
    category: Type.Union([Type.String(), Type.Null()]),
    reason: Type.String(),
    /** Titles of what is asked for; null for all of it. */
    sections: Type.Union([Names, Type.Null()]),
    until: Type.Union([Type.String(), Type.Null()]),
    /** You may open the case. */
    mayOpen: Type.Boolean(),
  },
  { ...closed },
);

export const Notice = Type.Object(
  {
    caseId: Type.String({ format: 'uuid' }),
    reference: Type.String(),
    caseType: Type.String(),
    team: Type.String(),
    /**
     * The time of a clock; a request to be answered or an emergency to be reviewed, and that it was not in time; what was decided
     * about your own.
     */
    about: Type.Enum([
      ...(['clock', 'request', 'request-overdue', 'break-glass', 'review-overdue'] as const),
      ...(['granted', 'refused', 'justified', 'not-justified', 'correction'] as const),
    ]),
    /** Title of the clock, or the id of the request or the emergency access. */
    clock: Type.String(),
    dueOn: DateOnly,
    /** How much of the period has passed, in percent; null where all of it has. */
    share: Type.Union([Type.Number(), Type.Null()]),
    reachedOn: DateOnly,
    toldAt: Type.String(),
    asked: Type.Union([AskedOfYou, Type.Null()]),
  },
  { $id: 'Notice', ...closed },
);
/** What waits for somebody who keeps records: their holds to review, and what another began that they may decide. */
export const RecordsNotice = Type.Object(
  {
    about: Type.Enum(['hold-review', 'disposal-approval', 'hold-release']),
    /** Of the hold or the list. */
    id: Type.String({ format: 'uuid' }),
    title: Type.String(),
    dueOn: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
    since: Type.Union([Type.String(), Type.Null()]),
    items: Type.Union([Type.Integer(), Type.Null()]),
  },
  { $id: 'RecordsNotice', ...closed },
);
export const NoticeList = Type.Object(
  {
    items: Type.Array(Notice),
    /** What waits in the inbox, is nearly due or late, and is yours to work or to answer for. */
    inbox: Type.Array(InboxItem),
    records: Type.Array(RecordsNotice),
  },
  { $id: 'NoticeList', ...closed },
);
