// A letter as it was made: texts and nothing else, in parts that say what they are, so that paper, page and plain text can each be made
// of the same thing. Types only.
import type { MadeLetter } from '../entries/entries.ts';
import type { Way } from '../definition/definition.ts';

export type LetterPart =
  /** The subject is the heading of the first level and stands in `subject`; these are of the second. */
  | { readonly part: 'heading'; readonly text: string }
  | { readonly part: 'paragraph'; readonly text: string }
  | { readonly part: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | {
      readonly part: 'table';
      readonly caption: string;
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Letter {
  /** The name of the letter in its case type. */
  readonly letter: string;
  /** A tag of RFC 5646. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The agency that writes. */
  readonly from: string;
  /** To whom it goes: the party by id, what they are in the case, and their name. Their address is not in it. */
  readonly to: { readonly party: string; readonly role: string; readonly name: string };
  readonly reference: string;
  /** The day on which it was made, in words of its language. */
  readonly date: string;
  readonly subject: string;
  readonly parts: readonly LetterPart[];
}

export type LetterProblemCode =
  | 'unknown-letter'
  | 'not-a-recipient'
  | 'not-safe'
  | 'missing'
  | 'wrong-kind'
  | 'protected'
  | 'not-sent-so';

/** Why no letter was made: a sentence that says what to do, and holds no value of the case. */
export interface LetterProblem {
  readonly code: LetterProblemCode;
  readonly reason: string;
}

export type Composed =
  | {
      readonly letter: Letter;
      readonly way: Way | null;
      /** To which it asks, as it was then; null where it asks to none. */
      readonly meeting: MadeLetter['meeting'] | null;
    }
  | { readonly problems: readonly LetterProblem[] };
