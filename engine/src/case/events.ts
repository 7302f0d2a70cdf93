// What happened, as it is stored. One command yields one event: the fact, and everything it caused, in order.
// The names of types and of members are a storage format: never renamed, only upcast.
import type { Entry } from '../entries/entries.ts';
import type { LifecycleState, Transition } from '../plan/lifecycle.ts';
import type { RoutingGrounds } from '../routing/grounds.ts';
import type { Assignment } from '../routing/route.ts';
import type { Classified, Finding, HeldAccess } from './access-state.ts';
import type { Correction, SettledRecipient } from './correction-state.ts';
import type { CaseState, ClockState, FieldValue, LeftState, Occurred, TimerState } from './state.ts';

/** One consequence of a fact. Folding an event applies its changes and decides nothing again. */
export type Change =
  | {
      readonly item: string;
      readonly on: Transition;
      readonly to: LifecycleState;
      /** Present when a task became active: it is work to do from now on. */
      readonly task?: { readonly dueOn?: string };
      /** Present on creation where the required rule is a condition: what it said. */
      readonly required?: boolean;
      /** Present on suspension: what to go back to. */
      readonly left?: LeftState;
    }
  /** On-parts seen so far of a criterion that waits for more; an empty list forgets them. */
  | { readonly waiting: string; readonly parts: readonly number[] }
  | { readonly field: string; readonly value: FieldValue }
  | { readonly timer: string; readonly due: TimerState | null }
  | { readonly clock: string; readonly is: ClockState }
  /** An issue or the like, as it is from now on. */
  | { readonly entry: string; readonly is: Entry }
  /** Nothing was left that anybody could act on, so the case is handed to this team; null once there is something again. */
  | { readonly handed: string | null }
  | KeptChange;

/**
 * What stands in the state under a name, by none of the lifecycles: a case that moves to another version is changed like that, and who did
 * a task is kept so.
 * Null: it stands there no longer. Values of fields are never in one, since a personal one would have to be sealed.
 */
export type KeptChange =
  | { readonly [K in Kept]: { readonly kept: K; readonly key: string; readonly is: KeptIn[K][string] | null } }[Kept]
  | { readonly kept: 'data' | 'clocks' | 'entries'; readonly key: string; readonly is: null };

type Kept = 'items' | 'tasks' | 'required' | 'left' | 'doers';
type KeptIn = { readonly [K in Kept]: NonNullable<CaseState[K]> };

/** The task that opened a case. */
export interface ParentLink {
  readonly caseId: string;
  readonly task: string;
  /** How many cases stand above it, from 1. */
  readonly depth: number;
}

/** The case that a task opened. */
export interface ChildLink {
  readonly caseId: string;
  readonly caseType: string;
  readonly version: string;
}

interface Caused {
  readonly occurred: Occurred;
  readonly changes: readonly Change[];
}

