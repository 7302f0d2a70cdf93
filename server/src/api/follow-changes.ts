// Live hints for one reader: which of the cases that changed they may see, asked anew each time through the same path
// as every other read, and recorded like it. A hint carries ids only.
import type { ApiDoors, CaseChange } from './api-options.ts';
import type { StreamCall } from './route.ts';

interface Hint {
  readonly caseId: string;
  readonly version: number;
}

/** Changes within this time are asked about together; short of a second, so that who lost the right is off within one. */
const GATHER_MS = 750;
/** More than these at once are told of in the next round. */
const ROUND_MAX = 100;
/** How often a stream checks that its session still holds, when nothing changes. */
const PROVE_MS = 20_000;

export function followChanges(doors: ApiDoors, call: StreamCall<Hint>): void {
  const changed = new Map<string, CaseChange>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const wake = (delayMs: number): void => {
    if (closed) return;
    timer = setTimeout(() => void round(), delayMs);
    timer.unref();
  };
  const round = async (): Promise<void> => {
    const asked = [...changed.values()].slice(0, ROUND_MAX);
    for (const { caseId } of asked) changed.delete(caseId);
    // Not proven or not recorded, so not told: the browser connects again and reads everything anew.
    const told = await tell(doors, call, asked).catch(() => false);
    timer = null;
    if (!told) call.close();
    else wake(changed.size > 0 ? GATHER_MS : PROVE_MS);
  };

  const unfollow = doors.followChanges((change) => {
    if (change.tenant !== call.tenant || !change.tokens.some((token) => call.holding.includes(token))) return;
    changed.set(change.caseId, change);
    // During a round there is no timer; the round itself then sees what came.
    if (timer === null || changed.size > 1) return;
    clearTimeout(timer);
    wake(GATHER_MS);
  });
  call.onClose(() => {
    closed = true;
    unfollow();
    if (timer !== null) clearTimeout(timer);
  });
  wake(PROVE_MS);
}

/** Tells the reader what they may know of these changes; false when the session no longer holds. */
async function tell(doors: ApiDoors, call: StreamCall<Hint>, changes: readonly CaseChange[]): Promise<boolean> {
  if (changes.length === 0) return (await call.renew()) !== null;
  for (const look of [call.find, call.renew]) {
    const reader = await look();
    if (reader === null) return false;
    const answer = await doors.queries.seeChanges(
      reader,
      changes.map(({ caseId }) => caseId),
    );
    if (answer.kind === 'session-gone') continue;
    if (answer.kind !== 'answer') return false;
    call.send(answer.view);
    return true;
  }
  return false;
}
