// The frame of every page for staff: who is signed in, where one can go, keys, live updates, and what was just done.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dropAllDrafts, dropDraft, ownDrafts } from '../client/drafts.ts';
import { sendHeld, useHolding, whenSent } from '../client/held-act.ts';
import { signInWaysQuery } from '../client/queries.ts';
import { refreshCase } from '../client/use-act.ts';
import { sessionQuery, signOut } from '../client/session.ts';
import { useStandingInFor } from '../client/standing-in.ts';
import type { Session } from '../client/types.ts';
import { firstTexts } from '#texts/first';
import { announce, Announcer } from '../ui/announcer.tsx';
import { BrandMark } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { useCaseWindow } from '../ui/case-window.ts';
import { problemText } from '../ui/problem-text.ts';
import { OpenNext } from '../ui/open-next.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { FindButton, FindWindow } from './find-box.tsx';
import { SideNav } from './side-nav.tsx';
import { useCaseKeys } from './use-case-keys.ts';
import { useFindNext } from './use-find-next.ts';
import { useLiveUpdates } from './use-live-updates.ts';

const HeldStrip = lazy(() => import('./held-strip.tsx').then((page) => ({ default: page.HeldStrip })));
const CaseWindows = lazy(() =>
  import('../features/case-windows/case-windows.tsx').then((page) => ({ default: page.CaseWindows })),
);

const KeyHelp = lazy(() => import('./key-help.tsx').then((part) => ({ default: part.KeyHelp })));
const StandInStrip = lazy(() => import('./stand-in-strip.tsx').then((part) => ({ default: part.StandInStrip })));

export function Shell() {
  const session = useQuery(sessionQuery).data;
  const colleague = useStandingInFor();
  const findNext = useFindNext();
  const openNext = () => void findNext();
  const [help, setHelp] = useState(false);
  const [find, setFind] = useState(false);
  useReturnToSignIn(session);
  useDraftsOf(session);
  useLiveUpdates();
  useShortcut('?', () => setHelp(true));
  useShortcut('n', openNext);
  useCaseKeys();
  if (session === null || session === undefined) return null;
  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={skipToMain}>
        {firstTexts.skip}
      </a>
      <header className="head">
        <TopBar session={session} onHelp={() => setHelp(true)} onFind={() => setFind(true)} />
        <DemonstrationStrip />
        <WithheldStrip session={session} />
        {colleague === null && session.standsInFor.length === 0 ? null : (
          <Suspense fallback={null}>
            <StandInStrip colleagues={session.standsInFor} />
          </Suspense>
        )}
        <OpenNext value={openNext}>
          <Held />
        </OpenNext>
      </header>
      <SideNav />
      <main className="page" id="main" tabIndex={-1}>
        <OpenNext value={openNext}>
          <Outlet />
        </OpenNext>
      </main>
      {find ? <FindWindow onClose={() => setFind(false)} /> : null}
      {help ? (
        <Suspense fallback={null}>
          <KeyHelp onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
      <Windows />
      <Announcer />
    </div>
  );
}

/** What was completed and can still be taken back. */
function Held() {
  const client = useQueryClient();
  const holding = useHolding();
  useEffect(() => {
    whenSent(({ draft }, { caseId }) => {
      dropDraft(draft);
      return refreshCase(client, caseId);
    });
  }, [client]);
  return <Suspense>{holding === null ? null : <HeldStrip holding={holding} />}</Suspense>;
}

function Windows() {
  const open = useCaseWindow();
  return <Suspense>{open === null ? null : <CaseWindows key={JSON.stringify(open)} open={open} />}</Suspense>;
}

interface TopBarProps {
  readonly session: Session;
  readonly onHelp: () => void;
  readonly onFind: () => void;
}

function TopBar({ session, onHelp, onFind }: TopBarProps) {
  const leave = useSignOut();
  return (
    <div className="top-bar">
      <Link to="/work" className="brand" aria-label={firstTexts.shell.home}>
        <BrandMark />
        {firstTexts.brand}
      </Link>
      <FindButton onOpen={onFind} />
      <p className="identity">
        <bdi className="identity-name">{session.name}</bdi>
        <span className="identity-team">
          <bdi>{[...new Set([session.agency.name, ...session.teams.map((team) => team.title)])].join(' · ')}</bdi>
        </span>
      </p>
      <div className="top-actions">
        <Button look="quiet" keyHint="?" onClick={onHelp}>
          <span>
            {firstTexts.shell.keys}
            <span className="wide-only">{firstTexts.shell.andDisplay}</span>
          </span>
        </Button>
        <Button look="quiet" onClick={() => void leave()}>
          {firstTexts.shell.signOut}
        </Button>
      </div>
    </div>
  );
}

/** Only a demonstration lists its people, so the list says that this is one. */
function DemonstrationStrip() {
  const ways = useQuery(signInWaysQuery).data;
  return ways?.demonstration === true ? <p className="demonstration">{firstTexts.shell.demonstration}</p> : null;
}

/** Roles that are theirs and that this session does not give. */
function WithheldStrip({ session: { withheld } }: { readonly session: Session }) {
  const roles = withheld.map(({ role, title }) => `${role} (${title})`);
  return roles.length === 0 ? null : <p className="demonstration">{firstTexts.shell.withheld(roles)}</p>;
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      // Who signs out has completed what they completed.
      await sendHeld();
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
