// When the sessions of open streams are proved again: at once where something was said to have changed, and besides that in
// turn, so that nothing rests on what is said alone. Each round asks for many sessions at once and for no more than so many,
// whatever there is of streams and messages.
import type { ApiDoors, RightsChange } from './api-options.ts';
import { holdsStill, isSame, type Follower } from './follower.ts';

/** How often some are proved in turn. With up to `TURN_MAX` sessions this alone lets nothing last for a second. */
const TURN_MS = 500;
const TURN_MAX = 100;
/** Sessions in one question. */
const TOGETHER_MAX = 500;

export interface StreamProofs {
  /** Proves in turn until the returned function is called. */
  readonly start: () => () => void;
  /** Proves those whose rights hang on what may have changed. */
  readonly doubt: (change: Extract<RightsChange, { readonly kind: 'unsettled' }>) => void;
}

export function openStreamProofs(
  doors: ApiDoors,
  followers: ReadonlyMap<string, Follower>,
  end: (follower: Follower) => void,
): StreamProofs {
  const doubted = new Set<Follower>();
  let proving = false;
  let turn = followers.values();

  /** The next in turn, each at most once. */
  function inTurn(): readonly Follower[] {
    const next: Follower[] = [];
    const most = Math.min(TURN_MAX, followers.size);
    while (next.length < most) {
      const { value, done } = turn.next();
      if (done === true) turn = followers.values();
      else next.push(value);
    }
    return next;
  }
  async function prove(): Promise<void> {
    // What is doubted meanwhile is proved after this.
    if (proving) return;
    proving = true;
    try {
      while (doubted.size > 0) {
        const batch = [...doubted].slice(0, TOGETHER_MAX);
        for (const follower of batch) doubted.delete(follower);
        const gone = await unproved(doors, batch);
        for (const follower of gone) end(follower);
      }
    } finally {
      proving = false;
    }
  }
  function doubtAll(some: Iterable<Follower>): void {
    for (const follower of some) doubted.add(follower);
    void prove();
  }
  async function checkTime(follower: Follower): Promise<void> {
    // From memory, unless the session was left alone too long, has ended, or gives something until an instant that is past.
    const reader = await doors.queries.sessions.peek(follower.credential).catch(() => null);
    if (reader !== follower.reader && !isSame(follower, reader)) end(follower);
  }

  return {
    start: () => {
      const timer = setInterval(() => {
        for (const follower of followers.values()) void checkTime(follower);
        doubtAll(inTurn());
      }, TURN_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
    doubt: ({ tenant, whom }) => {
      const all = [...followers.values()].filter(({ reader }) => reader.principal.tenant === tenant);
      doubtAll(whom === null ? all : all.filter(({ standsOn }) => whom.some((each) => standsOn.has(each))));
    },
  };
}

/** Those of whom it could not be shown that session and rights are what they were. */
async function unproved(doors: ApiDoors, batch: readonly Follower[]): Promise<readonly Follower[]> {
  const tenants = new Set(batch.map(({ reader }) => reader.principal.tenant));
  const found = await Promise.all(
    [...tenants].map(async (tenant) => {
      const own = batch.filter(({ reader }) => reader.principal.tenant === tenant);
      try {
        const proved = await doors.queries.proveSessions(tenant, own);
        const open = own.filter((follower) => !proved.has(follower));
        const held = await Promise.all(open.map((follower) => holdsStill(doors, follower).catch(() => false)));
        return open.filter((_, at) => held[at] !== true);
      } catch {
        // What cannot be asked does not hold.
        return own;
      }
    }),
  );
  return found.flat();
}
