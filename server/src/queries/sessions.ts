// Who is asking. A session is remembered so that a request need not look it up first, and proved again in the first
// flight of whatever the request does, so that what is remembered never outlives the session or its rights.
import { createHash } from 'node:crypto';
import type { Principal } from '@casewright/engine/policy';
import type { Database } from '../store/database.ts';
import { findSession, hashSecret, proveSession, sessionContext, type SessionRow } from '../store/find-session.ts';
import type { Statement } from '../store/statement.ts';

export interface Reader {
  readonly principal: Principal;
  /** What opens cases for them, and the lanes in which their work lies: their own and their teams'. */
  readonly tokens: readonly string[];
  /** To travel with the first flight; no row means that this reader must be looked up again. */
  readonly proof: Statement<unknown>;
  /** A short digest of their rights: two readers with the same one see the same of a case. */
  readonly rights: string;
  readonly session: SessionRow;
  readonly expiresAtMs: number;
}

export interface Sessions {
  /** The reader behind a credential, from memory where it is there; null where no live session has it. */
  readonly find: (credential: string) => Promise<Reader | null>;
  /** The same, from the database. */
  readonly renew: (credential: string) => Promise<Reader | null>;
  readonly forget: (credential: string) => void;
  /** True for a credential that was good when it was last looked up. */
  readonly isKnown: (credential: string) => boolean;
}

const REMEMBERED = 20_000;

export function openSessions(database: Database, now: () => number): Sessions {
  // In the order of their last use: a Map keeps the order of insertion, and a use inserts anew.
  const readers = new Map<string, Reader>();

  async function renew(credential: string): Promise<Reader | null> {
    readers.delete(credential);
    const { tenant, secret } = parts(credential);
    const at = new Date(now()).toISOString();
    const [found] = await database.once(sessionContext(tenant), [findSession(tenant, secret, at)]);
    const row = found.rows[0];
    if (row === undefined) return null;
    const reader = readerOf({ tenant, secret, at }, row);
    readers.set(credential, reader);
    const oldest = readers.keys().next();
    if (readers.size > REMEMBERED && oldest.done !== true) readers.delete(oldest.value);
    return reader;
  }

  return {
    async find(credential) {
      const known = readers.get(credential);
      // When a session ends is fixed when it begins, so this needs no database.
      if (known === undefined || known.expiresAtMs <= now()) return renew(credential);
      readers.delete(credential);
      readers.set(credential, known);
      return known;
    },
    renew,
    forget: (credential) => void readers.delete(credential),
    isKnown: (credential) => readers.has(credential),
  };
}

interface Looked {
  readonly tenant: number;
  readonly secret: string;
  readonly at: string;
}

function readerOf({ tenant, secret, at }: Looked, row: SessionRow): Reader {
  const teams = row.teams.map(({ team, role }) => ({ team, role }));
  const hash = hashSecret(secret).toString('hex');
  return {
    principal: { tenant, person: row.person, authority: `session:${hash.slice(0, 16)}`, name: row.name, teams },
    tokens: [`person:${row.person}`, ...new Set(teams.map(({ team }) => `team:${team}`))],
    proof: proveSession({ tenant, secret, now: at, teams }),
    rights: digest(JSON.stringify([tenant, teams])),
    session: row,
    expiresAtMs: Date.parse(row.expires_at),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

/** A credential is `<agency number>.<secret>`; its form was checked when it was read from the cookie. */
function parts(credential: string): { readonly tenant: number; readonly secret: string } {
  const dot = credential.indexOf('.');
  return { tenant: Number(credential.slice(0, dot)), secret: credential.slice(dot + 1) };
}
