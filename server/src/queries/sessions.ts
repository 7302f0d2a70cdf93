// Who is asking. A session is remembered so that a request need not look it up first, and proved again in the first
// flight of whatever the request does, so that what is remembered never outlives the session or its rights.
import { createHash } from 'node:crypto';
import type { Principal } from '@casewright/engine/policy';
import { roleLane } from '../store/access-tasks.ts';
import type { Database } from '../store/database.ts';
import {
  findSession,
  proveSession,
  sessionContext,
  sessionName,
  touchSession,
  type SessionKind,
  type SessionRow,
} from '../store/find-session.ts';
import { holdingOf } from '../store/reader-standing.ts';
import type { Statement } from '../store/statement.ts';

export interface Reader {
  readonly principal: Principal;
  /** The lanes in which their work lies: their own and their teams'. */
  readonly lanes: readonly string[];
  /** What of that which they hold lists of cases start from. */
  readonly listTokens: readonly string[];
  /** Cases that are opened to them one by one. */
  readonly namedCases: readonly string[];
  /** To travel with the first flight; no row means that this reader must be looked up again. */
  readonly proof: Statement<unknown>;
  /** A short digest of their rights: two readers with the same one see the same of a case. */
  readonly rights: string;
  readonly session: SessionRow;
  /** A person in a browser, or a system with a token: what was begun as the one is never taken for the other. */
  readonly kind: SessionKind;
  /** Roles that are theirs and that this session does not give, since it was begun without a second factor. */
  readonly withheld: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  /** When it ends if it is not used before. */
  readonly idleAtMs: number;
  /** From this instant on what they hold must be worked out again. */
  readonly holdsUntilMs: number;
  /** What they say that this request is for. */
  readonly purpose?: string;
  /** The languages that they want, the best first; absent: that of the case type. */
  readonly languages?: readonly string[];
  /** The same reader, who says so. */
  readonly stating: (purpose: string) => Reader;
  /** False for a role that this session does not give. */
  readonly gives: (role: string) => boolean;
}

/** What a question needs of whoever asks: somebody in a session, or an operator in their name. */
export type Asker = Pick<Reader, 'principal' | 'proof' | 'purpose'>;

export interface Sessions {
  /** The reader behind a credential, from memory where it is there, as one who is at work; null where no live session has it. */
  readonly find: (credential: string) => Promise<Reader | null>;
  /** The same, without noting that it is in use: for what goes on by itself while nobody is there. */
  readonly peek: (credential: string) => Promise<Reader | null>;
  /** The same, from the database. */
  readonly renew: (credential: string) => Promise<Reader | null>;
  readonly forget: (credential: string) => void;
  /** True for a credential that was good when it was last looked up. */
  readonly isKnown: (credential: string) => boolean;
}

export interface SessionRules {
  /** The longest that a session may be left alone. */
  readonly idleMs: number;
  /** True for a role that is held only in a session begun with a second factor. */
  readonly needsSecondFactor: (agency: string, role: string) => boolean;
}

const REMEMBERED = 20_000;
/** Use is noted this often at most: one write a minute for somebody who works. */
const NOTED_EVERY_MS = 60_000;

export function openSessions(database: Database, now: () => number, rules: SessionRules): Sessions {
  // In the order of their last use: a Map keeps the order of insertion, and a use inserts anew.
  const readers = new Map<string, Reader>();

  async function look(credential: string, use: 'used' | 'unused'): Promise<Reader | null> {
    readers.delete(credential);
    const { tenant, secret } = parts(credential);
    const nowMs = now();
    const at = new Date(nowMs).toISOString();
    const idleAt = new Date(nowMs + rules.idleMs).toISOString();
    const find = findSession(tenant, secret, at);
    const context = sessionContext(tenant);
    const [found] =
      use === 'unused'
        ? await database.once(context, [find])
        : (await database.once(context, [touchSession(tenant, secret, { now: at, idleAt }), find])).slice(1);
    // Both ways end with the answer of `find`.
    const row = (found as { readonly rows: readonly SessionRow[] }).rows[0];
    if (row === undefined) return null;
    const reader = readerOf({ tenant, secret, at }, row, rules);
    readers.set(credential, reader);
    const oldest = readers.keys().next();
    if (readers.size > REMEMBERED && oldest.done !== true) readers.delete(oldest.value);
    return reader;
  }

  return {
    async find(credential) {
      const known = readers.get(credential);
      if (known === undefined || known.holdsUntilMs <= now() || isToNote(known, now())) return look(credential, 'used');
      readers.delete(credential);
      readers.set(credential, known);
      return known;
    },
    async peek(credential) {
      const known = readers.get(credential);
      const lives =
        known !== undefined &&
        Math.min(known.idleAtMs, known.holdsUntilMs, Date.parse(known.session.expires_at)) > now();
      return lives ? known : look(credential, 'unused');
    },
    renew: (credential) => look(credential, 'unused'),
    forget: (credential) => void readers.delete(credential),
    isKnown: (credential) => readers.has(credential),
  };

  /** When a session ends at the latest is fixed when it begins, so while it need not be noted, no database is asked. */
  function isToNote({ session, idleAtMs, kind }: Reader, nowMs: number): boolean {
    const endsMs = Date.parse(session.expires_at);
    if (endsMs <= nowMs || idleAtMs <= nowMs) return true;
    return kind === 'browser' && idleAtMs < endsMs && idleAtMs - nowMs < rules.idleMs - NOTED_EVERY_MS;
  }
}

