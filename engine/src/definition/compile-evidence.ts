// Turns the kinds of exhibits into their definitions. What they refer to is judged elsewhere.
import { commonOf, namesAt } from './compile-entries.ts';
import type { EvidenceDefinition } from './entry-definition.ts';
import { childOf, entriesOf, type MapEntry, textAt } from './located.ts';

export function evidenceOf({ key, value }: MapEntry): EvidenceDefinition {
  const admittedBy = textAt(value, 'admittedBy');
  return {
    ...commonOf(key, value),
    offeredFor: namesAt(value, 'offeredFor'),
    audiences: entriesOf(childOf(value, 'audiences')).map((one) => {
      const section = textAt(one.value, 'section');
      return {
        ...{ name: one.key, title: textAt(one.value, 'title') ?? '' },
        ...(section === null ? {} : { section }),
      };
    }),
    ...(admittedBy === null ? {} : { admittedBy }),
    custody: textAt(value, 'custody') !== 'none',
    blocksClosing: textAt(value, 'atClosing') === 'must-be-settled',
  };
}
