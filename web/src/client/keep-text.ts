// Keeps what stands in one form: in memory at once, on the server every two seconds, and says which. When the server cannot be reached it
// goes on trying; when another window of the same person went on with the same text, it stops and lets the person choose. Knows no screen.
import { dropDraft, keepDraft, ownerOfDrafts, readDraft, type Draft } from './drafts.ts';
import { setWriting } from './doing.ts';
import { isUncertain, RequestFailed } from './request.ts';
import type { UnsentText } from './schema.d.ts';
import { keepUnsent, readUnsent } from './unsent.ts';

export type KeptStatus =
  /** Nothing was typed, or nothing is known yet. */
  | { readonly kind: 'none' }
  /** Typed, and not kept by the server yet. */
  | { readonly kind: 'typing' }
  | { readonly kind: 'kept'; readonly at: string }
  /** Kept before this form was opened, and not sent. */
  | { readonly kind: 'found'; readonly at: string }
  /** The server cannot be reached, or the session ended: it is in this window and tried again. */
  | { readonly kind: 'waiting' }
  /** The server does not keep it: in this window alone. */
  | { readonly kind: 'refused' }
  /** Another window saved something else; `theirs` is null where it sent or discarded it. */
  | { readonly kind: 'moved'; readonly theirs: Draft | null; readonly at: string; readonly version: number };

export interface KeptText {
  readonly fields: Draft;
  readonly status: KeptStatus;
}

export interface Keeper {
  readonly state: () => KeptText;
  readonly follow: (listener: () => void) => () => void;
  /** Looks for what is kept, and keeps until the returned function is called. */
  readonly start: () => () => void;
  readonly type: (field: string, text: string) => void;
  /** Waits for a saving that is under way, and begins none until `resume` or `sent`. */
  readonly pause: () => Promise<void>;
  readonly resume: () => void;
  /** It was accepted: nothing of it is kept any more. */
  readonly sent: () => void;
  readonly discard: () => void;
  /** After another window went on with it. */
  readonly choose: (which: 'mine' | 'theirs') => void;
}

const EVERY_MS = 2_000;
const AGAIN_MS = 3_000;
const LONGEST_MS = 15_000;
/** What is sent does not wait longer than that for what is being kept. */
const PAUSE_MS = 2_000;
const NONE: KeptStatus = { kind: 'none' };
const TYPING: KeptStatus = { kind: 'typing' };
/** Forms that were closed while they were being kept, by their names: whoever opens one again goes on from what that comes to. */
const closing = new Map<string, Keeping>();

interface Keeping {
  readonly place: string;
  readonly owner: string | null;
  readonly onSignedOut: () => void;
  readonly listeners: Set<() => void>;
  shown: KeptText;
  /** That which the server keeps, as far as is known here. */
  version: number;
  /** What of it the server keeps, as text. */
  kept: string;
  /** What was sent to be kept last. */
  tried: string;
  isLoaded: boolean;
  isPaused: boolean;
  isOver: boolean;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  saving: Promise<void> | null;
}

/** @param onSignedOut told when the session turns out to have ended */
export function openKeeper(place: string, onSignedOut: () => void): Keeper {
  const held = readDraft(place);
  const keeping: Keeping = {
    ...{ place, owner: ownerOfDrafts(), onSignedOut, listeners: new Set() },
    shown: { fields: held?.fields ?? {}, status: NONE },
    ...{ version: held?.version ?? 0, kept: held?.kept ?? '', tried: '', failures: 0 },
    ...{ isLoaded: false, isPaused: false, isOver: true, timer: undefined, saving: null },
  };
  return {
    state: () => keeping.shown,
    follow: (listener) => {
      keeping.listeners.add(listener);
      return () => keeping.listeners.delete(listener);
    },
    start: () => start(keeping),
    type: (field, text) => {
      const { fields, status } = keeping.shown;
      const isClear = status.kind === 'moved' || status.kind === 'waiting' || status.kind === 'refused';
      show(keeping, { fields: { ...fields, [field]: text }, status: isClear ? status : TYPING });
      hold(keeping);
      setWriting(place);
      soon(keeping, EVERY_MS);
    },
    pause: async () => {
      stop(keeping);
      keeping.isPaused = true;
      await Promise.race([keeping.saving, new Promise((resolve) => setTimeout(resolve, PAUSE_MS))]);
    },
    resume: () => {
      keeping.isPaused = false;
      soon(keeping, EVERY_MS);
    },
    sent: () => {
      keeping.isPaused = false;
      // Where the change itself took it along, nothing is held any more.
      if (readDraft(place) !== undefined) discard(keeping);
      else forget(keeping);
    },
    discard: () => discard(keeping),
    choose: (which) => choose(keeping, which),
  };
}

