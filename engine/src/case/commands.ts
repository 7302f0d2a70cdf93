// What may be asked of a case. One closed union: a person, a timer, a webhook and an import all use it.
import type { Said } from '../sentences/say.ts';
import type { WallReason } from '../walls/walls.ts';
import type { EvaluateDecision } from '../plan/draft.ts';
import type { HolidayTable } from '../calendar/calendar.ts';
import type { Attainment, Contact, Delegation, Files, Opened } from '../entries/entries.ts';
import type { DeterminationCommand } from './determination-command.ts';
import type { DocumentCommand } from './document-command.ts';
import type { CommunicationCommand } from './communication-command.ts';
import type { EvidenceCommand } from './evidence-command.ts';
import type { ReferralCommand } from './referral-command.ts';
import type { Period } from '../clocks/clock-rule.ts';
import type { RoutingGrounds } from '../routing/grounds.ts';
import type { Assignment } from '../routing/route.ts';
import type { Classified, Consent, Finding, Seal, Share, Wall } from './access-state.ts';
import type { Annotated, Correction, CorrectionStanding, LeftAs, SettledRecipient } from './correction-state.ts';
import type { ChildLink, ParentLink } from './events.ts';
import type { FieldValue, Occurred } from './state.ts';

/** Where a fact was collected. */
export interface FactPlace {
  readonly caseId: string;
  /** The number of the event that recorded it there. */
  readonly version: number;
}

/** A fact as another case has it on record, found and judged by the host at the moment of the command. */
export interface OfferedFact {
  /** The field that holds it there. */
  readonly field: string;
  readonly value: FieldValue;
  /** The law or agreement under which it may serve elsewhere. */
  readonly authority: string;
  /** The consent there on which it rests, by id; absent where it rests on none. */
  readonly consent?: string;
  /** Why it may not be taken, though it is there: a sentence about consent. */
  readonly refused?: Said;
}

export type Fields = Readonly<Record<string, FieldValue>>;

