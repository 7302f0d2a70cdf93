// Turns the kinds of letters, messages, calls and meetings into their definitions. What they refer to is judged elsewhere.
import { choicesAt, commonOf, namesAt } from './compile-entries.ts';
import type { CommunicationDefinition } from './entry-definition.ts';
import { type MapEntry, textAt } from './located.ts';

type Form = CommunicationDefinition['form'];

const FORMS: readonly Form[] = ['letter', 'message', 'call', 'meeting'];

export function communicationOf({ key, value }: MapEntry): CommunicationDefinition {
  const approvedBy = textAt(value, 'approvedBy');
  const direction = textAt(value, 'direction');
  const form = textAt(value, 'form');
  return {
    ...commonOf(key, value),
    form: FORMS.find((one) => one === form) ?? 'letter',
    direction: direction === 'out' || direction === 'in' ? direction : 'both',
    with: namesAt(value, 'with'),
    channels: choicesAt(value, 'channels'),
    ...(approvedBy === null ? {} : { approvedBy }),
    blocksClosing: textAt(value, 'atClosing') === 'must-be-settled',
  };
}
