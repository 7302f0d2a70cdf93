// Single-key shortcuts that never act while somebody types, inside a window, or when switched off (WCAG 2.1.4).
import { useEffect, useRef } from 'react';
import { answerTo, isKeyOf } from './keys.ts';
import { preferences } from './preferences.ts';

/**
 * Calls `act` when the key of a command is pressed anywhere on the page outside of inputs. Pass null to have no shortcut now.
 * @param key that the command has unless the person has changed it; see `keys.ts`
 */
export function useShortcut(key: string, act: (() => void) | null): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!isKeyOf(event, key) || latest.current === null || !mayAct(event)) return;
      event.preventDefault();
      latest.current();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key]);
  const isOn = act !== null;
  useEffect(() => (isOn ? answerTo(key) : undefined), [key, isOn]);
}

/** Says that what is on the screen answers to a command whose key it listens to itself. */
export function useAnswerTo(command: string): void {
  useEffect(() => answerTo(command), [command]);
}

/** True when a single key is meant as a command and not as typing. */
export function mayAct(event: KeyboardEvent): boolean {
  if (!preferences().singleKeys || event.defaultPrevented || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target;
  if (!(target instanceof Element)) return true;
  if (document.querySelector('dialog[open]') !== null) return false;
  return target.closest('input, textarea, select, [contenteditable]') === null || isPressable(target);
}

/** Radio and check boxes take no letters, so keys still act while one has the focus. */
function isPressable(target: Element): boolean {
  return target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox');
}
