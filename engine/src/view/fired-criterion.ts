// Which criterion fired, found in the events of a case alone. The engine writes down what a criterion with several
// on-parts has seen, and forgets it when it fires; one with a single on-part, or none, fires in the event in which that
// happened. Of several the first in the engine's order is taken (see `plan/sentries.ts`), so the answer is what was done.
import { type Entries, happenedTo, listsWith } from '../entries/entries.ts';
import type { Criterion, OnPart } from '../definition/definition.ts';
import { CASE_PLAN, repetitionOf } from '../plan/plan.ts';
import {
  type CaseLog,
  definitionIn,
  eventOf,
  eventStart,
  fieldChangeAt,
  heldAt,
  isEnding,
  isFamily,
  itemAt,
  type ItemChange,
  lastThat,
  stageAround,
  stagesAround,
} from './case-log.ts';

/** A criterion that was satisfied, with the positions at which its on-parts happened. */
export interface Satisfied {
  readonly criterion: Criterion;
  readonly happened: readonly number[];
}

export interface Fired extends Satisfied {
  /** The position just before which it fired: data are what they were then. */
  readonly before: number;
  /** Criteria of the same item that would have done the same at that moment. */
  readonly others: readonly Satisfied[];
}

interface Asked {
  readonly instance: string;
  readonly side: 'entry' | 'exit';
}

/** The entry criterion by which an item went on from waiting; null where none did. */
export function entryFired(log: CaseLog, at: number): Fired | null {
  const known = log.entries.get(at);
  if (known !== undefined) return known;
  const change = itemAt(log, at);
  const found =
    change === null || log.moments[at]?.from !== 'available'
      ? null
      : firedBefore(
          log,
          { asked: { instance: change.item, side: 'entry' }, criteria: definitionIn(log, change.item).entry },
          at,
        );
  log.entries.set(at, found);
  return found;
}

/** The exit criterion by which an item ended; null where it ended otherwise. */
export function exitFired(log: CaseLog, at: number): Fired | null {
  const known = log.exits.get(at);
  if (known !== undefined) return known;
  const change = itemAt(log, at);
  const found = change === null || !isEnding(change) ? null : findExit(log, change, at);
  log.exits.set(at, found);
  return found;
}

/** What a stage holds ends before it, and instances of one item end together: it fired where the first of them ended. */
function findExit(log: CaseLog, { item, on }: ItemChange, at: number): Fired | null {
  const from = log.moments[at]?.from ?? null;
  const criteria = definitionIn(log, item).exit.filter(({ only, as }) => {
    if (only === 'active' && from !== 'active') return false;
    if (only === 'active-or-enabled' && from !== 'active' && from !== 'enabled') return false;
    return (as === 'complete' && from === 'active') === (on === 'complete');
  });
  if (criteria.length === 0) return null;
  const start = eventStart(log, at);
  let first = at;
  while (first > start && endsWith(log, item, first - 1)) first -= 1;
  for (let before = first; before <= at; before += 1) {
    const fired = firedBefore(log, { asked: { instance: item, side: 'exit' }, criteria }, before);
    if (fired !== null) return fired;
  }
  return null;
}

function endsWith(log: CaseLog, item: string, at: number): boolean {
  const change = log.moments[at]?.change;
  if (change === undefined) return false;
  if ('timer' in change) return change.due === null;
  if (!('item' in change) || !isEnding(change)) return false;
  return [change.item, ...stagesAround(log, change.item)].some((one) => isFamily(log, one, item));
}

function firedBefore(
  log: CaseLog,
  { asked, criteria }: { asked: Asked; criteria: readonly Criterion[] },
  at: number,
): Fired | null {
  const stage = stageAround(log, asked.instance) ?? CASE_PLAN;
  const forgotten = at > eventStart(log, at) ? log.moments[at - 1]?.change : undefined;
  const key =
    forgotten !== undefined && 'waiting' in forgotten && forgotten.parts.length === 0 ? forgotten.waiting : '';
  const [kept = '', entry] = key.split('@');
  const certain = criteria.find(({ id }) => kept === `${stage}|${id}`);
  const before = certain === undefined ? at : at - 1;
  const satisfied = criteria.flatMap((criterion) => {
    const about = criterion === certain ? entry : undefined;
    const happened = satisfiedBefore(log, {
      asked,
      criterion,
      stage,
      before,
      ...(about === undefined ? {} : { about }),
    });
    return happened === null ? [] : [{ criterion, happened }];
  });
  // One that was remembered writes that it is forgotten when it fires; without that it did not.
  const fired =
    certain === undefined
      ? satisfied.find(({ criterion }) => seenBefore(log, `${stage}|${criterion.id}`, before) === null)
      : satisfied.find(({ criterion }) => criterion === certain);
  if (fired === undefined) return null;
  return { ...fired, before, others: satisfied.filter((other) => other !== fired) };
}

