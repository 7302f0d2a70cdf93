// Says now and then how far a long command is. It counts nothing itself.

const everyMs = 2_000;

interface Voice {
  readonly say: (line: string) => void;
  readonly nowMs: () => number;
}

/** A listener for progress, which is counts by their names, that speaks at most every two seconds, and not at all in the first two. */
export function spokenProgress(voice: Voice, what: string): (soFar: Readonly<Record<string, number>>) => void {
  let last = voice.nowMs();
  return (soFar) => {
    const now = voice.nowMs();
    if (now - last < everyMs) return;
    last = now;
    const counts = Object.entries(soFar).map(([name, count]) => `${count.toLocaleString('en-GB')} ${name}`);
    voice.say(`${what}: ${counts.join(', ')} so far.`);
  };
}
