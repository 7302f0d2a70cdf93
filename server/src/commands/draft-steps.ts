// What people do with a draft of a case type, each step in one transaction with its line in the access log and its evidence. What
// may be done the engine's life of a draft says; here it gets its facts, read after everybody else who takes a step has finished.
import {
  type DraftAct,
  type DraftActor,
  type DraftFacts,
  draftOf,
  type DraftRefusal,
  type DraftScenario,
  type DraftState,
  type DraftStep,
  type DraftText,
  type JudgedDraft,
  placeOf,
  whyNotDone,
  wholeTextOf,
} from '@casewright/engine/drafts';
import { type Action, authorize, type Principal } from '@casewright/engine/policy';
import type { VersionToCompare } from '@casewright/engine/versions';
import type { CaseTypes } from '../store/case-types.ts';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import {
  addDraft,
  addDraftStep,
  digestOf,
  readDraft,
  readDraftSteps,
  readDraftText,
  stepOf,
  textOf,
  versionOf,
  versionsForDraft,
} from '../store/drafts.ts';
import { findCaseTypeSource } from '../store/find-case-type.ts';
import type { JudgedDrafts } from '../store/judged-drafts.ts';
import { insertFromDraft } from '../store/publish-case-type.ts';
import { lockRights, type RightChange, rightChangesIn } from '../store/right-changes.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';
import { sentBy } from './sent-text.ts';

export interface DraftDeps extends OverseeDeps {
  readonly caseTypes: CaseTypes;
  readonly drafts: JudgedDrafts;
}

/** A text as somebody brings it. */
export interface BroughtText {
  readonly source: string;
  readonly scenarios: readonly DraftScenario[];
  /** With what it imports in it, where that was done elsewhere; absent: it is done here. */
  readonly whole?: string;
}

export interface DraftToBegin extends BroughtText {
  /** Made by whoever begins it, so that a lost answer begins nothing twice. */
  readonly draftId: string;
  /** The kind of case. */
  readonly name: string;
}

export type AskedStep = {
  readonly draftId: string;
  /** How many steps whoever asks has seen. */
  readonly seen: number;
  /** What they say to it. */
  readonly words: string;
} & (DraftAct | ({ readonly kind: 'save' } & BroughtText));

export interface StepTaken {
  readonly draftId: string;
  readonly number: number;
  readonly hash: string | null;
  readonly state: DraftState;
}

type ActionType = Extract<Action['type'], 'write-draft' | 'approve-draft' | 'acknowledge-draft'>;

/** Which office each takes. */
const OFFICE = {
  save: 'write-draft',
  send: 'write-draft',
  withdraw: 'write-draft',
  approve: 'approve-draft',
  return: 'approve-draft',
  publish: 'approve-draft',
  acknowledge: 'acknowledge-draft',
} as const satisfies Readonly<Record<DraftAct['kind'], ActionType>>;

/** What is kept of each. */
const DONE = {
  ...{ save: 'saved', send: 'sent', withdraw: 'withdrawn', approve: 'approved' },
  ...{ return: 'returned', publish: 'published', acknowledge: 'acknowledged' },
} as const satisfies Readonly<Record<DraftAct['kind'], DraftStep['kind']>>;

/** Begins a draft with its first text, which may have problems. */
export async function beginDraft(
  deps: DraftDeps,
  by: Overseer,
  asked: DraftToBegin,
): Promise<Overseen<StepTaken, DraftRefusal>> {
  const at = deps.nowMs();
  const { principal } = by;
  const { tenant } = principal;
  const may = authorize(principal, { type: 'write-draft' }, { tenant });
  const log = lineFor(by, at, 'begin-draft');
  return deps.database.transaction<Overseen<StepTaken, DraftRefusal>>(writer(principal), async (tx) => {
    const [proven] = await flight(tx, [by.proof]);
    if (proven.count === 0) return gone(tx);
    if (!may.allowed) {
      await commit(tx, log({ denied: true }));
      return { kind: 'absent' };
    }
    const { draftId, name } = asked;
    const [added] = await flight(tx, [addDraft(tenant, { draftId, name, begunAt: new Date(at).toISOString() })]);
    if (added.count === 0) {
      await commit(tx, log({ refused: true }));
      return { kind: 'refused', refusal: 'draft-changed' };
    }
    const text = wholeText(deps, asked);
    const step = { ...stepBy(by, { at, number: 1, words: '' }), kind: 'saved' as const, hash: hashOf(text) };
    await write(tx, { by, draftId, steps: [step], text, others: log({ rule: may.grant.rule }) });
    return { kind: 'done', value: { draftId, number: 1, hash: step.hash, state: 'draft' } };
  });
}

