// Turns a compiled model back into the source of a case type, as plain data that YAML and JSON can write. A model of ours
// brings what CMMN cannot say along; any other gets the least that a case type needs, to be filled in by its author.
import type { CaseType, Criterion, PlanItemDefinition, Rule } from '../definition/definition.ts';
import { isGroup, type Group } from './group.ts';
import type { CmmnCase, CmmnDefinition, CmmnPlanItem } from './model.ts';
import type { CaseTypeSource } from './model-of-case-type.ts';

interface Writing {
  readonly caseType: CaseType;
  /** What our own models say of an item beyond CMMN, by its id in the file. */
  readonly more: ReadonlyMap<string, Group>;
  readonly ids: ReadonlyMap<string, string>;
  /** False for models of other products, whose items repeat without limit. */
  readonly ours: boolean;
}

/** @param caseType the compiled form of `found` */
export function sourceOf(found: CmmnCase, caseType: CaseType): CaseTypeSource {
  const frame = found.frame === null ? null : groupIn(found.frame);
  const more = new Map<string, Group>();
  collectMore(found.plan, more);
  const writing: Writing = { caseType, more, ids: slugs(caseType), ours: frame !== null };
  const root = caseType.items.get('case');
  const about = isGroup(frame?.['']) ? frame[''] : {};
  const plan = {
    ...(frame === null || about['ends'] === true ? { autoComplete: root?.autoComplete === true } : {}),
    ...(root === undefined || root.exit.length === 0 ? {} : { exit: root.exit.map((one) => criterion(one, writing)) }),
    ...groups('case', writing),
  };
  const { '': _about, ...kept } = frame ?? leastFrame(found, caseType);
  return { ...kept, plan };
}

const GROUPS = {
  task: 'tasks',
  milestone: 'milestones',
  timer: 'timers',
  listener: 'listeners',
  stage: 'stages',
} as const;

function groups(stage: string, writing: Writing): Group {
  const held: Record<string, Record<string, unknown>> = {};
  for (const id of writing.caseType.children.get(stage) ?? []) {
    const item = writing.caseType.items.get(id);
    if (item === undefined || item.kind === 'case') continue;
    const group = (held[GROUPS[item.kind]] ??= {});
    group[nameOf(id, writing)] = itemSource(item, writing);
  }
  return held;
}

function itemSource(item: PlanItemDefinition, writing: Writing): Group {
  const { during, ...more } = writing.more.get(item.alias ?? item.id) ?? {};
  const { discretionary, task } = item;
  const least = writing.ours
    ? {}
    : { ...(task === undefined ? {} : { by: task.by[0] ?? 'worker' }), ...unlimited(item) };
  const conditions = (discretionary?.when ?? []).map(({ source }) => `(${source})`);
  const only = discretionary?.when.length === 1 ? discretionary.when[0]?.source : conditions.join(' and ');
  return {
    title: item.title,
    ...(item.entry.length === 0 ? {} : { entry: item.entry.map((one) => criterion(one, writing)) }),
    ...(item.exit.length === 0 ? {} : { exit: item.exit.map((one) => criterion(one, writing)) }),
    ...rule('required', item.required),
    ...rule('manual', item.manual),
    ...rule('repeat', item.repeat),
    ...(item.kind === 'stage' && !item.autoComplete ? { autoComplete: false } : {}),
    ...(task?.performs === undefined ? {} : { performs: task.performs }),
    ...(task?.uses === undefined ? {} : { uses: task.uses }),
    ...(task?.blocking === false ? { blocking: false } : {}),
    ...(item.timer === undefined
      ? {}
      : { due: item.timer.due.source, every: item.timer.every, times: item.timer.times }),
    ...(discretionary === undefined
      ? {}
      : {
          discretionary: {
            ...(only === undefined || only === '' ? {} : { when: only }),
            ...(discretionary.roles.length === 0 ? {} : { roles: discretionary.roles }),
            ...(during === undefined ? {} : { during }),
          },
        }),
    ...least,
    ...more,
    ...(item.kind === 'stage' ? groups(item.id, writing) : {}),
  };
}

/** The most that a case type may say stands for the absence of a limit. */
function unlimited(item: PlanItemDefinition): Group {
  return item.repeat === false || item.kind === 'listener' || item.kind === 'timer' ? {} : { concurrent: 100 };
}

function rule(name: string, is: Rule): Group {
  if (is === false) return {};
  return { [name]: is === true ? true : is.source };
}

function criterion({ on, when, only, as }: Criterion, writing: Writing): Group {
  const after = on.map((part): Group => {
    if (part.source === 'field') return { field: part.field, on: part.change };
    // No model says this; it stands in case types only.
    if (part.source === 'entry') return { [part.primitive]: part.of, on: part.move };
    return { item: nameOf(part.item, writing), on: part.transition };
  });
  return {
    ...(after.length === 0 ? {} : { after }),
    ...(when === undefined ? {} : { when: when.source }),
    ...(only === undefined ? {} : { only }),
    ...(as === undefined ? {} : { as }),
  };
}

function collectMore(definition: CmmnDefinition, more: Map<string, Group>): void {
  const items: readonly CmmnPlanItem[] = [...(definition.body?.items ?? []), ...(definition.table?.items ?? [])];
  for (const { id, more: said } of items) more.set(id, said === null ? {} : (groupIn(said) ?? {}));
  definition.body?.definitions.forEach((inner) => collectMore(inner, more));
}

function nameOf(id: string, { ids }: Writing): string {
  return ids.get(id) ?? id;
}

/** Ids as case types write them: small letters, digits and hyphens, each once. */
function slugs(caseType: CaseType): ReadonlyMap<string, string> {
  const ids = new Map<string, string>([['case', 'case']]);
  const taken = new Set(['case']);
  for (const id of caseType.items.keys()) {
    if (id === 'case') continue;
    const plain = id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^[^a-z]+|-+$/g, '')
      .slice(0, 50);
    const base = /^[a-z][a-z0-9-]{0,59}$/.test(id) ? id : plain === '' ? 'item' : plain;
    let slug = base;
    for (let more = 2; taken.has(slug); more += 1) slug = `${base}-${more}`;
    taken.add(slug);
    ids.set(id, slug);
  }
  return ids;
}

function leastFrame(found: CmmnCase, caseType: CaseType): Group {
  const name =
    found.id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^[^a-z]+|-+$/g, '') || 'case-type';
  const fields = [...caseType.items.values()]
    .flatMap((item) => [...item.entry, ...item.exit].flatMap((one) => one.when?.names ?? []))
    .concat([...caseType.fields.keys()]);
  const data = Object.fromEntries(['note', ...fields].map((field) => [field, { type: 'text', label: field }]));
  const roles = Object.fromEntries([...caseType.roles.values()].map((role) => [role.name, role.title]));
  return {
    ...{ caseType: name, version: '0.1.0', title: found.name ?? found.id, archetype: 'service' },
    ...{ reference: 'CASE-{year}-{sequence}', zone: 'UTC', team: 'cases' },
    purpose: { statement: 'To be written', authority: 'To be written' },
    classification: { scale: 'au-pspf', level: 'OFFICIAL' },
    ...{ roles: { worker: 'Worker', ...roles }, data, opening: { form: 'open', by: 'worker' } },
    forms: { open: { title: 'Open', fields: { note: 'optional' } } },
    closing: { by: 'worker', outcomes: { done: 'Done' } },
  };
}

function groupIn(text: string): Group | null {
  try {
    const value: unknown = JSON.parse(text);
    return isGroup(value) ? value : null;
  } catch {
    return null;
  }
}
