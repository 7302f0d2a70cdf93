// The heading of a page: sets the document's title, and takes the focus when the page changes, so that a screen reader
// starts reading where the new page begins.
import { useEffect, useRef, type ReactNode } from 'react';
import { firstTexts } from '#texts/first';

export interface PageTitleProps {
  /** For the title of the tab; the heading itself unless `children` says more. */
  readonly title: string;
  readonly children?: ReactNode;
}

let firstPage = true;

export function PageTitle({ title, children }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = firstTexts.pageTitle(title);
  }, [title]);
  useEffect(() => {
    // On a full load the browser itself starts at the top; only a change of page inside the app needs help.
    if (!firstPage && location.hash === '') heading.current?.focus();
    firstPage = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className="page-title">
      {children ?? title}
    </h1>
  );
}
