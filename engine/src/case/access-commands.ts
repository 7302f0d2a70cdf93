// What people may do about who may read a case: classify it, give and end access, ask for it, answer who asked, open it in
// an emergency and review that. Who of them may is for the policy; here it is held that nobody decides in their own matter.
import { reasonOf } from '../sentences/in-words.ts';
import { say, type Said } from '../sentences/say.ts';
import { addDays, addHours, dateOf, endOfDay, instantOf, isInstant, weekdayName } from '../calendar/calendar.ts';
import { emergenciesOf, managerOf } from '../definition/access-definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { type Draft, REVIEW_TIMER, setTimer } from '../plan/draft.ts';
import { known } from '../plan/known.ts';
import { isToSuggest } from '../walls/walls.ts';
import type { AccessRequest, Classified, Consent, HeldAccess, Wall } from './access-state.ts';
import { classifyProblem, givenProblem, isSameSaid, sectionsProblem, sorted } from './access-terms.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

const OF_ACCESS = [
  ...(['ClassifyCase', 'GiveAccess', 'EndAccess', 'RequestAccess', 'DecideAccess'] as const),
  ...(['BreakGlass', 'ReviewBreakGlass', 'SuggestWall'] as const),
];

export type AccessCommand = Extract<CaseCommand, { type: (typeof OF_ACCESS)[number] }>;
type Of<T extends AccessCommand['type']> = Extract<AccessCommand, { type: T }>;

type AccessEventType =
  | 'CaseClassified'
  | 'ReclassificationProposed'
  | 'AccessGiven'
  | 'AccessEnded'
  | 'AccessRequested'
  | 'RequestOverdue'
  | 'AccessDecided'
  | 'GlassBroken'
  | 'BreakGlassReviewed'
  | 'ReviewOverdue';
type AccessFact = CaseEvent extends infer E
  ? E extends { type: AccessEventType }
    ? Omit<E, 'changes' | 'occurred'>
    : never
  : never;
type Result = { readonly fact: AccessFact } | { readonly rejection: Rejection };

/** Levels of scales from the lowest to the highest, as the jurisdiction has set them. */
export type Scales = Readonly<Record<string, readonly string[]>>;

export interface AskedAccess<C extends AccessCommand = AccessCommand> {
  readonly command: C;
  readonly actor: string;
  /** For whom the actor stands in. */
  readonly onBehalfOf?: string;
  readonly scales: Scales;
}

const DEFAULT_HOURS = 4;
const MOST_HOURS = 24;
const REVIEW_HOURS = 24;
/** Days from Monday to Friday within which a request is answered. */
const ANSWER_DAYS = 2;
/** What the rules for access ask of the reason of somebody who opens a case in an emergency. */
const FEWEST_CHARACTERS = 20;

export function decideAccess(draft: Draft, state: CaseState, asked: AskedAccess): Result {
  const { command, actor } = asked;
  switch (command.type) {
    case 'ClassifyCase':
      return classify(draft, state, { ...asked, command });
    case 'GiveAccess':
      return give(draft, state, command);
    case 'SuggestWall':
      return suggestWall(draft, state, command);
    case 'EndAccess':
      return end(draft, state, { ...asked, command });
    case 'RequestAccess':
      return request(draft, state, { ...command, person: actor });
    case 'DecideAccess':
      return answer(draft, state, { ...asked, command });
    case 'BreakGlass':
      return breakGlass(draft, state, { ...command, person: actor });
    case 'ReviewBreakGlass':
      return review(draft, state, { ...asked, command });
  }
}

/** What a reader must have now: what was said last, or what the case type says of such cases. */
export function classifiedOf({ access }: CaseType, state: Pick<CaseState, 'access'>): Classified {
  return (
    state.access?.classified ?? {
      classification: access?.classification ?? null,
      compartments: access?.compartments ?? [],
      purposes: access?.purposes ?? null,
      matters: [],
    }
  );
}

/** The timer that waits for the review of a break-glass access, or for the answer to a request. */
export function reviewTimer(access: string): string {
  return `${REVIEW_TIMER}${access}`;
}

/** The break-glass access or request that a timer waits for, or null for another timer. */
export function reviewOfTimer(timer: string): string | null {
  return timer.startsWith(REVIEW_TIMER) ? timer.slice(REVIEW_TIMER.length) : null;
}

