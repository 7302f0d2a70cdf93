// What an event about an issue or the like says to a person who may read its section, and whether they may. A view that does not
// ask shows none of it.
import type { EntryEvent } from '../case/events.ts';
import type { CaseType } from '../definition/case-type.ts';
import { partsAsked } from '../definition/definition.ts';
import { type Entry, type EntryKnown, nodesOfEntry } from '../entries/entries.ts';
import type { ReadableParts } from './hidden.ts';
import { plainDate } from './plain-value.ts';

/** Whether entries of that kind may be known to whoever may read these parts. */
export function mayReadEntry(caseType: CaseType, entry: EntryKnown, parts: ReadableParts): boolean {
  if (parts === null) return true;
  return nodesOfEntry(entry).every((node) => partsAsked(caseType, node).every((part) => parts.has(part)));
}

/** The entry that an event is about; what follows from it for others, such as mandates, is not told by it. */
function ownEntry({ changes, entry }: EntryEvent): Entry | null {
  const own = changes.find((change) => 'entry' in change && change.entry === entry);
  return own !== undefined && 'entry' in own ? own.is : null;
}

/** Whether an event about an entry may be known; one that cannot be read is hidden. */
export function mayReadEntryEvent(caseType: CaseType, event: EntryEvent, parts: ReadableParts): boolean {
  const entry = ownEntry(event);
  return parts === null || (entry !== null && mayReadEntry(caseType, entry, parts));
}

export function isEntryEvent(event: { readonly type: string }): event is EntryEvent {
  return Object.hasOwn(TITLES, event.type);
}

const TITLES: Readonly<Record<EntryEvent['type'], string>> = {
  IssueRaised: 'Issue raised',
  IssueDecided: 'Issue decided',
  IssueReopened: 'Issue opened again',
  PartyAdded: 'Party added',
  PartyEnded: 'No longer a party',
  PartyReplaced: 'Somebody follows as a party',
  ContactSet: 'How a party is reached',
  GoalSet: 'Goal set',
  GoalReviewed: 'Goal reviewed',
  GoalConcluded: 'Goal concluded',
  ObligationImposed: 'Obligation recorded',
  ObligationBreached: 'Obligation not met in time',
  ObligationMet: 'Obligation met',
  ObligationWaived: 'Obligation waived',
  DeterminationDrafted: 'Decision drafted',
  DeterminationRevised: 'Draft of a decision changed',
  DeterminationDiscarded: 'Draft of a decision given up',
  DeterminationMade: 'Decision made',
  DeterminationNotified: 'Notice of a decision given',
  DeterminationRevoked: 'Decision revoked',
  EvidenceRegistered: 'Exhibit registered',
  EvidenceOffered: 'Exhibit offered',
  EvidenceAdmitted: 'Exhibit admitted',
  EvidenceExcluded: 'Exhibit excluded',
  EvidenceReturned: 'Exhibit returned',
  EvidenceDisposed: 'Exhibit disposed of',
  AudienceChanged: 'Exhibit is for others',
  CustodyOffered: 'Exhibit handed over',
  CustodyConfirmed: 'Exhibit received',
  CustodyDeclined: 'Exhibit not taken over',
  CustodyGapReported: 'Gap in custody reported',
  ReferralOffered: 'Referral offered',
  ReferralAccepted: 'Referral accepted',
  ReferralDeclined: 'Referral declined',
  ReferralAnswered: 'Referral answered',
  ReferralWithdrawn: 'Referral withdrawn',
  ReferralLapsed: 'Referral has lapsed',
  CommunicationDrafted: 'Drafted',
  CommunicationRevised: 'Draft changed',
  CommunicationDiscarded: 'Draft given up',
  CommunicationApproved: 'Approved',
  CommunicationSent: 'Sent',
  CommunicationDelivered: 'Delivered',
  CommunicationBounced: 'Came back',
  CommunicationRecorded: 'Recorded',
  MeetingArranged: 'Arranged',
  MeetingMoved: 'Moved to another time',
  MeetingCancelled: 'Cancelled',
  MeetingConcluded: 'Concluded',
  DocumentFiled: 'Document filed',
  DocumentVersionAdded: 'New version of a document',
  DocumentRetitled: 'Document has another title',
  DocumentReclassified: 'Document is of another kind',
  DocumentAudienceChanged: 'Document is for others',
  DocumentDisclosed: 'Document disclosed',
  DocumentWithheld: 'Document withheld',
  DocumentWithdrawn: 'Document withdrawn, as filed in error',
  ReviewRequested: 'Review asked for',
  ReviewWithdrawn: 'Review no longer asked for',
  ReviewPeriodPassed: 'Time to ask for a review has passed',
};

