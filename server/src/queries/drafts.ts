// Drafts of case types with what was done with each, the versions of a kind of case, and what differs between two of them: for
// those who write, approve and acknowledge them.
import {
  byBeginning,
  type Draft,
  type DraftAct,
  type DraftDifference,
  type DraftFacts,
  draftOf,
  type DraftRefusal,
  type DraftState,
  type DraftText,
  type JudgedDraft,
  placeOf,
  type PublishedVersion,
  versionInForce,
  whyNotDone,
} from '@casewright/engine/drafts';
import { type Action, authorize, type Principal, withoutCaseFile } from '@casewright/engine/policy';
import { previewRoles, type RolePreview } from '@casewright/engine/view';
import type { VersionToCompare } from '@casewright/engine/versions';
import type { Database } from '../store/database.ts';
import {
  type DraftStepRow,
  listDraftSteps,
  readDraft,
  readDraftSteps,
  readDraftText,
  runningByVersion,
  stepOf,
  textOf,
  versionOf,
  type VersionRow,
  versionsForDraft,
  versionsOfKind,
} from '../store/drafts.ts';
import { findCaseTypeSource } from '../store/find-case-type.ts';
import { groupBy } from '../store/group-by.ts';
import type { JudgedDrafts } from '../store/judged-drafts.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface DraftStepView {
  readonly number: number;
  readonly kind: string;
  readonly person: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly at: string;
  readonly words: string;
  readonly hash: string | null;
  readonly effectiveOn: string | null;
}

export interface DraftLineView {
  readonly draftId: string;
  readonly name: string;
  readonly state: DraftState;
  readonly hash: string | null;
  readonly begunBy: string;
  readonly begunAt: string;
  readonly changedAt: string;
}

export interface DifferenceView {
  readonly path: string;
  readonly change: DraftDifference['change'];
  readonly before: string | null;
  readonly after: string | null;
  readonly concern: string;
  readonly privacy: string | null;
  /** Null where nobody has to acknowledge it. */
  readonly id: string | null;
}

export interface VersionRef {
  readonly version: string;
  readonly hash: string;
  readonly inForceAt: string;
}

export interface DraftView {
  readonly draftId: string;
  readonly name: string;
  readonly state: DraftState;
  /** How many steps were taken; brought back with the next. */
  readonly steps: number;
  readonly hash: string | null;
  /** Of the text; null where it has problems. */
  readonly version: string | null;
  readonly effectiveOn: string | null;
  /** When it would be in force if it were published now; null where that cannot be. */
  readonly inForceAt: string | null;
  readonly source: string;
  /** With what it imports in it, where that is another text: this is what is published. */
  readonly whole: string | null;
  readonly problems: readonly {
    readonly line: number;
    readonly column: number;
    readonly path: string;
    readonly reason: string;
    readonly block: string | null;
  }[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly source: string;
    readonly failures: readonly string[];
  }[];
  /** As each role would meet it; none where the text has problems. */
  readonly roles: readonly RolePreview[];
  /** The version that it would follow; null where it would be the first. */
  readonly follows: VersionRef | null;
  readonly differences: readonly (DifferenceView & {
    readonly acknowledged: { readonly name: string; readonly at: string; readonly words: string } | null;
  })[];
  readonly history: readonly DraftStepView[];
  /** What may be done with it by whoever reads it; a code where it may not. */
  readonly may: Readonly<Record<DraftAct['kind'], DraftRefusal | null>>;
}

export interface VersionView extends VersionRef {
  readonly publishedAt: string;
  readonly publishedBy: string | null;
  readonly draftId: string | null;
  readonly state: 'in-force' | 'later' | 'earlier';
  /** Cases that run under it. */
  readonly running: number;
}

export interface ComparisonView {
  readonly from: VersionRef;
  readonly to: VersionRef;
  readonly differences: readonly DifferenceView[];
  /** Cases that run under the first, which may move where a rehearsal says so. */
  readonly running: number;
}

