// Shapes that mappings of event logs and of tables of cases have in common: names, columns, people, where the value of a
// field comes from. It knows no mapping as a whole.
import type { Shape } from './check-shape.ts';

export const name: Shape = {
  is: 'text',
  pattern: /^[a-z][a-z0-9-]{0,63}$/u,
  what: 'a name of small letters, digits and hyphens',
};
export const column: Shape = { is: 'text', what: 'the name of a column' };
export const text: Shape = { is: 'text', what: 'a text' };
const constant: Shape = { is: 'scalar', what: 'a text, a number, true or false' };
const person: Shape = { is: 'object', required: { id: text, name: text }, optional: {} };

export const fieldSource: Shape = {
  is: 'text-or-object',
  text: {
    is: 'text',
    pattern: /^(?:[^$]|\$(?:date|time|case)$)/u,
    what: 'a column, $date, $time, $case, or a map with column, columns or value',
  },
  object: {
    is: 'object',
    required: {},
    optional: {
      column,
      columns: { is: 'list', of: column },
      values: { is: 'map', of: constant },
      missing: constant,
      value: constant,
    },
  },
};

export const actor: Shape = {
  is: 'object',
  required: { id: text, name: text, missing: person },
  optional: { column },
};

export const clocks: Shape = {
  is: 'map',
  of: { is: 'object', required: { due: column, reason: text }, optional: {} },
};
