// What is asked of the routes of commands on entries: at a version that no case has, and on an entry that is not there, so that nothing
// is changed by it. See `matrix-requests.ts`.

const STALE = { 'if-match': '"v999999"' };

export function get(path: string): Asked {
  return { path };
}

export function stale(path: string, body: object): Asked {
  return { path, body, headers: STALE };
}

export interface Asked {
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** The document of the case that it is about, by its name in the world; only cases that have it are asked. */
  readonly document?: string;
  /** Whoever may have it gets the bytes of the document, and nothing else. */
  readonly isBytes?: true;
}

/** Of a command, what is sent at a version that no case has, and what its case refuses whatever its version. */
export type Variants = Readonly<Record<string, Asked>>;

type Routes = Readonly<Record<string, Variants>>;

export const CASE = '/api/v1/cases/CASE';

/** @param made what is said to make one; what says who may know of it is said with each move too */
export function entriesOf(
  list: string,
  made: { readonly of: string; readonly audience?: string; readonly [more: string]: unknown },
  moves: Readonly<Record<string, object>>,
): Routes {
  const path = `${CASE}/${list}`;
  const { of, audience } = made;
  const known = { of, ...(audience === undefined ? {} : { audience }) };
  const nothing = `${path}/${ONE[list] ?? list.slice(0, -1)}.999`;
  const moved = Object.entries(moves).map(([move, said]): readonly [string, Variants] => [
    `POST /api/v1/cases/:caseId/${list}/:entry/${move}`,
    {
      stale: stale(`${nothing}/${move}`, { ...known, ...said }),
      refused: { path: `${nothing}/${move}`, body: { ...known, ...said } },
    },
  ]);
  return {
    [`POST /api/v1/cases/:caseId/${list}`]: { stale: stale(path, made) },
    ...Object.fromEntries(moved),
  };
}

const ONE: Readonly<Record<string, string>> = { parties: 'party', evidence: 'evidence' };

const HASH = 'a'.repeat(64);
const HEARING = {
  ...{ startsAt: '2026-01-01T09:00:00Z', endsAt: '2026-01-01T10:00:00Z', place: 'x', link: null, interpreter: null },
};
const NO_FILE = '00000000-0000-7000-8000-000000000000';
const LETTER = { of: 'letter', channel: 'post', with: ['party.999'], subject: 'x' };

/** Determinations, exhibits, documents, referrals and communications. */
export const FURTHER: Routes = {
  ...entriesOf(
    'determinations',
    { of: 'ruling' },
    {
      ...{ revise: { reasons: 'x' }, discard: { reason: 'x' }, make: { draft: 1 }, notify: { party: 'party.999' } },
      'request-review': { right: 'x', party: 'agency', words: 'x' },
      ...{ 'withdraw-review': { reason: 'x' }, revoke: { reasons: 'x' } },
    },
  ),
  ...entriesOf(
    'evidence',
    { of: 'exhibit', audience: 'sealed', words: 'x' },
    {
      ...{ offer: { offeredFor: [] }, 'change-audience': { to: 'all', reason: 'x' } },
      ...{ 'hand-over': { to: { outside: 'x' } }, receive: {}, refuse: { reason: 'x' } },
      ...{ 'report-gap': { from: '2026-01-01', words: 'x' }, admit: {}, exclude: { reasons: 'x' } },
      ...{ return: { to: { outside: 'x' }, reasons: 'x', receipt: HASH }, dispose: { reasons: 'x' } },
    },
  ),
  ...entriesOf(
    'documents',
    { of: 'paper', audience: 'sealed', title: 'x', file: NO_FILE },
    {
      ...{ 'add-version': { file: NO_FILE }, retitle: { title: 'y', reason: 'x' } },
      ...{ reclassify: { to: 'paper', toAudience: 'sealed', reason: 'x' } },
      ...{ 'change-audience': { to: 'all', reason: 'x' }, withdraw: { reason: 'x' } },
      disclose: { duty: 'due', to: 'party.999', content: HASH },
      withhold: { duty: 'due', from: 'party.999', content: HASH, ground: 'safety', reasons: 'x' },
    },
  ),
  ...entriesOf(
    'referrals',
    { of: 'advice', to: { team: 'parking' }, words: 'x', sections: ['strategy'], endsOn: '2099-01-01' },
    { accept: {}, decline: { because: 'none' }, answer: { answer: 'x' }, withdraw: { reasons: 'x' } },
  ),
  ...entriesOf('communications', LETTER, {
    ...{ revise: { subject: 'x' }, discard: { reason: 'x' }, approve: { content: HASH } },
    ...{ send: {}, deliver: {}, bounce: { reason: 'x' } },
    ...{ move: { appointment: HEARING, reason: 'x' }, cancel: { reason: 'x' } },
    conclude: { missedBy: [], reasons: 'x' },
  }),
  'POST /api/v1/cases/:caseId/communications/arrange': {
    stale: stale(`${CASE}/communications/arrange`, { ...LETTER, appointment: HEARING }),
  },
  'POST /api/v1/cases/:caseId/communications/record': {
    stale: stale(`${CASE}/communications/record`, { ...LETTER, direction: 'in' }),
  },
};
