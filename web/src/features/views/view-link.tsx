// A saved view as a link: opening it is the same as the address with its filters.
import { Link } from '@tanstack/react-router';
import type { SavedView } from '../../client/views.ts';

export interface ViewLinkProps {
  readonly view: SavedView;
  readonly className: string;
}

export function ViewLink({ view: { place, filters, title }, className }: ViewLinkProps) {
  // The router holds what the address says against what the list has, as for any address.
  return (
    <Link
      to={place === 'inbox' ? '/inbox' : '/cases'}
      search={filters}
      activeOptions={{ exact: true }}
      className={className}
    >
      <bdi>{title}</bdi>
    </Link>
  );
}
