// The shape of routing in a case type file, as JSON Schema. What its names refer to, and what a table as a whole must
// keep, is checked elsewhere.
import { type Schema, closed, group, text } from './schema-parts.ts';

const NAME = text('Small letters, digits and hyphens, starting with a letter.', '^[a-z][a-z0-9-]{0,59}$');
const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const expression: Schema = { $ref: '#/$defs/expression' };

const NEEDS = closed([], {
  skills: group(
    { type: 'integer', minimum: 1, maximum: 5, description: 'The lowest level that will do, 1 to 5.' },
    'Each skill that is needed.',
  ),
  language: { ...expression, description: 'FEEL: the language that is needed, or null for any.' },
  place: { ...expression, description: 'FEEL: the place where the work is, or null for anywhere.' },
  continuity: { type: 'boolean', description: 'Whoever had the matter before goes on with it.' },
  uninvolved: { type: 'boolean', description: 'Nobody who did one of the decisions of the table.' },
  capacity: { type: 'boolean', description: 'false: also somebody who carries all they can.' },
});

const RULE = closed(['id', 'to'], {
  id: NAME,
  when: { ...expression, description: 'FEEL over fields; the last rule has none.' },
  to: closed([], {
    team: { ...NAME, description: 'A team: the one of the case, or one under teams.' },
    queue: { ...NAME, description: 'A queue, from which those who serve it pull.' },
    person: text('The id of a person.', '^[A-Za-z0-9_.-]{1,64}$'),
  }),
  needs: NEEDS,
  relax: {
    type: 'array',
    description: 'Which needs are given up when nobody meets them, in this order.',
    items: text(
      'continuity, language, place, capacity, or skill: with a name.',
      '^(continuity|language|place|capacity|skill:[a-z][a-z0-9-]{0,59})$',
    ),
  },
  pick: {
    type: 'string',
    enum: ['least-load', 'draw', 'nobody'],
    description: 'How one is chosen; nobody: people pull. Without it, least-load.',
  },
  weight: { ...expression, description: 'FEEL: how heavy the work is. Without it, 1.' },
});

const TABLE = closed(['rules'], {
  version: { ...LINE, description: 'Kept with each assignment; without it, that of the case type.' },
  decisions: {
    type: 'array',
    minItems: 1,
    items: NAME,
    description: 'Tasks whose doers decided in the matter before.',
  },
  rules: { type: 'array', minItems: 1, items: RULE, description: 'The first that holds decides.' },
});

export const ROUTING: Schema = closed(['tables'], {
  case: { ...NAME, description: 'The table that says which team gets a new case.' },
  teams: group(LINE, 'Teams besides the one of the case, each with its title.'),
  queues: group(LINE, 'Queues from which people pull, each with its title.'),
  skills: group(LINE, 'Skills that rules may ask for, each with its title.'),
  tables: { ...group(TABLE, 'To whom work goes, by the name of the table.'), minProperties: 1 },
});