export interface EntryWords {
  readonly title: string;
  readonly detail: readonly string[];
}

export function entryWords(caseType: CaseType, event: EntryEvent): EntryWords {
  const entry = ownEntry(event);
  const reason = event.reason === undefined ? [] : [`Reason: ${event.reason}`];
  if (entry === null) return { title: TITLES[event.type], detail: reason };
  return {
    title: `${TITLES[event.type]}: ${titleOf(caseType, entry)}`,
    detail: [...detailOf(caseType, entry), ...disclosureDetail(caseType, event, entry), ...reason],
  };
}

/** What an entry says to whoever may read it. */
export function wordsOfEntry(caseType: CaseType, entry: Entry): EntryWords {
  return { title: titleOf(caseType, entry), detail: detailOf(caseType, entry) };
}

function titleOf(caseType: CaseType, { kind, of }: Entry): string {
  const kinds = {
    issue: caseType.issues,
    party: caseType.parties,
    goal: caseType.goals,
    obligation: caseType.obligations,
    determination: caseType.determinations,
    evidence: caseType.evidence,
    referral: caseType.referrals,
    communication: caseType.communications,
    document: caseType.documents,
  };
  return kinds[kind].get(of)?.title ?? of;
}

function detailOf(caseType: CaseType, entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'issue':
      return issueDetail(caseType, entry);
    case 'party':
      return partyDetail(caseType, entry);
    case 'goal':
      return goalDetail(caseType, entry);
    case 'obligation':
      return obligationDetail(entry);
    case 'determination':
      return determinationDetail(caseType, entry);
    case 'evidence':
      return evidenceDetail(caseType, entry);
    case 'referral':
      return referralDetail(caseType, entry);
    case 'communication':
      return communicationDetail(caseType, entry);
    case 'document':
      return documentDetail(caseType, entry);
  }
}

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

function issueDetail({ issues }: CaseType, { of, outcome, reasons, words }: Of<'issue'>): readonly string[] {
  const label = issues.get(of)?.outcomes.find(({ value }) => value === outcome)?.label;
  return [words, ...(outcome === null ? [] : [`Outcome: ${label ?? outcome}`]), ...(reasons === null ? [] : [reasons])];
}

/** Who it is stands in no text: it is an id, which means nothing to a reader. */
function partyDetail({ parties }: CaseType, { of, from, until, scope }: Of<'party'>): readonly string[] {
  const labels = parties.get(of)?.scope ?? [];
  const held = scope.map((name) => labels.find(({ value }) => value === name)?.label ?? name);
  const days = [`From ${plainDate(from)}`, ...(until === null ? [] : [`until ${plainDate(until)}`])].join(' ');
  return [days, ...(held.length === 0 ? [] : [`For: ${held.join(', ')}`])];
}

function goalDetail({ goals }: CaseType, entry: Of<'goal'>): readonly string[] {
  const { words, baseline, target, reviews, status, reasons } = entry;
  const { title = '', unit = '' } = goals.get(entry.of)?.measure ?? {};
  const last = reviews.at(-1);
  const course = `${title}: from ${baseline} to ${target} ${unit}`;
  const measured = last === undefined ? [] : [`${last.value} on ${plainDate(last.on)}`];
  const ended = status === 'pursued' ? [] : [`It is ${status.replaceAll('-', ' ')}`];
  return [words, course, ...measured, ...ended, ...(reasons === null ? [] : [reasons])];
}

function obligationDetail({ words, agreement, dueOn, until, status, reasons }: Of<'obligation'>): readonly string[] {
  const settled = until === null ? [] : [`${status === 'met' ? 'Met' : 'Waived'} on ${plainDate(until)}`];
  const agreed = agreement === null ? [] : [`Agreed: ${agreement}`];
  return [words, ...agreed, `Due on ${plainDate(dueOn)}`, ...settled, ...(reasons === null ? [] : [reasons])];
}

