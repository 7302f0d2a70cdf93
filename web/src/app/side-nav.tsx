// Where one can go: the work, and inside a case its parts. Folds into a menu on a narrow screen.
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { caseQuery } from '../client/queries.ts';
import { en } from '../texts/en.ts';

const WORK_LINKS = [
  { to: '/work', label: en.shell.myWork },
  { to: '/cases', label: en.shell.cases },
  { to: '/start', label: en.shell.start },
  { to: '/ask', label: en.shell.askAccess },
] as const;

const CASE_PARTS = [
  { hash: 'summary', label: en.shell.summary },
  { hash: 'tasks', label: en.shell.tasks },
  { hash: 'plan', label: en.shell.plan },
  { hash: 'activity', label: en.shell.activity },
] as const;

export function SideNav() {
  const [openAt, setOpenAt] = useState<string | null>(null);
  const here = useLocation({ select: (location) => location.href });
  const { caseId } = useParams({ strict: false });
  const open = openAt === here; // Going anywhere closes the menu.
  return (
    <nav className={open ? 'side-nav side-nav-open' : 'side-nav'} aria-label={en.shell.navigation}>
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls="side-nav-links"
        onClick={() => setOpenAt(open ? null : here)}
      >
        {en.shell.menu}
      </button>
      <div id="side-nav-links" className="side-nav-links">
        <NavGroup title={en.shell.work}>
          {WORK_LINKS.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/cases', includeSearch: false }} className="nav-link">
                {label}
              </Link>
            </li>
          ))}
        </NavGroup>
        {caseId === undefined ? null : <CaseLinks caseId={caseId} />}
      </div>
    </nav>
  );
}

function CaseLinks({ caseId }: { readonly caseId: string }) {
  const reference = useQuery(caseQuery(caseId)).data?.reference;
  if (reference === undefined) return null;
  return (
    <NavGroup title={en.shell.caseNavigation(reference)}>
      {CASE_PARTS.map(({ hash, label }) => (
        <li key={hash}>
          <Link
            to="/cases/$caseId"
            params={{ caseId }}
            hash={hash}
            activeOptions={{ exact: true, includeHash: true }}
            className="nav-link"
          >
            {label}
          </Link>
        </li>
      ))}
      <li>
        <Link to="/cases/$caseId/access" params={{ caseId }} className="nav-link">
          {en.access.nav}
        </Link>
      </li>
      <li>
        <Link to="/cases/$caseId/record" params={{ caseId }} className="nav-link">
          {en.shell.record}
        </Link>
      </li>
    </NavGroup>
  );
}

function NavGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <p className="nav-title">{title}</p>
      <ul className="nav-list">{children}</ul>
    </>
  );
}
