// Commands on what a case keeps besides fields and work. The rules of each stand in the room of entries; what they say becomes a
// change and a fact, or a rejection with their sentence. And what keeps a case from ending.
import type { HolidayTable } from '../calendar/calendar.ts';
import {
  COLLECTION_OF,
  DISCLOSURES,
  type Delegation,
  type Doer,
  type Files,
  isUnsettled,
  type Opened,
} from '../entries/entries.ts';
import { blockingKinds } from '../definition/definition.ts';
import type { Draft } from '../plan/draft.ts';
import { known } from '../plan/known.ts';
import type { EntryCommand } from './commands.ts';
import { changeCommunication } from './communication-commands.ts';
import { changeDocument } from './document-commands.ts';
import { changeDetermination, determinationTimeUp } from './determination-commands.ts';
import { changeEvidence } from './evidence-commands.ts';
import { changeGoal } from './goal-commands.ts';
import { changeIssue } from './issue-commands.ts';
import { changeObligation, obligationTimeUp } from './obligation-commands.ts';
import { changeParty, partyTimeUp } from './party-commands.ts';
import { type FurtherCommand, isFurtherCommand } from './entry-roles.ts';
import { type EntryAsked, type EntryDecided, momentOf, refusedFor, unknownEntry } from './put-entry.ts';
import { type KnownParts, unfiledFault } from './known-documents.ts';
import { changeReferral, referralTimeUp } from './referral-commands.ts';
import type { CaseState } from './state.ts';

interface Given {
  readonly draft: Draft;
  readonly holidays: HolidayTable;
  readonly doer: Doer;
  readonly delegations: readonly Delegation[];
  readonly files: Files;
  readonly opened: Opened;
  readonly parts: KnownParts;
}

export function changeEntry(given: Given, state: CaseState, command: EntryCommand): EntryDecided {
  const { draft, holidays } = given;
  const asked = { draft, state, at: momentOf(draft) };
  if (isFurtherCommand(command)) return changeFurther(given, asked, command);
  switch (command.type) {
    case 'RaiseIssue':
    case 'DecideIssue':
    case 'ReopenIssue':
      return changeIssue(asked, command);
    case 'AddParty':
    case 'EndParty':
    case 'SetContact':
    case 'ReplaceParty':
      return changeParty(asked, command);
    case 'SetGoal':
    case 'ReviewGoal':
    case 'ConcludeGoal':
      return changeGoal(asked, command);
    case 'ImposeObligation':
    case 'MeetObligation':
    case 'WaiveObligation':
      return changeObligation(asked, command, holidays);
  }
}

/** What cannot be done at all is refused first, since an entry that is not there has nothing to name. */
function changeFurther(given: Given, asked: EntryAsked, command: FurtherCommand): EntryDecided {
  const unfiled = unfiledFault(asked.draft, command, given.parts);
  const decided = furtherDecided(given, asked, command);
  return 'rejection' in decided || unfiled === null ? decided : refusedFor(command.of, unfiled);
}

function furtherDecided(
  { doer, delegations, holidays, files, opened, parts }: Given,
  asked: EntryAsked,
  command: FurtherCommand,
): EntryDecided {
  switch (command.type) {
    case 'DraftDetermination':
    case 'ReviseDetermination':
    case 'DiscardDetermination':
    case 'MakeDetermination':
    case 'NotifyDetermination':
    case 'RequestReview':
    case 'WithdrawReview':
    case 'RevokeDetermination':
      return changeDetermination({ ...asked, doer, delegations, holidays, opened }, command);
    case 'RegisterEvidence':
    case 'OfferEvidence':
    case 'ChangeAudience':
    case 'OfferCustody':
    case 'ConfirmCustody':
    case 'DeclineCustody':
    case 'ReportCustodyGap':
    case 'AdmitEvidence':
    case 'ExcludeEvidence':
    case 'ReturnEvidence':
    case 'DisposeEvidence':
      return changeEvidence({ ...asked, doer }, command);
    case 'OfferReferral':
    case 'AcceptReferral':
    case 'DeclineReferral':
    case 'AnswerReferral':
    case 'WithdrawReferral':
      return changeReferral(asked, command, holidays);
    case 'DraftCommunication':
    case 'RecordCommunication':
    case 'ReviseCommunication':
    case 'DiscardCommunication':
    case 'ApproveCommunication':
    case 'SendCommunication':
    case 'DeliverCommunication':
    case 'BounceCommunication':
    case 'ArrangeMeeting':
    case 'MoveMeeting':
    case 'CancelMeeting':
    case 'ConcludeMeeting':
      return changeCommunication({ ...asked, doer }, command);
    case 'FileDocument':
    case 'AddDocumentVersion':
    case 'RetitleDocument':
    case 'ReclassifyDocument':
    case 'ChangeDocumentAudience':
    case 'WithdrawDocument':
    case 'DiscloseDocument':
    case 'WithholdDocument':
      return changeDocument({ ...asked, doer, files, parts }, command);
  }
}

/** The time of an entry has run out. Its timer is set while that means something. */
export function entryTimeUp(draft: Draft, state: CaseState, id: string): EntryDecided {
  const entry = known(draft.entries, id);
  if (entry?.kind === 'party') return partyTimeUp(draft, id, entry);
  if (entry?.kind === 'obligation') return obligationTimeUp({ draft, state, at: momentOf(draft) }, id, entry);
  if (entry?.kind === 'determination') return determinationTimeUp({ draft, state, at: momentOf(draft) }, id, entry);
  if (entry?.kind === 'referral') return referralTimeUp({ draft, state, at: momentOf(draft) }, id, entry);
  return unknownEntry(id);
}

/** Open entries that must be settled before the case ends. */
export function openBlockers({ entries, caseType }: Draft): readonly string[] {
  if (entries === undefined) return [];
  const blocking = new Set(blockingKinds(caseType).map(({ list, of }) => `${list}.${of}`));
  return Object.entries(entries).flatMap(([id, entry]) =>
    isUnsettled(entry) && blocking.has(`${COLLECTION_OF[entry.kind]}.${entry.of}`) ? [id] : [],
  );
}

/** Fields that are computed from a list have their value from the beginning, when there is nothing in it. */
export function settleLists({ agenda, index }: Draft): void {
  for (const list of [...Object.values(COLLECTION_OF), DISCLOSURES]) {
    if (index.derivedFrom.has(list)) agenda.push({ source: 'field', field: list, change: 'create' });
  }
}
