// A way to a page of this room. The whole room is one address of the router, so that the first load of the app knows nothing of what is in it.
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export interface TeamLinkProps {
  /** Behind `/team/`, with its filters. */
  readonly to: string;
  readonly label?: string;
  readonly isHere?: boolean;
  readonly look?: string;
  readonly children: ReactNode;
}

export function TeamLink({ to, label, isHere = false, look = 'row-link records-link', children }: TeamLinkProps) {
  const navigate = useNavigate();
  const href = `/team/${to}`;
  function go(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ href });
  }
  return (
    <a href={href} className={look} aria-label={label} aria-current={isHere ? 'page' : undefined} onClick={go}>
      {children}
    </a>
  );
}

/** The address of a list with these filters; what is not said is left out. */
export function addressOf(page: string, filter: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== null && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? page : `${page}?${text}`;
}
