// Where one can go: the work, and inside a case its parts. Folds into a menu on a narrow screen.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { reviewsQuery } from '../client/oversight.ts';
import { noticesQuery, toDecide } from '../client/notices.ts';
import { caseQuery } from '../client/queries.ts';
import { useSession } from '../client/session.ts';
import { useStandingInFor } from '../client/standing-in.ts';
import { appTexts } from '#texts/app';

const WORK_LINKS = [
  { to: '/work', label: appTexts.shell.myWork },
  { to: '/inbox', label: appTexts.shell.inbox },
  { to: '/cases', label: appTexts.shell.cases },
  { to: '/goals', label: appTexts.shell.goals },
  { to: '/start', label: appTexts.shell.start },
] as const;
/** Done in one's own name only: for somebody else it would be a refusal on record. */
const OWN_LINKS = [{ to: '/ask', label: appTexts.shell.askAccess }] as const;

const CASE_PARTS = [
  { hash: 'summary', label: appTexts.shell.summary },
  { hash: 'tasks', label: appTexts.shell.tasks },
  { hash: 'plan', label: appTexts.shell.plan },
  { hash: 'activity', label: appTexts.shell.activity },
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
    <nav className={open ? 'side-nav side-nav-open' : 'side-nav'} aria-label={appTexts.shell.navigation}>
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls="side-nav-links"
        onClick={() => setOpenAt(open ? null : here)}
      >
        {appTexts.shell.menu}
      </button>
      <div id="side-nav-links" className="side-nav-links">
        <NavGroup title={appTexts.shell.work}>
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
        <OversightLinks />
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
      {appTexts.notices.link(toDecide(items) + records.length)}
    </Link>
  );
}

const PRIVACY_ROLE = 'privacy-officer';
const DRAFT_ROLES: readonly string[] = [PRIVACY_ROLE, 'case-type-designer', 'case-type-publisher'];

/** For everybody of a team: which kind of case lets whom give its work out is known to the page. */
function TeamLink() {
  if (useSession()?.teams.length === 0) return null;
  return (
    <li>
      <Link to="/team/$" params={{ _splat: 'load' }} activeOptions={{ includeSearch: false }} className="nav-link">
        {appTexts.shell.team}
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
        {appTexts.shell.caseTypes}
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
        {appTexts.shell.post}
      </Link>
    </li>
  );
}

/** For those who keep records; the office is not handed on. */
function RecordsLink() {
  const session = useSession();
  const isOwn = useStandingInFor() === null;
  if (!isOwn || session?.teams.some(({ role }) => role === 'records-manager') !== true) return null;
  return (
    <li>
      <Link
        to="/records/$"
        params={{ _splat: 'overview' }}
        activeOptions={{ includeSearch: false }}
        className="nav-link"
      >
        {appTexts.shell.records}
      </Link>
    </li>
  );
}

/** For those who watch over reads, and for those who belong to no team, as auditors do; nobody does either for somebody else. */
function OversightLinks() {
  const session = useSession();
  const colleague = useStandingInFor();
  const watches = session?.teams.some(({ role }) => role === PRIVACY_ROLE) === true;
  const audits = session !== null && session.teams.length === 0;
  if (colleague !== null || (!watches && !audits)) return null;
  return (
    <NavGroup title={appTexts.oversight.navigation}>
      <li>
        {watches ? (
          <ReviewsLink />
        ) : (
          <Link to="/audit" className="nav-link">
            {appTexts.oversight.audit}
          </Link>
        )}
      </li>
      {watches ? (
        <>
          <li>
            <Link to="/emergencies" className="nav-link">
              {appTexts.notices.statistics.title}
            </Link>
          </li>
          <li>
            <Link to="/access-rules" className="nav-link">
              {appTexts.rules.title}
            </Link>
          </li>
        </>
      ) : null}
    </NavGroup>
  );
}

/** Says how much waits, wherever they are: that is how they are told. */
function ReviewsLink() {
  const pages = useInfiniteQuery({ ...reviewsQuery('open'), staleTime: 60_000 }).data?.pages ?? [];
  const open = pages.flatMap((page) => page.items);
  const overdue = open.filter((review) => review.overdue).length;
  return (
    <Link to="/reviews" activeOptions={{ includeSearch: false }} className="nav-link">
      {appTexts.oversight.reviews(open.length, overdue)}
    </Link>
  );
}

/** Not asked for where whoever is here may not be able to open the case: that would be a refusal on record. */
function CaseLinks({ caseId, ask }: { readonly caseId: string; readonly ask: boolean }) {
  const view = useQuery({ ...caseQuery(caseId), enabled: ask }).data;
  if (view === undefined) return null;
  const { reference, kept } = view;
  const hasDocuments = kept.kinds.documents.length > 0;
  return (
    <NavGroup title={appTexts.shell.caseNavigation(reference)}>
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
            {appTexts.shell.documents}
          </Link>
        </li>
      ) : null}
      <li>
        <Link to="/cases/$caseId/access" params={{ caseId }} className="nav-link">
          {appTexts.shell.access}
        </Link>
      </li>
      <li>
        <Link to="/cases/$caseId/record" params={{ caseId }} className="nav-link">
          {appTexts.shell.record}
        </Link>
      </li>
      <li>
        <Link to="/cases/$caseId/readers" params={{ caseId }} className="nav-link">
          {appTexts.oversight.readers}
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
