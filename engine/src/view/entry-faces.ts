// What a case keeps besides fields and work as a person sees it: the issues, parties, goals and obligations whose section they may
// read, the kinds of which they may add more, and what they may do with each. Of what is hidden there is nothing, not even an id
// in an entry that is shown.
import type { EntryCommand } from '../case/commands.ts';
import type { CaseState } from '../case/state.ts';
import { partiesOf } from '../case/whose.ts';
import type { CaseType, PartyDefinition } from '../definition/case-type.ts';
import type { GoalDefinition, IssueDefinition, ObligationDefinition } from '../definition/definition.ts';
import type { Entries, Entry } from '../entries/entries.ts';
import { mayReadEntry } from './entry-words.ts';
import { missingForCommand, type ReadableParts } from './readable-parts.ts';

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** What may be done with an entry that is there. */
export type EntryMove = 'decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive';

interface FaceOfEntry {
  /** Its id. */
  readonly entry: string;
  /** The name of its kind in the case type, and what people call that. */
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly EntryMove[];
}

export interface IssueFace extends FaceOfEntry {
  readonly status: Of<'issue'>['status'];
  readonly words: string;
  /** Label of the outcome. */
  readonly outcome: string | null;
  readonly reasons: string | null;
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

interface FaceOfKind {
  readonly of: string;
  readonly title: string;
  readonly mayAdd: boolean;
}

type Choices = readonly { readonly value: string; readonly label: string }[];

export interface KeptFace {
  readonly issues: readonly IssueFace[];
  readonly parties: readonly PartyFace[];
  readonly goals: readonly GoalFace[];
  readonly obligations: readonly ObligationFace[];
  readonly kinds: {
    readonly issues: readonly (FaceOfKind & { readonly outcomes: Choices })[];
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
  kinds: { issues: [], parties: [], goals: [], obligations: [] },
};

export interface KeptContext {
  readonly parts: ReadableParts;
  /** Whether the reader holds a role, or any where none is named, in the team that owns the case. */
  readonly mayDo: (role: string | undefined) => boolean;
}

/** All of it in the order in which it was made, each of its kind. */
export function keptFace(caseType: CaseType, state: CaseState, context: KeptContext): KeptFace {
  const entries = partiesOf(caseType, state);
  const looking: Looking = { caseType, entries, ...context, isClosed: state.closed !== undefined };
  const kept: { [L in keyof Omit<KeptFace, 'kinds'>]: KeptFace[L][number][] } = {
    ...{ issues: [], parties: [], goals: [], obligations: [] },
  };
  for (const [id, entry] of Object.entries(entries)) {
    if (!mayReadEntry(caseType, entry, context.parts)) continue;
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
    }
  }
  return { ...kept, kinds: kindsOf(looking) };
}

interface Looking extends KeptContext {
  readonly caseType: CaseType;
  readonly entries: Entries;
  readonly isClosed: boolean;
}

function baseOf(
  id: string,
  { of, from, until }: Entry,
  { title, may }: { readonly title: string; readonly may: readonly (EntryMove | null)[] },
): FaceOfEntry {
  return { entry: id, of, title, from, until, may: may.filter((move) => move !== null) };
}

/** The id of another entry, where that may be known. */
function shown({ caseType, entries, parts }: Looking, id: string | null): string | null {
  const entry = id === null || !Object.hasOwn(entries, id) ? undefined : entries[id];
  return entry !== undefined && mayReadEntry(caseType, entry, parts) ? id : null;
}

/** Whether something that is open may be settled: after closing only what may stay open then. */
function maySettle({ isClosed, mayDo }: Looking, role: string | undefined, blocksClosing: boolean): boolean {
  return (!isClosed || !blocksClosing) && mayDo(role);
}

function faceOfIssue(looking: Looking, id: string, issue: Of<'issue'>): readonly IssueFace[] {
  const definition = looking.caseType.issues.get(issue.of);
  if (definition === undefined) return [];
  const { title, outcomes, decidedBy, mayReopen, blocksClosing } = definition;
  const { status, words, outcome, reasons } = issue;
  const label = outcomes.find(({ value }) => value === outcome)?.label ?? outcome;
  const may = [
    status === 'open' && maySettle(looking, decidedBy, blocksClosing) ? ('decide' as const) : null,
    status === 'decided' && mayReopen && !looking.isClosed && looking.mayDo(decidedBy) ? ('reopen' as const) : null,
  ];
  return [{ ...baseOf(id, issue, { title, may }), status, words, outcome: label, reasons }];
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
  ];
  const labels = scope.map((name) => choices.find(({ value }) => value === name)?.label ?? name);
  const others = { represents: shown(looking, represents), scope: labels, replaces: shown(looking, replaces) };
  return [{ ...baseOf(id, party, { title, may }), status, subject, ...others }];
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

const AGENCY = 'agency';

function kindsOf(looking: Looking): KeptFace['kinds'] {
  const { issues, parties, goals, obligations } = looking.caseType;
  const made = { words: '', baseline: '', target: '', owner: '', owedBy: '' };
  return {
    issues: readable(looking, 'issue', issues).map((kind: IssueDefinition) => ({
      ...faceOfKind(looking, kind, { type: 'RaiseIssue', of: kind.name, ...made }),
      outcomes: kind.outcomes,
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

function readable<K extends { readonly name: string }>(
  { caseType, parts }: Looking,
  kind: Exclude<Entry['kind'], 'evidence'>,
  kinds: ReadonlyMap<string, K>,
): readonly K[] {
  return [...kinds.values()].filter(({ name }) => mayReadEntry(caseType, { kind, of: name }, parts));
}

/** Roles of which the reader may know who stands in them; the agency is none. */
function rolesShown({ caseType, parts }: Looking, roles: readonly string[]): readonly string[] {
  return roles.filter((of) => of === AGENCY || mayReadEntry(caseType, { kind: 'party', of }, parts));
}

/** As many as may stand in a role do already. */
function fullOrNot({ entries }: Looking, { name, max }: PartyDefinition, face: FaceOfKind): FaceOfKind {
  const isThere = (entry: Entry): boolean => entry.kind === 'party' && entry.of === name && entry.status === 'current';
  return Object.values(entries).filter(isThere).length < max ? face : { ...face, mayAdd: false };
}

/** A command on it would be answered like absent, since it says something of what may not be known. */
function tellsHidden({ caseType, parts }: Looking, command: EntryCommand): boolean {
  return missingForCommand(caseType, command, parts).length > 0;
}

function faceOfKind(
  looking: Looking,
  { name, title, by }: { readonly name: string; readonly title: string; readonly by?: string },
  command: EntryCommand,
): FaceOfKind {
  return { of: name, title, mayAdd: !looking.isClosed && looking.mayDo(by) && !tellsHidden(looking, command) };
}
