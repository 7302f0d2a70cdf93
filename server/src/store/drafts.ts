// Drafts of case types and what was done with each, and the published versions of a kind of case. Steps are only added: their
// number is the key, so of two that were taken at once one finds its place taken.
import { createHash } from 'node:crypto';
import type { DraftScenario, DraftStep, DraftText, PublishedVersion } from '@casewright/engine/drafts';
import { Corrupt } from '../errors.ts';
import type { Statement } from './statement.ts';

/** SHA-256 in hexadecimal, as texts and differences are identified. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export interface DraftRow {
  readonly name: string;
  readonly begun_at: string;
}

export function readDraft(tenant: number, draftId: string): Statement<DraftRow> {
  return {
    name: 'read-draft',
    text: 'select name, begun_at from case_type_draft where tenant = $1 and draft_id = $2',
    values: [tenant, draftId],
  };
}

export interface DraftStepRow {
  readonly draft_id: string;
  readonly number: number;
  readonly kind: DraftStep['kind'];
  readonly person: string;
  readonly name: string;
  readonly on_behalf_of: string | null;
  readonly taken_at: string;
  readonly words: string;
  readonly hash: Buffer | null;
  readonly effective_on: string | null;
  readonly difference: Buffer | null;
}

const STEP_COLUMNS = `s.draft_id, s.number, s.kind, s.person, coalesce(p.name, s.person) as name, s.on_behalf_of, s.taken_at, s.words,
  s.hash, s.effective_on, s.difference`;

/** In their order, without the texts. */
export function readDraftSteps(tenant: number, draftId: string): Statement<DraftStepRow> {
  return {
    name: 'read-draft-steps',
    text: `select ${STEP_COLUMNS} from case_type_draft_step s left join person p on p.tenant = $1 and p.person = s.person
           where s.tenant = $1 and s.draft_id = $2 order by s.number`,
    values: [tenant, draftId],
  };
}

export interface ListedStepRow extends DraftStepRow {
  readonly of: string;
}

/** Every step of the drafts that were begun last, each draft's in their order. */
export function listDraftSteps(tenant: number, drafts: number): Statement<ListedStepRow> {
  return {
    name: 'list-draft-steps',
    text: `select d.name as of, ${STEP_COLUMNS}
           from (select draft_id, name, begun_at from case_type_draft where tenant = $1 order by begun_at desc, draft_id limit $2) d
           join case_type_draft_step s on s.tenant = $1 and s.draft_id = d.draft_id
           left join person p on p.tenant = $1 and p.person = s.person
           order by d.begun_at desc, d.draft_id, s.number`,
    values: [tenant, drafts],
  };
}

/** @throws Corrupt where a row says less than its kind needs */
export function stepOf(row: DraftStepRow): DraftStep {
  const { number, person, on_behalf_of: onBehalfOf, taken_at: at, words, kind } = row;
  const done = { number, person, onBehalfOf, at, words };
  const hash = row.hash?.toString('hex') ?? null;
  if (kind === 'saved' || kind === 'returned' || kind === 'withdrawn') return { ...done, kind, hash };
  if (hash === null) throw new Corrupt(`Step ${number} of a draft names no text.`);
  if (kind === 'sent') return { ...done, kind, hash, effectiveOn: row.effective_on };
  if (kind !== 'acknowledged') return { ...done, kind, hash };
  if (row.difference === null) throw new Corrupt(`Step ${number} of a draft names no difference.`);
  return { ...done, kind, hash, difference: row.difference.toString('hex') };
}

export interface DraftTextRow {
  readonly hash: Buffer | null;
  readonly source: string;
  readonly whole: string | null;
  readonly scenarios: string;
}

/** The text as it stands. */
export function readDraftText(tenant: number, draftId: string): Statement<DraftTextRow> {
  return {
    name: 'read-draft-text',
    text: `select hash, source, whole, scenarios from case_type_draft_step
           where tenant = $1 and draft_id = $2 and kind = 'saved' order by number desc limit 1`,
    values: [tenant, draftId],
  };
}

