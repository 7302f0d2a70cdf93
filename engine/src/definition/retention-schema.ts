// The shape of what a case type says of how long its records are kept. What its names refer to is checked elsewhere.
import { FIELD_NAME } from './clock-schema.ts';
import { closed, group, type Schema, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const NAME = text('Small letters, digits and hyphens, starting with a letter.', '^[a-z][a-z0-9-]{0,59}$');
const FIELD = { ...FIELD_NAME, description: 'A date or instant field.' };
const PRIMITIVES = [
  ...['issue', 'goal', 'obligation', 'determination', 'evidence', 'referral', 'communication'],
] as const;

const TRIGGER: Schema = {
  description:
    'What makes the period begin: closed, parent-closed, last-contact, or one of the others with what it needs.',
  anyOf: [
    text('closed, parent-closed or last-contact.', '^(closed|parent-closed|last-contact)$'),
    // Which of them go together is for the checker to say.
    closed([], {
      closedPlus: text(
        'A term after the closing, such as P6M.',
        '^P(?=[0-9])([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,6}D)?$',
      ),
      field: FIELD,
      latest: {
        ...closed([], {
          closed: { type: 'boolean', description: 'The closing of the case.' },
          linked: { type: 'boolean', description: 'The closing of each case that it opened.' },
          fields: { type: 'array', minItems: 1, items: FIELD },
          entries: { type: 'array', minItems: 1, items: { type: 'string', enum: PRIMITIVES } },
        }),
        description: 'The latest of several days.',
      },
      determination: {
        description: 'all, or kinds of determinations; with on.',
        anyOf: [NAME, { type: 'array', minItems: 1, items: NAME }],
      },
      on: { type: 'string', enum: ['start', 'expiry'], description: 'Whether it begins when one is made or ends.' },
      manual: { ...NAME, description: 'The name under which somebody records the day.' },
      age: { type: 'integer', minimum: 0, maximum: 150, description: 'Years of the subject; with born.' },
      born: { ...FIELD_NAME, description: 'The date on which the subject was born.' },
      death: { ...NAME, description: 'The party whose death is recorded.' },
      repeal: { ...LINE, description: 'The law whose repeal the agency records.' },
    }),
  ],
};
const PERIOD = {
  ...text(
    'A period as published: P7Y, CY+2y nil DE, Destroy 7 years after action completed, Retain as national archives.',
  ),
  minLength: 1,
  maxLength: 300,
};
const RULED = {
  authority: { ...LINE, description: 'The disposal authority or the law.' },
  title: LINE,
  when: { $ref: '#/$defs/expression' },
  trigger: TRIGGER,
  period: PERIOD,
} as const satisfies Record<string, Schema>;

const CLASS = closed(['authority', 'number', 'version', 'title', 'trigger', 'period'], {
  ...RULED,
  number: { ...LINE, description: 'The number of the class in its authority.' },
  version: { ...LINE, description: 'The version or year of the authority.' },
  outcomes: {
    type: 'array',
    minItems: 1,
    items: text('An outcome of closing.'),
    description: 'Without it, any outcome.',
  },
  action: {
    type: 'string',
    enum: ['destroy', 'transfer', 'retain', 'review'],
    description: 'What is done then, where the period does not say it.',
  },
});

export const RETENTION = closed(['classes'], {
  financialYearStarts: {
    ...{ type: 'integer', minimum: 1, maximum: 12 },
    description: 'The month on whose first day a financial year begins.',
  },
  choose: {
    ...{ type: 'string', enum: ['first', 'longest'] },
    description: 'Which class counts where several apply. Without it, the one that keeps longest.',
  },
  note: { ...text('Where the periods come from.'), minLength: 1, maxLength: 2000 },
  classes: { ...group(CLASS, 'Classes of records, by name.'), minProperties: 1 },
  floors: group(
    closed(['authority', 'title', 'trigger', 'period'], RULED),
    'Periods under which nothing is disposed of, by name.',
  ),
});
