// The standard events of CMMN 1.1 (tables 5.12 and 5.13): what an on-part may wait for, as the files write them.
import type { FieldChange } from '../definition/case-type.ts';
import type { Transition } from '../plan/lifecycle.ts';

/** Every standard event of a case file item; the last two are about references between items. */
export type CaseFileEvent = FieldChange | 'addReference' | 'removeReference';

const TRANSITIONS: ReadonlySet<string> = new Set<Transition>([
  ...(['close', 'complete', 'create', 'disable', 'enable', 'exit', 'fault', 'manualStart', 'occur'] as const),
  ...(['parentResume', 'parentSuspend', 'parentTerminate', 'reactivate', 'reenable', 'resume', 'start'] as const),
  ...(['suspend', 'terminate'] as const),
]);

const FILE_EVENTS: ReadonlySet<string> = new Set<CaseFileEvent>([
  ...(['create', 'update', 'replace', 'delete', 'addChild', 'removeChild', 'addReference', 'removeReference'] as const),
]);

export function isTransition(name: string): name is Transition {
  return TRANSITIONS.has(name);
}

export function isCaseFileEvent(name: string): name is CaseFileEvent {
  return FILE_EVENTS.has(name);
}

export const KNOWN_EVENTS = [...TRANSITIONS].join(', ');
export const KNOWN_FILE_EVENTS = [...FILE_EVENTS].join(', ');