interface Question {
  readonly asked: Asked;
  readonly criterion: Criterion;
  readonly stage: string;
  readonly before: number;
  /** The entry that it is about, where that was remembered. */
  readonly about?: string;
}

/** Where its on-parts happened, if the criterion was ready and its condition held; else null. */
function satisfiedBefore(log: CaseLog, question: Question): readonly number[] | null {
  const { criterion, before } = question;
  const { when } = criterion;
  if (when !== undefined && !heldAt(log, { condition: when, before, repetition: null })) return null;
  return happenedBefore(log, question);
}

function happenedBefore(log: CaseLog, question: Question): readonly number[] | null {
  const { criterion, stage, before } = question;
  const { on } = criterion;
  const seen = seenBefore(log, `${stage}|${criterion.id}`, before);
  if (seen !== null && on.length > 0) {
    if (seen.parts.length < on.length) return null;
    return on.map((part, nth) =>
      lastHappening(log, { part, question }, { before: seenAt(log, question, nth), earliest: 0 }),
    );
  }
  if (on.length > 1) return null;
  if (question.asked.side === 'entry' && on[0]?.source === 'entry') return occurrenceBefore(log, question, on[0]);
  const earliest = earliestThatCounts(log, question);
  const [part] = on;
  if (part === undefined) return wasAsked(log, question, earliest) ? [] : null;
  const at = lastHappening(log, { part, question }, { before, earliest });
  return at === -1 ? null : [at];
}

/** What the criterion remembered just before a position, and where that was written; null for nothing. */
function seenBefore(log: CaseLog, key: string, before: number): { parts: readonly number[]; at: number } | null {
  for (let at = before - 1; at >= 0; at -= 1) {
    const change = log.moments[at]?.change;
    if (change === undefined || !('waiting' in change) || change.waiting !== key) continue;
    return change.parts.length === 0 ? null : { parts: change.parts, at };
  }
  return null;
}

/** Where it was written that an on-part has happened. */
function seenAt(log: CaseLog, { criterion, stage, before }: Question, part: number): number {
  const key = `${stage}|${criterion.id}`;
  let found = seenBefore(log, key, before);
  let at = before;
  while (found !== null && found.parts.includes(part)) {
    ({ at } = found);
    found = seenBefore(log, key, at);
  }
  return at;
}

interface Awaited {
  readonly part: OnPart;
  readonly question: Question;
}

function lastHappening(
  log: CaseLog,
  awaited: Awaited,
  { before, earliest }: { readonly before: number; readonly earliest: number },
): number {
  for (let at = before - 1; at >= earliest; at -= 1) if (isHappening(log, awaited, at)) return at;
  return -1;
}

function isHappening(log: CaseLog, { part, question }: Awaited, at: number): boolean {
  const { asked, stage } = question;
  if (part.source === 'field') return isFieldHappening(log, part, at);
  if (part.source === 'entry') return isEntryHappening(log, part, at);
  const change = itemAt(log, at);
  if (change === null || change.on !== part.transition) return false;
  const source = definitionIn(log, change.item);
  if (source.id !== part.item && !(part.or ?? []).includes(source.id)) return false;
  // A direct child of the stage that owns the criterion counts in its own stage instance only.
  const isSibling = source.parent !== null && source.parent === definitionIn(log, asked.instance).parent;
  if (isSibling && stageAround(log, change.item) !== stage) return false;
  return part.by === undefined || exitFired(log, at)?.criterion.id === part.by;
}

function isFieldHappening(log: CaseLog, part: Extract<OnPart, { source: 'field' }>, at: number): boolean {
  const happened = fieldChangeAt(log, at);
  if (happened === null) return false;
  const { field, change } = happened;
  if (field === part.field) return change === part.change || (change === 'update' && part.change === 'replace');
  if (log.caseType.fields.get(field)?.within !== part.field) return false;
  return (change === 'create' && part.change === 'addChild') || (change === 'delete' && part.change === 'removeChild');
}

function isEntryHappening({ moments }: CaseLog, part: Extract<OnPart, { source: 'entry' }>, at: number): boolean {
  const change = moments[at]?.change;
  if (change === undefined || !('entry' in change)) return false;
  const { entry, is } = change;
  if (is.kind !== part.primitive || is.of !== part.of) return false;
  return happenedTo(writtenBefore(moments, entry, at), entry, is).includes(part.move);
}

/** An entry as it was written last before a position. */
function writtenBefore(moments: CaseLog['moments'], entry: string, before: number): Entries {
  for (let at = before - 1; at >= 0; at -= 1) {
    const change = moments[at]?.change;
    if (change !== undefined && 'entry' in change && change.entry === entry) return { [entry]: change.is };
  }
  return {};
}

/**
 * Where that happened to an entry for which a criterion fired: each counts for itself. Those of one event fire in their order, so it is
 * the one after those that have; one of before was remembered by its id.
 */
