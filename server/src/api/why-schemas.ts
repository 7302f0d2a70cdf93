// The shapes on the wire of why a step or a date is as it is, to whom work may be given, and what was opened; see `schemas.ts`.
import { Type } from 'typebox';
import { closed, DateOnly, orNull } from './entry-shapes.ts';

const Text = Type.String();
const Texts = Type.Array(Text);

export const WhyItem = Type.Object(
  {
    item: Text,
    title: Text,
    state: Text,
    /** What keeps it from going on, a sentence each; empty where nothing does. */
    hindered: Texts,
    /** What brought it where it is. */
    begun: Texts,
  },
  { $id: 'WhyItem', ...closed },
);

export const WhyClock = Type.Object(
  {
    ...{ clock: Text, title: Text, law: Text, dueOn: orNull(DateOnly) },
    /** How it was reckoned, a sentence for each step. */
    steps: Texts,
    /** What moved it, and the date that it would be without that. */
    causes: Type.Array(Type.Object({ says: Text, otherwise: orNull(DateOnly) }, closed)),
  },
  { $id: 'WhyClock', ...closed },
);

export const TaskAssignees = Type.Object(
  {
    task: Text,
    assignee: orNull(Text),
    items: Type.Array(
      Type.Object(
        {
          person: Text,
          name: Text,
          /** Open tasks of other cases that are theirs. */
          tasks: Type.Integer(),
          /** What these weigh together, and how much they carry at most. */
          load: Type.Number(),
          capacity: Type.Number(),
          awayUntil: orNull(DateOnly),
          /** Why it cannot be theirs; null where it can. */
          against: orNull(Type.Enum(['may-not-open', 'did-another-part'])),
        },
        closed,
      ),
    ),
  },
  { $id: 'TaskAssignees', ...closed },
);

/** Sections of a case by name. */
export const SharePreview = Type.Object(
  { sections: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' }), { minItems: 1, maxItems: 64 }) },
  { $id: 'SharePreview', ...closed },
);

export const OpenedPages = Type.Object(
  {
    items: Type.Array(
      Type.Object({ file: Text, pages: Type.Array(Type.Integer({ minimum: 1 })), whole: Type.Boolean() }, closed),
    ),
  },
  { $id: 'OpenedPages', ...closed },
);
