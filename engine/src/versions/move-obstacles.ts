// What keeps a case under its version: anything it has that the new version has no place for. Each is a sentence with its cure.
import type { CaseType, Criterion } from '../definition/case-type.ts';
import { keptKinds } from '../definition/definition.ts';
import { faultOf } from '../form/field-value.ts';
import { CASE_PLAN, definitionOf, isEnded, stageOf } from '../plan/plan.ts';
import type { CaseToMove } from './move-case.ts';
import { isOfItem, itemOfCriterion, type MoveNames, type Renaming } from './names-moved.ts';
import { isSame, type MovedParts } from './state-changes.ts';

interface Wanted {
  /** The state under the new names. */
  readonly wanted: MovedParts;
  readonly renaming: Renaming;
  readonly names: MoveNames;
}

/** Every reason against the move; none where the case may go. */
export function obstaclesOf(move: CaseToMove, asked: Wanted): readonly string[] {
  const { from, to, state } = move;
  if (from.name !== to.name) return [`“${to.title}” is another kind of case.`];
  if (state.caseType.hash !== from.hash) return ['The case is under another version than the one that it is to leave.'];
  if (from.hash === to.hash) return ['The case is under this version already.'];
  if (state.status !== 'open')
    return ['It is closed: a finished case stays explained by the version under which it was finished.'];
  return [
    ...fieldObstacles(move, asked),
    ...partyObstacles(move),
    ...itemObstacles(move, asked),
    ...criterionObstacles(move, asked),
    ...clockObstacles(move, asked),
    ...entryObstacles(move),
    ...doerObstacles(move, asked),
  ];
}

/** What is said to end with the old version is taken out: the items, what they hold, and all that is kept under their names. */
export function withoutDropped(
  parts: MovedParts,
  { names: { drop = [] }, renaming }: { readonly names: MoveNames; readonly renaming: Renaming },
): MovedParts {
  if (drop.length === 0) return parts;
  const dropped = new Set(drop.map((item) => renaming.item(item)));
  const stays = (id: string): boolean => !id.split('/').some((part) => dropped.has(definitionOf(part)));
  return {
    ...parts,
    items: only(parts.items, stays),
    tasks: only(parts.tasks, stays),
    required: only(parts.required, stays),
    left: only(parts.left, stays),
    timers: only(parts.timers, (timer) => !isOfItem(timer) || stays(timer)),
    waiting: only(parts.waiting, (key) => {
      const [stage = '', criterion = ''] = key.split('|');
      return stays(stage) && !dropped.has(itemOfCriterion(criterion));
    }),
  };
}

function only<T>(map: Readonly<Record<string, T>>, stays: (key: string) => boolean): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => stays(key)));
}

function fieldObstacles({ from, to, state }: CaseToMove, { renaming }: Wanted): readonly string[] {
  return Object.entries(state.data).flatMap(([name, value]): readonly string[] => {
    if (value === null) return [];
    const field = to.fields.get(renaming.field(name));
    const before = from.fields.get(name);
    if (field === undefined)
      return [
        `The field “${name}” has a value, and the new version has no such field. Keep it, or say under fields what it is called now.`,
      ];
    if (before?.personal === true && (!field.personal || field.subject !== before.subject))
      return [`The field “${name}” is sealed for “${before.subject ?? ''}”, and would not be in the new version.`];
    const fault = faultOf(field, value);
    return fault === null ? [] : [`The value of “${name}” does not fit the new version: ${fault.reason}`];
  });
}

function partyObstacles({ to, state }: CaseToMove): readonly string[] {
  return Object.keys(state.parties)
    .filter((party) => !to.parties.has(party))
    .map((party) => `Somebody stands in the role “${party}”, and the new version has no such party.`);
}

