// Which role a command on an issue or the like asks for, as its case type says. Who has it is known elsewhere.
import type { CaseType } from '../definition/case-type.ts';
import type { CaseCommand, EntryCommand } from './commands.ts';
import type { CommunicationCommand } from './communication-command.ts';
import type { DeterminationCommand } from './determination-command.ts';
import type { DocumentCommand } from './document-command.ts';
import type { EvidenceCommand } from './evidence-command.ts';
import type { ReferralCommand } from './referral-command.ts';

/** Every command on an entry, with the list of its kind as hiding knows it: `issues.allegation`. */
const LIST_OF: Readonly<Record<EntryCommand['type'], string>> = {
  ...{ RaiseIssue: 'issues', DecideIssue: 'issues', ReopenIssue: 'issues' },
  ...{ AddParty: 'parties', EndParty: 'parties', ReplaceParty: 'parties' },
  ...{ SetGoal: 'goals', ReviewGoal: 'goals', ConcludeGoal: 'goals' },
  ...{ ImposeObligation: 'obligations', MeetObligation: 'obligations', WaiveObligation: 'obligations' },
  ...{ DraftDetermination: 'determinations', ReviseDetermination: 'determinations' },
  ...{ DiscardDetermination: 'determinations', MakeDetermination: 'determinations' },
  ...{ NotifyDetermination: 'determinations', RevokeDetermination: 'determinations' },
  ...{ RequestReview: 'determinations', WithdrawReview: 'determinations' },
  ...{ RegisterEvidence: 'evidence', OfferEvidence: 'evidence', ChangeAudience: 'evidence' },
  ...{ OfferCustody: 'evidence', ConfirmCustody: 'evidence', DeclineCustody: 'evidence', ReportCustodyGap: 'evidence' },
  ...{
    AdmitEvidence: 'evidence',
    ExcludeEvidence: 'evidence',
    ReturnEvidence: 'evidence',
    DisposeEvidence: 'evidence',
  },
  ...{ OfferReferral: 'referrals', AcceptReferral: 'referrals', DeclineReferral: 'referrals' },
  ...{ AnswerReferral: 'referrals', WithdrawReferral: 'referrals' },
  ...{ DraftCommunication: 'communications', ReviseCommunication: 'communications' },
  ...{ DiscardCommunication: 'communications', ApproveCommunication: 'communications' },
  ...{ SendCommunication: 'communications', DeliverCommunication: 'communications' },
  ...{ BounceCommunication: 'communications', RecordCommunication: 'communications' },
  ...{ FileDocument: 'documents', AddDocumentVersion: 'documents', RetitleDocument: 'documents' },
  ...{ ReclassifyDocument: 'documents', ChangeDocumentAudience: 'documents', WithdrawDocument: 'documents' },
};

export function listOfCommand({ type }: EntryCommand): string {
  return LIST_OF[type];
}

export function isEntryCommand(command: CaseCommand): command is EntryCommand {
  return Object.hasOwn(LIST_OF, command.type);
}

/** The commands by name, for whoever reads some that people wrote. The table has one of each and nothing else. */
export const ENTRY_COMMANDS = Object.keys(LIST_OF) as readonly EntryCommand['type'][];

/** Whether what the actor holds of the register of delegations counts for a command, so that it need be looked up for no other. */
export function mayNeedDelegation(command: { readonly type: string }): boolean {
  return command.type === 'MakeDetermination' || command.type === 'RevokeDetermination';
}

/** Undefined where anybody of the team may, and for a kind that there is not, which the decider refuses. */
export function roleOfEntryCommand(caseType: CaseType, command: EntryCommand): string | undefined {
  if (isFurtherCommand(command)) return roleOfFurtherCommand(caseType, command);
  switch (command.type) {
    case 'RaiseIssue':
      return caseType.issues.get(command.of)?.by;
    case 'DecideIssue':
    case 'ReopenIssue':
      return caseType.issues.get(command.of)?.decidedBy;
    case 'AddParty':
    case 'EndParty':
    case 'ReplaceParty':
      return caseType.parties.get(command.of)?.by;
    case 'SetGoal':
    case 'ReviewGoal':
    case 'ConcludeGoal':
      return caseType.goals.get(command.of)?.by;
    case 'ImposeObligation':
    case 'MeetObligation':
      return caseType.obligations.get(command.of)?.by;
    case 'WaiveObligation':
      return caseType.obligations.get(command.of)?.waivedBy;
  }
}

export type FurtherCommand =
  | DeterminationCommand
  | EvidenceCommand
  | ReferralCommand
  | CommunicationCommand
  | DocumentCommand;

const FURTHER = ['determinations', 'evidence', 'referrals', 'communications', 'documents'];

/** Whether a command is on one of the primitives of decision 0029. */
export function isFurtherCommand(command: EntryCommand): command is FurtherCommand {
  return FURTHER.includes(listOfCommand(command));
}

function roleOfFurtherCommand(caseType: CaseType, command: FurtherCommand): string | undefined {
  switch (command.type) {
    case 'DraftDetermination':
    case 'ReviseDetermination':
    case 'DiscardDetermination':
    case 'NotifyDetermination':
    case 'RequestReview':
    case 'WithdrawReview':
      return caseType.determinations.get(command.of)?.by;
    case 'RegisterEvidence':
    case 'OfferEvidence':
    case 'ReportCustodyGap':
    case 'ReturnEvidence':
    case 'DisposeEvidence':
      return caseType.evidence.get(command.of)?.by;
    case 'AdmitEvidence':
    case 'ExcludeEvidence':
    case 'ChangeAudience':
      return caseType.evidence.get(command.of)?.admittedBy;
    case 'OfferReferral':
    case 'WithdrawReferral':
      return caseType.referrals.get(command.of)?.by;
    case 'AcceptReferral':
    case 'DeclineReferral':
    case 'AnswerReferral':
      return caseType.referrals.get(command.of)?.answeredBy;
    case 'DraftCommunication':
    case 'RecordCommunication':
    case 'ReviseCommunication':
    case 'DiscardCommunication':
    case 'SendCommunication':
    case 'DeliverCommunication':
    case 'BounceCommunication':
      return caseType.communications.get(command.of)?.by;
    case 'ApproveCommunication':
      return caseType.communications.get(command.of)?.approvedBy;
    case 'FileDocument':
    case 'AddDocumentVersion':
    case 'RetitleDocument':
    case 'ChangeDocumentAudience':
    case 'WithdrawDocument':
      return caseType.documents.get(command.of)?.by;
    // It is put where others look for it; who keeps the kind that it leaves is for its rules to compare.
    case 'ReclassifyDocument':
      return caseType.documents.get(command.to)?.by;
    // Whoever holds it and whoever receives it, which its rules compare.
    case 'OfferCustody':
    case 'ConfirmCustody':
    case 'DeclineCustody':
      return undefined;
    case 'MakeDetermination':
    case 'RevokeDetermination': {
      // What a body outside has decided is recorded by whoever drafts.
      const kind = caseType.determinations.get(command.of);
      return kind?.delegation?.role ?? kind?.by;
    }
  }
}
