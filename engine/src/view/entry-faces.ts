// What a case keeps besides fields and work as a person sees it: the issues, parties, goals and obligations whose section they may
// read, the kinds of which they may add more, and what they may do with each. Of what is hidden there is nothing, not even an id
// in an entry that is shown.
import type { CaseState } from '../case/state.ts';
import type { CaseType, PartyDefinition } from '../definition/case-type.ts';
import type { GoalDefinition, IssueDefinition, ObligationDefinition } from '../definition/definition.ts';
import { allEntries, type Contact, contactShown, type Entry, type FailingWay } from '../entries/entries.ts';
import {
  AGENCY,
  baseOf,
  type Choices,
  type FaceOfEntry,
  faceOfKind,
  type FaceOfKind,
  type KeptContext,
  labelOf,
  type Looking,
  maySettle,
  type Of,
  readable,
  rolesShown,
  shown,
} from './entry-face.ts';
import { type DocumentFace, faceOfDocument } from './document-faces.ts';
import { mayReadEntry } from './entry-words.ts';
import { mayReadField } from './hidden.ts';
import { faceOfCommunication, faceOfDetermination, faceOfEvidence, faceOfReferral } from './further-faces.ts';
import type { CommunicationFace, DeterminationFace, EvidenceFace, ReferralFace } from './further-faces.ts';
import { furtherKinds, type FurtherKinds } from './further-kinds.ts';

export interface IssueFace extends FaceOfEntry {
  readonly status: Of<'issue'>['status'];
  readonly words: string;
  /** Label of the outcome. */
  readonly outcome: string | null;
  readonly reasons: string | null;
  /** The issue of which it is a part, and what decided it; null also where that may not be known. */
  readonly within: string | null;
  readonly determination: string | null;
}

export interface PartyFace extends FaceOfEntry {
  readonly status: Of<'party'>['status'];
  readonly subject: string;
  /** Id of the party for whom they act; null also where that may not be known. */
  readonly represents: string | null;
  /** Labels of what they may do for them. */
  readonly scope: readonly string[];
  /** Id of the party whom they followed. */
  readonly replaces: string | null;
  /** How they are reached; of one that is secret only that it is on record. */
  readonly contact: Contact | null;
  /** Ways by which something came back from there. */
  readonly failing: readonly FailingWay[];
  /** Year of birth, to tell them from others of their name; null where it is not on record or may not be read. */
  readonly bornIn: string | null;
}

export interface GoalFace extends FaceOfEntry, Pick<Of<'goal'>, 'status' | 'words' | 'baseline' | 'target'> {
  /** Id of the party whose goal it is; null where that may not be known. */
  readonly owner: string | null;
  readonly measure: GoalDefinition['measure'];
  readonly reviews: Of<'goal'>['reviews'];
  readonly reasons: string | null;
}

export interface ObligationFace extends FaceOfEntry, Pick<Of<'obligation'>, 'status' | 'words' | 'dueOn'> {
  /** Id of a party, or `agency`; null where that may not be known. */
  readonly owedBy: string | null;
  /** Id of the issue; null also where that may not be known. */
  readonly arisesFrom: string | null;
  readonly agreement: string | null;
  readonly breachedOn: string | null;
  readonly reasons: string | null;
}

export interface KeptFace {
  readonly issues: readonly IssueFace[];
  readonly parties: readonly PartyFace[];
  readonly goals: readonly GoalFace[];
  readonly obligations: readonly ObligationFace[];
  readonly determinations: readonly DeterminationFace[];
  readonly evidence: readonly EvidenceFace[];
  readonly referrals: readonly ReferralFace[];
  readonly communications: readonly CommunicationFace[];
  readonly documents: readonly DocumentFace[];
  readonly kinds: FurtherKinds & {
    readonly issues: readonly (FaceOfKind & { readonly outcomes: Choices; readonly within: string | null })[];
    readonly parties: readonly (FaceOfKind & { readonly represents: readonly string[]; readonly scope: Choices })[];
    readonly goals: readonly (FaceOfKind & {
      readonly owner: readonly string[];
      readonly measure: GoalDefinition['measure'];
    })[];
    readonly obligations: readonly (FaceOfKind & { readonly owedBy: readonly string[]; readonly hasClock: boolean })[];
  };
}

