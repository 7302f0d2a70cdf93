// What a case type says of the things that its cases keep besides fields and work: issues, parties in roles, goals and
// obligations. Types only.

import type { ClockRule } from '../clocks/clock-rule.ts';

/** The primitives of which a case keeps entries. */
export type EntryKind = 'issue' | 'party' | 'goal' | 'obligation';

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
