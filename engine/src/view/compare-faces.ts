// What differs between a case as it was and as it was later, in the words of its case type: for whoever looks back.
import type { CaseFace } from './case-view.ts';

export interface FaceChange {
  readonly where: 'case' | 'fact' | 'task' | 'clock';
  /** The name of the field, task or clock; of the case, the member. */
  readonly name: string;
  readonly title: string;
  /** Null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

interface Told {
  readonly where: FaceChange['where'];
  readonly name: string;
  readonly title: string;
  readonly value: string;
}

/** @param before null where the case was not there yet */
export function compareFaces(before: CaseFace | null, after: CaseFace | null): readonly FaceChange[] {
  const [was, is] = [tell(before), tell(after)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].map((key): FaceChange | null => {
    const [old, recent] = [was.get(key), is.get(key)];
    const either = recent ?? old;
    if (either === undefined || old?.value === recent?.value) return null;
    const { where, name, title } = either;
    return { where, name, title, before: old?.value ?? null, after: recent?.value ?? null };
  });
  return changes.filter((change) => change !== null);
}

function tell(face: CaseFace | null): ReadonlyMap<string, Told> {
  if (face === null) return new Map();
  const { status, outcome, team, facts, tasks, clocks } = face;
  const told: readonly Told[] = [
    { where: 'case', name: 'status', title: 'Status', value: status },
    ...(outcome === null ? [] : [{ where: 'case', name: 'outcome', title: 'Outcome', value: outcome } as const]),
    { where: 'case', name: 'team', title: 'Team', value: team },
    ...facts.flatMap(({ field: name, label: title, value }): readonly Told[] =>
      value === null ? [] : [{ where: 'fact', name, title, value: String(value) }],
    ),
    ...tasks.map(({ task: name, title, state, assignee, dueOn }): Told => {
      const parts = [state, ...(assignee === null ? [] : [assignee]), ...(dueOn === null ? [] : [`due ${dueOn}`])];
      return { where: 'task', name, title, value: parts.join(', ') };
    }),
    ...clocks.map(({ clock: name, title, dueOn, stoppedOn }): Told => {
      const stopped = stoppedOn === null ? '' : `, stopped ${stoppedOn}`;
      return { where: 'clock', name, title, value: `due ${dueOn}${stopped}` };
    }),
  ];
  return new Map(told.map((each) => [`${each.where} ${each.name}`, each]));
}
