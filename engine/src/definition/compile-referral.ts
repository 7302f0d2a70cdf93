// Turns the kinds of referrals into their definitions. What they refer to is judged elsewhere.
import { ruleOf } from './compile-clock.ts';
import { choicesAt, commonOf, namesAt } from './compile-entries.ts';
import type { ReferralDefinition } from './entry-definition.ts';
import { childOf, type MapEntry, textAt } from './located.ts';

/** @param zone the case type's; days are counted there */
export function referralOf({ key, value }: MapEntry, zone: string): ReferralDefinition {
  const answeredBy = textAt(value, 'answeredBy');
  return {
    ...commonOf(key, value),
    to: textAt(value, 'to') === 'agency' ? 'agency' : 'team',
    purpose: textAt(value, 'purpose') ?? '',
    authority: textAt(value, 'authority') ?? '',
    sections: namesAt(value, 'sections'),
    declineReasons: choicesAt(value, 'declineReasons'),
    clock: ruleOf(childOf(value, 'clock') ?? value, zone),
    ...(answeredBy === null ? {} : { answeredBy }),
    blocksClosing: textAt(value, 'atClosing') !== 'may-stay-open',
  };
}
