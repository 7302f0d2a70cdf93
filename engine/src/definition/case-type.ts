// What a case type says, after it was checked and brought to one flat shape. Types only.
// A `CaseType` is immutable once published and is identified by the hash of its source text.
import type { AccessDefinition } from './access-definition.ts';
import type { ConsentDefinition } from './consent-definition.ts';
import type {
  CommunicationDefinition,
  DeterminationDefinition,
  DisclosureDefinition,
  DocumentDefinition,
  EntryKind,
  EvidenceDefinition,
  GoalDefinition,
  IssueDefinition,
  ObligationDefinition,
  ReferralDefinition,
} from './entry-definition.ts';
import type { EntryMove } from './entry-moves.ts';
import type { FactDefinition } from './fact-definition.ts';
import type { PublishDefinition } from './publish-definition.ts';
import type { LetterDefinition } from './letter-definition.ts';
import type { ReportsDefinition } from './reports-definition.ts';
import type { RetentionDefinition } from './retention-definition.ts';
import type { ClockRule } from '../clocks/clock-rule.ts';
import type { Expression } from '../expression/parse.ts';
import type { Identifier } from '../likeness/likeness.ts';
import type { PlanItemKind, Transition } from '../plan/lifecycle.ts';
import type { RoutingTable } from '../routing/routing-table.ts';

export type FieldKind = 'text' | 'long-text' | 'number' | 'money' | 'date' | 'instant' | 'boolean' | 'choice';

/** One field of the case file. `money` values are decimal strings ("36.00"), never doubles. */
export interface FieldDefinition {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Why it is collected; printed in collection notices. */
  readonly purpose?: string;
  /** True when the value says something about a person; it is then sealed under that party's key. */
  readonly personal: boolean;
  /** The party in `parties` whom a personal field is about. */
  readonly subject?: string;
  /** What of that party it says, where people are told apart by it: two records of one person are met by such fields. */
  readonly identifies?: Identifier;
  /** Present where it is collected once and offered elsewhere, or taken from elsewhere. */
  readonly fact?: FactDefinition;
  readonly maxLength: number;
  /** The field that this one is a part of; recording it is a child added there (CMMN 1.1, 5.3.2). */
  readonly within?: string;
}

export interface PartyDefinition {
  readonly name: string;
  readonly title: string;
  readonly subject: boolean;
  /** The role that records who it is; absent: anybody of the team. */
  readonly by?: string;
  /** The section of `access` that it belongs to; absent: general. */
  readonly section?: string;
  /** Present where the id of who comes later says who they are, and is sealed for them. */
  readonly personal?: true;
  /** True where a case is opened without one, and they are added later. */
  readonly later: boolean;
  /** How many may stand in the role at once. */
  readonly max: number;
  /** True where somebody else may follow in the role. */
  readonly replaceable: boolean;
  /** Roles of those for whom they act; empty for who stands in a role themselves. */
  readonly represents: readonly string[];
  /** For what a representative may act. */
  readonly scope: readonly { readonly value: string; readonly label: string }[];
}

export interface RoleDefinition {
  readonly name: string;
  readonly title: string;
}

export interface FormField {
  readonly field: string;
  readonly required: boolean;
  /** Shown and not asked. */
  readonly readOnly?: true;
  /** What it is called in this form; absent: what it is called elsewhere. */
  readonly label?: string;
  /** The page on which it stands; absent: the first part of the form, before any page. */
  readonly page?: string;
  /** Conditions, all of which must hold for it to be there: that of its page, then its own. */
  readonly when?: readonly Expression[];
}

/** A part of the page of a case: fields that stand together under a heading. */
export interface TabDefinition {
  readonly name: string;
  readonly title: string;
  /** Present where it is there only while it holds. */
  readonly when?: Expression;
  /** Roles for which it is there; absent: whoever may read the case. A field in it is shown to its own readers alone. */
  readonly readers?: readonly string[];
  readonly fields: readonly { readonly field: string; readonly when?: Expression }[];
}

export interface FormPage {
  readonly name: string;
  readonly title: string;
  /** Present where the page is there only while it holds. */
  readonly when?: Expression;
}

