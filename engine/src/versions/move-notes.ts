// What changes for a case by a move, in a form that can be shown, counted and compared: the lines of a rehearsal.
import type { CaseMoved, CaseState } from '../case/case.ts';
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf, isEnded } from '../plan/plan.ts';
import type { CaseToMove } from './move-case.ts';
import type { Renaming } from './names-moved.ts';

export type MoveNote =
  /** A due date is another one; null: the clock did not run before, or does no longer. */
  | { readonly kind: 'clock'; readonly clock: string; readonly from: string | null; readonly to: string | null }
  /** Work to do that was not there before. */
  | { readonly kind: 'begins'; readonly item: string }
  /** Work that was there before and is no longer. */
  | { readonly kind: 'ends'; readonly item: string }
  /** Work that another role does from now on. */
  | { readonly kind: 'role'; readonly item: string; readonly from: string; readonly to: string }
  /** Something new waits for what has happened already; name it under start, or it may wait for ever. */
  | { readonly kind: 'missed'; readonly item: string; readonly waitsFor: string };

interface Reckoned {
  readonly after: CaseState;
  readonly event: CaseMoved;
  readonly renaming: Renaming;
}

export function moveNotes({ from, to, state }: CaseToMove, { after, event, renaming }: Reckoned): readonly MoveNote[] {
  const before = new Set(Object.keys(state.tasks).map((task) => renaming.instance(task)));
  const begins = Object.keys(after.tasks).filter((task) => !before.has(task));
  const ends = [...before].filter((task) => !Object.hasOwn(after.tasks, task));
  return [
    ...event.moved.map((moved): MoveNote => ({ kind: 'clock', ...moved })),
    ...begins.map((item): MoveNote => ({ kind: 'begins', item })),
    ...ends.map((item): MoveNote => ({ kind: 'ends', item })),
    ...Object.keys(state.tasks).flatMap((task): readonly MoveNote[] => {
      const was = from.items.get(definitionOf(task))?.task?.by.join(', ');
      const is = to.items.get(definitionOf(renaming.instance(task)))?.task?.by.join(', ');
      return was === undefined || is === undefined || was === is
        ? []
        : [{ kind: 'role', item: task, from: was, to: is }];
    }),
    ...missed({ from, to, state }, { after, event, renaming }),
  ];
}

/** New items that wait, by every way in, for something that has happened in this case already. */
function missed({ from, to }: CaseToMove, { after, renaming }: Reckoned): readonly MoveNote[] {
  const old = new Set([...from.items.keys()].map((id) => renaming.item(id)));
  return Object.entries(after.items).flatMap(([id, is]): readonly MoveNote[] => {
    const item = to.items.get(definitionOf(id));
    if (id === CASE_PLAN || item === undefined || is !== 'available' || old.has(item.id)) return [];
    const waitsFor = happened(item, after);
    return waitsFor === null ? [] : [{ kind: 'missed', item: id, waitsFor }];
  });
}

function happened({ entry }: PlanItemDefinition, { items }: CaseState): string | null {
  const sources = entry.flatMap(({ on }) => on).flatMap((part) => (part.source === 'item' ? [part.item] : []));
  const done = sources.filter((source) =>
    Object.entries(items).some(([id, is]) => definitionOf(id) === source && isEnded(is)),
  );
  return done[0] ?? null;
}
