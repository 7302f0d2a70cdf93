// Commands on obligations: imposing one with its due date, meeting it, waiving it, and what its timer does.
import { saidOf } from '../clocks/clock-history.ts';
import { say, type Said } from '../sentences/say.ts';
import {
  breachObligation,
  imposeObligation,
  meetObligation,
  type Obligation,
  waiveObligation,
} from '../entries/entries.ts';
import { dateOf, type HolidayTable } from '../calendar/calendar.ts';
import { reckonClock } from '../clocks/reckon.ts';
import type { ObligationDefinition } from '../definition/definition.ts';
import type { Draft } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { ObligationCommand } from './commands.ts';
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

export function changeObligation(asked: EntryAsked, command: ObligationCommand, holidays: HolidayTable): EntryDecided {
  const definition = asked.draft.caseType.obligations.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  const closed = closedFor(asked, command.type === 'ImposeObligation' || definition.blocksClosing);
  if (closed !== null) return closed;
  const decided = changed(asked, { command, definition, holidays });
  if ('fact' in decided) followTime(asked.draft, decided.fact.entry);
  return decided;
}

interface Obliging {
  readonly command: ObligationCommand;
  readonly definition: ObligationDefinition;
  readonly holidays: HolidayTable;
}

function changed(asked: EntryAsked, { command, definition, holidays }: Obliging): EntryDecided {
  const { draft, at } = asked;
  if (command.type === 'ImposeObligation') {
    const due = dueOf(asked, { command, definition, holidays });
    if ('reason' in due) return refusedFor(command.of, due.reason);
    const ruled = imposeObligation(definition, command, { ...due, at, entries: entriesIn(draft) });
    return putNew(asked, { of: command.of, ruled: ruled }, 'ObligationImposed');
  }
  const { entry } = command;
  const obligation = entryNamed(asked, command, 'obligation');
  if (obligation === null) return unknownEntry(entry);
  if (command.type === 'MeetObligation') {
    return putChanged(asked, { entry, ruled: meetObligation(obligation, command, at) }, { type: 'ObligationMet' });
  }
  const ruled = waiveObligation(obligation, command.reasons, at);
  return putChanged(asked, { entry, ruled }, { type: 'ObligationWaived' });
}

/** The day by which it was owed has passed. */
export function obligationTimeUp(asked: EntryAsked, entry: string, obligation: Obligation): EntryDecided {
  const decided = putChanged(asked, { entry, ruled: breachObligation(obligation) }, { type: 'ObligationBreached' });
  if ('fact' in decided) followTime(asked.draft, entry);
  return decided;
}

/** A kind with a clock is due when the clock says; any other on the day that was given. */
function dueOf(
  { draft }: Pick<EntryAsked, 'draft'>,
  { command, definition, holidays }: Obliging,
): { readonly dueOn: string } | { readonly reason: Said } {
  const { from, dueOn } = command.type === 'ImposeObligation' ? command : {};
  const { clock: rule, title } = definition;
  if (rule === undefined)
    return dueOn === undefined ? { reason: say('say-by-which-day-is-owed', { title }) } : { dueOn };
  if (dueOn !== undefined) return { reason: say('by-when-is-owed-is-for', { title }) };
  const reckoned = reckonClock({ rule, entries: [{ type: 'started', at: from ?? today(draft) }] }, holidays);
  if ('problem' in reckoned) return { reason: saidOf(reckoned.problem) };
  return reckoned.reckoning.dueOn === null
    ? { reason: say('its-clock-gives-no-day') }
    : { dueOn: reckoned.reckoning.dueOn };
}

function today({ occurred, caseType }: Draft): string {
  return dateOf(occurred, caseType.zone);
}
