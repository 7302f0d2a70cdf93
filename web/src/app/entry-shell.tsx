// The frame of a page that needs no session: the mark, and the page.
import type { ReactNode } from 'react';
import { firstTexts } from '#texts/first';
import { Announcer } from '../ui/announcer.tsx';
import { BrandMark } from '../ui/brand.tsx';

export function EntryShell({ aside, children }: { readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="entry">
      <header className="top-bar">
        <span className="brand">
          <BrandMark />
          {firstTexts.brand}
        </span>
        {aside}
      </header>
      <main className="entry-main" id="main">
        {children}
      </main>
      <Announcer />
    </div>
  );
}
