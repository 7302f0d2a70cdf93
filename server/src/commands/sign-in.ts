// Begins and ends sessions. Who somebody is was settled before: by a demonstration's list, later by an identity
// provider. Beginning and ending leave a line in the access log in the same transaction.
import { randomBytes } from 'node:crypto';
import { appendAccessLog } from '../store/append-access-log.ts';
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findPerson } from '../store/find-people.ts';
import { addSession, endSession, findSession, hashSecret, sessionContext } from '../store/find-session.ts';
import { listAgencies } from '../store/list-agencies.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';

export interface SignInDeps {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** A working day; then the person signs in again, whatever they did in between. */
const SESSION_MS = 12 * 60 * 60 * 1000;
/** 256 bits: nobody guesses one. */
const SECRET_BYTES = 32;

/**
 * Begins a session for a person of an agency, given by its slug.
 *
 * @returns the credential, `<agency number>.<secret>`, which exists nowhere else; null where there is no such active person
 */
export async function signIn(
  deps: SignInDeps,
  who: { readonly agency: string; readonly personId: string },
): Promise<string | null> {
  const { database } = deps;
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const agency = agencies.rows.find(({ slug }) => slug === who.agency);
  if (agency === undefined) return null;
  const { tenant } = agency;
  const [people] = await database.once(sessionContext(tenant), [findPerson(tenant, who.personId)]);
  const person = people.rows[0]?.person;
  if (person === undefined) return null;
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const nowMs = deps.nowMs();
  const createdAt = new Date(nowMs).toISOString();
  const expiresAt = new Date(nowMs + SESSION_MS).toISOString();
  await database.once({ tenant, person }, [
    addSession({ tenant, secret, person, createdAt, expiresAt }),
    logLine({ tenant, secret, person, nowMs }, 'sign-in'),
  ]);
  return `${tenant}.${secret}`;
}

/** Ends a session, if there is one. */
export async function signOut(deps: SignInDeps, credential: string): Promise<void> {
  const tenant = Number(credential.slice(0, credential.indexOf('.')));
  const secret = credential.slice(credential.indexOf('.') + 1);
  const nowMs = deps.nowMs();
  const [found] = await deps.database.once(sessionContext(tenant), [
    findSession(tenant, secret, new Date(nowMs).toISOString()),
  ]);
  const person = found.rows[0]?.person;
  if (person === undefined) return;
  await deps.database.once({ tenant, person }, [
    endSession(tenant, secret),
    logLine({ tenant, secret, person, nowMs }, 'sign-out'),
  ]);
}

interface SessionFacts {
  readonly tenant: number;
  readonly secret: string;
  readonly person: string;
  readonly nowMs: number;
}

function logLine({ tenant, secret, person, nowMs }: SessionFacts, action: string): Statement {
  const authority = `session:${hashSecret(secret).toString('hex').slice(0, 16)}`;
  return appendAccessLog(tenant, new Date(nowMs).toISOString(), [
    { entryId: uuidV7(nowMs), person, authority, action, caseIds: [], denied: false },
  ]);
}
