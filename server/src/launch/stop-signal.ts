// Hears that the process is to stop: Ctrl-C, the end of the terminal, or the service manager. The second time it does not
// wait any longer.

/** `wait` resolves at the first signal. */
export interface StopSignal {
  readonly wait: Promise<void>;
  readonly asked: () => boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C in a terminal reaches npm and us, and some npm versions pass theirs on: that is one wish and not two. */
const sameWishMs = 500;
const stopWithinMs = 20_000;

/** Listens from now on. */
export function stopSignal(say: (line: string) => void): StopSignal {
  let askedAt: number | null = null;
  const wait = new Promise<void>((resolve) => {
    const hear = (): void => {
      if (askedAt !== null && Date.now() - askedAt < sameWishMs) return;
      if (askedAt !== null) leaveNow(say, 'Stopped at once.');
      askedAt = Date.now();
      say('Stopping … (press Ctrl-C again to leave at once)');
      setTimeout(() => leaveNow(say, 'Stopping took too long, so this is the end of it.'), stopWithinMs).unref();
      resolve();
    };
    for (const name of signals) process.on(name, hear);
  });
  return { wait, asked: () => askedAt !== null };
}

/** Nothing is lost by it: what was committed is on disk, and the next start joins the database that still runs. */
function leaveNow(say: (line: string) => void, sentence: string): never {
  say(`${sentence} The database may still be running; the next start joins it.`);
  process.exit(130);
}
