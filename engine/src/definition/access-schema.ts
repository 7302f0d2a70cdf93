// The shape of `access` in a case type file, as JSON Schema. What its names refer to is checked elsewhere.
import { FIELD_NAME } from './clock-schema.ts';
import { type Schema, closed, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
/** The names that facts about access have, so that what is written here can be compared with them. */
const NAME = text('Letters, digits, dots, hyphens and underscores, at most 64.', '^[A-Za-z0-9_.-]{1,64}$');
const ROLE = text('Small letters, digits and hyphens, starting with a letter.', '^[a-z][a-z0-9-]{0,59}$');

const ITEM = text('The id of a plan item or the name of a clock.', '^[a-z][a-z0-9-]{0,59}$');

const CLASSIFICATION: Schema = closed(['scale', 'level'], {
  scale: { ...NAME, description: 'A scale of the jurisdiction; its levels are settings of the installation.' },
  level: LINE,
  markers: names('Markers that a reader must be cleared for as well.'),
});

const RESTRICTIONS = {
  readers: { type: 'array', minItems: 1, items: ROLE, description: 'Roles that may read it; nobody else may.' },
  writers: {
    type: 'array',
    items: ROLE,
    description:
      'Roles that may record it; an empty list where only the case itself does. Without it, whoever does the work.',
  },
  classification: CLASSIFICATION,
  compartments: names('Compartments into which a reader must have been read.'),
  purposes: names('What it may be read for. Without it, whatever the case may be read for.'),
} as const satisfies Record<string, Schema>;

export const ACCESS: Schema = closed([], {
  classification: CLASSIFICATION,
  compartments: RESTRICTIONS.compartments,
  purposes: { ...RESTRICTIONS.purposes, description: 'What a case may be read for. Without it, anything.' },
  manage: { ...ROLE, description: 'The role that changes who may read. Without it, the one that may close.' },
  emergencies: {
    type: 'array',
    minItems: 1,
    description: 'Kinds of emergency in which a case may be opened. Without it: life, child, public, other.',
    items: closed(['category', 'title'], { category: NAME, title: LINE }),
  },
  sections: {
    type: 'array',
    minItems: 1,
    description: 'Parts of the case file. Fields in none are in the section general.',
    items: closed(['name', 'title', 'fields'], {
      name: NAME,
      title: LINE,
      fields: {
        type: 'array',
        items: FIELD_NAME,
        description: 'Its fields; none where it holds issues and the like alone.',
      },
      ...RESTRICTIONS,
    }),
  },
  fields: {
    type: 'array',
    minItems: 1,
    description: 'Single fields that ask for more than their section.',
    items: closed(['field'], { field: FIELD_NAME, ...RESTRICTIONS }),
  },
  acting: {
    type: 'array',
    minItems: 1,
    description: 'Who may do work in a case at all, besides the role that the work asks for.',
    items: closed(['by'], {
      when: { $ref: '#/$defs/expression' },
      by: {
        type: 'array',
        items: ROLE,
        description: 'Roles of which one is needed while it holds; with none, nobody does work.',
      },
    }),
  },
  tells: {
    type: 'array',
    minItems: 1,
    description: 'What may be known, though it follows from a field, to those who may not read that field.',
    items: closed(['of', 'reason'], {
      item: { ...ITEM, description: 'A plan item, `case` for the case itself; or a clock, or a field, instead of it.' },
      clock: ITEM,
      field: FIELD_NAME,
      of: { ...FIELD_NAME, description: 'The field of which it tells.' },
      reason: { ...LINE, description: 'Why that is right, for whoever reviews the case type.' },
    }),
  },
});

function names(description: string): Schema {
  return { type: 'array', minItems: 1, description, items: NAME };
}
