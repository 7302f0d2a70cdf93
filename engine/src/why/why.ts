// The door of this room: from an answer and everything that may have caused it, the causes that matter. Knows neither
// clocks nor assignments: what a cause is and what follows without it are arguments.

/** A cause that matters. Without all of `removed` the answer is another one; mostly that is the cause alone. */
export interface NamedCause<Cause> {
  readonly cause: Cause;
  /** The cause, and whatever would stand in for it: two pauses over the same days must both go. */
  readonly removed: readonly Cause[];
}

/**
 * The smallest set of causes from which the answer follows by itself: none of them can be left out.
 *
 * First a set is made from which nothing can be dropped, beginning with the last of `causes`, so that of two causes
 * that do the same the earlier is named. Then each is taken away from the whole; where the answer stays because another
 * cause stands in, that one is removed with it.
 *
 * @param causes in the order in which they should be named; compared by identity
 * @param answerWith the answer when exactly these causes hold; texts that are equal are the same answer
 */
export function smallestCauses<Cause>(
  causes: readonly Cause[],
  answerWith: (causes: readonly Cause[]) => string,
): readonly NamedCause<Cause>[] {
  const answer = answerWith(causes);
  let needed = causes;
  for (const cause of causes.toReversed()) {
    const fewer = needed.filter((one) => one !== cause);
    if (answerWith(fewer) === answer) needed = fewer;
  }
  return needed.map((cause) => ({ cause, removed: removedWith(cause, { causes, answer, answerWith }) }));
}

interface Asking<Cause> {
  readonly causes: readonly Cause[];
  readonly answer: string;
  readonly answerWith: (causes: readonly Cause[]) => string;
}

/** The cause with as few stand-ins as must go with it for the answer to change. */
function removedWith<Cause>(cause: Cause, { causes, answer, answerWith }: Asking<Cause>): readonly Cause[] {
  const changes = (removed: readonly Cause[]): boolean =>
    answerWith(causes.filter((one) => !removed.includes(one))) !== answer;
  const alone = [cause];
  if (changes(alone)) return alone;
  const another = causes.find((one) => one !== cause && changes([cause, one]));
  if (another !== undefined) return [cause, another];
  let removed: readonly Cause[] = causes;
  for (const one of causes) {
    const fewer = removed.filter((other) => other !== one);
    if (one !== cause && changes(fewer)) removed = fewer;
  }
  return removed;
}
