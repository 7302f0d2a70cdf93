// What is put together in a form that this window alone keeps: it is there again after another screen, and gone with the person who typed it.
import { useState } from 'react';
import { keepDraft, readDraft } from './drafts.ts';

/** @param place under which it is kept until `dropDraft` */
export function useDraft<State extends object>(
  place: string,
  empty: () => State,
): readonly [state: State, change: (changed: Partial<State>) => void] {
  const [state, setState] = useState<State>(() => {
    const kept = readDraft(place)?.fields['state'];
    // Written below alone.
    return kept === undefined ? empty() : (JSON.parse(kept) as State);
  });
  function change(changed: Partial<State>): void {
    const next = { ...state, ...changed };
    setState(next);
    keepDraft(place, { fields: { state: JSON.stringify(next) }, version: 0, kept: '' });
  }
  return [state, change];
}
