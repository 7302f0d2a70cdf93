// What goes with a step that was typed in a form: the text that is kept of that form, in the transaction of the step. Knows no step.
import type { Statement } from '../store/statement.ts';
import { dropUnsent, unsentPlaceOf } from '../store/unsent-texts.ts';
import type { Overseer } from './oversee.ts';

/** Beside the statements of what was done, and of nothing that was refused. The transaction must be the program's. */
export function sentBy({ principal, unsent }: Pick<Overseer, 'principal' | 'unsent'>): readonly Statement[] {
  return unsent === undefined ? [] : dropUnsent(unsentPlaceOf(principal, unsent));
}
