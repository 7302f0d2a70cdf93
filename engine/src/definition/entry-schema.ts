// The shapes of what a case keeps besides fields and work, as JSON Schema. What their names refer to is checked elsewhere.
import { PERIOD_CLOCK } from './clock-schema.ts';
import { type Schema, closed, group, text } from './schema-parts.ts';

const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };
const NAME = text(
  'Small letters, digits and hyphens, starting with a letter, such as send-fine.',
  '^[a-z][a-z0-9-]{0,59}$',
);

/** What every kind of entry may say. */
const COMMON = {
  title: LINE,
  by: { ...NAME, description: 'The role that records it. Without it, anybody of the team.' },
  section: { ...NAME, description: 'The section of access that it belongs to. Without it, general.' },
  personal: { type: 'boolean', description: 'True when what is said in it is sealed for the person whom it is about.' },
} as const satisfies Record<string, Schema>;

const AT_CLOSING: Schema = {
  type: 'string',
  enum: ['must-be-settled', 'may-stay-open'],
  description: 'Whether a case can be closed while one is open.',
};

export const PARTY: Schema = closed(['title'], {
  ...COMMON,
  subject: { type: 'boolean', description: 'True where personal data about the party is kept.' },
  min: { type: 'integer', minimum: 0, maximum: 1, description: '0 when a case is opened without one. Without it, 1.' },
  max: { type: 'integer', minimum: 1, maximum: 99, description: 'How many stand in the role at once. Without it, 1.' },
  replaceable: { type: 'boolean', description: 'True when somebody else may follow in the role.' },
  represents: { type: 'array', minItems: 1, items: NAME, description: 'Parties for whom they act; with scope.' },
  scope: { ...group(LINE, 'For what they may act, each with its label; with represents.'), minProperties: 1 },
});

export const ISSUE: Schema = closed(['title', 'outcomes'], {
  ...COMMON,
  outcomes: { ...group(LINE, 'Each outcome with its label.'), minProperties: 1 },
  decidedBy: { ...NAME, description: 'The role that decides it. Without it, anybody of the team.' },
  subject: { ...NAME, description: 'The party whom a personal one is about.' },
  mayReopen: { type: 'boolean', description: 'True when one that was decided may be opened again.' },
  atClosing: AT_CLOSING,
});

export const GOAL: Schema = closed(['title', 'owner', 'measure'], {
  ...COMMON,
  owner: { type: 'array', minItems: 1, items: NAME, description: 'Parties whose goal it can be.' },
  measure: closed(['title', 'unit', 'direction'], {
    title: LINE,
    unit: { ...LINE, description: 'In what it is counted, such as nights or words a minute.' },
    direction: { type: 'string', enum: ['more', 'less'], description: 'Which value is the better one.' },
  }),
  atClosing: AT_CLOSING,
});

export const OBLIGATION: Schema = closed(['title', 'owedBy'], {
  ...COMMON,
  owedBy: { type: 'array', minItems: 1, items: NAME, description: 'Parties that can owe it, and agency.' },
  waivedBy: { ...NAME, description: 'The role that may waive it. Without it, anybody of the team.' },
  clock: PERIOD_CLOCK,
  atClosing: AT_CLOSING,
});