export type CaseCommand =
  | {
      readonly type: 'OpenCase';
      readonly reference: string;
      readonly team?: string;
      readonly data: Fields;
      /** Subject ids minted by the caller, one per party that is a subject. */
      readonly subjects: Readonly<Record<string, string>>;
      /** Where a task of another case opens it. */
      readonly parent?: ParentLink;
    }
  /** Begin optional work (CMMN manualStart). */
  | { readonly type: 'StartTask'; readonly task: string }
  /** Finish a task with the answers to its form. Optional work that was not begun is begun by this. */
  | { readonly type: 'CompleteTask'; readonly task: string; readonly data: Fields }
  | {
      readonly type: 'AssignTask';
      readonly task: string;
      /** A person, a queue from which people pull as `queue:<name>`, or null for the team of the case. */
      readonly assignee: string | null;
      /** Where routing decided: candidates, reasons and draw, kept with the assignment. */
      readonly routing?: Assignment;
      /** What routing knew, so that it can be asked again. */
      readonly grounds?: RoutingGrounds;
      /** Given back by the system, since the person has left the agency. */
      readonly because?: 'left';
    }
  /** A user event that the plan listens for. */
  | { readonly type: 'OccurListener'; readonly listener: string; readonly data: Fields }
  | { readonly type: 'RecordData'; readonly data: Fields }
  /** Take over what another case of the same person has on record; the host says what that is, or that nothing is offered. */
  | { readonly type: 'TakeFact'; readonly field: string; readonly from: FactPlace }
  | { readonly type: 'FireTimer'; readonly timer: string }
  | { readonly type: 'ChangeDueDate'; readonly clock: string; readonly dueOn: string; readonly reason: string }
  /** Count anew what was counted by another table of public holidays than the one that comes with the command. */
  | { readonly type: 'RecountClocks' }
  /** Note that the case of a case task was opened; one that does not block is done by that. */
  | { readonly type: 'RecordChild'; readonly task: string; readonly child: ChildLink }
  /** Complete a case task, since its case has ended, with what comes back from it. */
  | {
      readonly type: 'ReturnChild';
      readonly task: string;
      readonly child: string;
      readonly outcome: string;
      readonly data: Fields;
    }
  /** Move a plan item by hand along its lifecycle; `case` is the case plan. */
  | { readonly type: 'MovePlanItem'; readonly item: string; readonly on: Movement; readonly reason?: string }
  /** Plan a discretionary item (CMMN 1.1, 5.4.9), in the stage instance named or the first that is active. */
  | { readonly type: 'PlanItem'; readonly item: string; readonly stage?: string }
  /** Open a finished case again and do what is named anew; nothing has to be modelled for it. */
  | { readonly type: 'ReopenCase'; readonly again: readonly string[]; readonly reason: string }
  /** Pause a clock by one of the causes that its rule knows. */
  | { readonly type: 'SuspendClock'; readonly clock: string; readonly pause: string; readonly reason: string }
  | { readonly type: 'ResumeClock'; readonly clock: string; readonly pause: string }
  | {
      readonly type: 'ExtendClock';
      readonly clock: string;
      readonly extension: string;
      readonly by: Period;
      readonly reason: string;
    }
  | { readonly type: 'AddNote'; readonly text: string }
  | { readonly type: 'CloseCase'; readonly outcome: string }
  | EntryCommand
  /** Put a note on what is on record, which stays as it was: a correction that is accepted, or a statement of disagreement. */
  | {
      readonly type: 'RecordCorrection';
      readonly about: Annotated;
      readonly standing: CorrectionStanding;
      readonly words: string;
      /** The law under which. */
      readonly authority: string;
      /** The party who asked for it, by id; absent: the agency noticed it itself. */
      readonly askedBy?: string;
      /** Absent: the day of the command. */
      readonly askedOn?: string;
      /** Why it is not accepted. */
      readonly reasons?: string;
    }
  /** What another case says of a fact that was taken from it. */
  | {
      readonly type: 'ReceiveCorrection';
      readonly field: string;
      readonly from: { readonly caseId: string; readonly correction: string };
      readonly correction: Pick<Correction, 'standing' | 'words' | 'askedOn' | 'authority' | 'reasons'>;
    }
  /** Say of somebody who may have been told what is wrong that they were told so, or why they need not be. */
  | {
      readonly type: 'SettleRecipient';
      readonly correction: string;
      readonly recipient: string;
      readonly how: SettledRecipient['how'];
      readonly words: string;
      /** Absent: the day of the command. */
      readonly on?: string;
    }
  /** Say what a reader must have. Lowering it is a proposal, which another person carries out by saying the same. */
  | (Classified & { readonly type: 'ClassifyCase'; readonly reason: string })
  | { readonly type: 'GiveAccess'; readonly fact: AccessToGive }
  /** By a rule that nobody has weighed yet; people suggest walls by `GiveAccess`. */
  | { readonly type: 'SuggestWall'; readonly person: string; readonly because: readonly WallReason[] }
  /** End what was given, by its id. */
  | { readonly type: 'EndAccess'; readonly fact: string; readonly reason: string }
  | {
      readonly type: 'RequestAccess';
      /** Null asks for all. */
      readonly sections: readonly string[] | null;
      readonly until: string;
      readonly reason: string;
    }
  | {
      readonly type: 'DecideAccess';
      readonly request: string;
      readonly granted: boolean;
      /** Null gives it for as long as was asked. */
      readonly until: string | null;
      readonly reason: string;
    }
  /** Open the case in an emergency, for some hours; somebody else has to review it. */
  | {
      readonly type: 'BreakGlass';
      /** 1 to 24; absent: 4. */
      readonly hours?: number;
      readonly category: string;
      readonly reason: string;
    }
  | { readonly type: 'ReviewBreakGlass'; readonly fact: string; readonly finding: Finding; readonly reason: string };

/** On what the case keeps besides fields and work. `of` is the name under which its case type describes it. */
export type EntryCommand =
  | IssueCommand
  | PartyCommand
  | GoalCommand
  | ObligationCommand
  | DeterminationCommand
  | EvidenceCommand
  | ReferralCommand
  | CommunicationCommand
  | DocumentCommand;

export type ObligationCommand =
  | {
      readonly type: 'ImposeObligation';
      readonly of: string;
      /** What is owed. */
      readonly words: string;
      /** A party, by id, or `agency`. */
      readonly owedBy: string;
      /** The decided issue that it comes from, by id, or the agreement in words: one of the two. */
      readonly arisesFrom?: string;
      readonly agreement?: string;
      /** The day since which it is owed; absent: the day of the command. */
      readonly from?: string;
      /** The last day on which it is met in time; for kinds without a clock. */
      readonly dueOn?: string;
    }
  | {
      readonly type: 'MeetObligation';
      readonly of: string;
      readonly entry: string;
      /** The day on which it was met; absent: the day of the command. */
      readonly metOn?: string;
      readonly reasons?: string;
    }
  | { readonly type: 'WaiveObligation'; readonly of: string; readonly entry: string; readonly reasons: string };