/** What somebody sees who is shown none of it. */
export const NOTHING_KEPT: KeptFace = {
  ...{ issues: [], parties: [], goals: [], obligations: [] },
  ...{ determinations: [], evidence: [], referrals: [], communications: [], documents: [] },
  kinds: {
    ...{ issues: [], parties: [], goals: [], obligations: [] },
    ...{ determinations: [], evidence: [], referrals: [], communications: [], documents: [], disclosures: [] },
  },
};

/** All of it in the order in which it was made, each of its kind. */
export function keptFace(caseType: CaseType, state: CaseState, context: KeptContext): KeptFace {
  const entries = allEntries(caseType, state);
  const looking: Looking = { caseType, entries, ...context, isClosed: state.closed !== undefined, data: state.data };
  const kept: Lists = {
    ...{ issues: [], parties: [], goals: [], obligations: [] },
    ...{ determinations: [], evidence: [], referrals: [], communications: [], documents: [] },
  };
  for (const [id, entry] of Object.entries(entries)) {
    if (mayReadEntry(caseType, entry, context.parts)) addFace(kept, looking, [id, entry]);
  }
  return { ...kept, kinds: { ...kindsOf(looking), ...furtherKinds(looking) } };
}

type Lists = { [L in keyof Omit<KeptFace, 'kinds'>]: KeptFace[L][number][] };

function addFace(kept: Lists, looking: Looking, [id, entry]: readonly [string, Entry]): void {
  switch (entry.kind) {
    case 'issue':
      kept.issues.push(...faceOfIssue(looking, id, entry));
      break;
    case 'party':
      kept.parties.push(...faceOfParty(looking, id, entry));
      break;
    case 'goal':
      kept.goals.push(...faceOfGoal(looking, id, entry));
      break;
    case 'obligation':
      kept.obligations.push(...faceOfObligation(looking, id, entry));
      break;
    case 'determination':
      kept.determinations.push(...faceOfDetermination(looking, id, entry));
      break;
    case 'evidence':
      kept.evidence.push(...faceOfEvidence(looking, id, entry));
      break;
    case 'referral':
      kept.referrals.push(...faceOfReferral(looking, id, entry));
      break;
    case 'communication':
      kept.communications.push(...faceOfCommunication(looking, id, entry));
      break;
    case 'document':
      kept.documents.push(...faceOfDocument(looking, id, entry));
  }
}

function faceOfIssue(looking: Looking, id: string, issue: Of<'issue'>): readonly IssueFace[] {
  const definition = looking.caseType.issues.get(issue.of);
  if (definition === undefined) return [];
  const { title, outcomes, decidedBy, mayReopen, blocksClosing } = definition;
  const { status, words, outcome, reasons } = issue;
  // What a determination decides is decided in no other way.
  const byHand = [...looking.caseType.determinations.values()].every(({ decides }) => !decides.includes(issue.of));
  const mayReopenNow = mayReopen && issue.determination === undefined && !looking.isClosed;
  const may = [
    status === 'open' && byHand && maySettle(looking, decidedBy, blocksClosing) ? ('decide' as const) : null,
    status === 'decided' && mayReopenNow && looking.mayDo(decidedBy) ? ('reopen' as const) : null,
  ];
  const others = { within: shown(looking, issue.within), determination: shown(looking, issue.determination) };
  return [
    { ...baseOf(id, issue, { title, may }), status, words, outcome: labelOf(outcomes, outcome), reasons, ...others },
  ];
}

function faceOfParty(looking: Looking, id: string, party: Of<'party'>): readonly PartyFace[] {
  const definition = looking.caseType.parties.get(party.of);
  if (definition === undefined) return [];
  const { title, by, replaceable, scope: choices } = definition;
  const { status, subject, represents, scope, replaces } = party;
  const isTheirs = status === 'current' && looking.mayDo(by);
  const may = [
    isTheirs ? ('end' as const) : null,
    isTheirs && replaceable && !looking.isClosed ? ('replace' as const) : null,
    isTheirs ? ('set-contact' as const) : null,
  ];
  const labels = scope.map((name) => choices.find(({ value }) => value === name)?.label ?? name);
  const others = { represents: shown(looking, represents), scope: labels, replaces: shown(looking, replaces) };
  const contact = party.contact === undefined ? null : contactShown(party.contact);
  const told = { contact, failing: party.failing ?? [], bornIn: bornIn(looking, id, party) };
  return [{ ...baseOf(id, party, { title, may }), status, subject, ...others, ...told }];
}