/** Whether an id stands for a request, and not for something that was given. */
export function isRequest(access: string): boolean {
  return access.startsWith('request.');
}

/** Nobody has reviewed or answered it in time, so it is told again. */
export function reviewOverdue(draft: Draft, access: string): Result {
  setTimer(draft, reviewTimer(access), null);
  const to = [managerOf(draft.caseType)];
  if (isRequest(access)) return { fact: { type: 'RequestOverdue', request: access, to } };
  return { fact: { type: 'ReviewOverdue', fact: access, to } };
}

/** By when an emergency is to be reviewed. */
export function reviewDueAt({ from }: Pick<HeldAccess, 'from'>): string {
  return addHours(from, REVIEW_HOURS);
}

function classify(draft: Draft, state: CaseState, asked: AskedAccess<Of<'ClassifyCase'>>): Result {
  const { command, actor, onBehalfOf, scales } = asked;
  const problem = classifyProblem(command);
  if (problem !== null) return invalid(problem);
  const { reason } = command;
  const said = saidBy(command);
  const before = classifiedOf(draft.caseType, state);
  if (isSameSaid(before, said)) return { rejection: { code: 'nothing-to-do' } };
  if (!isLower(before, said, scales)) return { fact: { type: 'CaseClassified', ...said, reason } };
  const proposed = state.access?.proposed;
  if (proposed === undefined || !isSameSaid(proposed, said)) {
    const standsIn = onBehalfOf === undefined ? {} : { onBehalfOf };
    return { fact: { type: 'ReclassificationProposed', by: actor, ...said, reason, ...standsIn } };
  }
  if (isOneOf(asked, proposed.by, proposed.onBehalfOf)) return another('proposal');
  return { fact: { type: 'CaseClassified', ...said, reason, proposedBy: proposed.by } };
}

function saidBy({ classification, compartments, purposes, matters }: Of<'ClassifyCase'>): Classified {
  return {
    classification: classification === null ? null : { ...classification, markers: sorted(classification.markers) },
    compartments: sorted(compartments),
    purposes: purposes === null ? null : sorted(purposes),
    matters: sorted(matters),
  };
}

/** Whether somebody may read it afterwards who might not before. A level that cannot be compared may be a lower one. */
function isLower(before: Classified, after: Classified, scales: Scales): boolean {
  const [was, is] = [before.classification, after.classification];
  if (before.compartments.some((name) => !after.compartments.includes(name))) return true;
  if (was === null) return false;
  if (is === null || is.scale !== was.scale) return true;
  if (was.markers.some((marker) => !is.markers.includes(marker))) return true;
  if (is.level === was.level) return false;
  const levels = known(scales, was.scale) ?? [];
  return !levels.includes(was.level) || levels.indexOf(is.level) < levels.indexOf(was.level);
}

function give(draft: Draft, state: CaseState, { fact }: Of<'GiveAccess'>): Result {
  const from = nowIn(draft);
  const problem = givenProblem(draft.caseType, state, { fact, from });
  if (problem !== null) return invalid(problem);
  const suggested = fact.kind === 'wall' && fact.standing === 'declared' ? suggestedWall(state, fact) : undefined;
  if (suggested === undefined) {
    return { fact: { type: 'AccessGiven', id: idOf(fact.kind, state), fact: heldFrom(fact, from) } };
  }
  // It has stood since it was suggested, and is the same wall.
  const [id, wall] = suggested;
  return { fact: { type: 'AccessGiven', id, fact: { ...wall, standing: 'declared' } } };
}

function suggestedWall(
  state: CaseState,
  { person, unit }: Pick<Wall, 'person' | 'unit'>,
): readonly [string, Extract<HeldAccess, { kind: 'wall' }>] | undefined {
  for (const [id, fact] of Object.entries(state.access?.facts ?? {})) {
    const isOf = fact.kind === 'wall' && fact.person === person && fact.unit === unit;
    if (isOf && fact.standing === 'suggested') return [id, fact];
  }
  return undefined;
}

