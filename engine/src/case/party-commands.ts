// Commands on parties: adding one, ending one, letting somebody follow. Mandates end with the party for whom they are.
import {
  addParty,
  endParty,
  type Entry,
  mandatesFor,
  type Party,
  partyIsOver,
  replaceParty,
  setContact,
} from '../entries/entries.ts';
import { type Draft, setEntry } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { PartyCommand } from './commands.ts';
import { followTime } from './entry-timers.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  momentOf,
  putChanged,
  putNew,
  refusedFor,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';

export function changeParty(asked: EntryAsked, command: PartyCommand): EntryDecided {
  const { draft, at, state } = asked;
  const definition = draft.caseType.parties.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  // Somebody may die or leave after a case was closed.
  const closed = closedFor(asked, command.type !== 'EndParty' && command.type !== 'SetContact');
  if (closed !== null) return closed;
  if (command.type === 'AddParty') {
    const added = putNew(
      asked,
      { of: command.of, ruled: addParty(definition, command, { at, entries: entriesIn(draft) }) },
      'PartyAdded',
    );
    if ('fact' in added) followTime(draft, added.fact.entry);
    return added;
  }
  const { entry: id } = command;
  const party = entryNamed(asked, command, 'party');
  if (party === null) return unknownEntry(id);
  if (command.type === 'SetContact') {
    return putChanged(asked, { entry: id, ruled: setContact(party, command.contact) }, { type: 'ContactSet' });
  }
  const { reason } = command;
  if (command.type === 'EndParty') {
    const ruled = endParty(party, { until: command.until, reason, at });
    if ('reason' in ruled) return refusedFor(command.of, ruled.reason);
    putParty(draft, id, ruled.entry);
    return { fact: { type: 'PartyEnded', entry: id, reason } };
  }
  const ruled = replaceParty(definition, { id, party }, { subject: command.subject, reason, at });
  if ('reason' in ruled) return refusedFor(command.of, ruled.reason);
  putParty(draft, id, ruled.entry.before);
  putParty(draft, `party.${state.version + 1}`, ruled.entry.after);
  return { fact: { type: 'PartyReplaced', entry: id, reason } };
}

/** The last day of a party has passed. */
export function partyTimeUp(draft: Draft, id: string, party: Entry & Party): EntryDecided {
  putParty(draft, id, partyIsOver(party, momentOf(draft)));
  return { fact: { type: 'PartyEnded', entry: id } };
}

function putParty(draft: Draft, id: string, party: Party): void {
  setEntry(draft, id, party);
  followTime(draft, id);
  if (party.status === 'current') return;
  for (const [mandate, held] of mandatesFor(entriesIn(draft), id)) {
    setEntry(draft, mandate, partyIsOver(held, momentOf(draft)));
    followTime(draft, mandate);
  }
}
