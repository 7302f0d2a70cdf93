// When closed cases may be disposed of, as rows: derived from the state of each, from its case type and from what is recorded beside it.
// Open cases have none. Names of fields and days stand in them, and nobody's words.
import { dateOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import type { CaseType, RetentionDefinition, RetentionTrigger } from '@casewright/engine/definition';
import { NO_FACTS, retentionOf, type RetentionFacts, type RetentionStep } from '@casewright/engine/retention';
import { factsFromRows, retentionFacts } from './retention-facts.ts';
import type { Answer, Statement } from './statement.ts';

export interface RetentionRow {
  readonly case_type: string;
  readonly closed_on: string;
  readonly status: 'no-schedule' | 'no-class' | 'unknown' | 'waiting' | 'permanent' | 'due';
  readonly class: string | null;
  readonly action: string | null;
  readonly trigger_on: string | null;
  readonly due_on: string | null;
  readonly floor: string | null;
  readonly missing: string | null;
  /** JSON: the steps of `Retention`. */
  readonly because: string;
  readonly laws: readonly string[];
}

interface Kept {
  readonly state: CaseState | null;
  readonly caseType: CaseType;
}

/** Null where the case is open. */
export function retentionRowOf({ state, caseType }: Kept, facts: RetentionFacts): RetentionRow | null {
  if (state?.closed === undefined) return null;
  const told = retentionOf(caseType, state, facts);
  const { because = [], ...says } = told ?? {
    status: 'open',
    class: null,
    action: null,
    trigger: null,
    due: null,
    by: null,
  };
  // In the order of the columns, since rows are compared as texts.
  return {
    case_type: caseType.name,
    closed_on: dateOf(state.closed.at, caseType.zone),
    status: says.status === 'open' ? 'no-schedule' : says.status,
    class: says.class,
    action: says.action,
    trigger_on: isTold(because[0], caseType) ? says.trigger : null,
    due_on: says.due,
    floor: says.by,
    missing: told?.missing ?? null,
    because: JSON.stringify(because.map((step) => withoutPersonalDays(step, caseType))),
    laws: lawsOf(caseType.retention),
  };
}

/** Whether the days of a step say nothing of a person. */
function isTold(step: RetentionStep | undefined, { retention, fields }: CaseType): boolean {
  if (step === undefined) return true;
  const rules = step.of === 'class' ? retention?.classes : retention?.floors;
  if (rules?.find(({ name }) => name === step.rule)?.trigger.kind === 'death') return false;
  return !step.because.some(({ from, what }) => from === 'field' && fields.get(what)?.personal === true);
}

/** Of a day that says something of a person the year alone, since no more of it counts. */
function withoutPersonalDays(step: RetentionStep, caseType: CaseType): RetentionStep {
  if (isTold(step, caseType)) return step;
  return { ...step, because: step.because.map((one) => ({ ...one, on: one.on.slice(0, 4) })) };
}

function triggersOf(retention: RetentionDefinition | undefined): readonly RetentionTrigger[] {
  return [...(retention?.classes ?? []), ...(retention?.floors ?? [])].map(({ trigger }) => trigger);
}

function lawsOf(retention: RetentionDefinition | undefined): readonly string[] {
  const laws = triggersOf(retention).flatMap((trigger) => (trigger.kind === 'repeal' ? [trigger.law] : []));
  return [...new Set(laws)].toSorted();
}

/** Whether anything counts that does not stand in the case itself. */
function asksBeside({ retention }: CaseType): boolean {
  return triggersOf(retention).some(
    (trigger) =>
      ['parent-closed', 'manual', 'death', 'repeal'].includes(trigger.kind) ||
      (trigger.kind === 'latest' && trigger.linked),
  );
}

export interface RetentionChange {
  readonly caseId: string;
  readonly isRemoved: boolean;
  readonly added: RetentionRow | null;
}

export interface ChangedForRetention {
  readonly caseId: string;
  readonly before: Kept;
  readonly after: Kept;
}

/** What must be known beside a case before its row can be made; none where nothing does. */
export function factsToRead(tenant: number, { caseId, after }: ChangedForRetention): Statement<FactRow> | null {
  return after.state?.closed !== undefined && asksBeside(after.caseType) ? retentionFacts(tenant, caseId) : null;
}

type FactRow = Parameters<typeof factsFromRows>[0][number];

/** @param answer what was found of `factsToRead`; null where nothing was asked */
export function retentionChange(
  { caseId, before, after }: ChangedForRetention,
  answer: Answer<FactRow> | null,
): RetentionChange {
  const facts = answer === null ? NO_FACTS : factsFromRows(answer.rows);
  const wasClosed = before.state?.closed !== undefined;
  if (!wasClosed && after.state?.closed === undefined) return { caseId, isRemoved: false, added: null };
  const was = retentionRowOf(before, facts);
  const is = retentionRowOf(after, facts);
  if (JSON.stringify(was) === JSON.stringify(is)) return { caseId, isRemoved: false, added: null };
  return { caseId, isRemoved: was !== null, added: is };
}

export function writeRetention(tenant: number, changes: readonly RetentionChange[]): readonly Statement[] {
  return changes.flatMap(({ caseId, isRemoved, added }) => [
    ...(isRemoved ? [removeRetention(tenant, caseId)] : []),
    ...(added === null ? [] : [addRetention(tenant, caseId, added)]),
  ]);
}

export function removeRetention(tenant: number, caseId: string): Statement {
  return {
    name: 'remove-retention',
    text: 'delete from retention_due where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
  };
}

export function addRetention(tenant: number, caseId: string, row: RetentionRow): Statement {
  return {
    name: 'add-retention',
    text: `insert into retention_due (tenant, case_id, case_type, closed_on, status, class, action, trigger_on, due_on, floor, missing, because, laws, stale)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, false)`,
    values: [
      ...[tenant, caseId, row.case_type, row.closed_on, row.status, row.class, row.action, row.trigger_on],
      ...[row.due_on, row.floor, row.missing, row.because, row.laws],
    ],
  };
}

/** Without whether it is stale, which follows from other cases. */
export function readRetention(tenant: number, caseId: string): Statement<RetentionRow> {
  return {
    name: 'read-retention',
    text: `select case_type, closed_on, status, class, action, trigger_on, due_on, floor, missing, because, laws
             from retention_due where tenant = $1 and case_id = $2`,
    values: [tenant, caseId],
  };
}

export interface ShownRetentionRow extends Omit<RetentionRow, 'laws'> {
  readonly stale: boolean;
  readonly holds: number;
}

/** The row of a case that the reader sees; none while it is open. */
export function retentionForReader(tenant: number, caseId: string): Statement<ShownRetentionRow> {
  return {
    name: 'retention-for-reader',
    text: 'select r.* from agency a cross join lateral app.retention_of(a.tenant, $2) as r where a.tenant = $1',
    values: [tenant, caseId],
  };
}

/** Rows that follow from this case too: those of the case above and of those that it opened. */
export function outdateRelatives(tenant: number, caseId: string): Statement {
  return {
    name: 'outdate-retention-of-relatives',
    text: `update retention_due set stale = true where tenant = $1 and not stale
             and (case_id in (select parent_id from case_link where tenant = $1 and case_id = $2)
               or case_id in (select case_id from case_link where tenant = $1 and parent_id = $2))`,
    values: [tenant, caseId],
  };
}

export function listStale(tenant: number, limit: number): Statement<{ readonly case_id: string }> {
  return {
    name: 'list-stale-retention',
    text: 'select case_id from retention_due where tenant = $1 and stale order by case_id limit $2',
    values: [tenant, limit],
  };
}
