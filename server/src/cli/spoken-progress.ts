// Says now and then how far a long command is. It counts nothing itself.

const everyMs = 2_000;

interface Voice {
  readonly say: (line: string) => void;
  readonly nowMs: () => number;
}

/** A listener for progress that speaks at most every two seconds, and not at all in the first two. */
export function spokenProgress(
  voice: Voice,
  what: string,
): (soFar: { readonly cases: number; readonly events?: number }) => void {
  let last = voice.nowMs();
  return ({ cases, events }) => {
    const now = voice.nowMs();
    if (now - last < everyMs) return;
    last = now;
    const rest = events === undefined ? '' : `, ${events.toLocaleString('en-GB')} events`;
    voice.say(`${what}: ${cases.toLocaleString('en-GB')} cases${rest} so far.`);
  };
}
