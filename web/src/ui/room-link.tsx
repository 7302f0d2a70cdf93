// A way to a page of a room that is one address of the router. An address like any other for opening it elsewhere; a plain click goes there in
// the app. Knows no router.
import type { MouseEvent, ReactNode } from 'react';

export interface RoomLinkProps {
  readonly href: string;
  readonly label?: string;
  readonly isHere?: boolean;
  readonly look?: string;
  readonly onGo: (to: { readonly href: string }) => unknown;
  readonly children: ReactNode;
}

export function RoomLink({
  href,
  label,
  isHere = false,
  look = 'row-link records-link',
  onGo,
  children,
}: RoomLinkProps) {
  function go(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    onGo({ href });
  }
  return (
    <a href={href} className={look} aria-label={label} aria-current={isHere ? 'page' : undefined} onClick={go}>
      {children}
    </a>
  );
}
