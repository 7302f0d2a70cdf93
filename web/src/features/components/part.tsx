// A part of the page under its heading, and what a button does that does nothing.
import type { ReactNode } from 'react';
import { componentsTexts as words } from '#texts/components';

/** A part of the page under its heading. */
export function Part({ name, children }: { readonly name: keyof typeof words.part; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={`part-${name}`}>
      <h2 id={`part-${name}`}>{words.part[name]}</h2>
      {children}
    </section>
  );
}

export function nothing(): void {}
