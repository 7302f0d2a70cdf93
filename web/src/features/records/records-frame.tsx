// The head of each page of this room: its title and the ways to the others.
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { recordsTexts as words } from '#texts/records';
import { PageTitle } from '../../ui/page-title.tsx';
import { RoomParts } from '../../ui/room-parts.tsx';

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
  const navigate = useNavigate();
  return (
    <div className="watch-page">
      <PageTitle title={title} />
      <RoomParts
        label={words.parts}
        parts={PARTS.map(([to, label]) => ({ href: `/records/${to}`, label, isHere: part === to }))}
        onGo={navigate}
      />
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
