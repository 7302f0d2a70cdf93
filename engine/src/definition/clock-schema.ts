// The shape of a clock in a case type file, as JSON Schema. What its names refer to is checked elsewhere.
import { type Schema, closed, group, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const NAME = text(
  'Small letters, digits and hyphens, starting with a letter, such as send-fine.',
  '^[a-z][a-z0-9-]{0,59}$',
);
export const FIELD_NAME = text(
  'Letters and digits, starting with a small letter, such as notifiedOn.',
  '^[a-z][A-Za-z0-9]{0,59}$',
);
const PERIOD_PATTERN = '[1-9][0-9]{0,4} (working )?days?|[1-9][0-9]{0,2} (weeks?|months?)|[1-9][0-9]? years?';
const PERIOD = text('A period, such as 56 days, 20 working days, 2 weeks or 1 month.', `^(${PERIOD_PATTERN})$`);
export const LAW = closed(['ref', 'kind'], { ref: LINE, kind: { type: 'string', enum: ['statute', 'policy'] } });

const PAUSE = closed(['title'], {
  title: LINE,
  while: { ...FIELD_NAME, description: 'The boolean field that pauses the clock while it is true.' },
  from: { ...FIELD_NAME, description: 'The date or instant field with which the pause begins; with until.' },
  until: { ...FIELD_NAME, description: 'The date or instant field with which the pause ends; with from.' },
  during: { ...NAME, description: 'The task or stage that pauses the clock while it is active.' },
  then: text(
    'What follows: continue with the days that are left, restart with the whole period, or a period such as 14 days.',
    `^(continue|restart|${PERIOD_PATTERN})$`,
  ),
  leavesOut: {
    type: 'string',
    enum: ['both', 'beginning', 'end'],
    description: 'Which of its first and last day is left out of the count. Without it, as firstDay says.',
  },
  law: LAW,
});

const EXTENSION = closed(['title', 'law'], {
  title: LINE,
  by: { ...PERIOD, description: 'The most by which one use extends. Without it an authority sets it each time.' },
  times: { type: 'integer', minimum: 1, maximum: 99, description: 'How often it may be used. Without it, any number.' },
  when: {
    type: 'string',
    enum: ['before-expiry', 'after-expiry', 'any-time'],
    description: 'When it is possible. Without it, until the period has ended.',
  },
  law: LAW,
});

const SHARE = text('A share of the period, such as 75%.', '^([1-9]|[1-9][0-9]|100)%$');

/** How the days of a period are counted. */
const COUNTING = {
  firstDay: {
    type: 'string',
    enum: ['exclude', 'include'],
    description: 'Whether the day on which it starts is day 1. Without it, it is not: the count begins the day after.',
  },
  calendar: text(
    'The place whose public holidays count, such as AU-ACT or CA-BC; several are joined by +.',
    '^[A-Z]{2}(-[A-Z]{2,3})?(\\+[A-Z]{2}(-[A-Z]{2,3})?){0,9}$',
  ),
  roll: {
    type: 'string',
    enum: ['none', 'forward', 'backward'],
    description: 'Where a last day that is no working day moves. Without it, nowhere.',
  },
} as const satisfies Record<string, Schema>;

/** A period that stands alone. */
export const PERIOD_CLOCK: Schema = closed(['within', 'law'], { within: PERIOD, law: LAW, ...COUNTING });

const STOP = text('closing, or the date field whose recording stops it.', '^[a-z][A-Za-z0-9]{0,59}$');
const BY_ITEM = closed(['item'], { item: { ...NAME, description: 'A plan item, when it completes or occurs.' } });

export const CLOCK: Schema = closed(['title', 'kind', 'from', 'within', 'stop', 'law'], {
  title: LINE,
  kind: {
    type: 'string',
    enum: ['deadline', 'window'],
    description: 'deadline: the agency must act. window: a party may act.',
  },
  from: {
    description:
      'The date or instant field that starts it, or the plan item that does when it completes or occurs; day 0.',
    anyOf: [FIELD_NAME, BY_ITEM],
  },
  within: PERIOD,
  stop: {
    description: 'What stops it: closing, a date field, a plan item that completes or occurs; of several, the first.',
    anyOf: [
      STOP,
      BY_ITEM,
      { type: 'array', minItems: 1, items: { description: 'One of these.', anyOf: [STOP, BY_ITEM] } },
    ],
  },
  law: LAW,
  ...COUNTING,
  closesAt: text(
    'Local time from which what arrives counts as received on the next working day.',
    '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  ),
  pauses: group(PAUSE, 'What pauses the clock, by name.'),
  extensions: group(EXTENSION, 'What lawfully extends it, by name.'),
  deemed: closed(['outcome', 'law'], {
    outcome: { ...LINE, description: 'What the law takes as decided when the period passes.' },
    field: { ...FIELD_NAME, description: 'The text or choice field into which it is written.' },
    value: { ...LINE, description: 'What is written there; without it, the outcome itself.' },
    law: LAW,
  }),
  warn: {
    type: 'array',
    minItems: 1,
    items: SHARE,
    description: 'Shares of the period at which a warning is recorded.',
  },
  escalate: {
    type: 'array',
    minItems: 1,
    description: 'A ladder: at a share of the period, or when it is due, to which role.',
    items: closed(['at', 'to'], {
      at: text('A share such as 75%, or due.', '^(due|([1-9]|[1-9][0-9]|100)%)$'),
      to: NAME,
    }),
  },
});
