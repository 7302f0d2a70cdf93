// The shapes inside a case plan, each a definition that the schema refers to: stages hold stages.
import { type Schema, closed, group, text } from './schema-parts.ts';

const ITEM = text('The id of a plan item.', '^[a-z][a-z0-9-]{0,59}$');
const LINE = { ...text('Text of at most 200 characters.'), minLength: 1, maxLength: 200 };

const TRANSITIONS = [
  ...['create', 'enable', 'disable', 'reenable', 'start', 'manualStart', 'complete', 'occur', 'terminate', 'exit'],
  ...['suspend', 'resume', 'parentSuspend', 'parentResume', 'parentTerminate', 'fault', 'reactivate', 'close'],
];

const rule: Schema = {
  description: 'true, false, or a FEEL expression.',
  anyOf: [{ type: 'boolean' }, { $ref: '#/$defs/expression' }],
};
const criteria: Schema = {
  type: 'array',
  items: { $ref: '#/$defs/criterion' },
  description: 'Alternatives: one is enough.',
};
const sets: Schema = {
  ...group(
    { $ref: '#/$defs/expression' },
    'Fields written when it completes or occurs, each with its value in FEEL.',
    '^[a-z][A-Za-z0-9]{0,59}$',
  ),
  minProperties: 1,
};
const concurrent: Schema = { type: 'integer', minimum: 1, maximum: 100, description: 'How many may be open at once.' };
const repeating = { repeat: rule, concurrent };

const CHILDREN = {
  tasks: group({ $ref: '#/$defs/task' }, 'Work that people do.'),
  milestones: group({ $ref: '#/$defs/milestone' }, 'What has been reached.'),
  timers: group({ $ref: '#/$defs/timer' }, 'What happens by itself at a time.'),
  listeners: group({ $ref: '#/$defs/listener' }, 'What somebody may let happen.'),
  stages: group({ $ref: '#/$defs/stage' }, 'Parts of the work that hold others.'),
};

export const PLAN_SHAPES: Readonly<Record<string, Schema>> = {
  expression: { type: 'string', minLength: 1, maxLength: 2000, description: 'A FEEL expression.' },
  plan: closed([], CHILDREN),
  part: {
    description: 'A plan item, whose completion or occurrence is meant; or an item or field with what happens to it.',
    anyOf: [
      ITEM,
      closed([], {
        item: ITEM,
        field: text('A field.', '^[a-z][A-Za-z0-9]{0,59}$'),
        on: { type: 'string', enum: [...TRANSITIONS, 'update'] },
      }),
    ],
  },
  criterion: closed([], {
    after: {
      description: 'What has to happen first; of several, all.',
      anyOf: [
        ITEM,
        { type: 'array', minItems: 1, items: { $ref: '#/$defs/part' } },
        closed([], {
          item: ITEM,
          field: text('A field.', '^[a-z][A-Za-z0-9]{0,59}$'),
          on: { type: 'string', enum: [...TRANSITIONS, 'update'] },
        }),
      ],
    },
    when: { $ref: '#/$defs/expression' },
  }),
  task: closed(['title', 'by'], {
    title: LINE,
    by: text('The role that does the work.', '^[a-z][a-z0-9-]{0,59}$'),
    form: text('The form that is filled in.', '^[a-z][a-z0-9-]{0,59}$'),
    ...{ entry: criteria, exit: criteria, required: rule, manual: rule, ...repeating, sets },
    priority: { type: 'string', enum: ['urgent', 'normal', 'low'] },
    dueWithinDays: {
      type: 'integer',
      minimum: 0,
      maximum: 36_500,
      description: 'Days from its start until it should be done.',
    },
  }),
  milestone: closed(['title'], { title: LINE, entry: criteria, required: rule, ...repeating, sets }),
  timer: closed(['title', 'due'], {
    title: LINE,
    entry: criteria,
    due: { $ref: '#/$defs/expression' },
    ...repeating,
    sets,
  }),
  listener: closed(['title'], { title: LINE, entry: criteria, ...repeating, sets }),
  stage: closed(['title'], {
    ...{ title: LINE, entry: criteria, exit: criteria, required: rule, manual: rule, ...repeating, sets },
    autoComplete: { type: 'boolean', description: 'Complete by itself when nothing required is open.' },
    ...CHILDREN,
  }),
};