function textOf(fields: Draft): string {
  return Object.keys(fields).length === 0 ? '' : JSON.stringify(fields);
}

/** False when somebody else signed in since: what one person typed is never kept for another. */
function isOwn({ owner }: Keeping): boolean {
  return owner !== null && ownerOfDrafts() === owner;
}

function show(keeping: Keeping, next: Partial<KeptText>): void {
  keeping.shown = { ...keeping.shown, ...next };
  for (const listener of keeping.listeners) listener();
}

function hold(keeping: Keeping): void {
  const { place, version, kept, shown } = keeping;
  if (isOwn(keeping) && textOf(shown.fields) !== '') keepDraft(place, { fields: shown.fields, version, kept });
}

function stop(keeping: Keeping): void {
  clearTimeout(keeping.timer);
  keeping.timer = undefined;
}

function soon(keeping: Keeping, ms: number): void {
  if (keeping.timer !== undefined || keeping.isPaused || keeping.isOver) return;
  if (keeping.shown.status.kind === 'moved' || keeping.shown.status.kind === 'refused') return;
  keeping.timer = setTimeout(() => {
    keeping.timer = undefined;
    void (keeping.isLoaded ? save(keeping) : load(keeping));
  }, ms);
}

function start(keeping: Keeping): () => void {
  keeping.isOver = false;
  void goOnFrom(keeping, closing.get(keeping.place));
  const onHidden = () => {
    if (document.visibilityState === 'hidden') void saveNow(keeping);
  };
  const onOnline = () => {
    stop(keeping);
    soon(keeping, 0);
  };
  document.addEventListener('visibilitychange', onHidden);
  globalThis.addEventListener('online', onOnline);
  return () => {
    document.removeEventListener('visibilitychange', onHidden);
    globalThis.removeEventListener('online', onOnline);
    stop(keeping);
    setWriting(null);
    // Somebody leaves while the last words wait.
    if (readDraft(keeping.place) !== undefined) void saveNow(keeping);
    keeping.isOver = true;
    closeAfter(keeping);
  };
}

function closeAfter(keeping: Keeping): void {
  if (keeping.saving === null) return;
  closing.set(keeping.place, keeping);
  void keeping.saving.finally(() => {
    if (closing.get(keeping.place) === keeping) closing.delete(keeping.place);
  });
}

/** Looks for what is kept, after the saving that the same form began when it was closed before. */
async function goOnFrom(keeping: Keeping, before: Keeping | undefined): Promise<void> {
  if (before !== undefined && before !== keeping && before.owner === keeping.owner) {
    await before.saving;
    Object.assign(keeping, { version: before.version, kept: before.kept, tried: before.tried });
    // It may have been closed in its turn by now; the next goes on from what is held.
    hold(keeping);
  }
  if (!keeping.isOver) await load(keeping);
}

function saveNow(keeping: Keeping): Promise<void> {
  const { isLoaded, shown } = keeping;
  const { kind } = shown.status;
  return isLoaded && kind !== 'moved' && kind !== 'refused' ? save(keeping, true) : Promise.resolve();
}

async function load(keeping: Keeping): Promise<void> {
  try {
    const { text } = await readUnsent(keeping.place);
    if (!isOwn(keeping)) return;
    keeping.isLoaded = true;
    keeping.failures = 0;
    meet(keeping, text);
  } catch (error) {
    failed(keeping, error);
  }
}