function occurrenceBefore(
  log: CaseLog,
  question: Question,
  part: Extract<OnPart, { source: 'entry' }>,
): readonly number[] | null {
  const { asked, before, criterion, about } = question;
  const start = eventStart(log, before === log.moments.length ? before - 1 : before);
  const happened: number[] = [];
  for (let at = before - 1; at >= (about === undefined ? start : 0); at -= 1) {
    const change = log.moments[at]?.change;
    const isMeant = about === undefined || (change !== undefined && 'entry' in change && change.entry === about);
    if (isMeant && isEntryHappening(log, part, at)) happened.unshift(at);
  }
  if (about !== undefined) return happened.length === 0 ? null : happened.slice(-1);
  let fired = 0;
  for (let at = start; at < before; at += 1) {
    const change = itemAt(log, at);
    if (change === null || !isFamily(log, change.item, asked.instance)) continue;
    const earlier = entryFired(log, at);
    if (earlier?.criterion === criterion && (earlier.happened[0] ?? -1) >= start) fired += 1;
  }
  const found = happened[fired];
  return found === undefined ? null : [found];
}

/** What happened before this in the event found nothing that waited, or was used up by an earlier firing. */
function earliestThatCounts(log: CaseLog, { asked, criterion, before }: Question): number {
  const start = eventStart(log, before === log.moments.length ? before - 1 : before);
  let earliest = Math.max(start, waitsFrom(log, asked, before));
  for (let at = before - 1; at >= earliest; at -= 1) {
    const change = itemAt(log, at);
    if (change === null || !isFamily(log, change.item, asked.instance)) continue;
    const fired = asked.side === 'entry' ? entryFired(log, at) : exitFired(log, at);
    if (fired?.criterion !== criterion) continue;
    earliest = at;
    break;
  }
  return earliest;
}

/** From where on the item, or an earlier one whose going on made it, was there to hear what happens. */
function waitsFrom(log: CaseLog, asked: Asked, before: number): number {
  const made = lastThat(log, before, ({ item, on }) => item === asked.instance && on === 'create');
  if (made === -1) return 0;
  const earlier = asked.side === 'entry' ? madeByEntering(log, asked.instance, made) : null;
  if (earlier !== null) return waitsFrom(log, { instance: earlier.instance, side: 'entry' }, earlier.at);
  return stepOf(log, asked.instance, made);
}

/** The instance whose going on made the next one, as what repeats with entry criteria does. */
export function madeByEntering(log: CaseLog, item: string, made: number): { instance: string; at: number } | null {
  if (repetitionOf(item) === 1 || definitionIn(log, item).entry.length === 0) return null;
  const start = eventStart(log, made);
  for (let at = made - 1; at >= start; at -= 1) {
    const change = itemAt(log, at);
    if (change === null || change.item === item || !isFamily(log, change.item, item)) continue;
    if (repetitionOf(change.item) === repetitionOf(item) - 1 && log.moments[at]?.from === 'available') {
      return { instance: change.item, at };
    }
  }
  return null;
}

/** Where the step began in which an instance was made: nothing fired between that and its making. */
function stepOf(log: CaseLog, item: string, made: number): number {
  const start = eventStart(log, made);
  const event = eventOf(log, made);
  const stage = stageAround(log, item);
  if (stage === null || (stage === CASE_PLAN && event?.type === 'CaseOpened')) return start;
  if (event?.type === 'ItemPlanned' && event.item === item) return start;
  const earlier = madeByEntering(log, item, made);
  if (earlier !== null) return earlier.at;
  if (stage === CASE_PLAN) return event?.type === 'CaseReopened' ? start : made;
  const begun = lastThat(log, made, (change) => change.item === stage && change.to === 'active');
  if (begun < start) return made;
  const on = itemAt(log, begun)?.on;
  if (on === 'manualStart') return start;
  return definitionIn(log, stage).entry.length === 0 ? stepOf(log, stage, begun) : begun;
}

/** A criterion without on-parts is asked when its stage goes on, when it is planned, and when its data change. */
function wasAsked(log: CaseLog, { asked, criterion, stage, before }: Question, earliest: number): boolean {
  const event = eventOf(log, Math.min(before, log.moments.length - 1));
  if (event?.type === 'ItemPlanned' && isFamily(log, event.item, asked.instance)) return true;
  const names = criterion.when?.names ?? [];
  for (let at = before - 1; at >= earliest; at -= 1) {
    const change = log.moments[at]?.change;
    if (change === undefined) continue;
    if ('field' in change && names.includes(change.field)) return true;
    if ('entry' in change && listsWith(change.is.kind).some((list) => names.includes(list))) return true;
    if (!('item' in change)) continue;
    if (change.item === stage && change.to === 'active') return true;
    const goesOn = change.on === 'resume' || change.on === 'parentResume';
    if (goesOn && isFamily(log, change.item, asked.instance)) return true;
  }
  return false;
}
