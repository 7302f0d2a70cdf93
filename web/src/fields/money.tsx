// An amount of money. It stays decimal text from the key to the server and is never a floating number.
import { appTexts } from '#texts/app';
import { readDecimal } from './decimal.ts';
import { isEmptyText, writeText, type FieldPart } from './field-part.ts';
import { NumberFace } from './number.tsx';

/** At most two decimals, as amounts are kept. */
const AMOUNT = /^-?(0|[1-9]\d{0,12})(\.\d{1,2})?$/;

export const moneyPart: FieldPart = {
  Face: NumberFace,
  write: writeText,
  read: (face, typed) => {
    const text = readDecimal(typed);
    return text === null || !AMOUNT.test(text) ? { error: appTexts.form.notMoney(face.label) } : { value: text };
  },
  isBlank: isEmptyText,
};
