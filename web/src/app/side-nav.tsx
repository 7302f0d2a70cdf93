// Where one can go: the work, and inside a case its parts. Folds into a menu on a narrow screen.
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { noticesQuery, toDecide } from '../client/notices.ts';
import { caseQuery } from '../client/queries.ts';
import { useSession } from '../client/session.ts';
import { useStandingInFor } from '../client/standing-in.ts';
import { firstTexts } from '#texts/first';
import { NavGroup } from './nav-group.tsx';

const OversightLinks = lazy(() => import('./oversight-links.tsx').then((part) => ({ default: part.OversightLinks })));

const AdministrationLinks = lazy(() =>
  import('./administration-links.tsx').then((part) => ({ default: part.AdministrationLinks })),
);

const ViewLinks = lazy(() =>
  import('../features/views/view-links.tsx').then((links) => ({ default: links.ViewLinks })),
);

const WORK_LINKS = [
  { to: '/work', label: firstTexts.shell.myWork },
  { to: '/inbox', label: firstTexts.shell.inbox },
  { to: '/cases', label: firstTexts.shell.cases },
  { to: '/goals', label: firstTexts.shell.goals },
  { to: '/start', label: firstTexts.shell.start },
] as const;
/** Done in one's own name only: for somebody else it would be a refusal on record. */
const OWN_LINKS = [{ to: '/ask', label: firstTexts.shell.askAccess }] as const;

const CASE_PARTS = [
  { hash: 'summary', label: firstTexts.shell.summary },
  { hash: 'tasks', label: firstTexts.shell.tasks },
  { hash: 'plan', label: firstTexts.shell.plan },
  { hash: 'activity', label: firstTexts.shell.activity },
] as const;

export function SideNav() {
  const [openAt, setOpenAt] = useState<string | null>(null);
  const here = useLocation({ select: (location) => location.href });
  const { caseId } = useParams({ strict: false });
  // An auditor opens no case: the pages of the audit show what was recorded.
  const audited = here.startsWith('/audit');
  const links = useStandingInFor() === null ? [...WORK_LINKS, ...OWN_LINKS] : WORK_LINKS;
  const open = openAt === here; // Going anywhere closes the menu.
  return (
    <nav className={open ? 'side-nav side-nav-open' : 'side-nav'} aria-label={firstTexts.shell.navigation}>
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls="side-nav-links"
        onClick={() => setOpenAt(open ? null : here)}
      >
        {firstTexts.shell.menu}
      </button>
      <div id="side-nav-links" className="side-nav-links">
        <NavGroup title={firstTexts.shell.work}>
          {links.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/cases', includeSearch: false }} className="nav-link">
                {label}
              </Link>
            </li>
          ))}
          <li>
            <NoticesLink key={here} />
          </li>
          <TeamLink />
          <CaseTypesLink />
          <PostLink />
          <RecordsLink />
        </NavGroup>
        <Suspense>
          <ViewLinks />
        </Suspense>
        <Oversight />
        <Administration />
        {caseId === undefined || audited ? null : <CaseLinks caseId={caseId} ask={!here.endsWith('/readers')} />}
      </div>
    </nav>
  );
}

/** Says how much waits for a decision. Asked anew wherever somebody goes, and never by itself: that would keep a session alive. */
function NoticesLink() {
  const { items = [], records = [] } = useQuery({ ...noticesQuery, staleTime: 30_000 }).data ?? {};
  return (
    <Link to="/notices" className="nav-link">
      {firstTexts.shell.notices(toDecide(items) + records.length)}
    </Link>
  );
}

const DRAFT_ROLES: readonly string[] = ['privacy-officer', 'case-type-designer', 'case-type-publisher'];

/** A room is one address of the router with many pages; its link stands for all of them. */
function useInRoom(room: string): { readonly 'aria-current'?: 'page' } {
  return useLocation({ select: ({ pathname }) => pathname.startsWith(`/${room}/`) }) ? { 'aria-current': 'page' } : {};
}

/** For everybody of a team: which kind of case lets whom give its work out is known to the page. */
function TeamLink() {
  const here = useInRoom('team');
  if (useSession()?.teams.length === 0) return null;
  return (
    <li>
      <Link
        to="/team/$"
        params={{ _splat: 'load' }}
        activeOptions={{ includeSearch: false }}
        className="nav-link"
        {...here}
      >
        {firstTexts.shell.team}
      </Link>
    </li>
  );
}

/** For those who write, approve or acknowledge drafts. */
function CaseTypesLink() {
  const session = useSession();
  if (session?.teams.some(({ role }) => DRAFT_ROLES.includes(role)) !== true) return null;
  return (
    <li>
      <Link to="/case-types" className="nav-link">
        {firstTexts.shell.caseTypes}
      </Link>
    </li>
  );
}

/** For those who put letters into envelopes. */
function PostLink() {
  if (useSession()?.teams.some(({ role }) => role === 'mail-room') !== true) return null;
  return (
    <li>
      <Link to="/post" className="nav-link">
        {firstTexts.shell.post}
      </Link>
    </li>
  );
}

/** For those who keep records; the office is not handed on. */
function RecordsLink() {
  const session = useSession();
  const isOwn = useStandingInFor() === null;
  const here = useInRoom('records');
  if (!isOwn || session?.teams.some(({ role }) => role === 'records-manager') !== true) return null;
  return (
    <li>
      <Link
        to="/records/$"
        params={{ _splat: 'overview' }}
        activeOptions={{ includeSearch: false }}
        className="nav-link"
        {...here}
      >
        {firstTexts.shell.records}
      </Link>
    </li>
  );
}

/**
 * For those who watch over reads, and for those who belong to no team, as auditors do; nobody does either for somebody else.
 * They are few, so the links come when they are needed.
 */
function Oversight() {
  const session = useSession();
  const colleague = useStandingInFor();
  const watches = session?.teams.some(({ role }) => role === 'privacy-officer') === true;
  const audits = session !== null && session.teams.length === 0;
  if (colleague !== null || (!watches && !audits)) return null;
  return (
    <Suspense fallback={null}>
      <OversightLinks watches={watches} />
    </Suspense>
  );
}

/** The office is not handed on. */
function Administration() {
  const isOwn = useStandingInFor() === null;
  if (useSession()?.teams.some(({ role }) => role === 'administrator') !== true || !isOwn) return null;
  return (
    <Suspense fallback={null}>
      <AdministrationLinks />
    </Suspense>
  );
}

/** Not asked for where whoever is here may not be able to open the case: that would be a refusal on record. */
function CaseLinks({ caseId, ask }: { readonly caseId: string; readonly ask: boolean }) {
  const view = useQuery({ ...caseQuery(caseId), enabled: ask }).data;
  if (view === undefined) return null;
  const { reference, kept } = view;
  const hasDocuments = kept.kinds.documents.length > 0;
  return (
    <NavGroup title={firstTexts.shell.caseNavigation(reference)}>
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
      {hasDocuments ? (
        <li>
          <Link to="/cases/$caseId/documents" params={{ caseId }} className="nav-link">
            {firstTexts.shell.documents}
          </Link>
        </li>
      ) : null}
      <li>
        <Link to="/cases/$caseId/access" params={{ caseId }} className="nav-link">
          {firstTexts.shell.access}
        </Link>
      </li>
      <li>
        <Link to="/cases/$caseId/record" params={{ caseId }} className="nav-link">
          {firstTexts.shell.record}
        </Link>
      </li>
      <li>
        <Link to="/cases/$caseId/readers" params={{ caseId }} className="nav-link">
          {firstTexts.oversight.readers}
        </Link>
      </li>
    </NavGroup>
  );
}
