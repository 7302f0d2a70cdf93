// Control and Enter, from anywhere inside one element: what its button does.
import type { RefObject } from 'react';
import { useKeyDown } from './use-key-down.ts';

export function useControlEnter(element: RefObject<HTMLElement | null>, press: () => void): void {
  useKeyDown(element, (event) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    press();
  });
}
