// What was said in a case about who may read it, and how each event changes that. It keeps what was said and decides
// nothing: what follows for a reader is for the policy to say.
import type { ClassificationDefinition } from '../definition/access-definition.ts';
import type { WallReason } from '../walls/walls.ts';
import type { AccessEvent, CaseEvent } from './events.ts';

/** What a reader must have, whichever part of the case they read. Lists are sorted, so that the same says the same. */
export interface Classified {
  readonly classification: ClassificationDefinition | null;
  readonly compartments: readonly string[];
  /** What it may be read for; null: anything. */
  readonly purposes: readonly string[] | null;
  /** Matters to which it belongs: a wall on one keeps somebody off all its cases. */
  readonly matters: readonly string[];
}

/** Keeps one person, or everybody of one unit, off the case. */
export interface Wall {
  readonly kind: 'wall';
  readonly person: string | null;
  readonly unit: string | null;
  readonly standing: 'declared' | 'suggested' | 'dismissed';
  /** Why a rule suggested it; absent where somebody did. */
  readonly because?: readonly WallReason[];
}

export interface Seal {
  readonly kind: 'seal';
  /** Null seals the whole case. */
  readonly section: string | null;
  readonly openTo: readonly string[];
}

/** Lets another agency, or one unit of it, read sections. */
export interface Share {
  readonly kind: 'share';
  /** Number of the agency, as text. */
  readonly to: string;
  readonly unit: string | null;
  readonly sections: readonly string[];
  readonly purpose: string;
  /** The law or agreement that allows it. */
  readonly authority: string;
  /** Id of the consent on which it rests. */
  readonly consent: string | null;
}

export interface Consent {
  readonly kind: 'consent';
  readonly purpose: string;
  /** Whose it is: a party, by id. Absent, like all that follows, from those that say no more than a purpose. */
  readonly of?: string;
  /** What of the case it covers; null: all. */
  readonly sections?: readonly string[] | null;
  /** Whom: `agency:<number>`, `team:<name>`, `case:<kind of case>` or `public`; null: anybody for this purpose. */
  readonly recipients?: readonly string[] | null;
  /** How it was given, on which day, and the document that shows it, by id. */
  readonly given?: {
    readonly how: 'written' | 'spoken' | 'electronic';
    readonly on: string;
    readonly document: string | null;
  };
  /** When it was withdrawn, which is more than that its time was over. */
  readonly withdrawn?: string;
}

/** Somebody who asked and was allowed. */
export interface Specific {
  readonly kind: 'specific';
  readonly person: string;
  readonly sections: readonly string[] | null;
  readonly approvedBy: string;
}

export interface BreakGlass {
  readonly kind: 'break-glass';
  readonly person: string;
  readonly category: string;
  readonly reason: string;
  readonly review: 'due' | 'overdue' | Finding;
}

export type Finding = 'justified' | 'not-justified';

/** When it holds, as instants in UTC; without an end until somebody ends it. */
interface Held {
  readonly from: string;
  readonly until: string | null;
}

/** One thing that gives or takes access, in the words of its own agency. */
export type HeldAccess = (Wall | Seal | Share | Consent | Specific | BreakGlass) & Held;

export interface AccessRequest {
  readonly person: string;
  /** Null asks for all. */
  readonly sections: readonly string[] | null;
  readonly until: string;
  readonly reason: string;
  /** When it was asked, and the day by which it is to be answered; absent from requests of before there was one. */
  readonly from?: string;
  readonly dueOn?: string;
  readonly answer: 'open' | 'granted' | 'refused';
}

/** Absent from a case about which nothing was said. The order of members is part of the stored text. */
export interface AccessState {
  /** Absent: what its case type says. */
  readonly classified?: Classified;
  /** A lowering that waits for a second person. */
  readonly proposed?: Classified & { readonly by: string; readonly onBehalfOf?: string };
  /** By id: `<kind>.<number of the event>`. */
  readonly facts: Readonly<Record<string, HeldAccess>>;
  readonly requests: Readonly<Record<string, AccessRequest>>;
}

