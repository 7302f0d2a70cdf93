// Which events tell by being there: a clock that ran out did so on a day that follows from the field it counts from, and work
// that was done had begun because a condition held. Where its reader may not read these fields, they are told of such an event
// neither what it was nor when it was.
import { isCorrectionEvent } from '../case/correction-state.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseType } from '../definition/case-type.ts';
import { CASE_PLAN } from '../plan/instance.ts';
import { mayReadCorrectionEvent } from './corrections.ts';
import { isEntryEvent, mayReadEntryEvent } from './entry-words.ts';
import { mayReadClock, mayReadItem, type ReadableParts } from './hidden.ts';

export function isEventHidden(caseType: CaseType, event: CaseEvent, parts: ReadableParts): boolean {
  if (parts === null) return false;
  if (isEntryEvent(event)) return !mayReadEntryEvent(caseType, event, parts);
  if (isCorrectionEvent(event)) return !mayReadCorrectionEvent(caseType, event, parts);
  if (event.type === 'ClocksRecounted')
    return event.moved.length > 0 && event.moved.every(({ clock }) => !mayReadClock(caseType, clock, parts));
  if ('clock' in event) return !mayReadClock(caseType, event.clock, parts);
  const item = itemOf(event);
  return item !== null && item !== CASE_PLAN && !mayReadItem(caseType, item, parts);
}

/** The item on which it happened. */
function itemOf(event: CaseEvent): string | null {
  if ('task' in event) return event.task;
  if ('item' in event) return event.item;
  if ('listener' in event) return event.listener;
  return 'timer' in event ? event.timer : null;
}
