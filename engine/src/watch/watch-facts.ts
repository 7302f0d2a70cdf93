// What the rules are given: lines of the access log, and what must be known of people and cases to judge them. Types, and the
// few questions that several rules ask of a line.
import { type Calendar, dateOf } from '../calendar/calendar.ts';

/** A line of the access log as the rules see it: ids and codes. */
export interface WatchedLine {
  readonly entryId: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  readonly person: string;
  readonly authority: string;
  readonly action: string;
  /** The rule of the policy that allowed it. */
  readonly rule: string | null;
  readonly caseIds: readonly string[];
  readonly denied: boolean;
}

/** When an agency works. */
export interface WatchSettings {
  /** Its days begin and end in this zone. */
  readonly zone: string;
  /** `HH:MM`; null where the agency has said nothing, and then no hour is unusual. */
  readonly hours: { readonly from: string; readonly until: string } | null;
  /** Public holidays by place; null where only weekends are counted. */
  readonly calendar: Calendar | null;
}

export interface Tie {
  readonly person: string;
  readonly caseId: string;
  readonly tie: 'self' | 'kin';
}

/** How many cases somebody opened on a day. */
export interface DayOfReads {
  readonly person: string;
  readonly day: string;
  readonly opened: number;
}

export interface WatchFacts {
  readonly settings: WatchSettings;
  readonly ties: readonly Tie[];
  /** `person case` for each look that has a reason in the work: see `workKey`. */
  readonly work: ReadonlySet<string>;
  /** Refusals of the people of the lines, around the time of the lines. */
  readonly refusals: readonly { readonly person: string; readonly at: string }[];
  /** Today's counts of the people of the lines, the lines included. */
  readonly today: readonly DayOfReads[];
  /** Days of before, of these people and of others who hold one of their roles. */
  readonly history: readonly DayOfReads[];
  /** For each person those who hold one of their roles. */
  readonly peers: ReadonlyMap<string, ReadonlySet<string>>;
}

export function workKey(person: string, caseId: string): string {
  return `${person} ${caseId}`;
}

/** Rows that a list shows were not chosen by whoever looks at it. */
export const LIST_ACTIONS: readonly string[] = [
  ...[
    'list-work',
    'list-cases',
    'search-cases',
    'export-cases',
    'list-notices',
    'follow-changes',
    'list-reviews',
    'read-review',
    'explore',
    'read-reads',
  ],
];
/** To watch, and to audit, is the work of these; whose cases they are is asked all the same. */
export const OVERSIGHT_RULES: readonly string[] = ['privacy', 'auditor-seat'];

/** The cases that somebody chose to look at, or tried to. */
export function chosen(line: WatchedLine): readonly string[] {
  return LIST_ACTIONS.includes(line.action) ? [] : line.caseIds;
}

/** Opened, by a person, in the course of working on cases. */
export function isOpening(line: WatchedLine): boolean {
  const byPerson = line.authority.startsWith('session:') && !line.action.startsWith('refused:');
  return byPerson && !line.denied && !OVERSIGHT_RULES.includes(line.rule ?? '') && chosen(line).length > 0;
}

export function dayOf(line: WatchedLine, { zone }: WatchSettings): string {
  return dateOf(line.recordedAt, zone);
}
