// Every kind of field and its part. A kind without a part does not compile.
import type { FieldKind } from '../client/types.ts';
import { booleanPart } from './boolean.tsx';
import { choicePart } from './choice.tsx';
import { datePart } from './date.tsx';
import type { FieldPart } from './field-part.ts';
import { instantPart } from './instant.tsx';
import { longTextPart } from './long-text.tsx';
import { moneyPart } from './money.tsx';
import { numberPart } from './number.tsx';
import { textPart } from './text.tsx';

export const FIELD_PARTS: Readonly<Record<FieldKind, FieldPart>> = {
  text: textPart,
  'long-text': longTextPart,
  number: numberPart,
  money: moneyPart,
  date: datePart,
  instant: instantPart,
  boolean: booleanPart,
  choice: choicePart,
};
