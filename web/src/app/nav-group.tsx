// Links that belong together, under what they are about.
import type { ReactNode } from 'react';

export function NavGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <p className="nav-title">{title}</p>
      <ul className="nav-list">{children}</ul>
    </>
  );
}