/** Of a field that is about who stands in the role: of several of them nobody could say whose it is. */
function bornIn(
  { caseType, entries, parts, data }: Looking,
  id: string,
  { of, represents }: Of<'party'>,
): string | null {
  const inRole = Object.entries(entries).filter(([, { kind, of: role }]) => kind === 'party' && role === of);
  if (inRole.length !== 1 || inRole[0]?.[0] !== id || represents !== null) return null;
  for (const { name, identifies, subject, kind } of caseType.fields.values()) {
    if (identifies !== 'born' || subject !== of || kind !== 'date' || !mayReadField(caseType, name, parts)) continue;
    const value = data[name];
    const [, year] = /^(\d{4})-/.exec(typeof value === 'string' ? value : '') ?? [];
    if (year !== undefined) return year;
  }
  return null;
}

function faceOfGoal(looking: Looking, id: string, goal: Of<'goal'>): readonly GoalFace[] {
  const definition = looking.caseType.goals.get(goal.of);
  if (definition === undefined) return [];
  const { title, by, measure, blocksClosing } = definition;
  const { status, words, baseline, target, reviews, reasons, owner } = goal;
  const isTheirs = status === 'pursued' && maySettle(looking, by, blocksClosing);
  const may = [isTheirs ? ('review' as const) : null, isTheirs ? ('conclude' as const) : null];
  const said = { status, words, baseline, target, reviews, reasons, measure };
  return [{ ...baseOf(id, goal, { title, may }), ...said, owner: shown(looking, owner) }];
}

function faceOfObligation(looking: Looking, id: string, obligation: Of<'obligation'>): readonly ObligationFace[] {
  const definition = looking.caseType.obligations.get(obligation.of);
  if (definition === undefined) return [];
  const { title, by, waivedBy, blocksClosing } = definition;
  const { status, words, dueOn, agreement, breachedOn, reasons, owedBy, arisesFrom } = obligation;
  const isOpen = status === 'owed' || status === 'breached';
  const may = [
    isOpen && maySettle(looking, by, blocksClosing) ? ('meet' as const) : null,
    isOpen && maySettle(looking, waivedBy, blocksClosing) ? ('waive' as const) : null,
  ];
  const said = { status, words, dueOn, agreement, breachedOn, reasons, arisesFrom: shown(looking, arisesFrom) };
  return [
    { ...baseOf(id, obligation, { title, may }), ...said, owedBy: owedBy === AGENCY ? owedBy : shown(looking, owedBy) },
  ];
}

function kindsOf(looking: Looking): Omit<KeptFace['kinds'], keyof FurtherKinds> {
  const { issues, parties, goals, obligations } = looking.caseType;
  const made = { words: '', baseline: '', target: '', owner: '', owedBy: '' };
  return {
    issues: readable(looking, 'issue', issues).map((kind: IssueDefinition) => ({
      ...faceOfKind(looking, kind, { type: 'RaiseIssue', of: kind.name, ...made }),
      outcomes: kind.outcomes,
      within: kind.within ?? null,
    })),
    parties: readable(looking, 'party', parties).map((kind: PartyDefinition) => ({
      ...fullOrNot(looking, kind, faceOfKind(looking, kind, { type: 'AddParty', of: kind.name, subject: '' })),
      ...{ represents: rolesShown(looking, kind.represents), scope: kind.scope },
    })),
    goals: readable(looking, 'goal', goals).map((kind: GoalDefinition) => ({
      ...faceOfKind(looking, kind, { type: 'SetGoal', of: kind.name, ...made }),
      ...{ owner: rolesShown(looking, kind.owner), measure: kind.measure },
    })),
    obligations: readable(looking, 'obligation', obligations).map((kind: ObligationDefinition) => ({
      ...faceOfKind(looking, kind, { type: 'ImposeObligation', of: kind.name, ...made }),
      ...{ owedBy: rolesShown(looking, kind.owedBy), hasClock: kind.clock !== undefined },
    })),
  };
}

/** As many as may stand in a role do already. */
function fullOrNot({ entries }: Looking, { name, max }: PartyDefinition, face: FaceOfKind): FaceOfKind {
  const isThere = (entry: Entry): boolean => entry.kind === 'party' && entry.of === name && entry.status === 'current';
  return Object.values(entries).filter(isThere).length < max ? face : { ...face, mayAdd: false };
}