export function textOf({ hash, source, whole, scenarios }: DraftTextRow): DraftText {
  return {
    source,
    whole: hash === null ? null : (whole ?? source),
    // Written by `addDraftStep`.
    scenarios: JSON.parse(scenarios) as readonly DraftScenario[],
  };
}

export interface DraftToAdd {
  readonly draftId: string;
  readonly name: string;
  readonly begunAt: string;
}

/** No row where there is a draft of this id. */
export function addDraft(tenant: number, { draftId, name, begunAt }: DraftToAdd): Statement {
  return {
    name: 'add-draft',
    text: 'insert into case_type_draft (tenant, draft_id, name, begun_at) values ($1, $2, $3, $4) on conflict do nothing',
    values: [tenant, draftId, name, begunAt],
  };
}

/** @param text what was saved, for a step that saves */
export function addDraftStep(
  tenant: number,
  draftId: string,
  { step, text }: { readonly step: DraftStep; readonly text: DraftText | null },
): Statement {
  const { number, kind, person, onBehalfOf, at, words, hash } = step;
  const day = step.kind === 'sent' ? step.effectiveOn : null;
  const difference = step.kind === 'acknowledged' ? Buffer.from(step.difference, 'hex') : null;
  const whole = text === null || text.whole === text.source ? null : text.whole;
  return {
    name: 'add-draft-step',
    text: `insert into case_type_draft_step (tenant, draft_id, number, kind, person, on_behalf_of, taken_at, words, hash, effective_on,
             difference, source, whole, scenarios)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [
      ...[tenant, draftId, number, kind, person, onBehalfOf, at, words],
      ...[hash === null ? null : Buffer.from(hash, 'hex'), day, difference],
      ...[text?.source ?? null, whole, text === null ? null : JSON.stringify(text.scenarios)],
    ],
  };
}

export interface VersionRow {
  readonly version: string;
  readonly hash: Buffer;
  readonly published_at: string;
  readonly in_force_at: string;
  /** Null: with the set-up of the agency or an import. */
  readonly draft_id: string | null;
  readonly published_by: string | null;
  readonly name: string | null;
}

const VERSIONS = `select c.version, c.hash, c.published_at, coalesce(c.in_force_at, c.published_at) as in_force_at, c.draft_id,
  c.published_by, p.name from case_type c left join person p on p.tenant = $1 and p.person = c.published_by`;

/** Every version that was published of a kind of case. */
export function versionsOfKind(tenant: number, name: string): Statement<VersionRow> {
  return {
    name: 'versions-of-kind',
    text: `${VERSIONS} where c.tenant = $1 and c.name = $2`,
    values: [tenant, name],
  };
}

/** Of the kind of case that a draft is of. */
export function versionsForDraft(tenant: number, draftId: string): Statement<VersionRow> {
  return {
    name: 'versions-for-draft',
    text: `${VERSIONS} where c.tenant = $1
             and c.name = (select d.name from case_type_draft d where d.tenant = $1 and d.draft_id = $2)`,
    values: [tenant, draftId],
  };
}

export function versionOf(row: VersionRow): PublishedVersion {
  const { version, hash, published_at: publishedAt, in_force_at: inForceAt } = row;
  return { version, hash: hash.toString('hex'), publishedAt, inForceAt };
}

/** How many cases run under each version of a kind of case, of those that the reader of the transaction may read. */
export function runningByVersion(
  tenant: number,
  name: string,
): Statement<{ readonly hash: Buffer; readonly cases: number }> {
  return {
    name: 'running-by-version',
    text: `select case_type_hash as hash, count(*)::int as cases from case_head
           where tenant = $1 and case_type = $2 and status = 'open' group by case_type_hash`,
    values: [tenant, name],
  };
}

/** When a version begins that has not begun; no row for one that has. */
export function beginsLater(
  tenant: number,
  hash: Buffer,
  now: string,
): Statement<{ readonly version: string; readonly in_force_at: string }> {
  return {
    name: 'begins-later',
    text: 'select version, in_force_at from case_type where tenant = $1 and hash = $2 and in_force_at > $3',
    values: [tenant, hash, now],
  };
}