export interface FormDefinition {
  readonly name: string;
  readonly title: string;
  /** In the order in which they come; none where the form is one page. */
  readonly pages: readonly FormPage[];
  /** In the order in which they are asked within each page. */
  readonly fields: readonly FormField[];
}

/** CMMN 1.1, table 8.2: what can happen to an item of the case file. References between items cannot be recorded. */
export type FieldChange = 'create' | 'update' | 'replace' | 'delete' | 'addChild' | 'removeChild';

/** CMMN 1.1, 5.4.6.1: an on-part waits for a transition of a plan item or of the case file. */
export type OnPart =
  | {
      readonly source: 'item';
      readonly item: string;
      readonly transition: Transition;
      /** Other items that count as this one: those of the same name in other uses of one stage definition. */
      readonly or?: readonly string[];
      /** Only when it leaves by this exit criterion. */
      readonly by?: string;
    }
  | { readonly source: 'field'; readonly field: string; readonly change: FieldChange }
  /** Something happens to an entry of that kind. Alone in an entry criterion, each occurrence counts for itself. */
  | { readonly source: 'entry'; readonly primitive: EntryKind; readonly of: string; readonly move: EntryMove };

/** CMMN 1.1, 5.4.6: all on-parts have happened and the if-part holds. Criteria of one item are alternatives. */
export interface Criterion {
  /** Stable within the case type: `<item>.entry.0`. */
  readonly id: string;
  readonly on: readonly OnPart[];
  readonly when?: Expression;
  /** Exit only: which instances leave. Absent: all that are not done. */
  readonly only?: 'active' | 'active-or-enabled';
  /** Exit only: the item completes instead of being terminated, where it is active. */
  readonly as?: 'complete';
}

/** CMMN 1.1, 5.4.11: a rule is a constant or a condition over the case file. */
export type Rule = boolean | Expression;

/** What must hold for what somebody asks for, and the sentence that they are told where it does not. */
export interface Guard {
  readonly when: Expression;
  readonly otherwise: string;
}

export interface TaskDefinition {
  /** Absent: a person. `external` waits for whoever completes it, `case` for the case that it starts. */
  readonly performs?: 'external' | 'case' | 'decision';
  /** False: complete as soon as it started (CMMN 1.1, 5.4.10.4). */
  readonly blocking?: false;
  /** The decision or the kind of case that it uses. */
  readonly uses?: string;
  /** Case tasks of our own: what goes to the child and what comes back. The host opens it, and it completes the task. */
  readonly child?: ChildDefinition;
  readonly form?: string;
  /** The roles that do the work; whoever has one of them may. */
  readonly by: readonly string[];
  /** Tasks of which nobody who completed one, or for whom that was done, may complete this; absent: none. */
  readonly notBy?: readonly string[];
  /** What must hold when it is completed, with what is filled in. */
  readonly complete?: Guard;
  /** The routing table that says to whom it goes when it becomes work to do; absent: to the team of the case. */
  readonly routedBy?: string;
  /** Working priority in lists: 1 urgent, 2 normal, 3 low. */
  readonly priority: 1 | 2 | 3;
  /** Days from activation to when it should be done; absent means no due date of its own. */
  readonly dueWithinDays?: number;
}

/** What a case task gives to the case that it opens, and takes from it when that has ended. */
export interface ChildDefinition {
  /** Absent: the version published last. */
  readonly version?: string;
  /** Fields of the child, each with its value over the fields of this case. */
  readonly opening: readonly MappedField[];
  /** Parties of the child, each with the party of this case that it is. */
  readonly parties: readonly { readonly party: string; readonly is: string }[];
  /** Fields of this case, each with its value over the fields of the child and `outcome`. */
  readonly closing: readonly MappedField[];
}

export interface MappedField {
  readonly field: string;
  readonly from: Expression;
}

export interface TimerDefinition {
  /** FEEL; yields a date (fires at the end of that day in the calendar's zone), an instant, or a duration from its start. */
  readonly due: Expression;
  /** ISO 8601 duration after which it occurs again. */
  readonly every?: string;
  /** How often it occurs in all; absent with `every`: without end. */
  readonly times?: number;
}

