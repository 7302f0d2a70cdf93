// Why a command cannot be done: everything that would have to be otherwise. Values of fields are among the words: showing
// them is for who may see them.
import {
  type CaseCommand,
  type CaseState,
  type CommandContext,
  decide,
  type Fields,
  type Rejection,
} from '../case/case.ts';
import type { CaseType, PlanItemDefinition } from '../definition/definition.ts';
import { validateFields, validateForm } from '../form/form.ts';
import { activeStages, liveIn, stateIn } from '../plan/by-name.ts';
import { type Draft, openDraft } from '../plan/draft.ts';
import { CASE_PLAN, definitionOf, LIFECYCLES } from '../plan/plan.ts';
import { hindrancesOf, hindrancesOfPlanning, type ItemCause, type SaidCause, said, type Ways } from './why-item.ts';

export interface AskedCommand {
  readonly command: CaseCommand;
  readonly context: CommandContext;
}

interface Refused extends AskedCommand {
  readonly caseType: CaseType;
  readonly state: CaseState | null;
  readonly draft: Draft;
}

/**
 * Why a command cannot be done now; null where it can. Everything that has to go together for it to be done is named:
 * of two conditions that do not hold, both.
 *
 * @param state null for a case that does not exist yet
 */
export function whyNot(caseType: CaseType, state: CaseState | null, asked: AskedCommand): readonly SaidCause[] | null {
  const decided = decide(caseType, state, asked.command, asked.context);
  if ('event' in decided) return null;
  const draft = openDraft(caseType, state, asked.context);
  const ways = waysOf({ ...asked, caseType, state, draft }, decided.rejection);
  return allOf(said(ways, { draft, state }), ways, { draft, state });
}

/** What goes with a named cause is named too: whoever asks wants to know all that is to be done. */
function allOf(
  named: readonly SaidCause[],
  { always, any }: Ways,
  told: { readonly draft: Draft; readonly state: CaseState | null },
): readonly SaidCause[] {
  const removed = new Set(named.flatMap((one) => one.removed));
  return [...always, ...any.flat()].flatMap((cause) => {
    if (!removed.has(cause)) return [];
    const known = named.find((one) => one.cause === cause);
    const together = named.find((one) => one.removed.includes(cause))?.removed ?? [cause];
    return known ?? said({ always: [cause], any: [] }, told).map((one) => ({ ...one, removed: together }));
  });
}

function waysOf(refused: Refused, rejection: Rejection): Ways {
  switch (rejection.code) {
    case 'case-closed':
      return only({ kind: 'case-closed' });
    case 'timer-not-due':
      return only({ kind: 'timer', dueAt: rejection.dueAt });
    case 'timer-not-set':
      return waysOfItem(refused, rejection, rejection.timer);
    case 'invalid-data':
    case 'unknown-subject':
      return { always: [...problemsOf(refused, rejection), ...partiesMissing(refused)], any: [] };
    case 'not-completable':
      return { always: blockersOf(refused, rejection.item), any: [] };
    case 'not-applicable':
    case 'not-authorised':
      return planningWays(refused, rejection);
    case 'not-available':
      return waysOfMove(refused, rejection);
    case 'case-exists':
    case 'unknown-item':
    case 'wrong-kind':
    case 'unknown-clock':
    case 'clock-not-running':
    case 'clock-refused':
    case 'routing-differs':
    case 'assignee-may-not-open':
    case 'unknown-outcome':
    case 'condition-not-met':
    case 'same-person':
    case 'nothing-to-do':
    case 'fact-not-offered':
    case 'no-consent':
    case 'expression-failed':
    case 'nothing-to-act-on':
    case 'invalid-access':
    case 'unknown-access':
    case 'access-ended':
    case 'nobody-to-review':
    case 'needs-another-person':
    case 'unknown-entry':
    case 'entry-refused':
    case 'open-entries':
    case 'not-movable':
    case 'move-differs':
    case 'plan-does-not-settle':
      return only({ kind: 'refused', rejection });
  }
}

function only(cause: ItemCause): Ways {
  return { always: [cause], any: [] };
}

function problemsOf({ caseType, command }: Refused, rejection: Rejection): readonly ItemCause[] {
  const problems =
    rejection.code === 'invalid-data'
      ? rejection.problems
      : command.type === 'OpenCase'
        ? validateFields(caseType, caseType.opening.form, command.data)
        : [];
  return problems.map((problem) => ({ kind: 'field', ...problem }));
}

