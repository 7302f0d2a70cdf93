// The frame of a page that needs no session: the mark, and the page.
import type { ReactNode } from 'react';
import { appTexts } from '#texts/app';
import { Announcer } from '../ui/announcer.tsx';
import { BrandMark } from '../ui/brand.tsx';
import { LanguageChoice } from './language-choice.tsx';

export function EntryShell({ children }: { readonly children: ReactNode }) {
  return (
    <div className="entry">
      <header className="top-bar">
        <span className="brand">
          <BrandMark />
          {appTexts.brand}
        </span>
        <LanguageChoice />
      </header>
      <main className="entry-main" id="main">
        {children}
      </main>
      <Announcer />
    </div>
  );
}
