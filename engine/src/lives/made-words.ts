// What made-up people write of what a case keeps, and what documents they name: sentences that fit anywhere, of no real case.
import type { Chance } from '../trial/chance.ts';

const ASKED = [
  'As it was put to us on the day it came in, to be settled on the papers.',
  'Raised by telephone and confirmed in writing since.',
  'It came up when the file was gone through, and stands on its own.',
] as const;

const REASONS = [
  'Weighed on what is on file; nothing that came in later speaks against it.',
  'Both accounts were heard. The record made at the time carries more weight.',
  'The papers agree with one another, and nobody has disputed them.',
  'It was looked at again from the beginning, and the result is the same.',
] as const;

const WANTED = [
  'To get there step by step, and to say early when it does not work.',
  'What they said themselves: a little more each month.',
  'To be where they were before all this began.',
] as const;

const OWED = [
  'As agreed on the day, with a receipt when it is done.',
  'In full, and a short note to say that it was.',
  'The first part at once and the rest by the day that was named.',
] as const;

const THINGS = [
  'Copy of a letter with its envelope',
  'Photographs, eleven, numbered on the back',
  'Extract of a register, certified',
  'Note of a conversation, signed on the day',
] as const;

const SUBJECTS = [
  'What we have and what is still missing',
  'How it stands',
  'Your letter of last week',
  'Next steps and by when',
] as const;

const WORDS = { asked: ASKED, reasons: REASONS, wanted: WANTED, owed: OWED, thing: THINGS, subject: SUBJECTS } as const;

export function wordsOn(chance: Chance, what: keyof typeof WORDS): string {
  return chance.pick(WORDS[what]);
}

/** The SHA-256 that a made-up document might have. */
export function documentBy(chance: Chance): string {
  return Array.from({ length: 8 }, () => chance.below(0x1_0000_0000).toString(16).padStart(8, '0')).join('');
}

/** Some of a list, in its order, and at least one where there is one. */
export function someOf<T>(chance: Chance, list: readonly T[]): readonly T[] {
  const some = list.filter(() => chance.share(0.6));
  return some.length > 0 ? some : list.slice(0, 1);
}
