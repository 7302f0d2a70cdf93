// Where every instance of a case stands, in a map that versions of the case share: the next version has all but the few
// entries that changed, so that a command on a large case costs what it touches. It knows no rules.
import type { TaskState } from '../case/state.ts';
import type { Instance } from './handle.ts';
import type { LifecycleState } from './lifecycle.ts';

/** What a version knows of one instance. Only the editor that made an entry changes it, until it is finished. */
export interface Entry {
  readonly instance: Instance;
  /** Null for a first instance that is only here for what is said of its repetitions. */
  state: LifecycleState | null;
  /** Place among all instances that were created. */
  order: number;
  /** Present while it is work to do. */
  task: TaskState | null;
  /** Place among the work to do; what stops being work and becomes it again goes to the end. */
  taskOrder: number;
  /** Of a first instance: how many there are of the same item in the same stage instance. */
  count: number;
  /** Of a first instance: those of them that are not done, first repetition first. */
  live: readonly Instance[];
  /** Another entry of the same place. */
  beside: Entry | null;
  readonly edition: number;
}

type Shelf = readonly (Entry | null)[];

/** A version of the map; never changed once it was handed out. */
export interface Ledger {
  readonly shelves: readonly Shelf[];
  readonly nextOrder: number;
  readonly nextTaskOrder: number;
}

/** A version that is being made: it copies each part of the one before at most once. */
export interface LedgerEditor {
  shelves: readonly Shelf[];
  nextOrder: number;
  nextTaskOrder: number;
  /** Entries with this number are its own. */
  readonly edition: number;
  /** A bit for each shelf that is its own. */
  owned: number;
}

const BITS = 4;
const WIDTH = 1 << BITS;
const LAST = WIDTH - 1;
const NONE: readonly Instance[] = [];
const EMPTY_SHELF: Shelf = Array.from({ length: WIDTH }, () => null);
const EMPTY: Ledger = { shelves: Array.from({ length: WIDTH }, () => EMPTY_SHELF), nextOrder: 0, nextTaskOrder: 0 };

/** Tells the entries of one editor from those of others; it has no other meaning. */
let editions = 0;

export function emptyLedger(): Ledger {
  return EMPTY;
}

export function editLedger({ shelves, nextOrder, nextTaskOrder }: Ledger): LedgerEditor {
  editions += 1;
  return { shelves, nextOrder, nextTaskOrder, edition: editions, owned: 0 };
}

/** The finished version; the editor must not be used afterwards. */
export function finishLedger({ shelves, nextOrder, nextTaskOrder }: LedgerEditor): Ledger {
  return { shelves, nextOrder, nextTaskOrder };
}

export function entryOf({ shelves }: Pick<Ledger, 'shelves'>, instance: Instance): Entry | null {
  const { hash } = instance;
  let entry = shelves[hash >>> BITS]?.[hash & LAST] ?? null;
  while (entry !== null && entry.instance !== instance && entry.instance.id !== instance.id) entry = entry.beside;
  return entry;
}

/** The entry of an instance to be changed by this editor; a new one where there is none. */
export function editEntry(editor: LedgerEditor, instance: Instance): Entry {
  const before = entryOf(editor, instance);
  if (before !== null && before.edition === editor.edition) return before;
  const shelf = ownShelf(editor, instance.hash >>> BITS);
  const at = instance.hash & LAST;
  const made = before === null ? newEntry(editor, instance) : copyOf(editor, before);
  made.beside = unlinked(editor, shelf[at] ?? null, before);
  shelf[at] = made;
  return made;
}

/** Every entry, in no order that means anything. */
export function* entriesOf({ shelves }: Ledger): Generator<Entry> {
  for (const shelf of shelves) {
    for (const head of shelf) for (let entry = head; entry !== null; entry = entry.beside) yield entry;
  }
}

function newEntry({ edition }: LedgerEditor, instance: Instance): Entry {
  return {
    instance,
    state: null,
    order: 0,
    task: null,
    taskOrder: 0,
    count: 0,
    live: NONE,
    beside: null,
    edition,
  };
}

function copyOf({ edition }: LedgerEditor, entry: Entry): Entry {
  const { instance, state, order, task, taskOrder, count, live, beside } = entry;
  return { instance, state, order, task, taskOrder, count, live, beside, edition };
}

/** The entries of one place without that one; others' entries before it are copied, as they must point past it. */
function unlinked(editor: LedgerEditor, head: Entry | null, gone: Entry | null): Entry | null {
  if (head === null || gone === null) return head;
  if (head === gone) return head.beside;
  const own = head.edition === editor.edition ? head : copyOf(editor, head);
  own.beside = unlinked(editor, head.beside, gone);
  return own;
}

function ownShelf(editor: LedgerEditor, at: number): (Entry | null)[] {
  const bit = 1 << at;
  // What is owned was copied by this editor, so that changing it changes no version.
  if ((editor.owned & bit) !== 0) return editor.shelves[at] as (Entry | null)[];
  const spine = editor.owned === 0 ? editor.shelves.slice() : (editor.shelves as Shelf[]);
  const shelf = (spine[at] ?? EMPTY_SHELF).slice();
  spine[at] = shelf;
  editor.shelves = spine;
  editor.owned |= bit;
  return shelf;
}
