// Of which kinds of what a case keeps, and of which fields, a command says something: a refusal would tell how these stand, so whoever
// may not read one of them may not give it.
import type { CaseType } from '../definition/case-type.ts';
import { keptLists } from '../definition/definition.ts';
import { COLLECTION_OF } from '../entries/entries.ts';
import type { EntryCommand } from './commands.ts';
import type { DeterminationCommand } from './determination-command.ts';
import type { DocumentCommand } from './document-command.ts';
import type { EvidenceCommand } from './evidence-command.ts';
import { type FurtherCommand, isFurtherCommand, listOfCommand } from './entry-roles.ts';

/**
 * Kinds as hiding knows them, `issues.allegation`, and names of fields: its own kind, those of whoever it names, and the decisions
 * that an obligation may arise from.
 */
export function kindsOfCommand(caseType: CaseType, command: EntryCommand): readonly string[] {
  return [`${listOfCommand(command)}.${command.of}`, ...namedBy(caseType, command)];
}

function namedBy(caseType: CaseType, command: EntryCommand): readonly string[] {
  const { parties, goals, obligations, issues } = caseType;
  if (isFurtherCommand(command)) return namedByFurther(caseType, command);
  switch (command.type) {
    case 'RaiseIssue': {
      const within = issues.get(command.of)?.within;
      return within === undefined ? [] : [`issues.${within}`];
    }
    case 'AddParty':
      return partyKinds(parties.get(command.of)?.represents);
    case 'SetGoal':
      return partyKinds(goals.get(command.of)?.owner);
    case 'ImposeObligation':
      return [
        ...partyKinds(obligations.get(command.of)?.owedBy),
        ...(command.arisesFrom === undefined ? [] : kindsOf(caseType, 'issues')),
      ];
    case 'DecideIssue':
    case 'ReopenIssue':
    case 'EndParty':
    case 'ReplaceParty':
    case 'SetContact':
    case 'ReviewGoal':
    case 'ConcludeGoal':
    case 'MeetObligation':
    case 'WaiveObligation':
      return [];
  }
}

function namedByFurther(caseType: CaseType, command: FurtherCommand): readonly string[] {
  switch (command.type) {
    case 'DraftDetermination':
    case 'ReviseDetermination':
      return [...byDetermination(caseType, command), ...byManifest(caseType, command)];
    case 'MakeDetermination':
      return [...byDetermination(caseType, command), ...byReading(caseType, command.of)];
    case 'NotifyDetermination':
    case 'RequestReview':
    case 'RevokeDetermination':
      return byDetermination(caseType, command);
    case 'RegisterEvidence':
    case 'OfferEvidence':
    case 'ReturnEvidence':
    case 'OfferCustody':
    case 'ChangeAudience':
    case 'ConfirmCustody':
    case 'DeclineCustody':
    case 'ReportCustodyGap':
    case 'AdmitEvidence':
    case 'ExcludeEvidence':
    case 'DisposeEvidence':
      return byEvidence(caseType, command);
    case 'DraftCommunication':
    case 'RecordCommunication':
    case 'ReviseCommunication':
    case 'ArrangeMeeting':
    case 'ConcludeMeeting':
      return byCommunication(caseType, command);
    case 'FileDocument':
    case 'AddDocumentVersion':
    case 'RetitleDocument':
    case 'ReclassifyDocument':
    case 'ChangeDocumentAudience':
    case 'WithdrawDocument':
    case 'DiscloseDocument':
    case 'WithholdDocument':
      return byDocument(command);
    case 'DiscardDetermination':
    case 'WithdrawReview':
    case 'OfferReferral':
    case 'AcceptReferral':
    case 'DeclineReferral':
    case 'AnswerReferral':
    case 'WithdrawReferral':
    case 'DiscardCommunication':
    case 'ApproveCommunication':
    case 'SendCommunication':
    case 'DeliverCommunication':
    case 'BounceCommunication':
    case 'MoveMeeting':
    case 'CancelMeeting':
      return [];
  }
}

function byEvidence(caseType: CaseType, command: EvidenceCommand): readonly string[] {
  const own = byAudience('evidence', command, command.audience);
  switch (command.type) {
    case 'RegisterEvidence':
    case 'OfferEvidence':
      return [...own, ...byOffer(caseType, command.of), ...byHolder(caseType, command)];
    case 'ReturnEvidence':
    case 'OfferCustody':
      return [...own, ...byHolder(caseType, command)];
    case 'ChangeAudience':
      return [...own, ...byAudience('evidence', command, command.to)];
    case 'ConfirmCustody':
    case 'DeclineCustody':
    case 'ReportCustodyGap':
    case 'AdmitEvidence':
    case 'ExcludeEvidence':
    case 'DisposeEvidence':
      return own;
  }
}

function byCommunication(
  caseType: CaseType,
  { of, answers }: { readonly of: string; readonly answers?: string | undefined },
): readonly string[] {
  const answered = answers === undefined ? [] : kindsOf(caseType, 'communications');
  return [...partyKinds(caseType.communications.get(of)?.with), ...answered];
}

