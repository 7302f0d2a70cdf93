// J and K between the rows of a list. J also goes into the first list of the page while nothing in a list has the focus.
import { isKeyOf } from './keys.ts';
import { mayAct, useAnswerTo, useShortcut } from './use-shortcut.ts';

/** For a page with a list: J, pressed elsewhere on the page, goes to the list's first row. */
export function useEnterList(): void {
  useAnswerTo('k');
  useShortcut('j', () => {
    if (document.activeElement?.closest('table') === null)
      document.querySelector<HTMLElement>('main [data-row]')?.focus();
  });
}

/** Moves the focus to the main link (`data-row`) of the next or previous row. */
export function moveByKey(event: KeyboardEvent): void {
  const isNext = isKeyOf(event, 'j');
  if ((!isNext && !isKeyOf(event, 'k')) || !mayAct(event)) return;
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement)) return;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-row]');
  const at = focused === null || focused === undefined ? -1 : rows.indexOf(focused);
  const next = rows[isNext ? at + 1 : at - 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
