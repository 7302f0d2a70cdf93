// Every screen of the staff app, as data: its address in the router, who looks at it, and where. A route without a line here fails a test,
// so a new page adds one; a window or a form that opens on a page is a line with `act`.
import type { Page } from 'playwright-core';
import type { ScreenWorld } from './screen-world.ts';

export interface Screen {
  /** Unique; names its pictures and its faults. */
  readonly name: string;
  /** As the router has it, with a slash before; null for what the router answers by itself. */
  readonly route: string | null;
  /** Id of whoever looks; null for nobody. */
  readonly as: string | null;
  readonly path: (world: ScreenWorld) => string;
  /** What is done there before it is looked at. */
  readonly act?: (page: Page) => Promise<void>;
  /** The only width in which there is such a thing. */
  readonly width?: 320;
  /** The server's refusal is what it shows, so it has no other states. */
  readonly refused?: true;
}

const ANNA = 'anna.ricci';
const ELENA = 'elena.moretti';
const PETRA = 'petra.lindqvist';
const RITA = 'rita.riva';
const AUDITOR = 'olga.fini';
const WRITER = 'lotte.smeets';
const NADIA = 'nadia.brunner';
const CLAIMS = 'claims.1';

/** Opens the window behind a key. */
function window(key: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };
}

/** Sends a form as it is, which it refuses. */
async function sendEmpty(page: Page): Promise<void> {
  await page.locator('main form button[type=submit]').first().press('Enter');
  await page.locator('.error-summary').waitFor();
}

async function openFolds(page: Page): Promise<void> {
  for (const folded of await page.locator('summary').all()) await folded.press('Enter');
}

async function previewFirst(page: Page): Promise<void> {
  await page.locator('.preview-toggle').first().press('Enter');
  await page.locator('.preview .fact, .preview p').first().waitFor();
}

async function openMenu(page: Page): Promise<void> {
  await page.locator('.menu-button').press('Enter');
}

/** It asks nothing, so it has no states but those that it shows. */
function finished(): Promise<void> {
  return Promise.resolve();
}

/** To the drafts of redacted copies of a document: they come in place of its pages. */
async function redact(page: Page): Promise<void> {
  await page.locator('main p.page-actions button').first().press('Enter');
  await page.locator('#redact').waitFor();
}

/** What somebody else looks at before there is a copy: its page is drawn, and what is left of its text is there. */
async function reviewRedaction(page: Page): Promise<void> {
  await redact(page);
  await page.locator('#redact + .lines button').press('Enter');
  await page.locator('.document-text').waitFor();
  await drawn(page);
}

/** A new copy with a box on it, and the looking for words open. */
async function drawRedaction(page: Page): Promise<void> {
  await redact(page);
  await page.locator('.document-content > .page-actions button').first().press('Enter');
  await drawn(page);
  await page.locator('[aria-labelledby=redact] [role=group] .button-primary').press('Enter');
  await page.locator('.redact-columns .kept').first().waitFor();
  await page.locator('.document-content summary').first().press('Enter');
}

async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => (document.querySelector('canvas')?.width ?? 0) > 300);
}

/** Shows everything as it is under a mouse, which no test of ours moves. */
async function hoverAll(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const under = 'a, button, .option, tbody tr, summary, .persona';
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: under });
  for (const nodeId of nodeIds) await session.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: ['hover'] });
}

