// The ways to the pages of a room, below the title of each of them. Knows no router.
import { RoomLink, type RoomLinkProps } from './room-link.tsx';

export interface RoomPartsProps {
  /** Names the list. */
  readonly label: string;
  readonly parts: readonly { readonly href: string; readonly label: string; readonly isHere: boolean }[];
  readonly onGo: RoomLinkProps['onGo'];
}

export function RoomParts({ label, parts, onGo }: RoomPartsProps) {
  return (
    <nav className="room-parts" aria-label={label}>
      <ul className="links-in-line">
        {parts.map((part) => (
          <li key={part.href}>
            <RoomLink href={part.href} isHere={part.isHere} onGo={onGo}>
              {part.label}
            </RoomLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
