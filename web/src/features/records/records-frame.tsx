// The head of each page of this room: its title and the ways to the others.
import type { ReactNode } from 'react';
import { recordsTexts as words } from '#texts/records';
import { PageTitle } from '../../ui/page-title.tsx';
import { RecordsLink } from './records-link.tsx';

const PARTS = [
  ['overview', words.overview],
  ['disposal', words.lists],
  ['holds', words.holds],
] as const;

export interface RecordsFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly part: (typeof PARTS)[number][0];
  readonly children: ReactNode;
}

export function RecordsFrame({ title, lead, part, children }: RecordsFrameProps) {
  return (
    <div className="watch-page">
      <PageTitle title={title} />
      <nav aria-label={words.parts}>
        <ul className="records-parts">
          {PARTS.map(([to, label]) => (
            <li key={to}>
              <RecordsLink to={to} isHere={part === to}>
                {label}
              </RecordsLink>
            </li>
          ))}
        </ul>
      </nav>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
