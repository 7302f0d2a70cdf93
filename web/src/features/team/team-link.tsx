// A way to a page of this room. The whole room is one address of the router, so that the first load of the app knows nothing of what is in it.
import { useNavigate } from '@tanstack/react-router';
import { RoomLink, type RoomLinkProps } from '../../ui/room-link.tsx';

export interface TeamLinkProps extends Omit<RoomLinkProps, 'href' | 'onGo'> {
  /** Behind `/team/`, with its filters. */
  readonly to: string;
}

export function TeamLink({ to, ...link }: TeamLinkProps) {
  const navigate = useNavigate();
  return <RoomLink href={`/team/${to}`} onGo={navigate} {...link} />;
}

/** The address of a list with these filters; what is not said is left out. */
export function addressOf(page: string, filter: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== null && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? page : `${page}?${text}`;
}
