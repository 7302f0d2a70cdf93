// What a case type says of the things that its cases keep besides fields and work: issues, parties in roles, goals,
// obligations, the decisions of delegates, documents and the like. Types only.

import type { ClockRule } from '../clocks/clock-rule.ts';

/** The primitives of which a case keeps entries. */
export type EntryKind =
  | 'issue'
  | 'party'
  | 'goal'
  | 'obligation'
  | 'determination'
  | 'evidence'
  | 'referral'
  | 'communication'
  | 'document';

/** What all of them may say. */
interface EntryDefinition {
  readonly name: string;
  readonly title: string;
  /** The role that records it; absent: anybody of the team. */
  readonly by?: string;
  /** The section of `access` that it belongs to; absent: general. */
  readonly section?: string;
  /** Present where what is said in it is sealed for the person whom it is about, and not only with the case. */
  readonly personal?: true;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Something that must be decided in the case, with the outcomes that there are. */
export interface IssueDefinition extends EntryDefinition {
  readonly outcomes: readonly Choice[];
  /** The role that decides it; absent: anybody of the team. */
  readonly decidedBy?: string;
  readonly mayReopen: boolean;
  /** The party whom a personal one is about. */
  readonly subject?: string;
  /** The kind of issue of which it is a part, such as an element of an allegation. */
  readonly within?: string;
  /** True: the case cannot be closed while one is open. */
  readonly blocksClosing: boolean;
}

/** What somebody wants to reach, and how it is measured. */
export interface GoalDefinition extends EntryDefinition {
  /** Parties whose goal it can be. */
  readonly owner: readonly string[];
  readonly measure: {
    readonly title: string;
    readonly unit: string;
    /** Which value is the better one. */
    readonly direction: 'more' | 'less';
  };
  readonly blocksClosing: boolean;
}

/** What somebody owes after a decision or an agreement. */
export interface ObligationDefinition extends EntryDefinition {
  /** Parties that can owe it, and `agency` where the agency itself can. */
  readonly owedBy: readonly string[];
  /** The role that may waive it; absent: anybody of the team. */
  readonly waivedBy?: string;
  /** By which its due date is reckoned from the day since which it is owed; absent: the date is given each time. */
  readonly clock?: ClockRule;
  readonly blocksClosing: boolean;
}

/** A decision that a delegate makes and that may be reviewed; `decisions` of a case type are tables. */
export interface DeterminationDefinition extends EntryDefinition {
  readonly outcomes: readonly Choice[];
  /** What whoever makes it must hold; absent where a body outside makes it. */
  readonly delegation?: DelegationDefinition;
  /** The body outside that makes it, by title; it is recorded here. */
  readonly body?: string;
  /** Kinds of issues that it decides. */
  readonly decides: readonly string[];
  /** Fields that it must name among what was considered. */
  readonly considers: readonly string[];
  /** Kinds of evidence of each of which it must name one that is admissible. */
  readonly evidence: readonly string[];
  /** Kinds of documents, and `evidence`: of those among what was considered, its maker has opened each page. */
  readonly mustBeRead: readonly string[];
  /** Duties of disclosure under which nothing may be left to give or withhold when it is made. */
  readonly disclosed: readonly string[];
  /** Parties to whom notice is given. */
  readonly notify: readonly string[];
  /** Who may ask for it to be reviewed, and by whom; empty where nobody may. */
  readonly review: readonly ReviewRight[];
  readonly blocksClosing: boolean;
}

export interface DelegationDefinition {
  readonly role: string;
  /** The instrument by its name in the register of delegations. */
  readonly instrument: string;
  readonly law: { readonly ref: string; readonly kind: 'statute' | 'policy' };
}

export interface ReviewRight {
  readonly name: string;
  readonly title: string;
  readonly body: 'internal' | 'external';
  /** Parties that may ask, and `agency` where the agency may of its own motion. */
  readonly asks: readonly string[];
  /** By which the last day for asking is reckoned from the day of notice. */
  readonly clock: ClockRule;
  /** The kind of determination by which it is answered. */
  readonly decidedAs: string;
  /** True: asking late may be allowed, with reasons. */
  readonly late: boolean;
}

/** A register of exhibits: what each is, who has it, and for what it is offered. */
export interface EvidenceDefinition extends EntryDefinition {
  /** Kinds of issues for which it may be offered. */
  readonly offeredFor: readonly string[];
  /** To whom an exhibit may be shown; each is for one of them. */
  readonly audiences: readonly Audience[];
  /** The role that admits and excludes it, and says for whom it is; absent: anybody of the team. */
  readonly admittedBy?: string;
  /** True: who holds it is tracked, and a gap in that keeps it from being admitted. */
  readonly custody: boolean;
  readonly blocksClosing: boolean;
}

export interface Audience {
  readonly name: string;
  readonly title: string;
  /** The section of `access` that exhibits for it belong to, besides that of their kind. */
  readonly section?: string;
}

/** Handing something to another team or agency for a purpose, to be answered. */
export interface ReferralDefinition extends EntryDefinition {
  /** Whether to a team of the same agency or to another agency. */
  readonly to: 'team' | 'agency';
  readonly purpose: string;
  /** The law or agreement that allows it. */
  readonly authority: string;
  /** What of the case may go with it, at most. */
  readonly sections: readonly string[];
  /** Why it may be declined. */
  readonly declineReasons: readonly Choice[];
  /** By which the last day for taking it is reckoned from the day on which it is offered. */
  readonly clock: ClockRule;
  /** The role that records what the other side says; absent: anybody of the team. */
  readonly answeredBy?: string;
  readonly blocksClosing: boolean;
}

/** What is said to parties and by them: letters, messages, calls, meetings. */
export interface CommunicationDefinition extends EntryDefinition {
  readonly form: 'letter' | 'message' | 'call' | 'meeting';
  readonly direction: 'out' | 'in' | 'both';
  /** Parties with whom it can be. */
  readonly with: readonly string[];
  readonly channels: readonly Choice[];
  /** The role that approves what goes out before it does, as a second person; absent: nobody needs to. */
  readonly approvedBy?: string;
  readonly blocksClosing: boolean;
}

/** Papers, pictures and recordings of the case: each has versions, and each version is one file that the host keeps. */
export interface DocumentDefinition extends Omit<EntryDefinition, 'personal'> {
  /** For whom one may be; empty where its kind does not tell. */
  readonly audiences: readonly Audience[];
  /** Media types and families of them that it may be; empty: whatever the host lets pass. */
  readonly accepts: readonly string[];
  /** The largest file, in bytes; absent: what the host lets pass. */
  readonly maxSize?: number;
  /** Parties whom it may be about; empty: it does not say. */
  readonly about: readonly string[];
  /** The folder in which people find it. */
  readonly category: string;
  /** True: the case cannot be closed while none of the kind is there. */
  readonly required: boolean;
  /** How many people a redacted copy of one takes; absent: as `peopleToRedact` says. */
  readonly redactedBy?: 'one' | 'two';
}

/** A duty to let parties see what was filed, or to say why not. */
export interface DisclosureDefinition {
  readonly name: string;
  readonly title: string;
  /** The role that gives and withholds; absent: anybody of the team. */
  readonly by?: string;
  /** Parties to whom it is due. */
  readonly to: readonly string[];
  /** Kinds of documents that it covers, and of those only the ones for these audiences; empty: for any. */
  readonly documents: readonly string[];
  readonly audiences: readonly string[];
  /** Grounds on which something may be withheld. */
  readonly grounds: readonly Choice[];
  /** True: the case cannot be closed while something is neither given nor withheld. */
  readonly blocksClosing: boolean;
}
