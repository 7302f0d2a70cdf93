// Commands on what a delegate decides: drafting it, making it, giving notice, having it reviewed, revoking it, and what its timer does.
// Making one decides its issues, and answers the review that it was drafted for, in the same event.
import { saidOf } from '../clocks/clock-history.ts';
import { say, type Said } from '../sentences/say.ts';
import {
  answerFault,
  askReview,
  closeReview,
  type Delegation,
  type Determination,
  type Determining,
  discardDetermination,
  type Doer,
  draftDetermination,
  makeDetermination,
  notifyDetermination,
  reviseDetermination,
  revokeDetermination,
  type Ruled,
  type Opened,
  type ToPropose,
  undisclosedFault,
  unreadFault,
  withdrawReview,
} from '../entries/entries.ts';
import type { HolidayTable } from '../calendar/calendar.ts';
import { reckonClock } from '../clocks/reckon.ts';
import type { DeterminationDefinition, DisclosureDefinition } from '../definition/definition.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import { known } from '../plan/known.ts';
import type { DeterminationCommand } from './determination-command.ts';
import { followDetermination, openIssuesOf } from './determination-effects.ts';
import { followTime } from './entry-timers.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
  refusedFor,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';

export interface DeterminationAsked extends EntryAsked {
  readonly doer: Doer;
  readonly delegations: readonly Delegation[];
  readonly holidays: HolidayTable;
  readonly opened: Opened;
}

type Of<T extends DeterminationCommand['type']> = Extract<DeterminationCommand, { type: T }>;

export function changeDetermination(asked: DeterminationAsked, command: DeterminationCommand): EntryDecided {
  const definition = asked.draft.caseType.determinations.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  if (command.type === 'DraftDetermination') return draftOne(asked, command, definition);
  const determination = entryNamed(asked, command, 'determination');
  if (determination === null) return unknownEntry(command.entry);
  const decided = changed(asked, command, { definition, determination });
  if ('fact' in decided) followTime(asked.draft, decided.fact.entry);
  return decided;
}

interface Found {
  readonly definition: DeterminationDefinition;
  readonly determination: Determination;
}

function changed(
  asked: DeterminationAsked,
  command: Exclude<DeterminationCommand, { type: 'DraftDetermination' }>,
  found: Found,
): EntryDecided {
  const { definition, determination } = found;
  const { entry } = command;
  const { at } = asked;
  const determining = determiningOf(asked);
  switch (command.type) {
    case 'ReviseDetermination': {
      const fault = fieldFault(asked, command);
      if (fault !== null) return refusedFor(command.of, fault);
      const ruled = reviseDetermination(definition, { determination, given: command }, determining);
      return putChanged(asked, { entry, ruled }, { type: 'DeterminationRevised' });
    }
    case 'DiscardDetermination': {
      const ruled = discardDetermination(determination, command.reason, at);
      return putChanged(asked, { entry, ruled }, { type: 'DeterminationDiscarded' });
    }
    case 'MakeDetermination':
      return makeOne(asked, command, found);
    case 'NotifyDetermination':
      return putChanged(asked, { entry, ruled: notified(asked, command, found) }, { type: 'DeterminationNotified' });
    case 'RequestReview': {
      const ruled = askReview(definition, { determination, asked: command }, determining);
      return putChanged(asked, { entry, ruled }, { type: 'ReviewRequested' });
    }
    case 'WithdrawReview': {
      const { reason } = command;
      if (reason.trim() === '') return refusedFor(command.of, say('give-the-reason'));
      return putChanged(asked, { entry, ruled: withdrawReview(determination) }, { type: 'ReviewWithdrawn', reason });
    }
    case 'RevokeDetermination': {
      const { delegations, doer } = asked;
      const { reasons } = command;
      const ruled = revokeDetermination(definition, { determination, reasons }, { at, doer, delegations });
      const decided = putChanged(asked, { entry, ruled }, { type: 'DeterminationRevoked' });
      if ('fact' in decided) openIssuesOf(asked, [entry]);
      return decided;
    }
  }
}

function determiningOf({ at, draft, doer, state }: DeterminationAsked): Determining {
  return { at, entries: entriesIn(draft), doer, event: state.version + 1 };
}