function partiesMissing({ caseType, command }: Refused): readonly ItemCause[] {
  if (command.type !== 'OpenCase') return [];
  const missing = [...caseType.parties.values()].filter(
    ({ name, subject, later }) => subject && !later && command.subjects[name] === undefined,
  );
  return missing.map(({ name }) => ({ kind: 'refused', rejection: { code: 'unknown-subject', party: name } }));
}

/** Everything in a stage that keeps it open (CMMN 1.1, table 8.13): what is active, and what is required and not done. */
function blockersOf({ caseType, state, draft }: Refused, stage: string): readonly ItemCause[] {
  const children = caseType.children.get(definitionOf(stage)) ?? [];
  return children.flatMap((id) =>
    liveIn(draft, stage, id).flatMap((item): ItemCause[] => {
      const is = stateIn(draft, item);
      const required = caseType.items.get(id)?.required === true || state?.required[item] === true;
      return is === 'active' || (required && is !== 'disabled') ? [{ kind: 'blocked-by', item }] : [];
    }),
  );
}

/** The role, and whatever else stands in the way of planning it: all of it has to go. */
function planningWays(refused: Refused, rejection: Extract<Rejection, { item: string }>): Ways {
  const { caseType, draft, context } = refused;
  const definition = caseType.items.get(rejection.item);
  const allowed = definition?.discretionary?.roles ?? [];
  const mayNot =
    context.roles !== undefined && allowed.length > 0 && !allowed.some((role) => context.roles?.includes(role));
  const role: readonly ItemCause[] = mayNot ? [{ kind: 'role', roles: allowed }] : [];
  const others =
    definition === undefined ? [] : [...hindrancesOfPlanning(draft, definition), ...openAlready(draft, definition)];
  const causes = [...role, ...others];
  return causes.length > 0 ? { always: causes, any: [] } : only({ kind: 'refused', rejection });
}

/** As many of it as may be there at once. */
function openAlready(draft: Draft, { id, parent, concurrent }: PlanItemDefinition): readonly ItemCause[] {
  const stages = activeStages(draft, parent);
  const isFull = stages.length > 0 && stages.every((stage) => liveIn(draft, stage, id).length >= concurrent);
  if (!isFull) return [];
  return [{ kind: 'open-instances', instances: stages.flatMap((stage) => liveIn(draft, stage, id)) }];
}

function waysOfMove(refused: Refused, rejection: Extract<Rejection, { code: 'not-available' }>): Ways {
  const { command, caseType } = refused;
  const { kind } = caseType.items.get(definitionOf(rejection.item)) ?? { kind: 'task' };
  const on = command.type === 'MovePlanItem' ? command.on : null;
  // What goes back to where it was does not do so by going on.
  const goesBack = on === 'resume' || on === 'reenable' || on === 'reactivate' || on === 'close';
  const isUnknown = on !== null && LIFECYCLES[kind][on] === undefined;
  if (goesBack || isUnknown || rejection.item === CASE_PLAN) return only(wrongState(refused, rejection));
  const ways = hindrancesIn(refused, rejection.item);
  const { task, data } = command.type === 'CompleteTask' ? command : { task: null, data: {} };
  const answers = task === null ? [] : answersMissing(refused, task, data);
  if (ways.always.length + ways.any.length === 0) return only(wrongState(refused, rejection));
  return { always: [...ways.always, ...answers], any: ways.any };
}

function answersMissing({ caseType, state }: Refused, task: string, data: Fields): readonly ItemCause[] {
  const form = caseType.items.get(definitionOf(task))?.task?.form;
  if (form === undefined) return [];
  return validateForm(caseType, { form, recorded: state?.data ?? {} }, data).map((problem) => ({
    kind: 'field',
    ...problem,
  }));
}

function wrongState(
  { caseType, command }: Refused,
  { item, state }: Extract<Rejection, { code: 'not-available' }>,
): ItemCause {
  const { kind } = caseType.items.get(definitionOf(item)) ?? { kind: 'task' };
  const arrows = command.type === 'MovePlanItem' ? (LIFECYCLES[kind][command.on] ?? []) : [];
  return { kind: 'wrong-state', item, state, from: arrows.map(({ from }) => from) };
}

function waysOfItem(refused: Refused, rejection: Rejection, item: string): Ways {
  const ways = hindrancesIn(refused, item);
  return ways.always.length + ways.any.length > 0 ? ways : only({ kind: 'refused', rejection });
}

function hindrancesIn({ draft, state }: Refused, item: string): Ways {
  return (state === null ? null : hindrancesOf(draft, state, item)?.ways) ?? { always: [], any: [] };
}
