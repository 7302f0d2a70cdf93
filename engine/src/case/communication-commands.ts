// Commands on letters, messages, calls and meetings: drafting, approving, that one was sent and what became of it, and recording others.
import { say, type Said } from '../sentences/say.ts';
import type { CommunicationDefinition } from '../definition/definition.ts';
import {
  approveCommunication,
  arrangeMeeting,
  bounceCommunication,
  cancelMeeting,
  type Communication,
  concludeMeeting,
  deliverCommunication,
  discardCommunication,
  type Doer,
  type Entries,
  type MadeLetter,
  draftCommunication,
  failedAt,
  type FailingWay,
  moveMeeting,
  recordCommunication,
  reviseCommunication,
  sendCommunication,
} from '../entries/entries.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import { setEntry } from '../plan/draft.ts';
import { known } from '../plan/known.ts';
import type { CommunicationCommand } from './communication-command.ts';
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

type CommunicationAsked = EntryAsked & { readonly doer: Doer };

/** People write, call and are answered after a case was closed too, unless its kind must be settled before. */
export function changeCommunication(asked: CommunicationAsked, command: CommunicationCommand): EntryDecided {
  const { draft, at, doer } = asked;
  const definition = draft.caseType.communications.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  const closed = closedFor(asked, definition.blocksClosing && command.type !== 'RecordCommunication');
  if (closed !== null) return closed;
  const saying = { at, doer, entries: entriesIn(draft) };
  const unmade = madeFault(asked, command);
  if (unmade !== null) return refusedFor(command.of, unmade);
  if (command.type === 'DraftCommunication') {
    return putNew(
      asked,
      { of: command.of, ruled: draftCommunication(definition, command, saying) },
      'CommunicationDrafted',
    );
  }
  if (command.type === 'RecordCommunication') {
    return putNew(
      asked,
      { of: command.of, ruled: recordCommunication(definition, command, saying) },
      'CommunicationRecorded',
    );
  }
  if (command.type === 'ArrangeMeeting') {
    const ruled = arrangeMeeting(definition, { parts: command, appointment: command.appointment }, saying);
    return putNew(asked, { of: command.of, ruled }, 'MeetingArranged');
  }
  const communication = entryNamed(asked, command, 'communication');
  return communication === null ? unknownEntry(command.entry) : changed(asked, command, { definition, communication });
}

/** What says that it was made of a letter goes to the one party for whom that was made, as the letter's own kind. */
function madeFault({ draft }: CommunicationAsked, command: CommunicationCommand): Said | null {
  const made = 'made' in command ? command.made : undefined;
  if (made === undefined) return null;
  const letter = draft.caseType.letters.get(made.letter);
  const party = known(entriesIn(draft), made.party);
  const parties = 'with' in command ? command.with : undefined;
  const isTheirs = parties?.length === 1 && parties[0] === made.party;
  if (command.type === 'RecordCommunication') return say('what-was-made-here-is-drafted');
  if (letter?.as !== command.of) return say('is-no-letter-of-this-kind', { letter: made.letter });
  if (!asksTo(made, letter.calendar, entriesIn(draft))) return MOVED;
  if (party?.kind !== 'party' || !letter.to.includes(party.of) || !isTheirs) return say('it-goes-to-the-one-party');
  return null;
}

const MOVED = say('the-meeting-to-which-it-asks');

/** What it says of a meeting is still so. */
function asksTo({ meeting, party }: MadeLetter, calendar: string | undefined, entries: Entries): boolean {
  if (calendar === undefined) return meeting === undefined;
  const entry = meeting === undefined ? undefined : known(entries, meeting.entry);
  if (entry?.kind !== 'communication' || entry.of !== calendar || entry.status !== 'arranged') return false;
  return entry.with.includes(party) && entry.appointment?.changes === meeting?.changes;
}

/** The party to whom it went is not there. */
function markFailing({ draft }: CommunicationAsked, { made }: Communication, way: FailingWay): void {
  const party = made === undefined ? undefined : known(entriesIn(draft), made.party);
  if (made !== undefined && party?.kind === 'party') setEntry(draft, made.party, failedAt(party, way));
}

interface Found {
  readonly definition: CommunicationDefinition;
  readonly communication: Communication;
}

type Changing = Exclude<
  CommunicationCommand,
  { type: 'DraftCommunication' | 'RecordCommunication' | 'ArrangeMeeting' }
>;

function changed(asked: CommunicationAsked, command: Changing, { definition, communication }: Found): EntryDecided {
  const { entry } = command;
  const { at, doer, draft } = asked;
  switch (command.type) {
    case 'ReviseCommunication': {
      const saying = { at, doer, entries: entriesIn(draft) };
      const ruled = reviseCommunication(definition, { communication, given: command }, saying);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationRevised' });
    }
    case 'DiscardCommunication': {
      const ruled = discardCommunication(communication, command.reason, at);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationDiscarded' });
    }
    case 'ApproveCommunication': {
      const ruled = approveCommunication(definition, { communication, content: command.content }, doer);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationApproved' });
    }
    case 'SendCommunication': {
      const { made } = communication;
      const letter = made === undefined ? undefined : draft.caseType.letters.get(made.letter);
      if (made !== undefined && letter !== undefined && !asksTo(made, letter.calendar, entriesIn(draft)))
        return refusedFor(command.of, MOVED);
      const ruled = sendCommunication(definition, { communication, on: command.on }, at);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationSent' });
    }
    case 'DeliverCommunication': {
      const ruled = deliverCommunication(communication, command.on, at);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationDelivered' });
    }
    case 'BounceCommunication': {
      const ruled = bounceCommunication(communication, command.reason);
      const decided = putChanged(asked, { entry, ruled }, { type: 'CommunicationBounced' });
      if ('fact' in decided && command.failing !== undefined) markFailing(asked, communication, command.failing);
      return decided;
    }
    case 'MoveMeeting': {
      const { appointment, reason: why } = command;
      const ruled = moveMeeting(communication, { appointment, why }, at);
      return putChanged(asked, { entry, ruled }, { type: 'MeetingMoved' });
    }
    case 'CancelMeeting': {
      const ruled = cancelMeeting(communication, command.reason, at);
      return putChanged(asked, { entry, ruled }, { type: 'MeetingCancelled' });
    }
    case 'ConcludeMeeting': {
      const ruled = concludeMeeting(communication, command, at);
      return putChanged(asked, { entry, ruled }, { type: 'MeetingConcluded' });
    }
  }
}
