// What the engine keeps beside the state of a case so that it need not scan it: items and tasks by id in maps that
// versions share, and for each item of each stage instance how many there were and which are not done. Everything here
// follows from the state and is made anew where it is missing; nothing of it is stored.
import type { CaseState, TaskState } from '../case/state.ts';
import { familyKeyOf } from './instance.ts';
import { type Ledger, type LedgerEditor, ledgerGet, ledgerOf, ledgerSet } from './ledger.ts';
import { isEnded, type LifecycleState } from './lifecycle.ts';

/** All instances of one item inside one stage instance. */
export interface Family {
  readonly count: number;
  /** Instances that are not done, first repetition first. */
  readonly live: readonly string[];
}

export interface Records {
  readonly items: Ledger<LifecycleState>;
  readonly tasks: Ledger<TaskState>;
  /** By the id of the first instance. */
  readonly families: Ledger<Family>;
  /**
   * By stage instance the child that last kept it from completing, and what last could be acted on. Only where to look
   * first: each is verified, so all versions of a case may share them.
   */
  readonly hints: Map<string, string>;
}

const NO_FAMILY: Family = { count: 0, live: [] };
const kept = new WeakMap<CaseState, Records>();

export function recordsOf(state: CaseState): Records {
  const known = kept.get(state);
  if (known !== undefined) return known;
  const made: Records = {
    items: ledgerOf(state.items),
    tasks: ledgerOf(state.tasks),
    families: ledgerOf(familiesOf(state.items)),
    hints: new Map(),
  };
  kept.set(state, made);
  return made;
}

/** Remembers the records of a state that was just folded. */
export function keepRecords(state: CaseState, records: Records): void {
  kept.set(state, records);
}

export function familyIn(families: Pick<Ledger<Family>, 'shelves'>, key: string): Family {
  return ledgerGet(families, key) ?? NO_FAMILY;
}

/** The family after one of its instances went from one state to another; the same object where nothing changed. */
export function movedFamily(
  family: Family,
  instance: string,
  { from, to }: { readonly from: LifecycleState | undefined; readonly to: LifecycleState },
): Family {
  const was = from !== undefined && !isEnded(from);
  const is = !isEnded(to);
  const count = from === undefined ? family.count + 1 : family.count;
  if (was === is) return count === family.count ? family : { count, live: family.live };
  return { count, live: is ? [...family.live, instance] : family.live.filter((other) => other !== instance) };
}

/** Notes in the families that one item moved. */
export function moveInFamilies(
  families: LedgerEditor<Family>,
  instance: string,
  moved: { readonly from: LifecycleState | undefined; readonly to: LifecycleState },
): void {
  if (moved.from !== undefined && isEnded(moved.from) === isEnded(moved.to)) return;
  const key = familyKeyOf(instance);
  ledgerSet(families, key, movedFamily(familyIn(families, key), instance, moved));
}

function familiesOf(items: CaseState['items']): Readonly<Record<string, Family>> {
  const families: Record<string, Family> = {};
  for (const [instance, state] of Object.entries(items)) {
    const key = familyKeyOf(instance);
    const before = Object.hasOwn(families, key) ? families[key] : undefined;
    families[key] = movedFamily(before ?? NO_FAMILY, instance, { from: undefined, to: state });
  }
  return families;
}
