// Brings stored events of older shapes to today's. The first shape is version 1; each later one adds a step here and a
// fixture that must still fold, and no step is ever removed.
import type { CaseEvent } from './events.ts';

/**
 * The shape that this version writes; stored with each event's payload. Shape 2 adds clocks with a history (their entries,
 * and what pauses, extends and warns) and the record of routing; shape 3 adds events about who may read a case; shape 4 adds issues,
 * parties in time, goals and obligations; shape 5 seals the words of such an entry for a person, which a program of before would
 * take for the words, moves a case to another version, and adds what a delegate decides, exhibits, referrals and communications, and keeps who
 * did a task that keeps them from another; shape 6 adds documents, whose words are sealed each under a key of its own, how a party is
 * reached, which a program of before would leave in the clear, and what a letter was made of; shape 7 adds corrections, whose words are
 * sealed for whom they are about, and says of a consent whose it is and for what.
 * An event of an earlier shape is one of this shape
 * without them.
 */
export const EVENT_SHAPE = 7;

const FIRST_SHAPE = 1;

/**
 * An event as today's code understands it.
 *
 * @param shape the shape number it was stored with
 * @param stored its body, parsed from the stored JSON
 * @throws when the shape is newer than this program: an older server must not guess
 */
export function upcast(shape: number, stored: unknown): CaseEvent {
  if (shape < FIRST_SHAPE || shape > EVENT_SHAPE || !Number.isInteger(shape)) {
    throw new Error(
      `The event has shape ${shape}; this version understands up to ${EVENT_SHAPE}. Run the newer version.`,
    );
  }
  // The store has verified the bytes against their hash, and only this program writes them.
  return stored as CaseEvent;
}
