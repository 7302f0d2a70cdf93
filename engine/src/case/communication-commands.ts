// Commands on letters, messages, calls and meetings: drafting, approving, that one was sent and what became of it, and recording others.
import type { CommunicationDefinition } from '../definition/definition.ts';
import {
  approveCommunication,
  bounceCommunication,
  type Communication,
  deliverCommunication,
  discardCommunication,
  type Doer,
  draftCommunication,
  recordCommunication,
  reviseCommunication,
  sendCommunication,
} from '../entries/entries.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { CommunicationCommand } from './communication-command.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
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
  const communication = entryNamed(asked, command, 'communication');
  return communication === null ? unknownEntry(command.entry) : changed(asked, command, { definition, communication });
}

interface Found {
  readonly definition: CommunicationDefinition;
  readonly communication: Communication;
}

type Changing = Exclude<CommunicationCommand, { type: 'DraftCommunication' | 'RecordCommunication' }>;

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
      const ruled = sendCommunication(definition, { communication, on: command.on }, at);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationSent' });
    }
    case 'DeliverCommunication': {
      const ruled = deliverCommunication(communication, command.on, at);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationDelivered' });
    }
    case 'BounceCommunication': {
      const ruled = bounceCommunication(communication, command.reason);
      return putChanged(asked, { entry, ruled }, { type: 'CommunicationBounced' });
    }
  }
}
