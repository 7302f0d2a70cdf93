// Which role a command on an issue or the like asks for, as its case type says. Who has it is known elsewhere.
import type { CaseType } from '../definition/case-type.ts';
import type { CaseCommand, EntryCommand } from './commands.ts';
import type { CommunicationCommand } from './communication-command.ts';
import type { DeterminationCommand } from './determination-command.ts';
import type { EvidenceCommand } from './evidence-command.ts';
import type { ReferralCommand } from './referral-command.ts';

/** The list of its kind, as hiding knows it: `issues.allegation`. */
export function listOfCommand(command: EntryCommand): string {
  switch (command.type) {
    case 'RaiseIssue':
    case 'DecideIssue':
    case 'ReopenIssue':
      return 'issues';
    case 'AddParty':
    case 'EndParty':
    case 'ReplaceParty':
      return 'parties';
    case 'SetGoal':
    case 'ReviewGoal':
    case 'ConcludeGoal':
      return 'goals';
    case 'ImposeObligation':
    case 'MeetObligation':
    case 'WaiveObligation':
      return 'obligations';
    case 'DraftDetermination':
    case 'ReviseDetermination':
    case 'DiscardDetermination':
    case 'MakeDetermination':
    case 'NotifyDetermination':
    case 'RequestReview':
    case 'WithdrawReview':
    case 'RevokeDetermination':
      return 'determinations';
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
      return 'evidence';
    case 'OfferReferral':
    case 'AcceptReferral':
    case 'DeclineReferral':
    case 'AnswerReferral':
    case 'WithdrawReferral':
      return 'referrals';
    case 'DraftCommunication':
    case 'RecordCommunication':
    case 'ReviseCommunication':
    case 'DiscardCommunication':
    case 'ApproveCommunication':
    case 'SendCommunication':
    case 'DeliverCommunication':
    case 'BounceCommunication':
      return 'communications';
  }
}

const COMMANDS: Readonly<Record<EntryCommand['type'], true>> = {
  ...{ RaiseIssue: true, DecideIssue: true, ReopenIssue: true },
  ...{ AddParty: true, EndParty: true, ReplaceParty: true },
  ...{ SetGoal: true, ReviewGoal: true, ConcludeGoal: true },
  ...{ ImposeObligation: true, MeetObligation: true, WaiveObligation: true },
  ...{ DraftDetermination: true, ReviseDetermination: true, DiscardDetermination: true, MakeDetermination: true },
  ...{ NotifyDetermination: true, RequestReview: true, WithdrawReview: true, RevokeDetermination: true },
  ...{ DraftCommunication: true, ReviseCommunication: true, DiscardCommunication: true, ApproveCommunication: true },
  ...{ SendCommunication: true, DeliverCommunication: true, BounceCommunication: true, RecordCommunication: true },
  ...{ OfferReferral: true, AcceptReferral: true, DeclineReferral: true, AnswerReferral: true, WithdrawReferral: true },
  ...{ RegisterEvidence: true, OfferEvidence: true, ChangeAudience: true, AdmitEvidence: true, ExcludeEvidence: true },
  ...{ ReturnEvidence: true, DisposeEvidence: true },
  ...{ OfferCustody: true, ConfirmCustody: true, DeclineCustody: true, ReportCustodyGap: true },
};

export function isEntryCommand(command: CaseCommand): command is EntryCommand {
  return Object.hasOwn(COMMANDS, command.type);
}

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

export type FurtherCommand = DeterminationCommand | EvidenceCommand | ReferralCommand | CommunicationCommand;

const FURTHER = ['determinations', 'evidence', 'referrals', 'communications'];

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