export const SCREENS: readonly Screen[] = [
  { name: 'sign-in', route: '/sign-in', as: null, path: () => '/sign-in' },
  { name: 'sign-in-expired', route: '/sign-in', as: null, path: () => '/sign-in?expired=true' },
  {
    ...{ name: 'sign-in-nobody', route: '/sign-in', as: null, path: () => '/sign-in' },
    act: sendEmpty,
  },
  { name: 'work', route: '/work', as: ANNA, path: () => '/' },
  { name: 'work-preview', route: '/', as: ANNA, path: () => '/work', act: previewFirst },
  { name: 'work-menu', route: '/work', as: ANNA, path: () => '/work', act: openMenu, width: 320 },
  { name: 'work-of-nobody', route: '/work', as: AUDITOR, path: () => '/work' },
  { name: 'keys', route: '/work', as: ANNA, path: () => '/work', act: window('?') },
  { name: 'cases', route: '/cases', as: ANNA, path: () => '/cases' },
  { name: 'cases-closed', route: '/cases', as: ANNA, path: () => '/cases?status=closed' },
  { name: 'search', route: '/search', as: ANNA, path: () => '/search?q=screens' },
  { name: 'search-start', route: '/search', as: ANNA, path: () => '/search' },
  { name: 'search-documents', route: '/search', as: ANNA, path: () => '/search?q=hearing&in=documents' },
  { name: 'inbox', route: '/inbox', as: ANNA, path: () => '/inbox' },
  { name: 'inbox-item', route: '/inbox/$item', as: ANNA, path: ({ item }) => `/inbox/${item}` },
  { name: 'phrases', route: '/phrases', as: ANNA, path: () => '/phrases' },
  {
    ...{ name: 'phrase-new', route: '/phrases', as: ANNA, path: () => '/phrases' },
    act: async (page) => {
      await page.locator('main .button-primary').first().press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'goals', route: '/goals', as: ANNA, path: () => '/goals' },
  { name: 'start', route: '/start', as: ANNA, path: () => '/start' },
  { name: 'start-form', route: '/start/$caseType', as: ANNA, path: () => '/start/infringement-notice' },
  {
    ...{ name: 'start-form-wrong', route: '/start/$caseType', as: ANNA, path: () => '/start/infringement-notice' },
    act: sendEmpty,
  },
  { name: 'case', route: '/cases/$caseId', as: ANNA, path: ({ caseId }) => `/cases/${caseId}`, act: openFolds },
  { name: 'case-busy', route: '/cases/$caseId', as: CLAIMS, path: ({ busyCase }) => `/cases/${busyCase}` },
  {
    ...{ name: 'case-note', route: '/cases/$caseId', as: ANNA, path: ({ caseId }) => `/cases/${caseId}` },
    act: window('m'),
  },
  {
    ...{ name: 'case-share', route: '/cases/$caseId', as: ANNA, path: ({ caseId }) => `/cases/${caseId}` },
    act: window('s'),
  },
  { name: 'task', route: '/cases/$caseId/tasks/$task', as: ANNA, path: ({ caseId }) => `/cases/${caseId}/tasks/talk` },
  {
    ...{ name: 'task-why', route: '/cases/$caseId/tasks/$task', as: ANNA },
    ...{ path: ({ caseId }) => `/cases/${caseId}/tasks/talk`, act: window('w') },
  },
  {
    ...{ name: 'task-assign', route: '/cases/$caseId/tasks/$task', as: ANNA },
    ...{ path: ({ caseId }) => `/cases/${caseId}/tasks/talk`, act: window('a') },
  },
  { name: 'record', route: '/cases/$caseId/record', as: ANNA, path: ({ caseId }) => `/cases/${caseId}/record` },
  { name: 'readers', route: '/cases/$caseId/readers', as: ANNA, path: ({ caseId }) => `/cases/${caseId}/readers` },
  { name: 'access', route: '/cases/$caseId/access', as: ANNA, path: ({ caseId }) => `/cases/${caseId}/access` },
  {
    ...{ name: 'people', route: '/cases/$caseId/people/$entry', as: ANNA },
    path: ({ caseId }) => `/cases/${caseId}/people/party.person`,
  },
  { name: 'rights', route: '/cases/$caseId/rights', as: ANNA, path: ({ caseId }) => `/cases/${caseId}/rights` },
  {
    ...{ name: 'subject-file', route: '/cases/$caseId/rights/$fileId', as: ANNA },
    path: ({ caseId, subjectFile }) => `/cases/${caseId}/rights/${subjectFile}`,
  },
  {
    ...{ name: 'documents', route: '/cases/$caseId/documents', as: ANNA },
    path: ({ caseId }) => `/cases/${caseId}/documents`,
  },
  {
    ...{ name: 'documents-busy', route: '/cases/$caseId/documents', as: CLAIMS },
    path: ({ busyCase }) => `/cases/${busyCase}/documents`,
  },
  {
    ...{ name: 'document', route: '/cases/$caseId/documents/$entry', as: ANNA },
    path: ({ caseId, document }) => `/cases/${caseId}/documents/${document}`,
  },
  {
    ...{ name: 'document-text', route: '/cases/$caseId/documents/$entry', as: ANNA, act: openFolds },
    path: ({ caseId, document }) => `/cases/${caseId}/documents/${document}`,
  },
  {
    ...{ name: 'redactions', route: '/cases/$caseId/documents/$entry', as: ANNA, act: redact },
    path: ({ caseId, document }) => `/cases/${caseId}/documents/${document}`,
  },
  {
    ...{ name: 'redaction-drawn', route: '/cases/$caseId/documents/$entry', as: ANNA, act: drawRedaction },
    path: ({ caseId, document }) => `/cases/${caseId}/documents/${document}`,
  },
  {
    ...{ name: 'redaction-approved', route: '/cases/$caseId/documents/$entry', as: ELENA, act: reviewRedaction },
    path: ({ caseId, waiting }) => `/cases/${caseId}/documents/${waiting}`,
  },
  { name: 'letters', route: '/cases/$caseId/letters', as: ANNA, path: ({ caseId }) => `/cases/${caseId}/letters` },
  {
    ...{ name: 'letter', route: '/cases/$caseId/letters/$entry', as: ANNA },
    path: ({ caseId, letter }) => `/cases/${caseId}/letters/${letter}`,
  },
  { name: 'find', route: '/work', as: ANNA, path: () => '/work', act: window('/') },
  { name: 'ask', route: '/ask', as: ANNA, path: () => '/ask' },
  { name: 'notices', route: '/notices', as: 'elena.moretti', path: () => '/notices' },
  { name: 'reviews', route: '/reviews', as: PETRA, path: () => '/reviews' },
  { name: 'reviews-decided', route: '/reviews', as: PETRA, path: () => '/reviews?state=decided' },
  { name: 'review', route: '/reviews/$reviewId', as: PETRA, path: ({ reviewId }) => `/reviews/${reviewId}` },
  { name: 'emergencies', route: '/emergencies', as: PETRA, path: () => '/emergencies' },
  { name: 'access-rules', route: '/access-rules', as: PETRA, path: () => '/access-rules' },
  { name: 'audit', route: '/audit', as: AUDITOR, path: () => '/audit' },
  {
    ...{ name: 'audited-case', route: '/audit/cases/$caseId', as: AUDITOR },
    path: ({ caseId }) => `/audit/cases/${caseId}`,
  },
  { name: 'case-types', route: '/case-types', as: WRITER, path: () => '/case-types' },
  { name: 'kind', route: '/case-types/$caseType', as: WRITER, path: () => '/case-types/infringement-notice' },
  {
    ...{ name: 'draft', route: '/case-type-drafts/$draftId', as: WRITER },
    path: ({ draftId }) => `/case-type-drafts/${draftId}`,
  },
  { name: 'administration-people', route: '/administration/$', as: NADIA, path: () => '/administration/people' },
  {
    ...{ name: 'administration-give', route: '/administration/$', as: NADIA, path: () => '/administration/people' },
    act: async (page) => {
      await page.locator('main li', { hasText: ANNA }).locator('.page-actions button').first().press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'administration-access', route: '/administration/$', as: NADIA, path: () => '/administration/access' },
  { name: 'administration-jobs', route: '/administration/$', as: NADIA, path: () => '/administration/jobs' },
  { name: 'post', route: '/post', as: 'greta.ferri', path: () => '/post' },
  { name: 'team-load', route: '/team/$', as: CLAIMS, path: () => '/team/load' },
  { name: 'team-tasks', route: '/team/$', as: CLAIMS, path: () => '/team/tasks' },
  { name: 'team-clocks', route: '/team/$', as: CLAIMS, path: () => '/team/clocks' },
  { name: 'team-approvals', route: '/team/$', as: CLAIMS, path: () => '/team/approvals' },
  { name: 'samples', route: '/team/$', as: ANNA, path: () => '/team/samples' },
  { name: 'sample-draw', route: '/team/$', as: ANNA, path: () => '/team/samples/new' },
  { name: 'sample', route: '/team/$', as: ANNA, path: ({ sample }) => `/team/samples/${sample}` },
  {
    ...{ name: 'sample-review', route: '/team/$', as: 'marco.conti' },
    path: ({ sample, sampledCase }) => `/team/samples/${sample}/${sampledCase}`,
  },
  { name: 'records', route: '/records/$', as: RITA, path: () => '/records/overview' },
  { name: 'records-cases', route: '/records/$', as: RITA, path: () => '/records/cases' },
  {
    ...{ name: 'records-case', route: '/records/$', as: RITA },
    path: ({ caseId }) => `/records/cases/${caseId}`,
  },
  { name: 'holds', route: '/records/$', as: RITA, path: () => '/records/holds' },
  { name: 'hold', route: '/records/$', as: RITA, path: ({ holdId }) => `/records/holds/${holdId}` },
  { name: 'disposal', route: '/records/$', as: RITA, path: () => '/records/disposal' },
  {
    name: 'disposal-list',
    route: '/records/$',
    as: RITA,
    path: ({ proposedRun }) => `/records/disposal/${proposedRun}`,
  },
  {
    ...{ name: 'certificate', route: '/records/$', as: RITA },
    path: ({ finishedRun }) => `/records/disposal/${finishedRun}/certificate`,
  },
  { name: 'components', route: '/components', as: null, path: () => '/components', act: finished },
  { name: 'components-hover', route: '/components', as: null, path: () => '/components', act: hoverAll },
  {
    ...{ name: 'components-form-refused', route: '/components', as: null, path: () => '/components' },
    act: async (page) => {
      await page.locator('.case-form input[type=text]').first().fill('Anna');
      await page.locator('.case-form button[type=submit]').first().press('Enter');
    },
  },
  {
    ...{ name: 'components-window', route: '/components', as: null, path: () => '/components' },
    act: (page) => page.locator('[aria-labelledby=part-windows] button').press('Enter'),
  },
  { name: 'page-not-found', route: null, as: ANNA, path: () => '/nowhere', refused: true },
  {
    ...{ name: 'no-access', route: null, as: ANNA, refused: true },
    path: () => '/cases/00000000-0000-4000-8000-000000000000',
  },
];