/** Does one thing with a draft, or says why not. */
export async function takeDraftStep(
  deps: DraftDeps,
  by: Overseer,
  asked: AskedStep,
): Promise<Overseen<StepTaken, DraftRefusal>> {
  const at = deps.nowMs();
  const { principal } = by;
  const log = lineFor(by, at, `${asked.kind}-draft`);
  await judgeAhead(deps, principal, asked);
  return deps.database.transaction<Overseen<StepTaken, DraftRefusal>>(writer(principal), async (tx) => {
    const found = await look(deps, tx, { by, asked, at });
    if (found === 'session-gone') return gone(tx);
    if (found === null) {
      await commit(tx, log({ denied: true }));
      return { kind: 'absent' };
    }
    const { steps, facts, text, inForceAt } = found;
    const may = authorize(principal, { type: OFFICE[asked.kind] }, { tenant: principal.tenant });
    if (!may.allowed) {
      await commit(tx, log({ denied: true }));
      return { kind: 'refused', refusal: 'draft-not-your-office' };
    }
    const draft = draftOf(steps);
    const refusal: DraftRefusal | null =
      asked.seen === draft.steps ? whyNotDone(draft, asked, { by: actorOf(principal), facts }) : 'draft-changed';
    if (refusal !== null) {
      await commit(tx, log({ refused: true }));
      return { kind: 'refused', refusal };
    }
    const saved = 'source' in asked ? wholeText(deps, asked) : null;
    const step = stepFor(asked, {
      done: stepBy(by, { at, number: draft.steps + 1, words: asked.words }),
      hash: saved === null ? draft.hash : hashOf(saved),
    });
    const publication =
      asked.kind === 'publish' ? publicationOf(by, { facts, text, draftId: asked.draftId, inForceAt }) : null;
    await write(tx, {
      ...{ by, draftId: asked.draftId, steps: [step], text: saved },
      ...(publication === null ? {} : { publication }),
      others: log({ rule: may.grant.rule }),
    });
    const { state, hash } = draftOf([...steps, step]);
    return { kind: 'done', value: { draftId: asked.draftId, number: step.number, hash, state } };
  });
}

/** Steps that depend on what the check and the scenarios say. */
const JUDGED: readonly AskedStep['kind'][] = ['send', 'acknowledge', 'publish'];
const NOT_JUDGED: JudgedDraft = { caseType: null, problems: [], scenarios: [] };

/** Before anybody has to wait for it: what is judged is remembered. The step judges what stands there when it is its turn. */
async function judgeAhead(deps: DraftDeps, principal: Principal, { kind, draftId }: AskedStep): Promise<void> {
  const { tenant } = principal;
  if (!JUDGED.includes(kind) || !authorize(principal, { type: OFFICE[kind] }, { tenant }).allowed) return;
  const [texts] = await deps.database.once(writer(principal), [readDraftText(tenant, draftId)]);
  const [row] = texts.rows;
  if (row !== undefined) await deps.drafts.judge(textOf(row), row.hash?.toString('hex') ?? null);
}

interface Found {
  readonly steps: readonly DraftStep[];
  readonly facts: DraftFacts;
  readonly text: DraftText;
  /** When it would begin if it were published now. */
  readonly inForceAt: string | null;
}

/** The draft with all that must be known of it; null where there is none, or none that they may know of. */
async function look(
  deps: DraftDeps,
  tx: Tx,
  { by, asked, at }: { readonly by: Overseer; readonly asked: AskedStep; readonly at: number },
): Promise<Found | 'session-gone' | null> {
  const { tenant } = by.principal;
  const { draftId } = asked;
  const [proven, , drafts, stepRows, texts, published] = await flight(tx, [
    by.proof,
    // Steps and publications of an agency wait for each other.
    lockRights(tenant),
    readDraft(tenant, draftId),
    readDraftSteps(tenant, draftId),
    readDraftText(tenant, draftId),
    versionsForDraft(tenant, draftId),
  ]);
  if (proven.count === 0) return 'session-gone';
  const [draft] = drafts.rows;
  const [textRow] = texts.rows;
  const isKnown = authorize(by.principal, { type: 'read-drafts' }, { tenant }).allowed;
  if (!isKnown || draft === undefined || textRow === undefined) return null;
  const steps = stepRows.rows.map(stepOf);
  const text = textOf(textRow);
  const state = draftOf(steps);
  const versions = published.rows.map(versionOf);
  const now = new Date(at).toISOString();
  const judged = JUDGED.includes(asked.kind) ? await deps.drafts.judge(text, state.hash) : NOT_JUDGED;
  const { caseType } = judged;
  const known = { name: draft.name, judged, versions, now };
  if (caseType === null || text.whole === null || caseType.name !== draft.name)
    return { steps, text, inForceAt: null, facts: { ...known, toAcknowledge: [] } };
  const { follows, inForceAt } = placeOf(caseType, state.effectiveOn, known);
  const before = follows === null ? null : await versionToCompare(deps, tx, { tenant, hash: follows.hash });
  const differences = deps.drafts.compare(before, { caseType, source: text.whole });
  return { steps, text, inForceAt, facts: { ...known, toAcknowledge: differences.flatMap(({ id }) => id ?? []) } };
}