/** What answers a review is drafted after closing too. */
function draftOne(
  asked: DeterminationAsked,
  command: Of<'DraftDetermination'>,
  definition: DeterminationDefinition,
): EntryDecided {
  const reviewOf = command.reviewOf ?? null;
  const closed = closedFor(asked, reviewOf === null);
  if (closed !== null) return closed;
  const fault = reviewFault(asked, definition, reviewOf) ?? fieldFault(asked, command);
  if (fault !== null) return refusedFor(definition.name, fault);
  const ruled = draftDetermination(definition, { ...command, reviewOf }, determiningOf(asked));
  return putNew(asked, { of: command.of, ruled: ruled }, 'DeterminationDrafted');
}

function fieldFault({ draft }: EntryAsked, { manifest = [] }: ToPropose): Said | null {
  const unknown = manifest.find((one) => 'field' in one && !draft.caseType.fields.has(one.field));
  return unknown === undefined ? null : say('what-was-considered-names-a-field');
}

function makeOne(
  asked: DeterminationAsked,
  { entry, draft }: Of<'MakeDetermination'>,
  { definition, determination }: Found,
): EntryDecided {
  const closed = closedFor(asked, determination.reviewOf === null);
  if (closed !== null) return closed;
  const { delegations } = asked;
  const ruled = makeDetermination(definition, { determination, draft }, { ...determiningOf(asked), delegations });
  if ('reason' in ruled) return refusedFor(definition.name, ruled.reason);
  const { opened } = asked;
  const fault =
    undisclosedFault(dutiesOf(asked, definition), entriesIn(asked.draft)) ??
    unreadFault(definition, determination.manifest, { entries: entriesIn(asked.draft), opened }) ??
    reviewFault(asked, definition, determination.reviewOf) ??
    followDetermination(asked, entry, ruled.entry);
  if (fault !== null) return refusedFor(definition.name, fault);
  return putChanged(asked, { entry, ruled }, { type: 'DeterminationMade' });
}

/** Duties of disclosure that come before a decision of that kind. */
function dutiesOf({ draft }: EntryAsked, { disclosed }: DeterminationDefinition): readonly DisclosureDefinition[] {
  return disclosed.flatMap((name) => draft.caseType.disclosures.get(name) ?? []);
}

/** Why a determination of that kind is not the answer to a review, or why a kind that is one names none. */
function reviewFault(
  { draft, doer }: DeterminationAsked,
  definition: DeterminationDefinition,
  reviewOf: string | null,
): Said | null {
  const { determinations } = draft.caseType;
  const reviews = [...determinations.values()].filter(({ review }) =>
    review.some(({ decidedAs }) => decidedAs === definition.name),
  );
  if (reviewOf === null) {
    return reviews.length === 0 ? null : say('answers-a-review-name-what-it', { title: definition.title });
  }
  const entries = entriesIn(draft);
  const determination = known(entries, reviewOf);
  const reviewed = determination?.kind === 'determination' ? determinations.get(determination.of) : undefined;
  if (determination?.kind !== 'determination' || reviewed === undefined || !reviews.includes(reviewed)) {
    return say('reviews', {
      title: definition.title,
      kinds: reviews.map(({ name }) => name).join(', ') || say('nothing-else'),
    });
  }
  return answerFault(definition, { original: { definition: reviewed, determination }, by: doer }, entries);
}

/** Who was told may ask for reviews until days that are reckoned from that of the notice. */
function notified(
  { at, draft, holidays }: DeterminationAsked,
  { party, on }: Of<'NotifyDetermination'>,
  { definition, determination }: Found,
): Ruled<Determination> {
  const ruled = notifyDetermination(determination, { party, on }, at);
  if ('reason' in ruled) return ruled;
  const told = ruled.entry.notice.find((line) => line.party === party)?.on ?? '';
  const role = known(entriesIn(draft), party)?.of ?? '';
  const windows = [...ruled.entry.windows];
  for (const { name, clock, asks } of definition.review) {
    if (!asks.includes(role)) continue;
    const reckoned = reckonClock({ rule: clock, entries: [{ type: 'started', at: told }] }, holidays);
    if ('problem' in reckoned) return { reason: saidOf(reckoned.problem) };
    const until = reckoned.reckoning.dueOn;
    if (until !== null) windows.push({ right: name, party, until });
  }
  return { entry: { ...ruled.entry, windows, reviewClosedOn: null } };
}

/** Nobody may ask for a review any more. */
export function determinationTimeUp(asked: EntryAsked, entry: string, determination: Determination): EntryDecided {
  const decided = putChanged(asked, { entry, ruled: closeReview(determination) }, { type: 'ReviewPeriodPassed' });
  if ('fact' in decided) followTime(asked.draft, entry);
  return decided;
}
