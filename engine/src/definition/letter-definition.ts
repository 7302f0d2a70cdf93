// What a case type says of its letters: to whom each goes, what it may say of the case, and its text in parts. Types only.
// The parts are data: there is nothing in them that could run, and no markup that a value could break out of.
import type { Expression } from '../expression/parse.ts';
import type { EntryKind } from './entry-definition.ts';

/** A text with the names of merge fields in braces: `Dear {recipient}`. Translated under its own words. */
export interface LetterText {
  readonly saying: string;
}

/** How a merged value is written. */
export type MergeKind = 'text' | 'number' | 'money' | 'date' | 'choice';

/** Where the value of a merge field comes from. */
export type MergeSource =
  | {
      readonly from: 'case';
      readonly value: Expression;
      /** The field that it is, where it is one and not computed. */
      readonly field?: string;
    }
  /** The day on which a clock is due. */
  | { readonly from: 'clock'; readonly clock: string };

export interface MergeField {
  readonly name: string;
  readonly source: MergeSource;
  /** Null where it cannot be known: that is a finding, and no letter of it is ever made. */
  readonly as: MergeKind | null;
  /** Of ISO 4217, for money. */
  readonly currency?: string;
  /** What stands there where nothing is on record; absent: no letter is made then. */
  readonly absent?: LetterText;
}

/** Entries of one kind, in the order in which they were made. */
export interface LetterList {
  readonly primitive: EntryKind;
  readonly kind: string;
  /** Statuses in which they are told; empty: all. */
  readonly where: readonly string[];
}

export type LetterBlock =
  | { readonly block: 'heading' | 'paragraph'; readonly text: LetterText }
  | { readonly block: 'list'; readonly isOrdered: boolean; readonly items: readonly LetterText[] }
  | {
      readonly block: 'table';
      readonly caption: LetterText;
      readonly header: readonly LetterText[];
      readonly rows: readonly (readonly LetterText[])[];
      /** Present where there is a row for each entry, made of the first of `rows`. */
      readonly each?: LetterList;
      /** Stands instead of a table without rows. */
      readonly none?: LetterText;
    }
  | {
      readonly block: 'when';
      readonly when: Expression;
      readonly then: readonly LetterBlock[];
      readonly otherwise: readonly LetterBlock[];
    }
  /** Rights of review of a kind of determination that the recipient has, as the case type gives them. */
  | {
      readonly block: 'rights';
      readonly of: string;
      /** What is said of each, with `{right.title}` and `{right.within}`. */
      readonly says: LetterText;
      readonly none?: LetterText;
    }
  | {
      readonly block: 'each';
      readonly each: LetterList;
      readonly blocks: readonly LetterBlock[];
      readonly none?: LetterText;
    };

/** How something goes out: by electronic mail, or on paper. */
export type Way = 'mail' | 'post';

export interface LetterDefinition {
  readonly name: string;
  readonly title: string;
  /** The kind of communication that it becomes. */
  readonly as: string;
  /** The kind of document as which it is kept, and for whom that is. */
  readonly keptAs: { readonly kind: string; readonly audience: string | null };
  /** Roles of parties, to one of whom each letter goes. */
  readonly to: readonly string[];
  /** Channels of its kind by which it is sent from here, and how. */
  readonly ways: ReadonlyMap<string, Way>;
  /** Sections of which it may tell its recipient, besides the general one. */
  readonly discloses: readonly string[];
  /** Other parties of whom it may say what is personal. */
  readonly mentions: readonly string[];
  /** The kind of meeting to which it asks: the entry for calendars goes with it by mail. Absent: none. */
  readonly calendar?: string;
  readonly subject: LetterText;
  /** Its own, and those of its clauses. */
  readonly merge: ReadonlyMap<string, MergeField>;
  /** Clauses stand in it in full. */
  readonly body: readonly LetterBlock[];
}

/** What every letter may name without saying what it is. */
export const LETTER_NAMES = ['recipient', 'reference', 'today', 'agency'] as const;

/** What a letter may say of a right of review, after `right.`. */
export const RIGHT_WORDS = ['title', 'within'] as const;

/** What a letter that asks to a meeting may say of it, after `meeting.`. */
export const MEETING_WORDS = ['day', 'starts', 'ends', 'place'] as const;

/** What may be said of an entry, how it is written, and in which statuses it is certain; absent: in all. */
export interface EntryWord {
  readonly as: MergeKind;
  readonly in?: readonly string[];
}

const DECIDED = ['made', 'notified', 'affirmed', 'varied', 'set-aside', 'revoked'];

/** By primitive what `{item.…}` may name. Of referrals and parties nothing is told: they are about others. */
export const ENTRY_WORDS: Readonly<Partial<Record<EntryKind, Readonly<Record<string, EntryWord>>>>> = {
  issue: {
    ...{ words: { as: 'text' }, from: { as: 'date' } },
    ...{ outcome: { as: 'choice', in: ['decided'] }, reasons: { as: 'text', in: ['decided'] } },
  },
  goal: { words: { as: 'text' }, from: { as: 'date' }, target: { as: 'number' }, baseline: { as: 'number' } },
  obligation: { words: { as: 'text' }, from: { as: 'date' }, dueOn: { as: 'date' } },
  determination: {
    from: { as: 'date' },
    ...{ outcome: { as: 'choice', in: DECIDED }, reasons: { as: 'text', in: DECIDED } },
  },
  evidence: { words: { as: 'text' }, exhibit: { as: 'number' }, from: { as: 'date' } },
  communication: { subject: { as: 'text' }, from: { as: 'date' } },
};

const NAMES = /\{([^{}]*)\}/g;

/** Names in braces, each as it stands there, in the order of the text. */
export function namesInText({ saying }: LetterText): readonly string[] {
  return [...saying.matchAll(NAMES)].map(([, name]) => name ?? '');
}

/** A text with each name put through a change. */
export function changeNames({ saying }: LetterText, change: (name: string) => string): string {
  return saying.replaceAll(NAMES, (_, name: string) => change(name));
}

/** Every text of some parts, those under a condition among them. */
export function textsOfBlocks(blocks: readonly LetterBlock[]): readonly LetterText[] {
  return blocks.flatMap((block): readonly LetterText[] => {
    switch (block.block) {
      case 'heading':
      case 'paragraph':
        return [block.text];
      case 'list':
        return block.items;
      case 'table':
        return [
          block.caption,
          ...block.header,
          ...block.rows.flat(),
          ...(block.none === undefined ? [] : [block.none]),
        ];
      case 'when':
        return [...textsOfBlocks(block.then), ...textsOfBlocks(block.otherwise)];
      case 'rights':
        return [block.says, ...(block.none === undefined ? [] : [block.none])];
      case 'each':
        return [...textsOfBlocks(block.blocks), ...(block.none === undefined ? [] : [block.none])];
    }
  });
}
