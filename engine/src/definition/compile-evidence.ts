// Turns the kinds of exhibits into their definitions. What they refer to is judged elsewhere.
import { audiencesAt, commonOf, namesAt } from './compile-entries.ts';
import type { EvidenceDefinition } from './entry-definition.ts';
import { type MapEntry, textAt } from './located.ts';

export function evidenceOf({ key, value }: MapEntry): EvidenceDefinition {
  const admittedBy = textAt(value, 'admittedBy');
  return {
    ...commonOf(key, value),
    offeredFor: namesAt(value, 'offeredFor'),
    audiences: audiencesAt(value),
    ...(admittedBy === null ? {} : { admittedBy }),
    custody: textAt(value, 'custody') !== 'none',
    blocksClosing: textAt(value, 'atClosing') === 'must-be-settled',
  };
}
