// A recorded value as people read it. Text that somebody wrote keeps its own direction.
import type { Fact, FieldFace } from '../client/types.ts';
import { appTexts } from '#texts/app';
import { formatOccurred } from './dates.ts';
import { decimalText } from './locale.ts';

export function FactValue({ fact, face }: { readonly fact: Fact; readonly face: FieldFace | undefined }) {
  return <bdi className={fact.kind === 'long-text' ? 'long-value' : undefined}>{factText(fact, face)}</bdi>;
}

/** The value in words; `face` gives the labels of a choice where a form that is on hand has them, else the fact itself does. */
export function factText(fact: Fact, face: FieldFace | undefined): string {
  const { value } = fact;
  if (value === null) return appTexts.changes.emptied;
  if (typeof value === 'boolean') return value ? appTexts.casePage.yes : appTexts.casePage.no;
  if (fact.kind === 'date' || fact.kind === 'instant') return formatOccurred(String(value));
  return (
    face?.options?.find((option) => option.value === value)?.label ?? fact.words ?? writtenText(fact, String(value))
  );
}

/** Numbers come as plain decimal text; what somebody wrote stays as it is. */
function writtenText({ kind }: Fact, value: string): string {
  return kind === 'number' || kind === 'money' ? decimalText(value) : value;
}
