// Live hints: which of the cases that changed each reader may see, asked anew each time through the same path as every other
// read, and recorded like it. A hint carries ids only. All streams of one session are one follower, so that it is asked and
// proved once for them; one whose session or rights are no longer what they were is let go, and reads everything anew.
import type { ApiDoors, CaseChange, RightsChange } from './api-options.ts';
import { followerOf, holdsStill, type Follower, type Hint } from './follower.ts';
import type { Presence, PresenceOf } from './presence.ts';
import type { StreamCall } from './route.ts';
import { openStreamProofs } from './stream-proofs.ts';

/** Changes within this time are asked about together. */
const GATHER_MS = 750;
/** More than these at once are told of in the next round. */
const ROUND_MAX = 100;

/** @returns what a new stream is handed to */
export function openFollowing(
  doors: ApiDoors,
  presence: Pick<Presence, 'follow' | 'isHere'>,
): (call: StreamCall<Hint>) => void {
  const followers = new Map<string, Follower>();
  const proofs = openStreamProofs(doors, followers, end);
  let stopListening: (() => void) | null = null;

  function end(follower: Follower): void {
    follower.ended = true;
    if (followers.get(follower.credential) === follower) followers.delete(follower.credential);
    for (const call of follower.calls) call.close();
    if (followers.size > 0 || stopListening === null) return;
    stopListening();
    stopListening = null;
  }
  function listen(): () => void {
    const stops = [
      doors.followChanges(hearChange),
      doors.followRights(hearRights),
      presence.follow(hearHere),
      proofs.start(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }
  function hearChange({ tenant, tokens, caseId }: CaseChange): void {
    ask({ tenant, caseId }, ({ holding }) => tokens.some((token) => holding.has(token)));
  }
  /** Somebody came to a case or left it: a reason to ask for those who have it open themselves. */
  function hearHere(of: PresenceOf): void {
    ask(of, ({ reader }) => presence.isHere(of, reader.principal.person));
  }
  function ask({ tenant, caseId }: PresenceOf, isMeant: (follower: Follower) => boolean): void {
    for (const follower of followers.values()) {
      if (follower.reader.principal.tenant !== tenant || !isMeant(follower)) continue;
      follower.changed.add(caseId);
      if (!follower.gathering) gather({ doors, end }, follower);
    }
  }
  function hearRights(change: RightsChange): void {
    if (change.kind === 'unsettled') proofs.doubt(change);
    // Whoever hears of no change cannot keep what is promised of streams: the browser connects again, here or elsewhere.
    else for (const follower of followers.values()) end(follower);
  }

  return (call) => {
    const follower = followers.get(call.credential) ?? followerOf(call);
    followers.set(call.credential, follower);
    follower.calls.add(call);
    stopListening ??= listen();
    call.onClose(() => {
      follower.calls.delete(call);
      if (follower.calls.size === 0) end(follower);
    });
  };
}

interface Rounds {
  readonly doors: ApiDoors;
  readonly end: (follower: Follower) => void;
}

function gather(rounds: Rounds, follower: Follower): void {
  follower.gathering = true;
  setTimeout(() => void round(rounds, follower), GATHER_MS).unref();
}

async function round(rounds: Rounds, follower: Follower): Promise<void> {
  if (follower.ended) return;
  const asked = [...follower.changed].slice(0, ROUND_MAX);
  for (const caseId of asked) follower.changed.delete(caseId);
  // Not proven or not recorded, so not told: the browser connects again and reads everything anew.
  const told = await tell(rounds.doors, follower, asked).catch(() => false);
  follower.gathering = false;
  if (!told) rounds.end(follower);
  else if (follower.changed.size > 0) gather(rounds, follower);
}

/** Tells the reader what they may know of these changes; false when the session no longer holds, or its rights are others. */
async function tell(doors: ApiDoors, follower: Follower, caseIds: readonly string[]): Promise<boolean> {
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await doors.queries.seeChanges(follower.reader, caseIds);
    if (follower.ended) return false;
    if (answer.kind === 'answer') {
      for (const call of follower.calls) call.send(answer.view);
      return true;
    }
    if (answer.kind !== 'session-gone' || !(await holdsStill(doors, follower))) return false;
  }
  return false;
}