export interface DraftQueries {
  readonly list: (asker: Asker) => Promise<ReadAnswer<{ readonly items: readonly DraftLineView[] }>>;
  readonly show: (asker: Asker, draftId: string) => Promise<ReadAnswer<DraftView>>;
  readonly versions: (asker: Asker, name: string) => Promise<ReadAnswer<{ readonly items: readonly VersionView[] }>>;
  /** The whole text of a version that was published. */
  readonly version: (
    asker: Asker,
    of: { readonly name: string; readonly version: string },
  ) => Promise<ReadAnswer<VersionRef & { readonly source: string }>>;
  readonly compare: (
    asker: Asker,
    of: { readonly name: string; readonly from: string; readonly to: string },
  ) => Promise<ReadAnswer<ComparisonView>>;
}

export interface DraftDoors {
  readonly send: SendReading;
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly drafts: JudgedDrafts;
  readonly now: () => number;
}

/** Drafts that a list shows: those that were begun last. */
const DRAFTS = 200;
const READ: Extract<Action, { type: 'read-drafts' }> = { type: 'read-drafts' };

export function openDraftQueries(doors: DraftDoors): DraftQueries {
  return {
    list: (asker) => listDrafts(doors, asker),
    show: (asker, draftId) => showDraft(doors, asker, draftId),
    versions: (asker, name) => showVersions(doors, asker, name),
    version: (asker, of) => showVersion(doors, asker, of),
    compare: (asker, of) => compare(doors, asker, of),
  };
}

function listDrafts({ send }: DraftDoors, asker: Asker): ReturnType<DraftQueries['list']> {
  return answerRead(send, asker, {
    ...{ action: READ, name: 'list-drafts', asked: [] },
    statements: [listDraftSteps(asker.principal.tenant, DRAFTS)],
    fold: ([listed]) => {
      const byDraft = groupBy(listed.rows, (row) => row.draft_id);
      const items = [...byDraft].map(([draftId, rows]): DraftLineView => {
        const { state, hash } = draftOf(rows.map(stepOf));
        const [first, last] = [rows[0], rows.at(-1)];
        const times = { begunAt: first?.taken_at ?? '', changedAt: last?.taken_at ?? '' };
        return { draftId, name: first?.of ?? '', state, hash, begunBy: first?.name ?? '', ...times };
      });
      return { view: withoutCaseFile({ items }), caseIds: [], results: items.length };
    },
  });
}

function showDraft(doors: DraftDoors, asker: Asker, draftId: string): ReturnType<DraftQueries['show']> {
  const { tenant } = asker.principal;
  return answerRead(doors.send, asker, {
    ...{ action: READ, name: 'read-draft', asked: [], filter: draftId },
    statements: [
      readDraft(tenant, draftId),
      readDraftSteps(tenant, draftId),
      readDraftText(tenant, draftId),
      versionsForDraft(tenant, draftId),
    ],
    fold: async ([drafts, steps, texts, published]) => {
      const [draft] = drafts.rows;
      const [text] = texts.rows;
      if (draft === undefined || text === undefined) return null;
      const seen = { draftId, name: draft.name, rows: steps.rows, text: textOf(text) };
      const view = await viewOf(doors, asker.principal, { ...seen, versions: published.rows.map(versionOf) });
      return { view: withoutCaseFile(view), caseIds: [], results: 1 };
    },
  });
}

interface SeenDraft {
  readonly draftId: string;
  readonly name: string;
  readonly rows: readonly DraftStepRow[];
  readonly text: DraftText;
  readonly versions: readonly PublishedVersion[];
}