/** Nothing is suggested where a wall stands, nor for reasons that somebody has weighed when they dismissed one. */
function suggestWall(draft: Draft, state: CaseState, { person, because }: Of<'SuggestWall'>): Result {
  const from = nowIn(draft);
  const fact = { kind: 'wall', person, unit: null, standing: 'suggested' } as const;
  const problem = givenProblem(draft.caseType, state, { fact, from });
  if (problem !== null) return invalid(problem);
  const walls = Object.values(state.access?.facts ?? {}).flatMap((one) =>
    one.kind === 'wall' && one.person === person ? [one] : [],
  );
  if (!isToSuggest(because, walls)) return { rejection: { code: 'nothing-to-do' } };
  return { fact: { type: 'AccessGiven', id: idOf('wall', state), fact: { ...fact, because, from, until: null } } };
}

function heldFrom(fact: Of<'GiveAccess'>['fact'], from: string): HeldAccess {
  switch (fact.kind) {
    case 'wall':
      return { kind: 'wall', person: fact.person, unit: fact.unit, standing: fact.standing, from, until: null };
    case 'seal':
      return { kind: 'seal', section: fact.section, openTo: sorted(fact.openTo), from, until: null };
    case 'share': {
      const { to, unit, purpose, authority, consent } = fact;
      const sections = sorted(fact.sections);
      return { kind: 'share', to, unit, sections, purpose, authority, consent, from, until: utc(fact.until) };
    }
    case 'consent': {
      const { of, sections = null, recipients = null, given } = fact;
      const scope = {
        sections: sections === null ? null : sorted(sections),
        recipients: recipients === null ? null : sorted(recipients),
      };
      return {
        ...{ kind: 'consent', purpose: fact.purpose },
        ...(of === undefined ? {} : { of, ...scope, ...(given === undefined ? {} : { given: givenAs(given) }) }),
        ...{ from, until: fact.until === null ? null : utc(fact.until) },
      };
    }
  }
}

function givenAs({ how, on, document }: NonNullable<Consent['given']>): NonNullable<Consent['given']> {
  return { how, on, document };
}

/** Whoever is kept off a case does not say that they no longer are. */
function end(draft: Draft, state: CaseState, asked: AskedAccess<Of<'EndAccess'>>): Result {
  const { fact: id, reason } = asked.command;
  const fact = known(state.access?.facts, id);
  if (fact === undefined) return unknown(id);
  const until = nowIn(draft);
  if (fact.until !== null && fact.until <= until) return { rejection: { code: 'access-ended', access: id } };
  if (fact.kind === 'wall' && isOneOf(asked, fact.person)) return another(id);
  return { fact: { type: 'AccessEnded', fact: id, until, reason } };
}

function request(draft: Draft, state: CaseState, asked: Of<'RequestAccess'> & { readonly person: string }): Result {
  const { person, until, reason } = asked;
  const problem = sectionsProblem(draft.caseType, asked.sections) ?? untilProblem(draft, until) ?? textProblem(reason);
  if (problem !== null) return invalid(problem);
  // One at a time, so that nobody fills a case with what they ask.
  const requests = Object.values(state.access?.requests ?? {});
  if (requests.some((one) => one.answer === 'open' && one.person === person)) {
    return invalid(say('you-have-asked-already-and-nobody'));
  }
  const sections = asked.sections === null ? null : sorted(asked.sections);
  const id = idOf('request', state);
  const from = nowIn(draft);
  const { zone } = draft.caseType;
  const dueOn = workingDaysAfter(dateOf(draft.occurred, zone), ANSWER_DAYS);
  setTimer(draft, reviewTimer(id), { dueAt: endOfDay(dueOn, zone) });
  const to = [managerOf(draft.caseType)];
  return { fact: { type: 'AccessRequested', id, person, sections, until: utc(until), reason, from, dueOn, to } };
}

/** Counts weekdays alone: which public holidays count is said by the rules of clocks, and this is the law of none. */
function workingDaysAfter(date: string, days: number): string {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (!['Saturday', 'Sunday'].includes(weekdayName(day))) left -= 1;
  }
  return day;
}

