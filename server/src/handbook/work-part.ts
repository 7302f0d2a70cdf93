// The part of a handbook that says what is done, by whom and when: stages with their steps, tables of decisions, and to whom work goes.
import type { CaseType, PlanItemDefinition } from '@casewright/engine/definition';
import { CASE_PLAN } from '@casewright/engine/plan';
import { el, type Html, join, list, table } from './html.ts';
import { planPicture } from './plan-picture.ts';
import { beginnings, endings, itemTitle, periodText, roleTitle, ruleText } from './words.ts';

export function workPart(caseType: CaseType): Html {
  const stages = [
    CASE_PLAN,
    ...[...caseType.items.values()].filter(({ kind }) => kind === 'stage').map(({ id }) => id),
  ];
  return join([
    el('h2', { id: 'work' }, 'The work'),
    el(
      'p',
      {},
      'Boxes stand for steps, rounded ones for what has been reached, boxes in boxes for stages. What is dashed is planned by people where it is needed. A line leads from what comes first to what it lets begin.',
    ),
    el(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Picture of the plan' },
      planPicture(caseType),
    ),
    ...stages.map((stage) => stageTable(caseType, stage)),
  ]);
}

function stageTable(caseType: CaseType, stage: string): Html | null {
  const items = (caseType.children.get(stage) ?? []).flatMap((id) => caseType.items.get(id) ?? []);
  const title = stage === CASE_PLAN ? 'In the case as a whole' : itemTitle(caseType, stage);
  const heads = ['Step', 'Kind', 'Who', 'Begins', 'Ends early', 'Needed', 'When'];
  const rows = items.map((item) => [
    item.title,
    kindText(item),
    item.task === undefined ? '' : item.task.by.map((role) => roleTitle(caseType, role)).join(', '),
    alternatives(beginnings(caseType, item), unbidden(item)),
    alternatives(endings(caseType, item), ''),
    ruleText(item.required),
    whenText(caseType, item),
  ]);
  return rows.length === 0 ? null : join([el('h3', {}, title), table(`Steps: ${title}`, heads, rows)]);
}

/** When what waits for nothing begins. */
function unbidden({ manual, discretionary }: PlanItemDefinition): string {
  if (discretionary !== undefined) return 'when somebody plans it';
  return manual === true ? 'when somebody begins it' : 'at once';
}

function alternatives(texts: readonly string[], otherwise: string): Html | string {
  if (texts.length === 0) return otherwise;
  return texts.length === 1
    ? (texts[0] ?? '')
    : (list(texts.map((text, at) => (at === 0 ? text : `or ${text}`))) ?? '');
}

const KINDS: Readonly<Record<string, string>> = {
  ...{ stage: 'Stage', milestone: 'Milestone', timer: 'Time', listener: 'Event', case: 'Case' },
};

function kindText({ kind, task, discretionary, repeat }: PlanItemDefinition): string {
  const own = kind === 'task' ? taskKind(task?.performs) : (KINDS[kind] ?? kind);
  return `${own}${discretionary === undefined ? '' : ', planned where needed'}${repeat === false ? '' : ', may repeat'}`;
}

function taskKind(performs: string | undefined): string {
  if (performs === 'case') return 'Case of its own';
  if (performs === 'decision') return 'Decision by table';
  return performs === 'external' ? 'Done by another program' : 'Task';
}

function whenText(caseType: CaseType, { task, timer }: PlanItemDefinition): string {
  if (timer !== undefined)
    return `at ${timer.due.source}${timer.every === undefined ? '' : `, again after ${timer.every}`}`;
  const parts = [
    ...(task?.dueWithinDays === undefined ? [] : [`within ${periodText({ count: task.dueWithinDays, unit: 'days' })}`]),
    ...(task?.form === undefined ? [] : [`form “${caseType.forms.get(task.form)?.title ?? task.form}”`]),
    ...(task?.uses === undefined ? [] : [`uses ${task.uses}`]),
    ...(task?.routedBy === undefined ? [] : [`routed by ${task.routedBy}`]),
  ];
  return parts.join('; ');
}

export function tablesPart({ decisions, routing, routedBy }: CaseType): Html | null {
  if (decisions.size === 0 && routing.size === 0) return null;
  return join([
    el('h2', { id: 'tables' }, 'Tables that decide'),
    ...[...decisions.values()].map(({ title, hit, inputs, outputs, rules }) =>
      table(
        `${title} (${hit})`,
        ['Rule', ...inputs, ...outputs.map((output) => `→ ${output}`)],
        rules.map(({ when, then }, at) => [String(at + 1), ...when, ...then]),
      ),
    ),
    ...[...routing].map(
      ([
        name,
        {
          table: { rules },
        },
      ]) =>
        table(
          `To whom work goes: ${name}${name === routedBy ? ' (new cases)' : ''}`,
          ['Rule', 'When', 'To', 'Who can'],
          rules.map(({ id, when, to, needs }) => [
            id,
            when?.source ?? 'otherwise',
            Object.entries(to)
              .map(([kind, whom]) => `${kind} ${whom}`)
              .join(', '),
            needText(needs),
          ]),
        ),
    ),
  ]);
}

function needText({
  skills,
  continuity,
  uninvolved,
  language,
  place,
}: {
  readonly skills: Readonly<Record<string, number>>;
  readonly continuity: boolean;
  readonly uninvolved: boolean;
  readonly language?: { readonly source: string };
  readonly place?: { readonly source: string };
}): string {
  return [
    ...Object.entries(skills).map(([skill, level]) => `${skill} at level ${level}`),
    ...(continuity ? ['whoever had it before'] : []),
    ...(uninvolved ? ['nobody who decided in it before'] : []),
    ...(language === undefined ? [] : [`speaks ${language.source}`]),
    ...(place === undefined ? [] : [`near ${place.source}`]),
  ].join('; ');
}
