// Work that a case type has whether it says so or not: a letter that is sent from here and comes back is somebody's task, in every kind of
// case that has letters. A plan that waits for it itself, as the block `outgoing-letters` does, is left as it is.
import type { CaseType } from './case-type.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, type MapNode, textAt } from './located.ts';
import type { Place } from './problem.ts';

/** The task; a number follows where the plan has one of that name. */
const IMPLIED_TASK = 'letter-came-back';
const TITLE = 'A letter came back: find another way to reach them';
/** What it is called in the languages in which something is written here; in others it keeps its words. */
const TITLES: Readonly<Record<string, string>> = {
  fr: 'Une lettre est revenue : trouver une autre façon de joindre la personne',
};
const DUE_DAYS = 5;

/** A case type with the work that follows from its letters; the very one where there is none to add. */
export function withImpliedWork(root: LocatedNode): LocatedNode {
  if (root.kind !== 'map') return root;
  const plan = childOf(root, 'plan');
  const kinds = [...new Set(entriesOf(childOf(root, 'letters')).flatMap(kindOf))].filter(
    (kind) => !waitsFor(plan, kind),
  );
  if (kinds.length === 0) return root;
  const place = childOf(root, 'letters') ?? root;
  const by = kinds
    .map((kind) => childOf(childOf(childOf(root, 'communications'), kind), 'by'))
    .find((one) => one !== null);
  const after = kinds.map((kind) => map(place, { after: map(place, { communication: kind, on: 'bounced' }) }));
  const task = map(place, {
    title: TITLE,
    by: by ?? childOf(childOf(root, 'opening'), 'by') ?? list(place, []),
    ...{ entry: list(place, after), repeat: true, dueWithinDays: DUE_DAYS },
  });
  const tasks = added(childOf(plan, 'tasks'), place, { [freeName(plan)]: task });
  return languagesWith(added(root, place, { plan: added(plan, place, { tasks }) }), place);
}

/** A compiled case type without the work that is there by this and not because its plan says so: for whoever writes the plan down. */
export function withoutImpliedWork(plan: unknown, caseType: CaseType): CaseType {
  const said = JSON.stringify(plan ?? {});
  const isImplied = (id: string): boolean =>
    id.startsWith(IMPLIED_TASK) && caseType.items.get(id)?.title === TITLE && !said.includes(`"${id}"`);
  return {
    ...caseType,
    items: new Map([...caseType.items].filter(([id]) => !isImplied(id))),
    children: new Map([...caseType.children].map(([stage, held]) => [stage, held.filter((id) => !isImplied(id))])),
  };
}

/** The kind of communication of a letter that is sent from here. */
function kindOf({ value }: MapEntry): readonly string[] {
  const as = textAt(value, 'as');
  return as === null || entriesOf(childOf(value, 'ways')).length === 0 ? [] : [as];
}

/** Whether anything in a plan begins or ends when such a one comes back. */
function waitsFor(node: LocatedNode | null, kind: string): boolean {
  if (node === null || node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some((item) => waitsFor(item, kind));
  if (textAt(node, 'communication') === kind && textAt(node, 'on') === 'bounced') return true;
  return entriesOf(node).some(({ value }) => waitsFor(value, kind));
}

function freeName(plan: LocatedNode | null): string {
  const names = new Set(namesIn(plan));
  let name = IMPLIED_TASK;
  for (let number = 2; names.has(name); number += 1) name = `${IMPLIED_TASK}-${number}`;
  return name;
}

function namesIn(node: LocatedNode | null): readonly string[] {
  const inner = [...itemsOf(node), ...entriesOf(node).map(({ value }) => value)].flatMap(namesIn);
  return [...entriesOf(node).map(({ key }) => key), ...inner];
}

function languagesWith(root: MapNode, place: Place): MapNode {
  const languages = childOf(root, 'languages');
  if (languages === null) return root;
  const each = entriesOf(languages).map(({ key, value }) => {
    const text = textAt(value, TITLE) ?? TITLES[key] ?? TITLE;
    return [key, added(value, place, { [TITLE]: text })] as const;
  });
  return added(root, place, { languages: added(languages, place, Object.fromEntries(each)) });
}

type Made = LocatedNode | string | number | boolean;

function nodeOf(place: Place, value: Made): LocatedNode {
  const { path, offset } = place;
  if (typeof value === 'object') return value;
  return { path, offset, kind: 'scalar', value, textOffset: null };
}

function list({ path, offset }: Place, items: readonly LocatedNode[]): LocatedNode {
  return { path, offset, kind: 'list', items };
}

function map(place: Place, members: Readonly<Record<string, Made>>): MapNode {
  return added(null, place, members);
}

/** A map with further members, which take the place of those of their names. */
function added(node: LocatedNode | null, place: Place, members: Readonly<Record<string, Made>>): MapNode {
  const { path, offset } = node ?? place;
  const entries = new Map(node?.kind === 'map' ? node.entries : []);
  for (const [key, value] of Object.entries(members))
    entries.set(key, { key, at: entries.get(key)?.at ?? place, value: nodeOf(place, value) });
  return { path, offset, kind: 'map', entries };
}