async function versionToCompare(
  deps: DraftDeps,
  tx: Tx,
  { tenant, hash }: { readonly tenant: number; readonly hash: string },
): Promise<VersionToCompare> {
  const bytes = Buffer.from(hash, 'hex');
  const caseType = await deps.caseTypes.byHash(tx, tenant, bytes);
  const [found] = await flight(tx, [findCaseTypeSource(tenant, bytes)]);
  return { caseType, source: found.rows[0]?.source ?? '' };
}

function wholeText({ drafts }: DraftDeps, { source, scenarios, whole }: BroughtText): DraftText {
  return { source, scenarios, whole: whole ?? wholeTextOf(source, drafts.blocks) };
}

function hashOf({ whole }: DraftText): string | null {
  return whole === null ? null : digestOf(whole);
}

type Taken = Pick<DraftStep, 'number' | 'at' | 'words' | 'person' | 'onBehalfOf'>;

function stepBy(
  { principal }: Overseer,
  { at, ...of }: { readonly at: number; readonly number: number; readonly words: string },
): Taken {
  return { ...of, ...actorOf(principal), at: new Date(at).toISOString() };
}

function actorOf({ person, onBehalfOf }: Principal): DraftActor {
  return { person, onBehalfOf: onBehalfOf ?? null };
}

/** @param as the text that is there afterwards */
function stepFor(asked: AskedStep, { done, hash }: { readonly done: Taken; readonly hash: string | null }): DraftStep {
  switch (asked.kind) {
    case 'save':
    case 'return':
    case 'withdraw':
      return { ...done, kind: DONE[asked.kind], hash };
    case 'send':
      return { ...done, kind: 'sent', hash: asked.hash, effectiveOn: asked.effectiveOn };
    case 'acknowledge':
      return { ...done, kind: 'acknowledged', hash: asked.hash, difference: asked.difference };
    case 'approve':
    case 'publish':
      return { ...done, kind: DONE[asked.kind], hash: asked.hash };
  }
}

interface Publishing {
  readonly statement: Statement;
  readonly change: RightChange;
}

function publicationOf(
  { principal: { tenant, person } }: Overseer,
  of: Pick<Found, 'facts' | 'text' | 'inForceAt'> & { readonly draftId: string },
): Publishing {
  const { facts, text, draftId, inForceAt } = of;
  const { caseType } = facts.judged;
  if (caseType === null || text.whole === null || inForceAt === null)
    throw new Error('A draft was to be published that could not be.');
  const publication = { tenant, person, caseType, source: text.whole, publishedAt: facts.now, draftId, inForceAt };
  return {
    statement: insertFromDraft(publication),
    change: ['case-type', caseType.name, caseType.version, caseType.hash, inForceAt, draftId],
  };
}

interface ToWrite {
  readonly by: Overseer;
  readonly draftId: string;
  readonly steps: readonly DraftStep[];
  readonly text: DraftText | null;
  readonly publication?: Publishing;
  readonly others: readonly Statement[];
}

async function write(tx: Tx, { by, draftId, steps, text, publication, others }: ToWrite): Promise<void> {
  const { tenant, person } = by.principal;
  const changes = [
    ...steps.map((step) => changeOf(draftId, step)),
    ...(publication === undefined ? [] : [publication.change]),
  ];
  const evidence = await rightChangesIn(tx, { tenant, actor: person, at: steps[0]?.at ?? '' }, changes);
  await commit(tx, [
    ...steps.map((step) => addDraftStep(tenant, draftId, { step, text })),
    ...(publication === undefined ? [] : [publication.statement]),
    ...evidence,
    ...sentBy(by),
    ...others,
  ]);
}

function changeOf(draftId: string, step: DraftStep): RightChange {
  const { number, kind, person, onBehalfOf, hash, words } = step;
  const about = step.kind === 'acknowledged' ? step.difference : step.kind === 'sent' ? step.effectiveOn : null;
  return ['draft-step', draftId, number, kind, person, onBehalfOf, hash, about, digestOf(words)];
}

function writer({ tenant, person }: Principal): ReturnType<typeof programContext> {
  return programContext(tenant, person);
}

function gone(tx: Tx): { readonly kind: 'session-gone' } {
  rollback(tx);
  return { kind: 'session-gone' };
}

type Line = (
  what: { readonly denied: true } | { readonly refused: true } | { readonly rule: string },
) => readonly Statement[];

/** What the office denies is told from what the draft does not allow: the first says something of whoever asked. */
function lineFor(by: Overseer, at: number, action: string): Line {
  return (what) =>
    lineOf({ nowMs: () => at }, by, {
      action: 'refused' in what ? `refused:${action}` : action,
      caseIds: [],
      denied: 'denied' in what,
      rule: 'rule' in what ? what.rule : null,
    });
}
