// What the text of one version shows to whom, as far as privacy asks: who is shown what personal by doing the work, what a field asks
// of its readers, and who changes that. Pairs and sets, so that two versions can be held against each other.
import { isHolder, type Part, partAt } from './source-differences.ts';

export function isPersonal(version: Part, field: string): boolean {
  return partAt(version, ['data', field, 'personal']) === true;
}

export function personalFields(version: Part): readonly string[] {
  return namesAt(version, ['data']).filter((field) => isPersonal(version, field));
}

/** `<role> <field>` for everything personal that a role meets in a form of its work, or in opening a case. */
export function shownAtWork(version: Part): ReadonlySet<string> {
  const shown = new Set<string>();
  const meets = (work: Part | undefined): void => {
    const [form, by, performs] = ['form', 'by', 'performs'].map((name) => partAt(work, [name]));
    if (typeof form !== 'string') return;
    for (const role of Array.isArray(by) ? by : [by]) {
      if (typeof role !== 'string') continue;
      // What another program does is shown to that program, whichever role answers for it.
      const whom = performs === 'external' ? `program for ${role}` : role;
      for (const field of namesAt(version, ['forms', form, 'fields']))
        if (isPersonal(version, field)) shown.add(`${whom} ${field}`);
    }
  };
  meets(partAt(version, ['opening']));
  for (const task of tasksIn(partAt(version, ['plan']))) meets(task);
  return shown;
}

function tasksIn(stage: Part | undefined): readonly Part[] {
  const tasks = partAt(stage, ['tasks']);
  const stages = partAt(stage, ['stages']);
  return [
    ...(isHolder(tasks) ? tasks.members.values() : []),
    ...(isHolder(stages) ? [...stages.members.values()].flatMap(tasksIn) : []),
  ];
}

/** The role that changes who may read, whether it is named or follows from who may close. */
export function managerIn(version: Part): Part | undefined {
  return partAt(version, ['access', 'manage']) ?? partAt(version, ['closing', 'by']);
}

/** What a field asks of its readers: its section's limits and its own. */
export interface Limits {
  /** Null: whoever may read the case. */
  readonly readers: ReadonlySet<string> | null;
  readonly purposes: ReadonlySet<string> | null;
  /** Compartments and classifications, each as one text. */
  readonly asked: ReadonlySet<string>;
}

export function limitsOfField(version: Part, field: string): Limits {
  const section = namesAt(version, ['access', 'sections']).find((name) =>
    namesAt(version, ['access', 'sections', name, 'fields']).includes(field),
  );
  const places = [...(section === undefined ? [] : [['access', 'sections', section]]), ['access', 'fields', field]];
  const asked = places.flatMap((place) => [
    ...namesAt(version, [...place, 'compartments']).map((name) => `compartment ${name}`),
    ...classificationAt(version, place),
  ]);
  return {
    readers: narrowest(places.map((place) => setAt(version, [...place, 'readers']))),
    purposes: narrowest(places.map((place) => setAt(version, [...place, 'purposes']))),
    asked: new Set(asked),
  };
}

/** Whether anybody may read it by the second who may not by the first. */
export function isWider(before: Limits, after: Limits): boolean {
  const grows = (was: ReadonlySet<string> | null, is: ReadonlySet<string> | null): boolean =>
    was !== null && (is === null || [...is].some((one) => !was.has(one)));
  return (
    grows(before.readers, after.readers) ||
    grows(before.purposes, after.purposes) ||
    [...before.asked].some((one) => !after.asked.has(one))
  );
}

function classificationAt(version: Part, place: readonly string[]): readonly string[] {
  const [scale, level] = ['scale', 'level'].map((name) => partAt(version, [...place, 'classification', name]));
  const markers = namesAt(version, [...place, 'classification', 'markers']).map((name) => `marker ${name}`);
  return typeof scale === 'string' && typeof level === 'string' ? [`level ${scale} ${level}`, ...markers] : markers;
}

/** Who passes all of several lists; null where there is none. */
function narrowest(lists: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  const given = lists.filter((list) => list !== null);
  const [first, ...rest] = given;
  return first === undefined ? null : new Set([...first].filter((one) => rest.every((list) => list.has(one))));
}

function setAt(version: Part, path: readonly string[]): ReadonlySet<string> | null {
  const part = partAt(version, path);
  return isHolder(part) ? new Set(part.members.keys()) : null;
}

export function namesAt(version: Part, path: readonly string[]): readonly string[] {
  const part = partAt(version, path);
  return isHolder(part) ? [...part.members.keys()] : [];
}
