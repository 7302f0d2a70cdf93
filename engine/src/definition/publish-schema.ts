// The shape of what a case type says of publishing its finished cases.
import { FIELD_NAME } from './clock-schema.ts';
import { type Schema, closed, group, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const PARAGRAPH = { ...text('Text of at most 2,000 characters.'), minLength: 1, maxLength: 2000 };
const NAME = text('Small letters, digits and hyphens, starting with a letter.', '^[a-z][a-z0-9-]{0,59}$');
const UNITS = ['month', 'quarter', 'year'];

const BOUNDS: Schema = {
  type: 'array',
  minItems: 1,
  items: { type: 'integer' },
  description: 'Where one band ends and the next begins, rising.',
};

const STEP: Schema = {
  description: 'From what is recorded to what may be told; each step is made of the one before it.',
  anyOf: [
    { type: 'string', enum: ['values', ...UNITS] },
    // One of them; the checker says so.
    closed([], {
      bands: BOUNDS,
      ages: { ...BOUNDS, description: 'Of a date: whole years up to the closing, in bands.' },
      days: { ...BOUNDS, description: 'Of a date: days up to the closing, in bands.' },
      groups: group(
        closed(['title'], {
          title: LINE,
          of: { type: 'array', minItems: 1, items: LINE, description: 'Categories of the step before, or values.' },
          starts: { type: 'array', minItems: 1, items: LINE, description: 'Of a text: how those in it begin.' },
        }),
        'Each group with what is in it.',
      ),
    }),
  ],
};

const SET: Schema = closed(['title', 'columns'], {
  title: LINE,
  description: PARAGRAPH,
  columns: { type: 'array', minItems: 1, items: NAME, description: 'Names of columns.' },
});

export const PUBLISH = closed(['assessment', 'licence', 'every', 'place', 'columns'], {
  assessment: { ...LINE, description: 'The privacy impact assessment under which it may be published.' },
  licence: text('The address of a licence, beginning with https://.', '^https://[^\\s"<>]{1,190}$'),
  every: { type: 'string', enum: UNITS, description: 'Cases are published by the period in which they were closed.' },
  place: { ...LINE, description: 'What place the cases are about.' },
  keywords: { type: 'array', items: LINE, description: 'Words by which the data is found.' },
  threshold: {
    ...{ type: 'integer', minimum: 1, maximum: 100 },
    description: 'No figure is about fewer people than this: 5 and more, 10 and more where anything sensitive is told.',
  },
  diversity: {
    ...{ type: 'integer', minimum: 1, maximum: 20 },
    description: 'So many different sensitive values at least in every group: 2 and more.',
  },
  columns: {
    ...group(
      closed(['title'], {
        title: LINE,
        field: { ...FIELD_NAME, description: 'The field that it tells.' },
        case: { type: 'string', enum: ['outcome', 'days-open'], description: 'What it tells of the case itself.' },
        role: { type: 'string', enum: ['quasi', 'sensitive'], description: 'Closer to a person than it seems.' },
        steps: { type: 'array', minItems: 1, items: STEP, description: 'From fine to coarse.' },
      }),
      'What may be told, by name.',
    ),
    minProperties: 1,
  },
  tables: group(SET, 'Counts over columns with all totals, by name.'),
  rows: { ...SET, description: 'One row for each case.' },
  leaveOut: { type: 'integer', minimum: 0, maximum: 50, description: 'How many of a hundred rows may be left out.' },
});
