// The shape of a form in a case type file: what it asks, in which order, on which pages and under which conditions;
// and of the parts of the page of a case.
import { FIELD_NAME } from './clock-schema.ts';
import { type Schema, closed, group, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const PAGE = text('The name of a page: small letters, digits and hyphens.', '^[a-z][a-z0-9-]{0,59}$');
const HOW: Schema = { type: 'string', enum: ['required', 'optional', 'read-only'] };

const ASKED: Schema = {
  description:
    'required, optional or read-only; or that with the page, the label and the condition under which it is there.',
  anyOf: [
    HOW,
    closed(['ask'], {
      ask: HOW,
      page: PAGE,
      label: { ...LINE, description: 'What it is called in this form.' },
      when: { $ref: '#/$defs/expression' },
    }),
  ],
};

export const FORM: Schema = closed(['title', 'fields'], {
  title: LINE,
  pages: {
    ...group(
      closed(['title'], { title: LINE, when: { $ref: '#/$defs/expression' } }),
      'Pages in their order, by name.',
    ),
    minProperties: 1,
  },
  fields: {
    ...group(ASKED, 'Each field that is asked, in the order in which it is asked.', FIELD_NAME.pattern),
    minProperties: 1,
  },
});

/** A part of the page of a case. */
export const TAB: Schema = closed(['title', 'fields'], {
  title: LINE,
  when: { $ref: '#/$defs/expression' },
  readers: {
    type: 'array',
    items: text('A role.', '^[a-z][a-z0-9-]{0,59}$'),
    description: 'Roles for which it is there. Without it, whoever may read the case.',
  },
  fields: {
    ...group(
      {
        description: 'true, or a FEEL expression: it is shown only while that holds.',
        anyOf: [{ type: 'boolean' }, { $ref: '#/$defs/expression' }],
      },
      'Each field that it shows, in their order.',
      FIELD_NAME.pattern,
    ),
    minProperties: 1,
  },
});