/** CMMN 1.1, 5.4.9: work that is not in the plan until somebody plans it. */
export interface DiscretionaryDefinition {
  /** Applicability rules; all must hold. */
  readonly when: readonly Expression[];
  /** Who may plan it; empty: anybody. The decider compares names and knows nothing of rights. */
  readonly roles: readonly string[];
  /** The task in whose planning table it stands; absent: its stage's. */
  readonly during?: string;
}

export interface PlanItemDefinition {
  readonly id: string;
  readonly kind: PlanItemKind;
  readonly title: string;
  /** Id of the stage that holds it; null for the case plan itself. */
  readonly parent: string | null;
  readonly entry: readonly Criterion[];
  readonly exit: readonly Criterion[];
  readonly required: Rule;
  readonly manual: Rule;
  /** False: happens once. */
  readonly repeat: Rule;
  /** How many instances may be open (available with its criterion met, enabled or active) at once. */
  readonly concurrent: number;
  /** Stages and the case plan: complete when nothing required is open (CMMN 1.1, table 8.13). */
  readonly autoComplete: boolean;
  readonly task?: TaskDefinition;
  readonly timer?: TimerDefinition;
  readonly discretionary?: DiscretionaryDefinition;
  /** Its id in an exchanged file, where one definition of a stage is used several times and ids had to be told apart. */
  readonly alias?: string;
  /** Fields set when the item completes or occurs, each from an expression. */
  readonly sets: readonly { readonly field: string; readonly to: Expression }[];
}

/** What begins or ends a clock on a day. */
export type Moving = { readonly field: string } | { readonly item: string };

/**
 * A statutory period. `deadline`: the agency must act, passing it is a breach and fires an event.
 * `window`: a party may act within it, passing it is only a fact.
 */
export interface ClockDefinition {
  readonly name: string;
  readonly title: string;
  readonly kind: 'deadline' | 'window';
  /** A date or instant field, whose date in the calendar's zone is day 0; or the plan item that is completed or occurs on it. */
  readonly from: Moving;
  readonly days: number;
  /** What stops it, the first of them: a date field being recorded, a plan item completing or occurring, or the closing of the case. */
  readonly stops: readonly (Moving | 'closing')[];
  readonly law: { readonly reference: string; readonly kind: 'statute' | 'policy' };
  /** Present where more is said than a number of days; the due date is then reckoned by it and `days` may be 0. */
  readonly rule?: ClockRule;
  /** What pauses a ruled clock by itself, by the name of the pause; a pause without one is begun and ended by people. */
  readonly triggers?: Readonly<Record<string, PauseTrigger>>;
  /** Where the outcome that the law deems is written when the deadline passes. */
  readonly deemedField?: { readonly field: string; readonly value: string };
  /** To whom it is said, at which share of the period in percent, or when the deadline passes. */
  readonly escalation?: readonly EscalationStep[];
}

export type PauseTrigger =
  | { readonly while: string }
  | { readonly during: string }
  | { readonly from: string; readonly until: string };

export interface EscalationStep {
  readonly at: number | 'due';
  /** A role. */
  readonly to: string;
}

/** A decision table over the case file, as it is written: every cell is FEEL, and every output is a field. */
export interface DecisionDefinition {
  readonly name: string;
  readonly title: string;
  readonly hit: 'unique' | 'first' | 'any' | 'sum' | 'count' | 'min' | 'max';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly rules: readonly { readonly when: readonly string[]; readonly then: readonly string[] }[];
}

/** To whom work goes, and whose earlier work counts as having decided in the matter. */
export interface RoutingDefinition {
  readonly table: RoutingTable;
  /** Tasks whose doers are kept out where a rule asks for somebody uninvolved. */
  readonly decisions: readonly string[];
}

/** How a case ends, and what may still be done after it has. */
export interface ClosingDefinition {
  readonly outcomes: readonly { readonly value: string; readonly label: string; readonly guard?: Guard }[];
  readonly by: string;
  /** Plan items on which work may be finished after closing; everything else ends with the case. */
  readonly afterwards: readonly string[];
}