export type GoalCommand =
  | {
      readonly type: 'SetGoal';
      readonly of: string;
      /** In the own words of whose goal it is. */
      readonly words: string;
      /** A party, by id. */
      readonly owner: string;
      /** Exact decimals on the measure of its kind. */
      readonly baseline: string;
      readonly target: string;
    }
  | {
      readonly type: 'ReviewGoal';
      readonly of: string;
      readonly entry: string;
      readonly value: string;
      readonly note?: string;
      /** The day on which it was measured; absent: the day of the command. */
      readonly on?: string;
    }
  | {
      readonly type: 'ConcludeGoal';
      readonly of: string;
      readonly entry: string;
      readonly attainment: Attainment;
      /** Needed where it is not what the last value says. */
      readonly reasons?: string;
    };

export type PartyCommand =
  | SetContact
  | {
      readonly type: 'AddParty';
      readonly of: string;
      /** Id of the person or organisation. */
      readonly subject: string;
      /** The first and the last day; absent: the day of the command, and no end. */
      readonly from?: string;
      readonly until?: string;
      /** For a representative: the party for whom they act, by id, and for what. They must have a last day. */
      readonly represents?: string;
      readonly scope?: readonly string[];
    }
  | {
      readonly type: 'EndParty';
      readonly of: string;
      readonly entry: string;
      /** The last day; absent: the day of the command. */
      readonly until?: string;
      readonly reason: string;
    }
  | {
      readonly type: 'ReplaceParty';
      readonly of: string;
      readonly entry: string;
      /** Id of who follows. */
      readonly subject: string;
      readonly reason: string;
    };

/** How a party is reached; the whole of it, each time. */
export interface SetContact {
  readonly type: 'SetContact';
  readonly of: string;
  readonly entry: string;
  readonly contact: Contact;
}

export type IssueCommand =
  | {
      readonly type: 'RaiseIssue';
      readonly of: string;
      readonly words: string;
      /** The day since which it is one; absent: the day of the command. */
      readonly from?: string;
      /** The issue of which it is a part, by id; for kinds that are. */
      readonly within?: string;
    }
  | {
      readonly type: 'DecideIssue';
      readonly of: string;
      readonly entry: string;
      readonly outcome: string;
      readonly reasons: string;
    }
  | { readonly type: 'ReopenIssue'; readonly of: string; readonly entry: string; readonly reason: string };

/** What may be given or said by hand; it holds from when the command occurred. */
export type AccessToGive =
  | (Omit<Wall, 'standing' | 'because'> & { readonly standing: 'declared' | 'suggested' })
  | Seal
  | (Share & { readonly until: string })
  | (Omit<Consent, 'withdrawn'> & { readonly until: string | null });

/** The transitions that people may ask for. The others follow by themselves. */
export type Movement =
  | 'manualStart'
  | 'disable'
  | 'reenable'
  | 'complete'
  | 'terminate'
  | 'suspend'
  | 'resume'
  | 'fault'
  | 'reactivate'
  | 'close';

/** What a command cannot know by itself. Time and identity are arguments, so that a replay is exact. */
export interface CommandContext {
  /** When it happened, as stated. */
  readonly occurred: Occurred;
  /** Person or system id. */
  readonly actor: string;
  /** The colleague for whom the actor stands in: where two people are asked for, the two count as one. */
  readonly onBehalfOf?: string;
  /** Roles of the actor, to compare with those that a planning table names. Absent: the caller has seen to it. */
  readonly roles?: readonly string[];
  /** Delegations of the agency; without it there are none, and nothing is decided that needs one. */
  readonly delegations?: readonly Delegation[];
  /** Files that the host has at hand for the command, by id; without it there is none that could be filed. */
  readonly files?: Files;
  /** What the actor has opened of documents, by content; without it, nothing. */
  readonly opened?: Opened;
  /** Parts of the case that the actor may read, so that a command names no document that they may not know. Null or absent: the caller has seen to it. */
  readonly parts?: ReadonlySet<string> | null;
  /** What another case has on record for the command that takes it; without it nothing is offered. */
  readonly offered?: OfferedFact | null;
  /** As what the case left the agency before, for the command that says what of it is wrong; without it, as nothing. */
  readonly left?: readonly LeftAs[];
  /** Evaluates the decisions of decision tasks; without it such a task fails and can be reactivated. */
  readonly evaluateDecision?: EvaluateDecision;
  /** Told the id of each criterion that fires, `check.entry.0`, by whoever measures what was played. It changes nothing. */
  readonly onCriterion?: (criterion: string) => void;
  /** Public holidays by which clocks are reckoned; without it, those that ship with the engine. */
  readonly holidays?: HolidayTable;
  /** Levels of scales, lowest first; a change to a level that cannot be compared counts as a lowering. */
  readonly scales?: Readonly<Record<string, readonly string[]>>;
}
