// Whether a running case may go on under another version, and what changes for it if it does. The same reckoning serves the
// rehearsal, which shows it, and the move, which writes it. Nothing is lost on the way: what the new version has no place for
// keeps a case where it is, until whoever moves it says what becomes of it.
import {
  type CaseMoved,
  type CaseState,
  type Change,
  type CommandContext,
  concludeMove,
  evolve,
  type MovedClock,
} from '../case/case.ts';
import type { CaseType } from '../definition/case-type.ts';
import { obstaclesOf, withoutDropped } from './move-obstacles.ts';
import { CASE_PLAN, definitionOf } from '../plan/plan.ts';
import { isOfItem, itemOfCriterion, type MoveNames, renamed, renamingOf } from './names-moved.ts';
import { moveNotes, type MoveNote } from './move-notes.ts';
import { changesTo, isSame, partsOf } from './state-changes.ts';

/** What may be asked of a running case about its version. Both versions are needed to decide it, so the decider does not. */
export type MoveCommand =
  | {
      readonly type: 'MoveCase';
      /** The hash of the version under which it is to go on. */
      readonly to: string;
      readonly names: MoveNames;
      readonly reason: string;
      /** Stands for what whoever asks has seen of it. A case that would change otherwise by now stays. */
      readonly seen: string;
    }
  /** Take back the last move of the case; where `moved` is given, only one that led to the version of that hash. */
  | { readonly type: 'UndoMove'; readonly reason: string; readonly moved?: string };

export interface CaseToMove {
  readonly from: CaseType;
  readonly to: CaseType;
  readonly state: CaseState;
}

/** A case that may move, with what becomes of it. */
export interface MovedCase {
  readonly event: CaseMoved;
  readonly after: CaseState;
  /** What whoever answers for the move must have seen. */
  readonly notes: readonly MoveNote[];
}

/** Why a case stays where it is: whole sentences, each with a cure. */
export interface KeptCase {
  readonly obstacles: readonly string[];
}

/**
 * Moves one case in thought.
 *
 * @param move the two versions and the case as it is
 * @param names what is called otherwise in the new version, and what becomes of work that it does not have
 * @param asked when it happens, and why
 */
export function moveCase(
  { from, to, state }: CaseToMove,
  names: MoveNames,
  { context, reason }: { readonly context: CommandContext; readonly reason: string },
): MovedCase | KeptCase {
  const renaming = renamingOf(names);
  const before = partsOf(state);
  const wanted = withoutDropped(renamed(before, renaming), { names, renaming });
  const obstacles = obstaclesOf({ from, to, state }, { wanted, renaming, names });
  if (obstacles.length > 0) return { obstacles };
  const translation = changesTo(before, wanted);
  const fact: CaseMoved = {
    type: 'CaseMoved',
    from: state.caseType,
    caseType: refOf(to),
    reason,
    moved: [],
    occurred: context.occurred,
    changes: translation,
  };
  // Folded, so that the names stand in the order in which a replay will find them.
  const translated = { ...evolve(state, fact), version: state.version };
  const decision = concludeMove(to, translated, {
    fact: { from: state.caseType, reason, start: names.start ?? [] },
    context,
  });
  if ('rejection' in decision) return { obstacles: [obstacleOfRejection(decision.rejection)] };
  const changes = [...translation, ...decision.event.changes];
  const after = decision.after;
  const event: CaseMoved = { ...fact, moved: movedClocks(state, after), changes };
  return { event, after, notes: moveNotes({ from, to, state }, { after, event, renaming }) };
}

/** Clocks whose due date is another one, or that run since or no longer. */
function movedClocks(before: CaseState, after: CaseState): readonly MovedClock[] {
  const names = [...new Set([...Object.keys(before.clocks), ...Object.keys(after.clocks)])].toSorted();
  return names.flatMap((clock): readonly MovedClock[] => {
    const from = before.clocks[clock]?.dueOn ?? null;
    const to = after.clocks[clock]?.dueOn ?? null;
    return from === to ? [] : [{ clock, from, to }];
  });
}

