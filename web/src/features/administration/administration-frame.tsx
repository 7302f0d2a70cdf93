// The head of each page of this room: its title and the ways to the others.
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { administrationTexts as words } from '#texts/administration';
import { PageTitle } from '../../ui/page-title.tsx';
import { RoomLink } from '../../ui/room-link.tsx';

const PARTS = [
  ['people', words.people],
  ['access', words.access],
  ['jobs', words.jobs],
] as const;

export interface AdministrationFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly part: (typeof PARTS)[number][0];
  readonly children: ReactNode;
}

export function AdministrationFrame({ title, lead, part, children }: AdministrationFrameProps) {
  const navigate = useNavigate();
  return (
    <div className="watch-page">
      <PageTitle title={title} />
      <nav aria-label={words.parts}>
        <ul className="records-parts">
          {PARTS.map(([to, label]) => (
            <li key={to}>
              <RoomLink href={`/administration/${to}`} isHere={part === to} onGo={navigate}>
                {label}
              </RoomLink>
            </li>
          ))}
        </ul>
      </nav>
      <p className="lead">{lead}</p>
      {children}
    </div>
  );
}
