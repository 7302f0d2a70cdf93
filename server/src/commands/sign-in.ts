// Begins and ends sessions. Who somebody is was settled before: by a demonstration's list, or by an identity provider.
// Beginning and ending leave a line in the access log in the same transaction.
import { randomBytes } from 'node:crypto';
import { appendAccessLog } from '../store/append-access-log.ts';
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findPerson } from '../store/find-people.ts';
import {
  addSession,
  endSession,
  endSessionsOf,
  findSession,
  hashSecret,
  sessionContext,
} from '../store/find-session.ts';
import { listAgencies } from '../store/list-agencies.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';

export interface SignInDeps {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Absent: a working day, and an hour of it. */
  readonly limits?: SessionLimits;
}

export interface SessionLimits {
  /** Then the person signs in again, whatever they did in between. */
  readonly longestMs: number;
  /** The longest that a session may be left alone. */
  readonly idleMs: number;
}

const SESSION_LIMITS: SessionLimits = { longestMs: 12 * 60 * 60 * 1000, idleMs: 60 * 60 * 1000 };

/** 256 bits: nobody guesses one. */
const SECRET_BYTES = 32;

/** A secret that exists nowhere else. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * Begins a session for a person of an agency, given by its slug, without any proof of who they are: for demonstrations.
 *
 * @returns the credential, `<agency number>.<secret>`, which exists nowhere else; null where there is no such active person
 */
export async function signIn(
  deps: SignInDeps,
  who: { readonly agency: string; readonly personId: string },
): Promise<string | null> {
  const tenant = await agencyNumbered(deps.database, who.agency);
  if (tenant === null) return null;
  const [people] = await deps.database.once(sessionContext(tenant), [findPerson(tenant, who.personId)]);
  const person = people.rows[0]?.person;
  if (person === undefined) return null;
  return beginSession(deps, { tenant, person, secondFactor: false, providerSession: '' });
}

/** The number of the agency that a slug names. */
export async function agencyNumbered(database: Database, slug: string): Promise<number | null> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  return agencies.rows.find((agency) => agency.slug === slug)?.tenant ?? null;
}

export interface SessionBegun {
  readonly tenant: number;
  readonly person: string;
  readonly secondFactor: boolean;
  readonly providerSession: string;
}

/** Always with a new secret, so that nobody can have it from before. @returns the credential */
export async function beginSession(deps: SignInDeps, begun: SessionBegun): Promise<string> {
  const { tenant, person } = begun;
  const secret = newSecret();
  const nowMs = deps.nowMs();
  const at = (ms: number): string => new Date(nowMs + ms).toISOString();
  const { longestMs, idleMs } = deps.limits ?? SESSION_LIMITS;
  await deps.database.once({ tenant, person }, [
    addSession({
      ...{ ...begun, secret, createdAt: at(0) },
      ...{ expiresAt: at(longestMs), idleAt: at(Math.min(idleMs, longestMs)) },
    }),
    ...logLine({ tenant, secret, person, nowMs }, 'sign-in'),
  ]);
  return `${tenant}.${secret}`;
}

/** Ends a session, if there is one. */
export function signOut(deps: SignInDeps, credential: string): Promise<void> {
  return endAs(deps, credential, ({ tenant, secret }) => ({ end: endSession(tenant, secret), action: 'sign-out' }));
}

/** Ends every session of whoever holds this one. */
export function signOutEverywhere(deps: SignInDeps, credential: string): Promise<void> {
  return endAs(deps, credential, ({ tenant, person }) => ({
    end: endSessionsOf(tenant, person),
    action: 'sign-out-everywhere',
  }));
}

async function endAs(
  deps: SignInDeps,
  credential: string,
  what: (session: SessionFacts) => { readonly end: Statement; readonly action: string },
): Promise<void> {
  const tenant = Number(credential.slice(0, credential.indexOf('.')));
  const secret = credential.slice(credential.indexOf('.') + 1);
  const nowMs = deps.nowMs();
  const [found] = await deps.database.once(sessionContext(tenant), [
    findSession(tenant, secret, new Date(nowMs).toISOString()),
  ]);
  const person = found.rows[0]?.person;
  if (person === undefined) return;
  const session = { tenant, secret, person, nowMs };
  const { end, action } = what(session);
  await deps.database.once({ tenant, person }, [end, ...logLine(session, action)]);
}

interface SessionFacts {
  readonly tenant: number;
  readonly secret: string;
  readonly person: string;
  readonly nowMs: number;
}

function logLine({ tenant, secret, person, nowMs }: SessionFacts, action: string): readonly Statement[] {
  const authority = `session:${hashSecret(secret).toString('hex').slice(0, 16)}`;
  return appendAccessLog(tenant, new Date(nowMs).toISOString(), [
    { entryId: uuidV7(nowMs), person, authority, action, caseIds: [], denied: false },
  ]);
}
