// Every address of the staff app and the page it shows. Pages load when they are first needed; everything but signing in
// asks for a session first and comes back to where the person was going.
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { CaseFilters } from '../client/case-filters.ts';
import { sessionQuery } from '../client/session.ts';
import { WorkPage } from '../features/work/work-page.tsx';
import { PageLoading } from '../ui/states.tsx';
import { Crashed } from './crashed.tsx';
import { Shell } from './shell.tsx';

interface RouterContext {
  readonly client: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: lazyRouteComponent(() => import('./not-found.tsx'), 'NotFound'),
});

const entry = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  validateSearch: (search: Record<string, unknown>): { return?: string; expired?: true; problem?: string } => ({
    ...(isOwnPath(search['return']) ? { return: search['return'] } : {}),
    ...(search['expired'] === true ? { expired: true } : {}),
    ...(typeof search['problem'] === 'string' ? { problem: search['problem'] } : {}),
  }),
}).lazy(() => import('./lazy-sign-in.tsx').then((page) => page.LazySignIn));

const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (session === null)
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { return: location.href } });
  },
});

const components = createRoute({ getParentRoute: () => root, path: 'components' }).lazy(() =>
  import('./lazy-components.tsx').then((page) => page.LazyComponents),
);

const home = createRoute({
  getParentRoute: () => staff,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/work' });
  },
});

const work = createRoute({
  getParentRoute: () => staff,
  path: 'work',
  // Where everybody begins: with the first load, so that it is not asked for once that has arrived.
  component: WorkPage,
});

const cases = createRoute({
  getParentRoute: () => staff,
  path: 'cases',
  validateSearch: (search: Record<string, unknown>): CaseFilters => ({
    ...(search['status'] === 'closed' ? { status: 'closed' } : {}),
    ...textsIn(search, ['kind', 'team', 'from', 'to', 'due', 'mine', 'sort']),
  }),
}).lazy(() => import('./lazy-case-list.tsx').then((page) => page.LazyCaseList));

const search = createRoute({
  getParentRoute: () => staff,
  path: 'search',
  validateSearch: ({
    q,
    status,
    in: place,
    ...more
  }: Record<string, unknown>): CaseFilters & { readonly q?: string; readonly in?: 'documents' } => ({
    ...textsIn(more, ['kind', 'team', 'from', 'to']),
    // A number in the address is read as one.
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q).slice(0, 200) } : {}),
    ...(status === 'open' || status === 'closed' ? { status } : {}),
    ...(place === 'documents' ? { in: place } : {}),
  }),
}).lazy(() => import('./lazy-search.tsx').then((page) => page.LazySearch));

const TABS = ['mine', 'filed', 'rejected'] as const;

const inbox = createRoute({
  getParentRoute: () => staff,
  path: 'inbox',
  validateSearch: ({
    tab,
    queue,
    channel,
  }: Record<string, unknown>): { tab?: (typeof TABS)[number]; queue?: string; channel?: string } => {
    const shown = TABS.find((one) => one === tab);
    return {
      ...(shown === undefined ? {} : { tab: shown }),
      ...(typeof queue === 'string' ? { queue } : {}),
      ...(typeof channel === 'string' ? { channel } : {}),
    };
  },
}).lazy(() => import('./lazy-inbox.tsx').then((pages) => pages.LazyInbox));

const inboxItem = createRoute({ getParentRoute: () => staff, path: 'inbox/$item' }).lazy(() =>
  import('./lazy-inbox.tsx').then((pages) => pages.LazyInboxItem),
);

const goals = createRoute({
  getParentRoute: () => staff,
  path: 'goals',
  component: lazyRouteComponent(() => import('../features/goals/goals-page.tsx'), 'GoalsPage'),
});

const start = createRoute({
  getParentRoute: () => staff,
  path: 'start',
  component: lazyRouteComponent(() => import('../features/start-case/start-page.tsx'), 'StartPage'),
});

const startForm = createRoute({ getParentRoute: () => staff, path: 'start/$caseType' }).lazy(() =>
  import('./lazy-case-pages.tsx').then((pages) => pages.LazyStartForm),
);

const oneCase = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId' }).lazy(() =>
  import('./lazy-case-pages.tsx').then((pages) => pages.LazyCase),
);

const task = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/tasks/$task' }).lazy(() =>
  import('./lazy-case-pages.tsx').then((pages) => pages.LazyTask),
);

const record = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/record' }).lazy(() =>
  import('./lazy-case-pages.tsx').then((pages) => pages.LazyRecord),
);

const people = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/people/$entry' }).lazy(() =>
  import('./lazy-people.tsx').then((page) => page.LazyPeople),
);

const rights = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/rights' }).lazy(() =>
  import('./lazy-rights.tsx').then((pages) => pages.LazyRights),
);