export type CaseEvent =
  | (Caused & {
      readonly type: 'CaseOpened';
      readonly caseType: { readonly name: string; readonly version: string; readonly hash: string };
      readonly reference: string;
      readonly team: string;
      readonly parties: Readonly<Record<string, string>>;
      /** Present where a task of another case opened it. */
      readonly parent?: ParentLink;
    })
  | (Caused & { readonly type: 'TaskStarted'; readonly task: string })
  | (Caused & { readonly type: 'TaskCompleted'; readonly task: string })
  | (Caused & {
      readonly type: 'TaskAssigned';
      readonly task: string;
      readonly assignee: string | null;
      readonly routing?: Assignment;
      readonly grounds?: RoutingGrounds;
      /** Why the system did it; absent where somebody chose. */
      readonly because?: 'left';
    })
  | (Caused & { readonly type: 'ListenerOccurred'; readonly listener: string })
  | (Caused & { readonly type: 'DataRecorded' })
  | (Caused & {
      /** A fact of another case of the same person was taken over. */
      readonly type: 'FactTaken';
      readonly field: string;
      /** Where it was collected: the case, the event that recorded it there, and the field. */
      readonly from: { readonly caseId: string; readonly version: number; readonly field: string };
      /** For what it serves here, and the law under which it may. */
      readonly purpose: string;
      readonly authority: string;
      /** The consent on which it rests, by its id in the case from which it was taken. */
      readonly consent?: string;
    })
  | (Caused & { readonly type: 'TimerFired'; readonly timer: string })
  | (Caused & {
      readonly type: 'ClockBreached';
      readonly clock: string;
      /** Roles to whom it is escalated. */
      readonly to?: readonly string[];
    })
  | (Caused & {
      readonly type: 'ClockWarned';
      readonly clock: string;
      /** How much of the period has passed, in percent. */
      readonly share: number;
      readonly to?: readonly string[];
    })
  | (Caused & {
      readonly type: 'ClockSuspended';
      readonly clock: string;
      readonly pause: string;
      readonly reason: string;
    })
  | (Caused & { readonly type: 'ClockResumed'; readonly clock: string; readonly pause: string })
  | (Caused & {
      readonly type: 'ClockExtended';
      readonly clock: string;
      readonly extension: string;
      /** Days by which the due date moved, rolling included. */
      readonly days: number;
      readonly reason: string;
    })
  | (Caused & {
      readonly type: 'DueDateChanged';
      readonly clock: string;
      /** Days by which the due date moved; negative when it came nearer. */
      readonly days: number;
      readonly reason: string;
    })
  /** Another table of public holidays counts, and these clocks moved with it. */
  | (Caused & {
      readonly type: 'ClocksRecounted';
      /** Version of the table. */
      readonly holidays: string;
      readonly moved: readonly RecountedClock[];
    })
  | (Caused & {
      readonly type: 'PlanItemMoved';
      readonly item: string;
      readonly on: Transition;
      readonly reason?: string;
    })
  | (Caused & { readonly type: 'ChildOpened'; readonly task: string; readonly child: ChildLink })
  | (Caused & {
      readonly type: 'ChildReturned';
      readonly task: string;
      /** Id of the case that has ended, and how it did. */
      readonly child: string;
      readonly outcome: string;
    })
  | (Caused & { readonly type: 'ItemPlanned'; readonly item: string })
  | (Caused & { readonly type: 'CaseReopened'; readonly reason: string })
  | CaseMoved
  | (Caused & { readonly type: 'NoteAdded'; readonly text: string })
  | (Caused & { readonly type: 'CaseClosed'; readonly outcome: string })
  | AccessEvent
  | CorrectionEvent
  | EntryEvent;

/** What was said of something that is on record, and of those who were told it before. */
export type CorrectionEvent =
  | (Caused & {
      readonly type: 'CorrectionRecorded' | 'CorrectionReceived';
      /** `correction.<number of the event>`. */
      readonly id: string;
      readonly correction: Correction;
    })
  | (Caused & {
      readonly type: 'RecipientSettled';
      /** Its id, and the key of the recipient. */
      readonly correction: string;
      readonly recipient: string;
      readonly settled: SettledRecipient;
    });

/** The case goes on under another version of its case type. */
export type CaseMoved = Caused & {
  readonly type: 'CaseMoved';
  readonly from: VersionRef;
  readonly caseType: VersionRef;
  readonly reason: string;
  /** Clocks whose due date is another one since. */
  readonly moved: readonly MovedClock[];
  /** Number of the event whose move it takes back. */
  readonly undoes?: number;
};

export interface VersionRef {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
}

