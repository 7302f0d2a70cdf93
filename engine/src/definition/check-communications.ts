// What must hold of the kinds of letters, messages, calls and meetings: whom they are with is known by an id, and only what is written
// and goes out is approved.
import type { Judging } from './check-data.ts';
import { checkStanding } from './check-standing.ts';
import { childOf, entriesOf, itemsOf } from './located.ts';
import { report } from './problem.ts';

export function checkCommunications(judging: Judging): void {
  for (const { key, value } of entriesOf(childOf(judging.root, 'communications'))) {
    for (const item of itemsOf(childOf(value, 'with'))) checkStanding(item, judging);
    const approvedBy = childOf(value, 'approvedBy');
    const definition = judging.compiled.caseType.communications.get(key);
    const isWritten = definition?.form === 'letter' || definition?.form === 'message';
    if (approvedBy === null || (isWritten && definition.direction !== 'in')) continue;
    const reason = `Nothing of “${key}” is drafted, so nothing is approved. Remove approvedBy.`;
    report(judging.findings, approvedBy, { code: 'not-accepted', reason });
  }
}