function answer(draft: Draft, state: CaseState, answering: AskedAccess<Of<'DecideAccess'>>): Result {
  const { command, actor } = answering;
  const { request: id, granted, reason } = command;
  const asked: AccessRequest | undefined = known(state.access?.requests, id);
  if (asked === undefined) return unknown(id);
  if (asked.answer !== 'open') return { rejection: { code: 'access-ended', access: id } };
  if (isOneOf(answering, asked.person)) return another(id);
  waitNoMore(draft, id);
  if (!granted) return { fact: { type: 'AccessDecided', request: id, reason } };
  const until = command.until ?? asked.until;
  const problem = untilProblem(draft, until);
  if (problem !== null) return invalid(problem);
  const { person, sections } = asked;
  const fact: HeldAccess = {
    ...{ kind: 'specific', person, sections, approvedBy: actor },
    ...{ from: nowIn(draft), until: utc(until) },
  };
  return { fact: { type: 'AccessDecided', request: id, reason, given: { id: idOf('specific', state), fact } } };
}

function breakGlass(draft: Draft, state: CaseState, asked: Of<'BreakGlass'> & { readonly person: string }): Result {
  const { person, category, hours = DEFAULT_HOURS } = asked;
  const reason = asked.reason.trim();
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS) {
    return invalid(say('the-hours-must-be-a-whole', { most: MOST_HOURS }));
  }
  if (reason.length < FEWEST_CHARACTERS) {
    return invalid(say('the-reason-needs-at-least-characters', { fewestCharacters: FEWEST_CHARACTERS }));
  }
  const known = emergenciesOf(draft.caseType);
  if (!known.some((one) => one.category === category)) {
    const titles = known.map((one) => `${one.category} (${one.title})`).join(', ');
    return invalid(say('the-kind-of-emergency-must-be', { titles }));
  }
  const from = nowIn(draft);
  const id = idOf('break-glass', state);
  const fact: HeldAccess = {
    ...{ kind: 'break-glass', person, category, reason, review: 'due' },
    ...{ from, until: addHours(from, hours) },
  };
  setTimer(draft, reviewTimer(id), { dueAt: reviewDueAt(fact) });
  return { fact: { type: 'GlassBroken', id, fact, to: [managerOf(draft.caseType)] } };
}

function review(draft: Draft, state: CaseState, asked: AskedAccess<Of<'ReviewBreakGlass'>>): Result {
  const { fact: id, finding, reason } = asked.command;
  const fact = known(state.access?.facts, id);
  if (fact?.kind !== 'break-glass') return unknown(id);
  if (isOneOf(asked, fact.person)) return another(id);
  if (fact.review !== 'due' && fact.review !== 'overdue') return { rejection: { code: 'access-ended', access: id } };
  waitNoMore(draft, id);
  return { fact: { type: 'BreakGlassReviewed', fact: id, finding, reason } };
}

/** Whoever acts, or whoever they stand in for, is among these: where two are asked for, both of them are one. */
function isOneOf(
  { actor, onBehalfOf }: Pick<AskedAccess, 'actor' | 'onBehalfOf'>,
  ...people: readonly (string | null | undefined)[]
): boolean {
  return people.includes(actor) || (onBehalfOf !== undefined && people.includes(onBehalfOf));
}

function waitNoMore(draft: Draft, access: string): void {
  const timer = reviewTimer(access);
  if (known(draft.timers, timer) !== undefined) setTimer(draft, timer, null);
}

function untilProblem(draft: Draft, until: string): Said | null {
  if (!isInstant(until)) return say('the-end-must-be-an-instant');
  return utc(until) > nowIn(draft) ? null : say('the-end-must-be-in-the');
}

function textProblem(text: string): Said | null {
  return text.trim() === '' ? say('a-reason-or-category-in-words') : null;
}

function nowIn({ occurred, caseType }: Draft): string {
  return instantOf(occurred, caseType.zone);
}

function utc(instant: string): string {
  return instantOf(instant, 'UTC');
}

/** The number is that of the event which gives it. */
function idOf(kind: string, { version }: CaseState): string {
  return `${kind}.${version + 1}`;
}

function invalid(said: Said): { readonly rejection: Rejection } {
  return { rejection: { code: 'invalid-access', ...reasonOf(said) } };
}

function unknown(access: string): { readonly rejection: Rejection } {
  return { rejection: { code: 'unknown-access', access } };
}

function another(access: string): { readonly rejection: Rejection } {
  return { rejection: { code: 'needs-another-person', access } };
}
