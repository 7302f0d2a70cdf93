// The shapes of letters and clauses, as JSON Schema. What their names refer to, and what they may tell, is checked elsewhere.
import { type Schema, closed, group, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const SAYING = {
  ...text('Text of at most 2,000 characters, with names of merge fields in braces.'),
  minLength: 1,
  maxLength: 2000,
};
const NAME = text(
  'Small letters, digits and hyphens, starting with a letter, such as send-fine.',
  '^[a-z][a-z0-9-]{0,59}$',
);
const NAMES: Schema = { type: 'array', minItems: 1, items: NAME };
const BODY: Schema = { type: 'array', minItems: 1, items: { $ref: '#/$defs/letterBlock' } };
const EACH = text(
  'A list and a kind in it, such as issues.allegation.',
  '^(issues|goals|obligations|determinations|evidence|communications)\\.[a-z][a-z0-9-]{0,59}$',
);
const WHERE: Schema = { ...NAMES, description: 'Statuses in which they are told. Without it, all.' };
const CELLS: Schema = { type: 'array', minItems: 1, items: SAYING };

const MERGE = group(
  closed([], {
    value: { $ref: '#/$defs/expression' },
    clock: { ...NAME, description: 'Instead of a value: the clock whose last day it is.' },
    as: {
      type: 'string',
      enum: ['text', 'number', 'money', 'date', 'choice'],
      description: 'How it is written. Without it, as the field that it is.',
    },
    currency: text('Three capital letters of ISO 4217, such as EUR.', '^[A-Z]{3}$'),
    else: { ...SAYING, description: 'What stands there where nothing is on record.' },
    missing: {
      type: 'string',
      enum: ['refuse'],
      description: 'Instead of else: no letter is made where nothing is on record.',
    },
  }),
  'What is put into the text, by the name in braces.',
  '^[a-z][A-Za-z0-9]{0,59}$',
);

export const LETTER: Schema = closed(['title', 'as', 'keptAs', 'to', 'subject', 'body'], {
  title: LINE,
  as: { ...NAME, description: 'The kind of communication that it becomes.' },
  keptAs: text(
    'The kind of document as which it is kept, and after a point for whom, such as letters or letters.sealed.',
    '^[a-z][a-z0-9-]{0,59}(\\.[a-z][a-z0-9-]{0,59})?$',
  ),
  to: { ...NAMES, description: 'Parties, to one of whom each letter goes.' },
  ways: group(
    { type: 'string', enum: ['mail', 'post'] },
    'Channels of its kind by which it is sent from here: by electronic mail, or on paper.',
  ),
  discloses: { ...NAMES, description: 'Sections of which it may tell its recipient, besides general.' },
  mentions: { ...NAMES, description: 'Other parties of whom it may say what is personal.' },
  calendar: {
    ...NAME,
    description:
      'A kind of meeting to which it asks: the one that is to come, whose day, times and place may be named as {meeting.day} and the like. Its entry for calendars goes with the letter by mail.',
  },
  subject: { ...SAYING, maxLength: 200 },
  merge: MERGE,
  body: { ...BODY, description: 'Its parts, in their order.' },
});

export const CLAUSE: Schema = closed(['title', 'body'], { title: LINE, merge: MERGE, body: BODY });

/** One part of a letter: it says one of these. */
export const LETTER_BLOCK: Schema = closed([], {
  heading: LINE,
  text: SAYING,
  list: { ...CELLS, description: 'Items of a list.' },
  steps: { ...CELLS, description: 'Items of a numbered list.' },
  table: closed(['caption', 'header'], {
    caption: LINE,
    header: { ...CELLS, description: 'What each column is.' },
    rows: { type: 'array', minItems: 1, items: CELLS },
    each: EACH,
    where: WHERE,
    row: { ...CELLS, description: 'With each: the cells of the row for one of them.' },
    none: { ...SAYING, description: 'What stands there where there is none.' },
  }),
  clause: { ...NAME, description: 'A clause, by its name.' },
  rights: {
    ...closed(['of', 'says'], {
      of: { ...NAME, description: 'A kind of determination.' },
      says: { ...SAYING, description: 'What is said of each, such as {right.title}: within {right.within}.' },
      none: { ...SAYING, description: 'What stands there where the recipient has none.' },
    }),
    description: 'The rights of review that the recipient has by the case type: a list.',
  },
  when: { $ref: '#/$defs/expression' },
  then: { ...BODY, description: 'With when: what stands there where it holds.' },
  else: { ...BODY, description: 'With when: what stands there where it does not.' },
  each: EACH,
  where: WHERE,
  body: { ...BODY, description: 'With each: what stands there for each of them.' },
  none: { ...SAYING, description: 'With each: what stands there where there is none.' },
});
