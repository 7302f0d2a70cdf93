// Where whoever administers an agency can go. They are few, so it comes when it is needed.
import { Link } from '@tanstack/react-router';
import { administrationTexts } from '#texts/administration';
import { ADMINISTRATION_PARTS } from '../features/administration/administration-parts.ts';
import { NavGroup } from './nav-group.tsx';

export function AdministrationLinks() {
  return (
    <NavGroup title={administrationTexts.title}>
      {ADMINISTRATION_PARTS.map(([to, label]) => (
        <li key={to}>
          <Link to="/administration/$" params={{ _splat: to }} className="nav-link">
            {label}
          </Link>
        </li>
      ))}
    </NavGroup>
  );
}