/** Which issues and parties it names stands in no text: they may be of sections that its reader may not read. */
function determinationDetail({ determinations }: CaseType, entry: Of<'determination'>): readonly string[] {
  const { of, outcome, reasons, made, reviewClosedOn, why } = entry;
  const label = determinations.get(of)?.outcomes.find(({ value }) => value === outcome)?.label ?? outcome;
  const { id, law } = made?.delegation ?? {};
  return [
    ...(outcome === null ? [] : [`Outcome: ${label}`]),
    ...(reasons === null ? [] : [reasons]),
    ...(law === undefined ? [] : [`Delegation ${id}, ${law}`]),
    ...(reviewClosedOn === null ? [] : [`No review can be asked for since ${plainDate(reviewClosedOn)}`]),
    ...(why === null ? [] : [why]),
  ];
}

/** Who had it stands in no text: people are ids there, and what somebody wrote of others is for the exhibit itself. */
function evidenceDetail({ evidence }: CaseType, entry: Of<'evidence'>): readonly string[] {
  const { of, exhibit, words, audience, hasGap, reasons } = entry;
  const title = evidence.get(of)?.audiences.find(({ name }) => name === audience)?.title ?? audience;
  return [
    `Exhibit ${exhibit}: ${words}`,
    `For: ${title}`,
    ...(hasGap ? ['There is a time in which nobody answers for it'] : []),
    ...(reasons === null ? [] : [reasons]),
  ];
}

function referralDetail({ referrals }: CaseType, entry: Of<'referral'>): readonly string[] {
  const { of, to, words, status, answerBy, endsOn, declined, answer, reasons } = entry;
  const label = referrals.get(of)?.declineReasons.find(({ value }) => value === declined)?.label ?? declined;
  return [
    'team' in to ? `To the team ${to.team}` : `To agency ${to.agency}${to.unit === null ? '' : `, ${to.unit}`}`,
    words,
    status === 'offered' ? `To be taken by ${plainDate(answerBy)}` : `Until ${plainDate(endsOn)}`,
    ...(label === null ? [] : [`Declined: ${label}`]),
    ...(answer === null ? [] : [answer]),
    ...(reasons === null ? [] : [reasons]),
  ];
}

/** With whom it was stands in no text: they may be of a section that its reader may not read. */
function communicationDetail({ communications }: CaseType, entry: Of<'communication'>): readonly string[] {
  const { of, subject, direction, channel, from, reasons } = entry;
  const label = communications.get(of)?.channels.find(({ value }) => value === channel)?.label ?? channel;
  const way = direction === 'out' ? 'From us' : 'To us';
  return [subject, `${way}, by ${label}, ${plainDate(from)}`, ...(reasons === null ? [] : [reasons])];
}

/** Whom it is about and who sent it stand in no text: they may be of a section that its reader may not read. */
function documentDetail({ documents }: CaseType, entry: Of<'document'>): readonly string[] {
  const { of, number, title, audience, receivedOn, versions } = entry;
  const label = documents.get(of)?.audiences.find(({ name }) => name === audience)?.title ?? audience;
  const last = versions.at(-1);
  return [
    `Document ${number}: ${title}`,
    ...(last === undefined ? [] : [versions.length > 1 ? `Version ${versions.length}: ${last.name}` : last.name]),
    `Received on ${plainDate(receivedOn)}`,
    ...(label === null ? [] : [`For: ${label}`]),
  ];
}

/** Under which duty, and why it was withheld; to whom stands in no text. */
function disclosureDetail({ disclosures }: CaseType, { type }: EntryEvent, entry: Entry): readonly string[] {
  if (entry.kind !== 'document' || (type !== 'DocumentDisclosed' && type !== 'DocumentWithheld')) return [];
  const last = entry.disclosures?.at(-1);
  const duty = disclosures.get(last?.duty ?? '');
  if (last === undefined || duty === undefined) return [];
  const ground = duty.grounds.find(({ value }) => value === last.ground)?.label ?? last.ground;
  return [
    `${duty.title}, ${plainDate(last.on)}`,
    ...(ground === null ? [] : [`Ground: ${ground}`]),
    ...(last.reasons === null ? [] : [last.reasons]),
  ];
}
