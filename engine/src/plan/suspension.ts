// Suspending and resuming (CMMN 1.1, 8.4.2): what a stage or the case holds goes with it and comes back to the state it
// left, with its timers. What was suspended by itself stays so until it is resumed by itself.
import { type Draft, leftIn, stateIn, suspendInstance, transition } from './draft.ts';
import type { Instance } from './handle.ts';
import { nextState } from './lifecycle.ts';
import { liveChildren } from './stages.ts';

/** Suspends one item and everything in it. */
export function suspend(draft: Draft, instance: Instance): void {
  const { kind } = instance.node.item;
  if (kind === 'case') transition(draft, instance, 'suspend');
  else suspendInstance(draft, instance, { on: 'suspend', parent: false });
  suspendChildren(draft, instance);
}

/** Resumes one item and what was suspended with it. */
export function resume(draft: Draft, instance: Instance): void {
  transition(draft, instance, instance.node.item.kind === 'case' ? 'reactivate' : 'resume');
  resumeChildren(draft, instance);
}

/** A failed stage or case holds its work still until it is reactivated. */
export function fault(draft: Draft, instance: Instance): void {
  transition(draft, instance, 'fault');
  suspendChildren(draft, instance);
}

export function resumeChildren(draft: Draft, stage: Instance): void {
  if (stateIn(draft, stage) !== 'active') return;
  for (const child of liveChildren(draft, stage)) {
    if (leftIn(draft, child)?.parent !== true) continue;
    transition(draft, child, isLong(child) ? 'parentResume' : 'resume');
    resumeChildren(draft, child);
  }
}

function suspendChildren(draft: Draft, stage: Instance): void {
  for (const child of liveChildren(draft, stage)) {
    const on = isLong(child) ? 'parentSuspend' : 'suspend';
    const state = stateIn(draft, child);
    const { kind } = child.node.item;
    if (state === undefined || nextState(kind, state, on) !== 'suspended') continue;
    suspendInstance(draft, child, { on, parent: true });
    if (kind === 'stage') suspendChildren(draft, child);
  }
}

function isLong(instance: Instance): boolean {
  const { kind } = instance.node.item;
  return kind === 'stage' || kind === 'task';
}