const subjectFile = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/rights/$fileId' }).lazy(() =>
  import('./lazy-rights.tsx').then((pages) => pages.LazySubjectFile),
);

const documents = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/documents' }).lazy(() =>
  import('./lazy-documents.tsx').then((pages) => pages.LazyDocuments),
);

const oneDocument = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/documents/$entry' }).lazy(() =>
  import('./lazy-documents.tsx').then((pages) => pages.LazyDocument),
);

const letters = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/letters' }).lazy(() =>
  import('./lazy-documents.tsx').then((pages) => pages.LazyLetters),
);

const oneLetter = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/letters/$entry' }).lazy(() =>
  import('./lazy-documents.tsx').then((pages) => pages.LazyLetter),
);

const access = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/access' }).lazy(() =>
  import('./lazy-access-pages.tsx').then((pages) => pages.LazyAccess),
);

const ask = createRoute({ getParentRoute: () => staff, path: 'ask' }).lazy(() =>
  import('./lazy-access-pages.tsx').then((pages) => pages.LazyAsk),
);

const notices = createRoute({ getParentRoute: () => staff, path: 'notices' }).lazy(() =>
  import('./lazy-access-pages.tsx').then((pages) => pages.LazyNotices),
);

const readers = createRoute({ getParentRoute: () => staff, path: 'cases/$caseId/readers' }).lazy(() =>
  import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyReaders),
);

const reviews = createRoute({
  getParentRoute: () => staff,
  path: 'reviews',
  validateSearch: (search: Record<string, unknown>): { state?: 'decided' | 'open' } =>
    search['state'] === 'decided' ? { state: 'decided' } : {},
}).lazy(() => import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyReviews));

const review = createRoute({ getParentRoute: () => staff, path: 'reviews/$reviewId' }).lazy(() =>
  import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyReview),
);

const emergencies = createRoute({ getParentRoute: () => staff, path: 'emergencies' }).lazy(() =>
  import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyEmergencies),
);

const rules = createRoute({ getParentRoute: () => staff, path: 'access-rules' }).lazy(() =>
  import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyRules),
);

const audit = createRoute({ getParentRoute: () => staff, path: 'audit' }).lazy(() =>
  import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyAudit),
);

const auditedCase = createRoute({ getParentRoute: () => staff, path: 'audit/cases/$caseId' }).lazy(() =>
  import('./lazy-oversight-pages.tsx').then((pages) => pages.LazyAuditedCase),
);

const caseTypes = createRoute({ getParentRoute: () => staff, path: 'case-types' }).lazy(() =>
  import('./lazy-case-type-pages.tsx').then((pages) => pages.LazyCaseTypes),
);

const kind = createRoute({ getParentRoute: () => staff, path: 'case-types/$caseType' }).lazy(() =>
  import('./lazy-case-type-pages.tsx').then((pages) => pages.LazyKind),
);

const draft = createRoute({ getParentRoute: () => staff, path: 'case-type-drafts/$draftId' }).lazy(() =>
  import('./lazy-case-type-pages.tsx').then((pages) => pages.LazyDraft),
);

const post = createRoute({ getParentRoute: () => staff, path: 'post' }).lazy(() =>
  import('./lazy-post.tsx').then((page) => page.LazyPost),
);

const administration = createRoute({ getParentRoute: () => staff, path: 'administration/$' }).lazy(() =>
  import('./lazy-administration.tsx').then((page) => page.LazyAdministration),
);

const phrases = createRoute({ getParentRoute: () => staff, path: 'phrases' }).lazy(() =>
  import('./lazy-phrases.tsx').then((page) => page.LazyPhrases),
);

const records = createRoute({ getParentRoute: () => staff, path: 'records/$' }).lazy(() =>
  import('./lazy-records-pages.tsx').then((pages) => pages.LazyRecords),
);

const team = createRoute({ getParentRoute: () => staff, path: 'team/$' }).lazy(() =>
  import('./lazy-team.tsx').then((pages) => pages.LazyTeam),
);

const ofCases = [
  cases,
  search,
  goals,
  start,
  startForm,
  oneCase,
  task,
  record,
  readers,
  access,
  people,
  ...[rights, subjectFile],
  documents,
  oneDocument,
  letters,
  oneLetter,
  ask,
  notices,
] as const;
const tree = root.addChildren([
  entry,
  components,
  staff.addChildren([
    ...([home, work, ...ofCases, reviews, review, emergencies, rules, audit, auditedCase] as const),
    ...([caseTypes, kind, draft, inbox, inboxItem, post, phrases, records, team, administration] as const),
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: Crashed,
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

/** Of an address what these names say, as texts. */
function textsIn<Name extends string>(
  search: Record<string, unknown>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') texts[name] = value.slice(0, 64);
  }
  return texts;
}

/** An address inside this app; anything else could lead a person who just signed in to somebody else's site. */
function isOwnPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value);
}
