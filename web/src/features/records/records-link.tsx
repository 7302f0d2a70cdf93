// A way to a page of this room, and the names of its pages. The whole room is one address of the router, so that the first load of the app
// knows nothing of what is in it.
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export interface RecordsLinkProps {
  /** Behind `/records/`, with its question. */
  readonly to: string;
  readonly label?: string;
  readonly isHere?: boolean;
  readonly children: ReactNode;
}

export function RecordsLink({ to, label, isHere = false, children }: RecordsLinkProps) {
  const navigate = useNavigate();
  const href = `/records/${to}`;
  function go(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ href });
  }
  return (
    <a
      href={href}
      className="row-link records-link"
      aria-label={label}
      aria-current={isHere ? 'page' : undefined}
      onClick={go}
    >
      {children}
    </a>
  );
}