declare const checked: unique symbol;

/** Minted only by `checkCaseType`: holding one means that every reference in it resolves. */
export interface CaseType {
  readonly [checked]: true;
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the source text, hex. */
  readonly hash: string;
  readonly title: string;
  readonly archetype: string;
  /** Pattern of the case reference, for example `INF-{year}-{sequence}`. */
  readonly reference: string;
  readonly purpose: { readonly statement: string; readonly authority: string };
  readonly classification: { readonly scale: string; readonly level: string };
  /** IANA zone in which this kind of case counts its days. */
  readonly zone: string;
  /** Team that owns new cases unless the command names another. */
  readonly team: string;
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  readonly parties: ReadonlyMap<string, PartyDefinition>;
  /** Kinds of what must be decided in such a case. */
  readonly issues: ReadonlyMap<string, IssueDefinition>;
  /** Kinds of what somebody wants to reach. */
  readonly goals: ReadonlyMap<string, GoalDefinition>;
  /** Kinds of what somebody owes. */
  readonly obligations: ReadonlyMap<string, ObligationDefinition>;
  /** Kinds of what a delegate decides. */
  readonly determinations: ReadonlyMap<string, DeterminationDefinition>;
  /** Kinds of exhibits. */
  readonly evidence: ReadonlyMap<string, EvidenceDefinition>;
  /** Kinds of what is referred to others. */
  readonly referrals: ReadonlyMap<string, ReferralDefinition>;
  /** Purposes that rest on the consent of a person, by their names; absent: none does. */
  readonly consents?: ReadonlyMap<string, ConsentDefinition>;
  /** Kinds of letters, messages, calls and meetings. */
  readonly communications: ReadonlyMap<string, CommunicationDefinition>;
  /** Letters that are made of what a case has on record. */
  readonly letters: ReadonlyMap<string, LetterDefinition>;
  /** Kinds of papers, pictures and recordings. */
  readonly documents: ReadonlyMap<string, DocumentDefinition>;
  /** Duties to let parties see what was filed. */
  readonly disclosures: ReadonlyMap<string, DisclosureDefinition>;
  readonly roles: ReadonlyMap<string, RoleDefinition>;
  readonly forms: ReadonlyMap<string, FormDefinition>;
  /** How the page of a case arranges what is on record; absent: in the order of the fields. */
  readonly tabs?: readonly TabDefinition[];
  /** What is asked to open a case, and of whom: whoever has one of the roles. */
  readonly opening: { readonly form: string; readonly by: readonly string[] };
  readonly items: ReadonlyMap<string, PlanItemDefinition>;
  /** Ids of the items directly inside each stage, in the order of the file; the case plan is `case`. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** True: the case ends when its plan completes or exits. False: only people close it. */
  readonly endsWithPlan: boolean;
  /** True: any name may be recorded, as exchanged models do not declare their variables. */
  readonly openData: boolean;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** Tables that decision tasks use, by name. */
  readonly decisions: ReadonlyMap<string, DecisionDefinition>;
  /** Routing tables that tasks name, by name. */
  readonly routing: ReadonlyMap<string, RoutingDefinition>;
  /** The routing table that says which team gets a new case; absent: `team`. */
  readonly routedBy?: string;
  /** Who may read what; absent: whoever may read the case may read all of it. */
  readonly access?: AccessDefinition;
  readonly closing: ClosingDefinition;
  /** By what its cases may be counted; absent: by their teams and the time of their opening. */
  readonly reports?: ReportsDefinition;
  /** What of its finished cases is published as open data; absent: nothing. */
  readonly publish?: PublishDefinition;
  /** How long its records are kept; absent: nothing is ever due. */
  readonly retention?: RetentionDefinition;
  /** The language of its own texts, a tag of RFC 5646. */
  readonly language: string;
  /** Languages in which it can be shown besides its own, each with every text that people see. */
  readonly languages: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Fields computed from others, in order; recomputed whenever data changes. */
  readonly derived: readonly { readonly field: string; readonly from: Expression }[];
}
