// What must hold of the kinds of referrals: what goes with one are sections that there are, and its period can be reckoned.
import { checkCalendar } from './check-clocks.ts';
import type { Judging } from './check-data.ts';
import { checkSection } from './check-standing.ts';
import { childOf, entriesOf, itemsOf } from './located.ts';

export function checkReferrals(judging: Judging): void {
  for (const { key, value } of entriesOf(childOf(judging.root, 'referrals'))) {
    for (const item of itemsOf(childOf(value, 'sections'))) checkSection(item, judging);
    const clock = childOf(value, 'clock');
    const rule = judging.compiled.caseType.referrals.get(key)?.clock;
    if (clock !== null && rule !== undefined) checkCalendar({ key, at: clock, value: clock }, { rule }, judging);
  }
}
