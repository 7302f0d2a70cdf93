// The frame of every page for staff: who is signed in, where one can go, keys, live updates, and what was just done.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dropAllDrafts, ownDrafts } from '../client/drafts.ts';
import { signInWaysQuery } from '../client/queries.ts';
import { sessionQuery, signOut } from '../client/session.ts';
import { useStandingInFor } from '../client/standing-in.ts';
import type { Session } from '../client/types.ts';
import { appTexts } from '#texts/app';
import { announce, Announcer } from '../ui/announcer.tsx';
import { BrandMark } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { problemText } from '../ui/problem-text.ts';
import { OpenNext } from '../ui/open-next.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { KeyHelp } from './key-help.tsx';
import { SearchBox } from './search-box.tsx';
import { SideNav } from './side-nav.tsx';
import { StandInStrip } from './stand-in-strip.tsx';
import { useFindNext } from './use-find-next.ts';
import { useLiveUpdates } from './use-live-updates.ts';

export function Shell() {
  const session = useQuery(sessionQuery).data;
  const findNext = useFindNext();
  const openNext = () => void findNext();
  const [help, setHelp] = useState(false);
  useReturnToSignIn(session);
  useDraftsOf(session);
  useLiveUpdates();
  useShortcut('?', () => setHelp(true));
  useShortcut('n', openNext);
  if (session === null || session === undefined) return null;
  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={skipToMain}>
        {appTexts.skip}
      </a>
      <header className="head">
        <TopBar session={session} onHelp={() => setHelp(true)} />
        <DemonstrationStrip />
        <WithheldStrip session={session} />
        <StandInStrip colleagues={session.standsInFor} />
      </header>
      <SideNav />
      <main className="page" id="main" tabIndex={-1}>
        <OpenNext value={openNext}>
          <Outlet />
        </OpenNext>
      </main>
      {help ? <KeyHelp onClose={() => setHelp(false)} /> : null}
      <Announcer />
    </div>
  );
}

function TopBar({ session, onHelp }: { readonly session: Session; readonly onHelp: () => void }) {
  const leave = useSignOut();
  return (
    <div className="top-bar">
      <Link to="/work" className="brand" aria-label={appTexts.shell.home}>
        <BrandMark />
        {appTexts.brand}
      </Link>
      <SearchBox />
      <p className="identity">
        <bdi className="identity-name">{session.name}</bdi>
        <span className="identity-team">
          <bdi>{[...new Set([session.agency.name, ...session.teams.map((team) => team.title)])].join(' · ')}</bdi>
        </span>
      </p>
      <div className="top-actions">
        <Button look="quiet" keyHint="?" onClick={onHelp}>
          <span>
            {appTexts.shell.keys}
            <span className="wide-only">{appTexts.shell.andDisplay}</span>
          </span>
        </Button>
        <Button look="quiet" onClick={() => void leave()}>
          {appTexts.shell.signOut}
        </Button>
      </div>
    </div>
  );
}

/** Only a demonstration lists its people, so the list says that this is one. */
function DemonstrationStrip() {
  const ways = useQuery(signInWaysQuery).data;
  return ways?.demonstration === true ? <p className="demonstration">{appTexts.shell.demonstration}</p> : null;
}

/** Roles that are theirs and that this session does not give. */
function WithheldStrip({ session: { withheld } }: { readonly session: Session }) {
  const roles = withheld.map(({ role, title }) => `${role} (${title})`);
  return roles.length === 0 ? null : <p className="demonstration">{appTexts.shell.withheld(roles)}</p>;
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      const atProvider = await signOut(client);
      dropAllDrafts();
      if (atProvider === null) await navigate({ to: '/sign-in' });
      else window.location.assign(atProvider);
    } catch (error) {
      announce(problemText(error));
    }
  };
}

/** When the session ends while somebody works: sign in again, then back here. What was typed stays in memory. */
function useReturnToSignIn(session: Session | null | undefined): void {
  const navigate = useNavigate();
  const here = useLocation({ select: (location) => location.href });
  useEffect(() => {
    if (session === null && !here.startsWith('/sign-in'))
      void navigate({ to: '/sign-in', search: { return: here, expired: true }, replace: true });
  }, [session, here, navigate]);
}

/** What was typed belongs to whoever typed it, also when somebody else signs in on the same page. */
function useDraftsOf(session: Session | null | undefined): void {
  const personId = session?.personId;
  const colleague = useStandingInFor()?.personId ?? '';
  // While drawing, before any form below looks for what was typed.
  if (personId !== undefined) ownDrafts(`${personId} ${colleague}`);
  const before = useRef(personId);
  useLayoutEffect(() => {
    // Another person signed in, in another window: nothing stays on the screen that was read or typed as the one before.
    if (before.current !== undefined && personId !== undefined && before.current !== personId)
      globalThis.location.reload();
    before.current = personId ?? before.current;
  }, [personId]);
}

/** A plain link to #main would change the address and undo what the router keeps in it. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
