// The windows about a case that any screen can open by a key or a button: why something is as it is, giving work to somebody, sharing, and
// deciding. What they are is loaded when the first of them opens.
import { useSyncExternalStore } from 'react';

export type CaseWindow =
  /** `item` and `clock`: what it is about; neither: the case itself. */
  | { readonly kind: 'why'; readonly caseId: string; readonly item?: string; readonly clock?: string }
  | { readonly kind: 'assign'; readonly caseId: string; readonly task: string }
  | { readonly kind: 'share'; readonly caseId: string }
  | { readonly kind: 'decide'; readonly caseId: string; readonly entry?: string };

const listeners = new Set<() => void>();
let open: CaseWindow | null = null;

export function openCaseWindow(window: CaseWindow | null): void {
  open = window;
  for (const listener of listeners) listener();
}

export function useCaseWindow(): CaseWindow | null {
  return useSyncExternalStore(subscribe, () => open);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
