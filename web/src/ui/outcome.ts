// What was just done, carried from the screen that did it to the one that says so. Said once, then forgotten.
export interface Outcome {
  readonly text: string;
  /** Offer the way to the next task. */
  readonly offerNext: boolean;
}

let waiting: Outcome | null = null;

export function leaveOutcome(outcome: Outcome): void {
  waiting = outcome;
}

export function takeOutcome(): Outcome | null {
  const outcome = waiting;
  waiting = null;
  return outcome;
}
