// The head of each page of this room: its title and the ways to the others.
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { administrationTexts as words } from '#texts/administration';
import { PageTitle } from '../../ui/page-title.tsx';
import { RoomParts } from '../../ui/room-parts.tsx';
import { ADMINISTRATION_PARTS, type AdministrationPart } from './administration-parts.ts';

export interface AdministrationFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly part: AdministrationPart;
  readonly children: ReactNode;
}

export function AdministrationFrame({ title, lead, part, children }: AdministrationFrameProps) {
  const navigate = useNavigate();
  return (
    <div className="watch-page">
      <PageTitle title={title} />
      <RoomParts
        label={words.parts}
        parts={ADMINISTRATION_PARTS.map(([to, label]) => ({
          href: `/administration/${to}`,
          label,
          isHere: part === to,
        }))}
        onGo={navigate}
      />
      <p className="lead">{lead}</p>
      {children}
    </div>
  );
}