async function viewOf(doors: DraftDoors, principal: Principal, seen: SeenDraft): Promise<DraftView> {
  const { draftId, name, rows, text, versions } = seen;
  const draft = draftOf(rows.map(stepOf));
  const judged = await doors.drafts.judge(text, draft.hash);
  const now = new Date(doors.now()).toISOString();
  const { caseType } = judged;
  const fits = caseType !== null && caseType.name === name && text.whole !== null;
  const place = caseType === null ? null : placeOf(caseType, draft.effectiveOn, { versions, now });
  const follows = place?.follows ?? null;
  const before = fits && follows !== null ? await textOfVersion(doors, principal, follows) : null;
  const differences = fits ? doors.drafts.compare(before, { caseType, source: text.whole }) : [];
  const toAcknowledge = differences.flatMap(({ id }) => id ?? []);
  const facts = { name, judged, versions, now, toAcknowledge };
  return {
    ...{ draftId, name, state: draft.state, steps: draft.steps, hash: draft.hash, effectiveOn: draft.effectiveOn },
    ...{ version: caseType?.version ?? null, inForceAt: place?.inForceAt ?? null },
    ...{ source: text.source, whole: text.whole === text.source ? null : text.whole },
    ...checkOf(judged, text),
    roles: caseType === null ? [] : previewRoles(caseType),
    follows: follows === null ? null : refOf(follows),
    differences: differences.map((one) => ({ ...differenceView(one), acknowledged: acknowledgedBy(rows, one) })),
    history: rows.map(stepView),
    may: mayOf(principal, draft, facts),
  };
}

function checkOf({ problems, scenarios }: JudgedDraft, text: DraftText): Pick<DraftView, 'problems' | 'scenarios'> {
  const failures = new Map(scenarios.map((one) => [one.name, one.failures]));
  return {
    problems: problems.map(({ line, column, path, reason, from }) => ({
      ...{ line, column, path, reason, block: from?.block ?? null },
    })),
    scenarios: text.scenarios.map(({ name, source }) => ({ name, source, failures: failures.get(name) ?? [] })),
  };
}

const OFFICES = {
  ...{ save: 'write-draft', send: 'write-draft', withdraw: 'write-draft' },
  ...{ approve: 'approve-draft', return: 'approve-draft', publish: 'approve-draft', acknowledge: 'acknowledge-draft' },
} as const satisfies Readonly<Record<DraftAct['kind'], Action['type']>>;

/** What the reader may do with it, as each step would answer; of a day that was not said yet, as if it were at once. */
function mayOf(principal: Principal, draft: Draft, facts: DraftFacts): DraftView['may'] {
  const { tenant, person, onBehalfOf = null } = principal;
  const hash = draft.hash ?? '';
  const open = facts.toAcknowledge.find((difference) => !draft.acknowledged.has(difference));
  const why = (act: DraftAct): DraftRefusal | null => {
    const office = authorize(principal, { type: OFFICES[act.kind] }, { tenant });
    return office.allowed ? whyNotDone(draft, act, { by: { person, onBehalfOf }, facts }) : 'draft-not-your-office';
  };
  return {
    save: why({ kind: 'save' }),
    send: why({ kind: 'send', hash, effectiveOn: null }),
    withdraw: why({ kind: 'withdraw' }),
    approve: why({ kind: 'approve', hash }),
    return: why({ kind: 'return' }),
    acknowledge: why({ kind: 'acknowledge', hash, difference: open ?? facts.toAcknowledge[0] ?? '' }),
    publish: why({ kind: 'publish', hash }),
  };
}

function acknowledgedBy(
  rows: readonly DraftStepRow[],
  { id }: DraftDifference,
): DraftView['differences'][number]['acknowledged'] {
  const row = rows.find(({ difference }) => id !== null && difference?.toString('hex') === id);
  return row === undefined ? null : { name: row.name, at: row.taken_at, words: row.words };
}

function stepView(row: DraftStepRow): DraftStepView {
  const { number, kind, person, name, on_behalf_of: onBehalfOf, taken_at: at, words, hash } = row;
  const named = { number, kind, person, name, onBehalfOf, at, words };
  return { ...named, hash: hash?.toString('hex') ?? null, effectiveOn: row.effective_on };
}

function differenceView({ path, change, before, after, concern, privacy, id }: DraftDifference): DifferenceView {
  return { path, change, before: shownAs(before), after: shownAs(after), concern, privacy, id };
}

function shownAs(shown: DraftDifference['before']): string | null {
  if (shown === undefined || shown === null) return null;
  return typeof shown === 'object' ? shown.holds.join(', ') : String(shown);
}

