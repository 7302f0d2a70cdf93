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

const NONE: readonly string[] = [];
const NO_FAMILY: Family = { count: 0, live: NONE };

/**
 * A state that was folded holds its records under this key, which is not enumerable: a copy of a state does not have
 * them, and neither has its text. An entry for each state in a weak map would cost as much as the rest of folding it.
 */
const RECORDS: unique symbol = Symbol('records');
/** Records of states that came from elsewhere. */
const kept = new WeakMap<CaseState, Records>();

type Recorded = CaseState & { [RECORDS]?: Records };

export function recordsOf(state: CaseState): Records {
  const recorded: Recorded = state;
  const known = recorded[RECORDS] ?? kept.get(state);
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

const HIDDEN = { enumerable: false, configurable: true, writable: true, value: undefined };

/** Remembers the records of a state that was just folded. */
export function keepRecords(state: CaseState, records: Records): void {
  // One descriptor for all states; the records themselves are then set as on any object.
  Object.defineProperty(state, RECORDS, HIDDEN);
  const recorded: Recorded = state;
  recorded[RECORDS] = records;
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
  const { live } = family;
  if (is) return { count, live: live.length === 0 ? [instance] : [...live, instance] };
  return { count, live: live.length === 1 && live[0] === instance ? NONE : live.filter((other) => other !== instance) };
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