/** Work that is going on must be of the same kind and in the same place; what has ended is history, but its name must stand for the same. */
function itemObstacles({ from, to }: CaseToMove, { wanted, renaming, names }: Wanted): readonly string[] {
  const kinds = new Map([...from.items].map(([id, { kind }]) => [renaming.item(id), kind]));
  return Object.entries(wanted.items).flatMap(([id, is]): readonly string[] => {
    if (id === CASE_PLAN) return [];
    const definition = definitionOf(id);
    const item = to.items.get(id) ?? to.items.get(definition);
    if (item === undefined)
      return [
        `“${definition}” is ${isEnded(is) ? 'done' : 'going on'}, and the new version does not have it. Say under items what it is called now, or name it under drop.`,
      ];
    if (kinds.get(item.id) !== item.kind) return [`“${item.id}” is another kind of step in the new version.`];
    const stage = stageOf(id, item.parent);
    if (stage !== null && stage !== CASE_PLAN && wanted.items[stage] === undefined)
      return [`“${item.id}” stands in another stage in the new version, which this case has not reached.`];
    return (names.drop ?? []).includes(item.id) ? [`“${item.id}” is to be dropped, and is in the new version.`] : [];
  });
}

/** A criterion that has seen a part of what it waits for goes on waiting for the rest, so it must be the same. */
function criterionObstacles({ from, to }: CaseToMove, { wanted, renaming }: Wanted): readonly string[] {
  return Object.keys(wanted.waiting).flatMap((key) => {
    // What waits for an entry names it after its criterion.
    const [id = ''] = key.slice(key.indexOf('|') + 1).split('@');
    const now = criterionOf(to, id);
    const [oldItem] = [...from.items.keys()].filter((name) => renaming.item(name) === itemOfCriterion(id));
    const then = criterionOf(from, [oldItem ?? '', ...id.split('.').slice(1)].join('.'));
    return now !== null && then !== null && isSame(onParts(now), onParts(then, renaming))
      ? []
      : [
          `“${itemOfCriterion(id)}” waits for several things of which one has happened, and waits for others in the new version.`,
        ];
  });
}

function criterionOf({ items }: CaseType, id: string): Criterion | null {
  for (const item of items.values()) {
    const found = [...item.entry, ...item.exit].find((criterion) => criterion.id === id);
    if (found !== undefined) return found;
  }
  return null;
}

function onParts({ on }: Criterion, renaming?: Renaming): unknown {
  return on.map((part) => {
    if (part.source === 'entry') return [part.primitive, part.of, part.move];
    return part.source === 'item'
      ? [renaming?.item(part.item) ?? part.item, part.transition]
      : [renaming?.field(part.field) ?? part.field, part.change];
  });
}

/** Nobody can be kept from work for what they did where that was not written down. */
function doerObstacles({ from, to, state }: CaseToMove, { renaming }: Wanted): readonly string[] {
  const asked = (caseType: CaseType): readonly string[] =>
    [...caseType.items.values()].flatMap(({ task }) => task?.notBy ?? []);
  const before = new Set(asked(from).map((task) => renaming.item(task)));
  const done = new Set(
    Object.entries(state.items).flatMap(([id, is]) => (is === 'completed' ? [renaming.item(definitionOf(id))] : [])),
  );
  const unknown = [...new Set(asked(to))].filter((task) => done.has(task) && !before.has(task));
  return unknown.map(
    (task) =>
      `The new version keeps whoever did “${task}” from other work, and who did it in this case was not kept under the old one.`,
  );
}

function clockObstacles({ from, to, state }: CaseToMove, { renaming }: Wanted): readonly string[] {
  return Object.entries(state.clocks).flatMap(([name, { stoppedOn }]): readonly string[] => {
    const before = from.clocks.get(name);
    const now = to.clocks.get(renaming.clock(name));
    if (now === undefined)
      return [
        `The clock “${name}” ${stoppedOn === undefined ? 'runs' : 'has run'}, and the new version does not have it. Say under clocks what it is called now.`,
      ];
    return (before?.rule === undefined) === (now.rule === undefined)
      ? []
      : [`The clock “${name}” is counted in another way in the new version, and its history does not fit.`];
  });
}

function entryObstacles({ to, state }: CaseToMove): readonly string[] {
  return Object.entries(state.entries ?? {}).flatMap(([id, { kind, of }]) =>
    keptKinds(to, kind).has(of) ? [] : [`The case keeps “${id}” as “${of}”, and the new version does not have it.`],
  );
}
