// Sessions: found by the secret of a cookie before anybody is known, proved again in a command's own transaction, ended.
// Only a hash of the secret is stored, so a copy of the table opens nothing.
import { createHash } from 'node:crypto';
import type { Statement } from './statement.ts';

export interface SessionRow {
  readonly person: string;
  readonly name: string;
  readonly agency_slug: string;
  readonly agency_name: string;
  readonly expires_at: string;
  /** `team`, its title and `role` of each membership. */
  readonly teams: readonly { readonly team: string; readonly title: string; readonly role: string }[];
}

export interface SessionToStore {
  readonly tenant: number;
  readonly secret: string;
  readonly person: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** The context for looking up a session: its agency, and nobody yet. */
export function sessionContext(tenant: number): { readonly tenant: number; readonly person: string } {
  return { tenant, person: '-' };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The live session with its person's rights; no row when it is unknown, over, or its person no longer active. */
export function findSession(tenant: number, secret: string, now: string): Statement<SessionRow> {
  return {
    name: 'find-session',
    text: `select s.person, p.name, a.slug as agency_slug, a.name as agency_name, s.expires_at,
             coalesce((select jsonb_agg(jsonb_build_object('team', m.team, 'title', t.title, 'role', m.role) order by m.team, m.role)
                from membership m join team t on t.tenant = m.tenant and t.team = m.team
                where m.tenant = $1 and m.person = s.person), '[]') as teams
           from session s
           join person p on p.tenant = s.tenant and p.person = s.person
           join agency a on a.tenant = s.tenant
           where s.tenant = $1 and s.token_hash = $2 and s.expires_at > $3 and p.active`,
    values: [tenant, hashSecret(secret), now],
  };
}

export interface SessionProof {
  readonly tenant: number;
  readonly secret: string;
  readonly now: string;
  /** The memberships that the cached principal was made from. */
  readonly teams: readonly { readonly team: string; readonly role: string }[];
}

/**
 * One row exactly when the session still lives and the person still has these memberships and no others; for
 * `CommandRequest.proof`, so that a remembered principal never outlives its rights.
 */
export function proveSession(proof: SessionProof): Statement<{ readonly proved: number }> {
  const memberships = proof.teams.map(({ team, role }) => `${team}/${role}`);
  memberships.sort();
  return {
    name: 'prove-session',
    text: `select 1 as proved from session s join person p on p.tenant = s.tenant and p.person = s.person
           where s.tenant = $1 and s.token_hash = $2 and s.expires_at > $3 and p.active
             and coalesce((select array_agg(m.team || '/' || m.role order by (m.team || '/' || m.role) collate "C")
                from membership m where m.tenant = $1 and m.person = s.person), '{}') = $4::text[]`,
    values: [proof.tenant, hashSecret(proof.secret), proof.now, memberships],
  };
}

export function addSession(session: SessionToStore): Statement {
  return {
    name: 'add-session',
    text: 'insert into session (tenant, token_hash, person, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    values: [session.tenant, hashSecret(session.secret), session.person, session.createdAt, session.expiresAt],
  };
}

export function endSession(tenant: number, secret: string): Statement {
  return {
    name: 'end-session',
    text: 'delete from session where tenant = $1 and token_hash = $2',
    values: [tenant, hashSecret(secret)],
  };
}

/** Forgets sessions that are over. */
export function forgetSessions(tenant: number, now: string): Statement {
  return {
    name: 'forget-sessions',
    text: 'delete from session where tenant = $1 and expires_at <= $2',
    values: [tenant, now],
  };
}
