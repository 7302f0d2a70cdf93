// The shapes inside a case plan, each a definition that the schema refers to: stages hold stages.
import { ENTRY_MOVES, PRIMITIVES } from './entry-moves.ts';
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
const FIELD_CHANGES = ['update', 'replace', 'delete', 'addChild', 'removeChild'];
const MOVES = PRIMITIVES.flatMap((primitive): readonly string[] => ENTRY_MOVES[primitive]);
/** A plan item, a field, or something that the case keeps, with what happens to it. */
const HAPPENS: Schema = closed([], {
  item: ITEM,
  field: text('A field.', '^[a-z][A-Za-z0-9]{0,59}$'),
  ...Object.fromEntries(
    PRIMITIVES.map((name) => [name, text('Its kind, as the case type names it.', '^[a-z][a-z0-9-]{0,59}$')]),
  ),
  on: { type: 'string', enum: [...new Set([...TRANSITIONS, ...FIELD_CHANGES, ...MOVES])] },
});
const exits: Schema = {
  type: 'array',
  items: { $ref: '#/$defs/exit' },
  description: 'Alternatives: one is enough.',
};
const discretionary: Schema = closed([], {
  when: { $ref: '#/$defs/expression' },
  roles: { type: 'array', minItems: 1, items: text('A role.', '^[a-z][a-z0-9-]{0,59}$') },
  during: { ...ITEM, description: 'The task while which it may be planned; without it, the stage.' },
});
const child: Schema = {
  ...closed([], {
    version: text('A version such as 1.2.0; without it, the one published last.', '^[0-9]+\\.[0-9]+\\.[0-9]+$'),
    opening: mapped('Fields of the child case, each with its value in FEEL over the fields of this one.'),
    parties: group(
      text('A party of this case.', '^[a-z][a-z0-9-]{0,59}$'),
      'Parties of the child case, each with the party of this one that it is.',
    ),
    closing: mapped('Fields of this case, each with its value in FEEL over the fields of the child and its outcome.'),
  }),
  description: 'What goes to the case that it opens, and what comes back when that has ended.',
};
const ISO_DURATION = text(
  'An ISO 8601 duration, such as P7D or PT1H.',
  '^P(?=[0-9T])([0-9]{1,9}[YMWD])*(T([0-9]{1,9}[HMS])+)?$',
);
const concurrent: Schema = { type: 'integer', minimum: 1, maximum: 100, description: 'How many may be open at once.' };
const repeating = { repeat: rule, concurrent };

const complete: Schema = {
  ...closed(['when', 'otherwise'], {
    when: { $ref: '#/$defs/expression' },
    otherwise: { ...LINE, description: 'The sentence that they are told where it does not hold.' },
  }),
  description: 'What must hold when somebody completes it, with what they fill in.',
};

const CHILDREN = {
  tasks: group({ $ref: '#/$defs/task' }, 'Work that people do.'),
  milestones: group({ $ref: '#/$defs/milestone' }, 'What has been reached.'),
  timers: group({ $ref: '#/$defs/timer' }, 'What happens by itself at a time.'),
  listeners: group({ $ref: '#/$defs/listener' }, 'What somebody may let happen.'),
  stages: group({ $ref: '#/$defs/stage' }, 'Parts of the work that hold others.'),
};

export const PLAN_SHAPES: Readonly<Record<string, Schema>> = {
  expression: { type: 'string', minLength: 1, maxLength: 2000, description: 'A FEEL expression.' },
  plan: closed([], {
    ...CHILDREN,
    autoComplete: {
      type: 'boolean',
      description:
        'The case ends with its plan: true, when nothing required is open; false, when all is done. Without it, people close it.',
    },
    exit: exits,
  }),
  exit: closed([], {
    after: { $ref: '#/$defs/after' },
    when: { $ref: '#/$defs/expression' },
    only: {
      type: 'string',
      enum: ['active', 'active-or-enabled'],
      description: 'Which instances leave. Without it, all.',
    },
    as: { type: 'string', enum: ['complete'], description: 'It completes instead of being terminated.' },
  }),
  part: {
    description:
      'A plan item, whose completion or occurrence is meant; or an item, a field or an entry with what happens to it.',
    anyOf: [ITEM, HAPPENS],
  },
  after: {
    description: 'What has to happen first; of several, all.',
    anyOf: [ITEM, { type: 'array', minItems: 1, items: { $ref: '#/$defs/part' } }, HAPPENS],
  },
  criterion: closed([], { after: { $ref: '#/$defs/after' }, when: { $ref: '#/$defs/expression' } }),
  task: closed(['title', 'by'], {
    title: LINE,
    by: oneOrMore('The role that does the work, or a list of roles of which one is enough.'),
    form: text('The form that is filled in.', '^[a-z][a-z0-9-]{0,59}$'),
    ...{ entry: criteria, exit: exits, required: rule, manual: rule, ...repeating, sets, discretionary },
    complete,
    notBy: {
      type: 'array',
      minItems: 1,
      items: ITEM,
      description: 'Tasks: whoever completed one of them, or for whom that was done, may not complete this one.',
    },
    performs: {
      type: 'string',
      enum: ['external', 'case', 'decision'],
      description: 'Who does it: another program, a case of its own, or a decision. Without it, a person.',
    },
    uses: text('The decision or the case type that it uses.', '^[A-Za-z][A-Za-z0-9_-]{0,59}$'),
    blocking: { type: 'boolean', description: 'false: complete as soon as it started.' },
    child,
    priority: { type: 'string', enum: ['urgent', 'normal', 'low'] },
    routedBy: text('The routing table that says to whom it goes.', '^[a-z][a-z0-9-]{0,59}$'),
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
    every: { ...ISO_DURATION, description: 'It occurs again after this.' },
    times: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      description: 'How often in all; without it, without end.',
    },
    ...repeating,
    sets,
  }),
  listener: closed(['title'], { title: LINE, entry: criteria, ...repeating, sets }),
  stage: closed(['title'], {
    ...{ title: LINE, entry: criteria, exit: exits, required: rule, manual: rule, ...repeating, sets, discretionary },
    autoComplete: { type: 'boolean', description: 'Complete by itself when nothing required is open.' },
    ...CHILDREN,
  }),
};

/** A role, or several of which one is enough. */
function oneOrMore(description: string): Schema {
  const role = text('A role: small letters, digits and hyphens.', '^[a-z][a-z0-9-]{0,59}$');
  return { description, anyOf: [role, { type: 'array', minItems: 1, items: role }] };
}

function mapped(description: string): Schema {
  const fields = group({ $ref: '#/$defs/expression' }, description, '^[a-z][A-Za-z0-9]{0,59}$');
  return { ...fields, minProperties: 1 };
}
