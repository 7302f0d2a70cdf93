// Listens to keys inside one element, without making that element a control in the eyes of assistive technology.
import { useEffect, useRef, type RefObject } from 'react';

export function useKeyDown(
  element: RefObject<HTMLElement | null>,
  onKeyDown: ((event: KeyboardEvent) => void) | undefined,
): void {
  const latest = useRef(onKeyDown);
  useEffect(() => {
    latest.current = onKeyDown;
  });
  useEffect(() => {
    const target = element.current;
    const listen = (event: KeyboardEvent) => latest.current?.(event);
    target?.addEventListener('keydown', listen);
    return () => target?.removeEventListener('keydown', listen);
  }, [element]);
}
