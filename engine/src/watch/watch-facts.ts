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
  /** The colleague for whom they stood in. */
  readonly onBehalfOf?: string | null;
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
  /** The same, where the reason is their own: a task that is theirs, or that they acted in the case. */
  readonly ownWork: ReadonlySet<string>;
  /** `person case` for each refused look that a wall stands against: see `workKey`. */
  readonly walled: ReadonlySet<string>;
  /** Cases that are marked as those of somebody in the public eye. */
  readonly vip: ReadonlySet<string>;
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

/**
 * What each kind of read is to whoever did it. `opened`: they chose the case and saw it. `named`: they chose it, and the reason is
 * of another kind than work in it: a share of another agency, or that they ask for access. `listed`: it was shown to them beside
 * others, or no case was. Which one a new read is has to be said here; until then it counts as opened.
 */
export const READ_ACTIONS: Readonly<Record<string, 'opened' | 'named' | 'listed'>> = {
  'read-case': 'opened',
  'read-activity': 'opened',
  'read-document': 'opened',
  'open-pages': 'opened',
  'read-assignment': 'opened',
  'explain-item': 'opened',
  'explain-clock': 'opened',
  'read-assignees': 'opened',
  'read-opened': 'opened',
  'preview-share': 'opened',
  'preview-letter': 'opened',
  'read-meeting': 'opened',
  'package-case': 'opened',
  'show-bundles': 'opened',
  'read-manifest': 'opened',
  'read-retention': 'opened',
  'read-unsent-text': 'opened',
  'read-access': 'opened',
  'read-identity': 'opened',
  'read-rights': 'opened',
  'show-subject-file': 'opened',
  'read-subject-package': 'opened',
  'read-readers': 'opened',
  'read-readers-for-subject': 'opened',
  'explain-why': 'opened',
  'explain-who': 'opened',
  'explain-what-if': 'opened',
  'verify-chain': 'opened',
  'prove-event': 'opened',
  'audit-replay': 'opened',
  'audit-difference': 'opened',
  'audit-verify': 'opened',
  'audit-proof': 'opened',
  'find-case': 'named',
  'read-case-records': 'named',
  'read-shared-case': 'named',
  'list-shared-cases': 'listed',
  'list-work': 'listed',
  'count-load': 'listed',
  'list-team-tasks': 'listed',
  'list-team-people': 'listed',
  'list-clocks-at-risk': 'listed',
  'preview-reassignment': 'listed',
  'list-approvals': 'listed',
  'list-samples': 'listed',
  'preview-sample': 'listed',
  'read-sample': 'listed',
  'recompute-sample': 'listed',
  'read-population': 'listed',
  'read-sampled-case': 'opened',
  'list-cases': 'listed',
  find: 'listed',
  'list-views': 'listed',
  'list-phrases': 'listed',
  'search-cases': 'listed',
  'search-documents': 'listed',
  'match-people': 'listed',
  'list-subject-files': 'named',
  'count-cases': 'listed',
  'count-goals': 'listed',
  'list-due': 'listed',
  'list-retention-findings': 'listed',
  'show-disposal': 'listed',
  'list-retention': 'listed',
  'list-records': 'listed',
  'list-disposals': 'listed',
  'read-disposal': 'listed',
  'list-disposal-items': 'listed',
  'read-disposal-certificate': 'listed',
  'list-kept-holds': 'listed',
  'read-hold': 'listed',
  'preview-hold': 'listed',
  'offer-facts': 'listed',
  'export-cases': 'listed',
  'list-case-types': 'listed',
  'list-print-queue': 'listed',
  'list-staff': 'listed',
  'list-jobs': 'listed',
  'simulate-access': 'named',
  'list-drafts': 'listed',
  'read-draft': 'listed',
  'list-versions': 'listed',
  'read-version': 'listed',
  'compare-versions': 'listed',
  'list-notices': 'listed',
  'list-inbox': 'listed',
  'list-inbox-queues': 'listed',
  'read-inbox-item': 'listed',
  'read-inbox-part': 'listed',
  'list-reviews': 'listed',
  'read-review': 'listed',
  'read-reads': 'listed',
  'read-emergency-statistics': 'listed',
  'explain-reach': 'listed',
  'compare-rules': 'listed',
  'read-rules': 'listed',
  explore: 'listed',
  'audit-seat': 'listed',
  'read-log': 'listed',
  'read-session': 'listed',
  'read-upload-limits': 'listed',
  'follow-changes': 'listed',
};

/** Rows that a list shows were not chosen by whoever looks at it. */
export const LIST_ACTIONS: readonly string[] = Object.keys(READ_ACTIONS).filter((action) => isListed(action));

/** To watch, and to audit, is the work of these; whose cases they are is asked all the same. */
export const OVERSIGHT_RULES: readonly string[] = ['privacy', 'privacy-officer', 'auditor-seat'];

function isListed(action: string): boolean {
  return kindOf(action) === 'listed';
}

function kindOf(action: string): 'opened' | 'named' | 'listed' {
  return Object.hasOwn(READ_ACTIONS, action) ? (READ_ACTIONS[action] ?? 'opened') : 'opened';
}

/** The cases that somebody chose to look at, or tried to. */
export function chosen(line: WatchedLine): readonly string[] {
  return isListed(line.action) ? [] : line.caseIds;
}

/** Opened, by a person, in the course of working on cases. */
export function isOpening(line: WatchedLine): boolean {
  const byPerson = line.authority.startsWith('session:') && !line.action.startsWith('refused:');
  if (kindOf(line.action) !== 'opened') return false;
  return byPerson && !line.denied && !OVERSIGHT_RULES.includes(line.rule ?? '') && chosen(line).length > 0;
}

export function dayOf(line: WatchedLine, { zone }: WatchSettings): string {
  return dateOf(line.recordedAt, zone);
}
