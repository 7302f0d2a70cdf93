// Where whoever administers an agency can go. They are few, so it comes when it is needed.
import { Link } from '@tanstack/react-router';
import { administrationTexts } from '#texts/administration';
import { NavGroup } from './nav-group.tsx';

const PARTS = [
  ['people', administrationTexts.people],
  ['access', administrationTexts.access],
  ['jobs', administrationTexts.jobs],
] as const;

export function AdministrationLinks() {
  return (
    <NavGroup title={administrationTexts.title}>
      {PARTS.map(([to, label]) => (
        <li key={to}>
          <Link to="/administration/$" params={{ _splat: to }} className="nav-link">
            {label}
          </Link>
        </li>
      ))}
    </NavGroup>
  );
}
