// Tells the person at the keyboard what is going on, on standard error, so that standard output stays for results.

/** A problem whose message is a sentence for people: it is shown without a stack. */
export class Sentence extends Error {
  name = 'Sentence';
}

/** Says one sentence. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Says a sentence, and how long it is taking at every tenth second, until the work is done.
 * @returns what the work returns
 */
export async function sayWhile(sentence, work) {
  const start = Date.now();
  say(sentence);
  const timer = setInterval(() => say(`  … ${Math.round((Date.now() - start) / 1000)} s`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs a main function and turns its end into an exit code: sentences are shown as they are, bugs with their stack.
 * @param main answers the exit code, or nothing for success
 */
export async function runMain(main) {
  try {
    const code = await main();
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    const known = error instanceof Error && (error.name === 'Sentence' || error.name === 'LaunchError');
    console.error(known ? error.message : error);
    process.exitCode = 3;
  }
}

/** Turns a failure of the operating system into a sentence; any other error stays what it is. */
export function explain(error, doing) {
  if (error?.code === 'ENOSPC' || error?.code === 'EDQUOT') {
    return new Sentence(`Could not ${doing}: the disk is full. Free some space, then run the same command again.`);
  }
  if (error?.code === 'EACCES' || error?.code === 'EPERM' || error?.code === 'EROFS') {
    return new Sentence(
      `Could not ${doing}: permission is denied for ${error.path ?? 'the folder'}. Run as the user who owns the project's folder, or make it writable, then try again.`,
    );
  }
  return error;
}