/** Rows of cases that a token is for. A page may be shorter by what it is not for; the next one follows all the same. */
export function inScope<R extends { readonly case_type: string }>(
  { principal }: Asker,
  rows: readonly R[],
): readonly R[] {
  const kinds = principal.scope?.caseTypes ?? null;
  return kinds === null ? rows : rows.filter((row) => kinds.includes(row.case_type));
}

interface Looked {
  readonly tenant: number;
  readonly secret: string;
  readonly at: string;
}

/** A session that states other purposes than these is worked out again for each request. */
const PURPOSES_MAX = 8;

function readerOf(looked: Looked, row: SessionRow, rules: SessionRules): Reader {
  const stated = new Map<string, Reader>();
  const stating = (purpose: string): Reader => {
    const known = stated.get(purpose);
    if (known !== undefined) return known;
    const reader = readerFor({ ...looked, purpose }, row, { rules, stating });
    if (stated.size < PURPOSES_MAX) stated.set(purpose, reader);
    return reader;
  };
  return readerFor({ ...looked, purpose: null }, row, { rules, stating });
}

function readerFor(
  { tenant, secret, at, purpose }: Looked & { readonly purpose: string | null },
  row: SessionRow,
  { rules, stating }: { readonly rules: SessionRules; readonly stating: Reader['stating'] },
): Reader {
  const { person, name, kind } = row;
  const isWithheld = (role: string): boolean =>
    kind === 'browser' && !row.second_factor && rules.needsSecondFactor(row.agency_slug, role);
  const held = row.teams.map(({ team, role }) => ({ team, role }));
  const teams = held.filter(({ role }) => !isWithheld(role));
  const hash = sessionName(secret);
  const scope = row.scope === null ? {} : { scope: { actions: row.scope, caseTypes: row.case_types } };
  const authority = `${kind === 'token' ? 'token' : 'session'}:${hash}`;
  const gives = (role: string): boolean => !isWithheld(role);
  const holding = holdingOf({ tenant, person, lines: row.standing, gives, purpose, nowMs: Date.parse(at) });
  return {
    principal: { tenant, person, authority, name, teams, holding: holding.tokens, ...scope },
    lanes: [
      ...[`person:${person}`, ...new Set(teams.map(({ team }) => `team:${team}`))],
      ...teams.map(({ team, role }) => roleLane(team, role)),
    ],
    ...listedBy(holding.tokens),
    proof: proveSession({ tenant, secret, now: at, standingHash: row.standing_hash }),
    rights: digest(JSON.stringify([tenant, teams, scope, holding.tokens])),
    session: { ...row, teams: row.teams.filter(({ role }) => !isWithheld(role)) },
    kind,
    withheld: row.teams.filter(({ role }) => isWithheld(role)),
    idleAtMs: Date.parse(row.idle_at),
    holdsUntilMs: holding.until ?? Number.POSITIVE_INFINITY,
    ...(purpose === null ? {} : { purpose }),
    ...{ stating, gives },
  };
}

/** Lists start from units and people; what is opened case by case is found by the case. */
export function listedBy(tokens: readonly string[]): Pick<Reader, 'listTokens' | 'namedCases'> {
  const named = tokens.flatMap((token) => /^(?:share|specific|break-glass):[0-9]+\/([^/]+)$/.exec(token)?.[1] ?? []);
  return {
    listTokens: tokens.filter((token) => /^(in|over|assigned|handed):[^#]*$/.test(token)),
    namedCases: [...new Set(named)],
  };
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

/** A credential is `<agency number>.<secret>`; its form was checked when it was read from the request. */
export function parts(credential: string): { readonly tenant: number; readonly secret: string } {
  const dot = credential.indexOf('.');
  return { tenant: Number(credential.slice(0, dot)), secret: credential.slice(dot + 1) };
}