function refOf({ version, hash, inForceAt }: PublishedVersion): VersionRef {
  return { version, hash, inForceAt };
}

async function textOfVersion(
  { database, caseTypes }: DraftDoors,
  principal: Principal,
  { hash }: Pick<PublishedVersion, 'hash'>,
): Promise<VersionToCompare> {
  const bytes = Buffer.from(hash, 'hex');
  const caseType = await caseTypes.byHash(principal, bytes);
  const [found] = await database.once(principal, [findCaseTypeSource(principal.tenant, bytes)]);
  return { caseType, source: found.rows[0]?.source ?? '' };
}

function showVersions({ send, now }: DraftDoors, asker: Asker, name: string): ReturnType<DraftQueries['versions']> {
  const { tenant } = asker.principal;
  return answerRead(send, asker, {
    ...{ action: READ, name: 'list-versions', asked: [], filter: name },
    statements: [versionsOfKind(tenant, name), runningByVersion(tenant, name)],
    fold: ([versions, running]) => {
      if (versions.rows.length === 0) return null;
      const cases = new Map(running.rows.map((row) => [row.hash.toString('hex'), row.cases]));
      const inForce = versionInForce(versions.rows.map(versionOf), new Date(now()).toISOString());
      const items = versions.rows
        .toSorted((one, other) => byBeginning(versionOf(other), versionOf(one)))
        .map((row) => versionView(row, { cases, inForce }));
      return { view: withoutCaseFile({ items }), caseIds: [], results: items.length };
    },
  });
}

function versionView(
  row: VersionRow,
  of: { readonly cases: ReadonlyMap<string, number>; readonly inForce: PublishedVersion | null },
): VersionView {
  const one = versionOf(row);
  const isBefore = of.inForce !== null && byBeginning(one, of.inForce) < 0;
  const state = one.hash === of.inForce?.hash ? 'in-force' : isBefore ? 'earlier' : 'later';
  const { published_at: publishedAt, draft_id: draftId } = row;
  const publishedBy = row.name ?? row.published_by;
  return { ...refOf(one), publishedAt, publishedBy, draftId, state, running: of.cases.get(one.hash) ?? 0 };
}

function showVersion(
  doors: DraftDoors,
  asker: Asker,
  { name, version }: { readonly name: string; readonly version: string },
): ReturnType<DraftQueries['version']> {
  return answerRead(doors.send, asker, {
    ...{ action: READ, name: 'read-version', asked: [], filter: `${name} ${version}` },
    statements: [versionsOfKind(asker.principal.tenant, name)],
    fold: async ([versions]) => {
      const one = versions.rows.map(versionOf).find((each) => each.version === version);
      if (one === undefined) return null;
      const { source } = await textOfVersion(doors, asker.principal, one);
      return { view: withoutCaseFile({ ...refOf(one), source }), caseIds: [], results: 1 };
    },
  });
}

function compare(
  doors: DraftDoors,
  asker: Asker,
  { name, ...asked }: { readonly name: string; readonly from: string; readonly to: string },
): ReturnType<DraftQueries['compare']> {
  const { principal } = asker;
  return answerRead(doors.send, asker, {
    ...{ action: READ, name: 'compare-versions', asked: [], filter: `${name} ${asked.from} ${asked.to}` },
    statements: [versionsOfKind(principal.tenant, name), runningByVersion(principal.tenant, name)],
    fold: async ([versions, running]) => {
      const known = versions.rows.map(versionOf);
      const from = known.find(({ version }) => version === asked.from);
      const to = known.find(({ version }) => version === asked.to);
      if (from === undefined || to === undefined) return null;
      const [before, after] = await Promise.all([from, to].map((one) => textOfVersion(doors, principal, one)));
      if (before === undefined || after === undefined) return null;
      const cases = running.rows.find(({ hash }) => hash.toString('hex') === from.hash)?.cases ?? 0;
      const differences = doors.drafts.compare(before, after).map(differenceView);
      const view: ComparisonView = { from: refOf(from), to: refOf(to), differences, running: cases };
      return { view: withoutCaseFile(view), caseIds: [], results: differences.length };
    },
  });
}
