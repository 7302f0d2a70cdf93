// The shape of a decision table in a case type file, as JSON Schema. What its names refer to is checked elsewhere.
import { type Schema, closed, text } from './schema-parts.ts';

const CELL = { ...text('A cell of at most 1000 characters.'), minLength: 1, maxLength: 1000 };

export const DECISION: Schema = closed(['title', 'inputs', 'outputs', 'rules'], {
  title: { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 },
  hit: {
    type: 'string',
    enum: ['unique', 'first', 'any', 'sum', 'count', 'min', 'max'],
    description: 'Which rules count (DMN 1.5, 8.2.10); unique, where it is not said: at most one rule may hold.',
  },
  inputs: { type: 'array', minItems: 1, items: { ...CELL, description: 'A FEEL expression over fields.' } },
  outputs: { type: 'array', minItems: 1, items: text('A field.', '^[a-z][A-Za-z0-9]{0,59}$') },
  rules: {
    type: 'array',
    minItems: 1,
    items: closed(['when', 'then'], {
      when: { type: 'array', items: { ...CELL, description: 'FEEL unary tests of each input; - for any value.' } },
      then: { type: 'array', items: { ...CELL, description: 'A FEEL expression for each output.' } },
    }),
  },
});