const ACCESS_EVENTS: Readonly<Record<AccessEvent['type'], true>> = {
  CaseClassified: true,
  ReclassificationProposed: true,
  AccessGiven: true,
  AccessEnded: true,
  AccessRequested: true,
  RequestOverdue: true,
  AccessDecided: true,
  GlassBroken: true,
  BreakGlassReviewed: true,
  ReviewOverdue: true,
};

export function isAccessEvent(event: CaseEvent): event is AccessEvent {
  return Object.hasOwn(ACCESS_EVENTS, event.type);
}

const NOTHING_SAID: AccessState = { facts: {}, requests: {} };

/** What is said of access after one more event; the same value where the event says nothing of it. */
export function accessAfter(before: AccessState | undefined, event: CaseEvent): AccessState | undefined {
  return isAccessEvent(event) ? said(before, event) : before;
}

function said(before: AccessState | undefined, event: AccessEvent): AccessState | undefined {
  switch (event.type) {
    case 'CaseClassified':
      return { classified: classifiedBy(event), ...partsOf(before) };
    case 'ReclassificationProposed':
      return { ...saidOf(before), proposed: proposedBy(event), ...partsOf(before) };
    case 'AccessGiven':
    case 'GlassBroken':
      return withFact(before, event.id, event.fact);
    case 'AccessEnded':
      return changeFact(before, event.fact, (fact) => ended(fact, event.until));
    case 'AccessRequested': {
      const { id, person, sections, until, reason, from, dueOn } = event;
      const time = from === undefined || dueOn === undefined ? {} : { from, dueOn };
      return withRequest(before, id, { person, sections, until, reason, ...time, answer: 'open' });
    }
    case 'RequestOverdue':
      // It may still be answered, as before.
      return before;
    case 'AccessDecided': {
      const asked = before?.requests[event.request];
      const answer = event.given === undefined ? 'refused' : 'granted';
      const after = asked === undefined ? before : withRequest(before, event.request, { ...asked, answer });
      return event.given === undefined ? after : withFact(after, event.given.id, event.given.fact);
    }
    case 'BreakGlassReviewed':
      return changeFact(before, event.fact, (fact) => reviewed(fact, event.finding));
    case 'ReviewOverdue':
      return changeFact(before, event.fact, (fact) => reviewed(fact, 'overdue'));
  }
}

function classifiedBy({ classification, compartments, purposes, matters }: Classified): Classified {
  return { classification, compartments, purposes, matters };
}

function proposedBy(
  event: Extract<AccessEvent, { type: 'ReclassificationProposed' }>,
): NonNullable<AccessState['proposed']> {
  const { by, onBehalfOf } = event;
  return { ...classifiedBy(event), by, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

function saidOf(before: AccessState | undefined): Pick<AccessState, 'classified'> {
  return before?.classified === undefined ? {} : { classified: before.classified };
}

function partsOf({ facts, requests }: AccessState = NOTHING_SAID): Pick<AccessState, 'facts' | 'requests'> {
  return { facts, requests };
}

function withFact(before: AccessState | undefined, id: string, fact: HeldAccess): AccessState {
  const { facts, ...rest } = before ?? NOTHING_SAID;
  return inOrder({ ...rest, facts: { ...facts, [id]: fact } });
}

function withRequest(before: AccessState | undefined, id: string, request: AccessRequest): AccessState {
  const { requests, ...rest } = before ?? NOTHING_SAID;
  return inOrder({ ...rest, requests: { ...requests, [id]: request } });
}

function changeFact(
  before: AccessState | undefined,
  id: string,
  change: (fact: HeldAccess) => HeldAccess,
): AccessState | undefined {
  const fact = before?.facts[id];
  return fact === undefined ? before : withFact(before, id, change(fact));
}

function ended(fact: HeldAccess, until: string): HeldAccess {
  if (fact.kind === 'wall') return { ...fact, standing: 'dismissed', until };
  return fact.kind === 'consent' && fact.of !== undefined ? { ...fact, until, withdrawn: until } : { ...fact, until };
}

function reviewed(fact: HeldAccess, review: BreakGlass['review']): HeldAccess {
  return fact.kind === 'break-glass' ? { ...fact, review } : fact;
}

function inOrder({ facts, requests, classified, proposed }: AccessState): AccessState {
  return {
    ...(classified === undefined ? {} : { classified }),
    ...(proposed === undefined ? {} : { proposed }),
    facts,
    requests,
  };
}
