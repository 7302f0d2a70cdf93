// A way to a page of this room, and the names of its pages. The whole room is one address of the router, so that the first load of the app
// knows nothing of what is in it.
import { useNavigate } from '@tanstack/react-router';
import { RoomLink, type RoomLinkProps } from '../../ui/room-link.tsx';

export interface RecordsLinkProps extends Omit<RoomLinkProps, 'href' | 'onGo'> {
  /** Behind `/records/`, with its question. */
  readonly to: string;
}

export function RecordsLink({ to, ...link }: RecordsLinkProps) {
  const navigate = useNavigate();
  return <RoomLink href={`/records/${to}`} onGo={navigate} {...link} />;
}