function partyKinds(roles: readonly string[] = []): readonly string[] {
  return roles.map((role) => `parties.${role}`);
}

/** All kinds of one list. */
function kindsOf(caseType: CaseType, list: string): readonly string[] {
  const kinds = keptLists(caseType).find(([name]) => name === list)?.[1] ?? new Map<string, unknown>();
  return [...kinds.keys()].map((kind) => `${list}.${kind}`);
}

/** What it decides, whom it is told to, who may ask for its review, and what it may be the review of. */
function byDetermination(caseType: CaseType, { of }: DeterminationCommand): readonly string[] {
  const { determinations } = caseType;
  const kind = determinations.get(of);
  if (kind === undefined) return [];
  const reviewed = [...determinations.values()].filter(({ review }) => review.some((right) => right.decidedAs === of));
  return [
    ...kind.decides.map((issue) => `issues.${issue}`),
    ...partyKinds([...kind.notify, ...kind.review.flatMap(({ asks }) => asks)]),
    ...reviewed.map(({ name }) => `determinations.${name}`),
    ...kind.considers,
    ...kind.evidence.flatMap((name) =>
      kindsOf(caseType, 'evidence').filter((one) => isOrIsIn(one, `evidence.${name}`)),
    ),
  ];
}

/** For whom an exhibit or a document is may be of another section than its kind. */
function byAudience(
  list: 'evidence' | 'documents',
  { of }: { readonly of: string },
  audience: string | null | undefined,
): readonly string[] {
  return typeof audience === 'string' ? [`${list}.${of}.${audience}`] : [];
}

/** What it names besides its kind and audience is looked for only among what the actor may know of. */
function byDocument(command: DocumentCommand): readonly string[] {
  const known = byAudience('documents', command, command.audience);
  switch (command.type) {
    case 'ReclassifyDocument':
      return [...known, `documents.${command.to}`, ...byAudience('documents', { of: command.to }, command.toAudience)];
    case 'ChangeDocumentAudience':
      return [...known, ...byAudience('documents', command, command.to)];
    case 'FileDocument':
    case 'AddDocumentVersion':
    case 'RetitleDocument':
    case 'WithdrawDocument':
    case 'DiscloseDocument':
    case 'WithholdDocument':
      return known;
  }
}

/** Whoever makes it is told what of them they have not read, and what is still to be disclosed. */
function byReading(caseType: CaseType, of: string): readonly string[] {
  const { mustBeRead = [], disclosed = [] } = caseType.determinations.get(of) ?? {};
  const papers = kindsOf(caseType, 'documents');
  const due = disclosed.flatMap((name) => toldByDuty(caseType, name));
  // Of an exhibit it is told by its number, and not what its document is.
  const exhibits = mustBeRead.includes('evidence') ? kindsOf(caseType, 'evidence') : [];
  return [
    ...exhibits,
    ...papers.filter((one) => mustBeRead.some((kind) => isOrIsIn(one, `documents.${kind}`))),
    ...due,
  ];
}

/** Kinds, and parties, of which it tells something that something is still to be disclosed. */
export function toldByDuty(caseType: CaseType, name: string): readonly string[] {
  const duty = caseType.disclosures.get(name);
  if (duty === undefined) return [];
  const { documents, audiences, to } = duty;
  const isDue = (one: string): boolean => {
    const [, kind = '', audience] = one.split('.');
    const isFor = audience === undefined || audiences.length === 0 || audiences.includes(audience);
    return documents.includes(kind) && isFor;
  };
  return [...kindsOf(caseType, 'documents').filter(isDue), ...partyKinds(to)];
}

function byOffer({ evidence }: CaseType, of: string): readonly string[] {
  return (evidence.get(of)?.offeredFor ?? []).map((issue) => `issues.${issue}`);
}

/** Whoever names a party by its id is told whether there is one. */
function byHolder(caseType: CaseType, command: EvidenceCommand): readonly string[] {
  const holders = [
    'to' in command && typeof command.to === 'object' ? command.to : null,
    'receivedFrom' in command ? command.receivedFrom : null,
  ];
  const isNamed = holders.some((holder) => holder !== null && holder !== undefined && 'party' in holder);
  return isNamed ? kindsOf(caseType, 'parties') : [];
}

function byManifest(
  caseType: CaseType,
  { manifest = [] }: Extract<DeterminationCommand, { type: 'DraftDetermination' | 'ReviseDetermination' }>,
): readonly string[] {
  return manifest.flatMap((one) => {
    if ('field' in one) return [one.field];
    // Which kind an id stands for is known to the case alone.
    return 'entry' in one ? kindsOf(caseType, listOfId(one.entry)) : [];
  });
}

/** The list in which an entry of that id is: `issues` for `issue.7`. */
function listOfId(id: string): string {
  const kind = id.split('.')[0] ?? '';
  return Object.entries(COLLECTION_OF).find(([name]) => name === kind)?.[1] ?? '';
}

/** An exhibit's kind, or that kind for one of its audiences. */
function isOrIsIn(kind: string, other: string): boolean {
  return kind === other || kind.startsWith(`${other}.`);
}