/**
 * Takes a move back: what it changed is as it was, and what happened since stays. Where something since has changed the same, or
 * has used what only the later version has, the case stays.
 *
 * @param before the case just before the move, and just after it
 * @param state the case as it is now
 * @param asked `undoes` is the number of the event of the move
 */
export function undoMove(
  { from, before, after }: { readonly from: CaseType; readonly before: CaseState; readonly after: CaseState },
  state: CaseState,
  { context, reason, undoes }: { readonly context: CommandContext; readonly reason: string; readonly undoes: number },
): { readonly event: CaseMoved; readonly after: CaseState } | KeptCase {
  if (state.caseType.hash !== after.caseType.hash)
    return { obstacles: ['The case has moved on to another version since. Take back the last move first.'] };
  if (state.status !== after.status) return { obstacles: ['The case was closed or opened again since.'] };
  const [was, moved, is] = [partsOf(before), partsOf(after), partsOf(state)];
  const obstacles = PARTS.flatMap((part) =>
    [...namesOf(moved[part], is[part])].flatMap((name): readonly string[] => {
      if (isSame(moved[part][name], is[part][name])) return [];
      if (!isSame(was[part][name], moved[part][name]))
        return [`${WORD_FOR[part]} “${name}” was changed by the move and again since.`];
      return isKnown(from, part, name)
        ? []
        : [`${WORD_FOR[part]} “${name}” is new since the move, and the earlier version does not know it.`];
    }),
  );
  if (obstacles.length > 0) return { obstacles: [...new Set(obstacles)] };
  const target = Object.fromEntries(
    PARTS.map((part) => [part, takenBack({ was: was[part], moved: moved[part], is: is[part] })]),
    // Every part is there, each with the values of its own kind.
  ) as unknown as ReturnType<typeof partsOf>;
  const handed: readonly Change[] = before.handed === state.handed ? [] : [{ handed: before.handed ?? null }];
  const event: CaseMoved = {
    type: 'CaseMoved',
    from: state.caseType,
    caseType: before.caseType,
    reason,
    moved: [],
    undoes,
    occurred: context.occurred,
    changes: [...changesTo(is, target), ...handed],
  };
  const result = evolve(state, event);
  return { event: { ...event, moved: movedClocks(state, result) }, after: result };
}

const PARTS = [
  ...(['data', 'items', 'tasks', 'required', 'left', 'waiting', 'timers', 'clocks', 'entries', 'doers'] as const),
];
type Part = (typeof PARTS)[number];

const WORD_FOR: Readonly<Record<Part, string>> = {
  ...{ data: 'The field', items: 'The work', tasks: 'The work', required: 'The work', left: 'The work' },
  ...{ waiting: 'What waits for', timers: 'The time', clocks: 'The clock', entries: 'The entry', doers: 'Who did' },
};

type Values = Readonly<Record<string, unknown>>;

function namesOf(one: Values, other: Values): ReadonlySet<string> {
  return new Set([...Object.keys(one), ...Object.keys(other)]);
}

/** What is now, with what the move changed as it was. */
function takenBack({ was, moved, is }: { readonly was: Values; readonly moved: Values; readonly is: Values }): Values {
  const target: Record<string, unknown> = { ...is };
  for (const name of namesOf(was, moved)) {
    if (isSame(was[name], moved[name])) continue;
    if (Object.hasOwn(was, name)) target[name] = was[name];
    else delete target[name];
  }
  return target;
}

/** Whether the earlier version has something of that name. */
function isKnown({ items, fields, clocks }: CaseType, part: Part, name: string): boolean {
  if (part === 'data') return fields.has(name);
  if (part === 'clocks') return clocks.has(name);
  if (part === 'entries') return true;
  if (part === 'timers' && !isOfItem(name)) return true;
  const item = part === 'waiting' ? itemOfCriterion(name.slice(name.indexOf('|') + 1)) : definitionOf(name);
  return item === CASE_PLAN || items.has(item);
}

function refOf({ name, version, hash }: CaseType): CaseMoved['caseType'] {
  return { name, version, hash };
}

function obstacleOfRejection(rejection: { readonly code: string; readonly reason?: string }): string {
  return (
    rejection.reason ??
    `Its rules do not come to rest in the new version (${rejection.code}). Try the new version in a scenario.`
  );
}