/** Null: it did not run before, or does no longer. */
export interface MovedClock {
  readonly clock: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What was done to what the case keeps besides fields and work. What it is from then on is among the changes. */
export type EntryEvent = Caused & {
  readonly type:
    | ('IssueRaised' | 'IssueDecided' | 'IssueReopened')
    | ('PartyAdded' | 'PartyEnded' | 'PartyReplaced' | 'ContactSet')
    | ('GoalSet' | 'GoalReviewed' | 'GoalConcluded')
    | ('ObligationImposed' | 'ObligationBreached' | 'ObligationMet' | 'ObligationWaived')
    | ('DeterminationDrafted' | 'DeterminationRevised' | 'DeterminationDiscarded' | 'DeterminationMade')
    | ('DeterminationNotified' | 'DeterminationRevoked')
    | ('EvidenceRegistered' | 'EvidenceOffered' | 'EvidenceAdmitted' | 'EvidenceExcluded')
    | ('EvidenceReturned' | 'EvidenceDisposed' | 'AudienceChanged')
    | ('CustodyOffered' | 'CustodyConfirmed' | 'CustodyDeclined' | 'CustodyGapReported')
    | ('ReferralOffered' | 'ReferralAccepted' | 'ReferralDeclined' | 'ReferralAnswered')
    | ('ReferralWithdrawn' | 'ReferralLapsed')
    | ('CommunicationDrafted' | 'CommunicationRevised' | 'CommunicationDiscarded' | 'CommunicationApproved')
    | ('CommunicationSent' | 'CommunicationDelivered' | 'CommunicationBounced' | 'CommunicationRecorded')
    | ('MeetingArranged' | 'MeetingMoved' | 'MeetingCancelled' | 'MeetingConcluded')
    | ('DocumentFiled' | 'DocumentVersionAdded' | 'DocumentRetitled' | 'DocumentReclassified')
    | ('DocumentAudienceChanged' | 'DocumentDisclosed' | 'DocumentWithheld' | 'DocumentWithdrawn')
    | ('ReviewRequested' | 'ReviewWithdrawn' | 'ReviewPeriodPassed');
  /** Its id. */
  readonly entry: string;
  readonly reason?: string;
};

/** What was said of who may read the case. Each carries what it gives, so that folding it asks nobody anything. */
export type AccessEvent =
  | (Caused &
      Classified & {
        readonly type: 'CaseClassified';
        readonly reason: string;
        /** Whoever proposed a lowering that another carried out. */
        readonly proposedBy?: string;
      })
  | (Caused &
      Classified & {
        readonly type: 'ReclassificationProposed';
        readonly by: string;
        readonly reason: string;
        /** For whom whoever proposed it stood in. */
        readonly onBehalfOf?: string;
      })
  | (Caused & { readonly type: 'AccessGiven'; readonly id: string; readonly fact: HeldAccess })
  | (Caused & {
      readonly type: 'AccessEnded';
      /** Id of what was given. */
      readonly fact: string;
      readonly until: string;
      readonly reason: string;
    })
  | (Caused & {
      readonly type: 'AccessRequested';
      readonly id: string;
      readonly person: string;
      readonly sections: readonly string[] | null;
      readonly until: string;
      readonly reason: string;
      /** When it was asked, and the day by which it is to be answered. Absent, like `to`, from those of before there was one. */
      readonly from?: string;
      readonly dueOn?: string;
      /** Roles that are told at once. */
      readonly to?: readonly string[];
    })
  /** Nobody answered it within the time for that. */
  | (Caused & { readonly type: 'RequestOverdue'; readonly request: string; readonly to: readonly string[] })
  | (Caused & {
      readonly type: 'AccessDecided';
      readonly request: string;
      readonly reason: string;
      /** Absent where it was refused. */
      readonly given?: { readonly id: string; readonly fact: HeldAccess };
    })
  | (Caused & {
      readonly type: 'GlassBroken';
      readonly id: string;
      readonly fact: HeldAccess;
      /** Roles that are told at once. */
      readonly to: readonly string[];
    })
  | (Caused & {
      readonly type: 'BreakGlassReviewed';
      readonly fact: string;
      readonly finding: Finding;
      readonly reason: string;
    })
  /** Nobody reviewed it within the time for that. */
  | (Caused & { readonly type: 'ReviewOverdue'; readonly fact: string; readonly to: readonly string[] });

/** The due dates of a clock before and after; the same where only its warnings moved. */
export interface RecountedClock {
  readonly clock: string;
  readonly from: string;
  readonly to: string;
}

export type CaseEventType = CaseEvent['type'];
