// Fields and forms on the wire, and the parts of the page of a case.
import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
export const FieldKind = Type.Enum(['text', 'long-text', 'number', 'money', 'date', 'instant', 'boolean', 'choice']);
export const FieldValue = Type.Union([Type.String({ maxLength: 20_000 }), Type.Number(), Type.Boolean(), Type.Null()]);

export const FieldFace = Type.Object(
  {
    field: Type.String(),
    kind: FieldKind,
    label: Type.String(),
    hint: Type.Optional(Type.String()),
    /** True: another case of the same person may have it. */
    asksFact: Type.Optional(Type.Boolean()),
    purpose: Type.Optional(Type.String()),
    required: Type.Boolean(),
    readOnly: Type.Optional(Type.Literal(true)),
    page: Type.Optional(Type.String()),
    /** Conditions in FEEL, all of which must hold for it to be there. */
    when: Type.Optional(Type.Array(Type.String())),
    maxLength: Type.Integer(),
    options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }, closed))),
    value: Type.Optional(FieldValue),
  },
  { $id: 'FieldFace', ...closed },
);
export const FormFace = Type.Object(
  {
    form: Type.String(),
    title: Type.String(),
    pages: Type.Optional(Type.Array(Type.Object({ page: Type.String(), title: Type.String() }, closed))),
    fields: Type.Array(FieldFace),
  },
  { $id: 'FormFace', ...closed },
);
/** A part of the page of a case: names of facts that stand together. */
export const TabFace = Type.Object(
  { tab: Type.String(), title: Type.String(), fields: Type.Array(Type.String()) },
  { $id: 'TabFace', ...closed },
);
/** Work that is not in the plan until somebody plans it, and that the reader may plan now. */
export const PlannableFace = Type.Object(
  { item: Type.String(), title: Type.String(), by: Type.String() },
  { $id: 'PlannableFace', ...closed },
);