/** What the server keeps, beside what stands here. */
function meet(keeping: Keeping, found: UnsentText['text']): void {
  const mine = textOf(keeping.shown.fields);
  if (found === null) {
    if (mine !== '' && keeping.version > 0)
      movedTo(keeping, { theirs: null, at: new Date().toISOString(), version: 0 });
    else if (mine !== '') soon(keeping, 0);
    return;
  }
  const { fields, version, savedAt: at } = found;
  const theirs = textOf(fields);
  const isOurs = version === keeping.version || theirs === keeping.tried;
  if (mine !== '' && mine !== theirs && !isOurs) return movedTo(keeping, { theirs: fields, at, version });
  keeping.version = version;
  keeping.kept = theirs;
  if (mine === '') show(keeping, { fields, status: { kind: 'found', at } });
  else if (mine === theirs) show(keeping, { status: { kind: 'kept', at } });
  hold(keeping);
  if (mine !== '' && mine !== theirs) soon(keeping, 0);
}

function movedTo(keeping: Keeping, moved: Omit<Extract<KeptStatus, { readonly kind: 'moved' }>, 'kind'>): void {
  show(keeping, { status: { kind: 'moved', ...moved } });
}

function save(keeping: Keeping, isLeaving = false): Promise<void> {
  const { saving, isPaused, owner, place, version, shown } = keeping;
  if (saving !== null || isPaused || owner === null || !isOwn(keeping)) return saving ?? Promise.resolve();
  const { fields } = shown;
  const text = textOf(fields);
  if (text === keeping.kept || text === '') return Promise.resolve();
  keeping.tried = text;
  keeping.saving = keepUnsent({ place, fields, version, person: personOf(owner) }, isLeaving)
    .then(({ version: next, savedAt }) => {
      // It was sent meanwhile.
      if (textOf(keeping.shown.fields) === '') return endLate(keeping, next);
      Object.assign(keeping, { version: next, kept: text, failures: 0 });
      if (readDraft(place) !== undefined) hold(keeping);
      const isAll = textOf(keeping.shown.fields) === text;
      show(keeping, { status: isAll ? { kind: 'kept', at: savedAt ?? '' } : TYPING });
      if (!isAll) soon(keeping, EVERY_MS);
    })
    .catch((error: unknown) => failed(keeping, error))
    .finally(() => {
      keeping.saving = null;
    });
  return keeping.saving;
}

function endLate({ place, owner }: Keeping, version: number): void {
  if (owner === null) return;
  void keepUnsent({ place, fields: null, version, person: personOf(owner) }).catch(() => {
    // As where it is discarded.
  });
}

function failed(keeping: Keeping, error: unknown): void {
  // A time limit is no refusal.
  const { status, code } = error instanceof RequestFailed ? error.problem : { status: 0, code: '' };
  if (code === 'unsent-moved') return void load(keeping);
  if (status === 401 || code === 'unsent-of-another') {
    show(keeping, { status: { kind: 'waiting' } });
    return keeping.onSignedOut();
  }
  const hasText = textOf(keeping.shown.fields) !== '';
  // Not theirs to keep there, or too much: trying again would change nothing.
  if (error instanceof RequestFailed && !isUncertain(error) && status !== 429)
    return show(keeping, { status: { kind: 'refused' } });
  keeping.failures += 1;
  if (hasText) show(keeping, { status: { kind: 'waiting' } });
  soon(keeping, Math.min(AGAIN_MS * keeping.failures, LONGEST_MS));
}

function personOf(owner: string): string {
  return owner.split(' ')[0] ?? '';
}

function discard(keeping: Keeping): void {
  const { place, version, owner } = keeping;
  if (version > 0 && owner !== null && isOwn(keeping))
    void keepUnsent({ place, fields: null, version, person: personOf(owner) }).catch(() => {
      // It is found again by whoever opens the form, who can discard it then; and it is swept after a while.
    });
  forget(keeping);
}

function forget(keeping: Keeping): void {
  stop(keeping);
  setWriting(null);
  dropDraft(keeping.place);
  Object.assign(keeping, { version: 0, kept: '', tried: '' });
  show(keeping, { fields: {}, status: NONE });
}

function choose(keeping: Keeping, which: 'mine' | 'theirs'): void {
  const { status } = keeping.shown;
  if (status.kind !== 'moved') return;
  const { theirs, at, version } = status;
  Object.assign(keeping, { version, kept: theirs === null ? '' : textOf(theirs) });
  if (which === 'mine') show(keeping, { status: TYPING });
  else if (theirs === null) return forget(keeping);
  else show(keeping, { fields: theirs, status: { kind: 'kept', at } });
  hold(keeping);
  soon(keeping, 0);
}
