// Sessions of browsers and tokens of systems: found by their secret before anybody is known, proved again in a command's
// own transaction, ended. Only a hash of the secret is stored, so a copy of the table opens nothing.
import { createHash } from 'node:crypto';
import { standingHash, standingOf, type StandingLine } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export interface SessionRow {
  readonly person: string;
  readonly name: string;
  readonly agency_slug: string;
  readonly agency_name: string;
  readonly expires_at: string;
  readonly idle_at: string;
  readonly kind: SessionKind;
  readonly second_factor: boolean;
  /** What a token is for; null in a browser. */
  readonly scope: readonly string[] | null;
  /** Kinds of cases that a token is for; null: all. */
  readonly case_types: readonly string[] | null;
  /** `team`, its title and `role` of each membership. */
  readonly teams: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  readonly standing: readonly StandingLine[];
  readonly standing_hash: string;
}

export type SessionKind = 'browser' | 'token';

export interface SessionToStore {
  readonly tenant: number;
  readonly secret: string;
  readonly person: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Absent: it does not end by being left alone. */
  readonly idleAt?: string;
  /** Default `browser`. */
  readonly kind?: SessionKind;
  readonly secondFactor?: boolean;
  readonly providerSession?: string;
  readonly scope?: readonly string[];
}

/** The context for looking up a session: its agency, and nobody yet. */
export function sessionContext(tenant: number): { readonly tenant: number; readonly person: string } {
  return { tenant, person: '-' };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** What a session is called where it is named: the start of the hash, which opens nothing. */
export function sessionName(secret: string): string {
  return hashSecret(secret).toString('hex').slice(0, 16);
}

/** The memberships of `person` as a session keeps them. */
function rightsOf(person: string): string {
  return `coalesce((select array_agg(m.team || '/' || m.role order by (m.team || '/' || m.role) collate "C")
                from membership m where m.tenant = $1 and m.person = ${person}), '{}')`;
}

/**
 * The live session with its person's rights; no row when it is unknown, over, or its person no longer active, and none when
 * that person's memberships are not those with which it began.
 */
export function findSession(tenant: number, secret: string, now: string): Statement<SessionRow> {
  return {
    name: 'find-session',
    text: `select s.person, p.name, a.slug as agency_slug, a.name as agency_name, s.expires_at, s.idle_at, s.kind, s.second_factor,
             s.scope, c.case_types, stands.standing, ${standingHash('stands.standing')} as standing_hash,
             coalesce((select jsonb_agg(jsonb_build_object('team', m.team, 'title', t.title, 'role', m.role) order by m.team, m.role)
                from membership m join team t on t.tenant = m.tenant and t.team = m.team
                where m.tenant = $1 and m.person = s.person), '[]') as teams
           from session s
           join person p on p.tenant = s.tenant and p.person = s.person
           join agency a on a.tenant = s.tenant
           left join client c on c.tenant = s.tenant and c.client = s.person
           -- The offset keeps it one value: without it the standing would be read where it is shown and where it is hashed.
           cross join lateral (select ${standingOf('s.person')} as standing offset 0) stands
           where s.tenant = $1 and s.token_hash = $2 and s.expires_at > $3 and s.idle_at > $3 and p.active
             and s.rights = ${rightsOf('s.person')}`,
    values: [tenant, hashSecret(secret), now],
  };
}

/** Notes that a session is in use, unless it was over already. */
export function touchSession(
  tenant: number,
  secret: string,
  at: { readonly now: string; readonly idleAt: string },
): Statement {
  return {
    name: 'touch-session',
    text: `update session set idle_at = least($4::timestamptz, expires_at)
           where tenant = $1 and token_hash = $2 and idle_at > $3 and kind = 'browser'`,
    values: [tenant, hashSecret(secret), at.now, at.idleAt],
  };
}

export interface SessionProof {
  readonly tenant: number;
  readonly secret: string;
  readonly now: string;
  /** Of the standing that the cached principal was made from. */
  readonly standingHash: string;
}

/**
 * One row exactly when the session still lives and the person still stands where they stood: the same memberships below the
 * same units, the same facts; for `CommandRequest.proof`, so that a remembered principal never outlives its rights.
 */
export function proveSession(proof: SessionProof): Statement<{ readonly proved: number }> {
  return {
    name: 'prove-session',
    text: `select 1 as proved from session s join person p on p.tenant = s.tenant and p.person = s.person
           where s.tenant = $1 and s.token_hash = $2 and s.expires_at > $3 and p.active
             and ${standingHash(standingOf('s.person'))} = $4`,
    values: [proof.tenant, hashSecret(proof.secret), proof.now, proof.standingHash],
  };
}

export function addSession(session: SessionToStore): Statement {
  return {
    name: 'add-session',
    text: `insert into session (tenant, token_hash, person, created_at, expires_at, idle_at, kind, second_factor, provider_session, scope, rights)
           select $1, $2, $3, $4::timestamptz, $5::timestamptz, $6::timestamptz, $7, $8::boolean, $9, $10::text[], ${rightsOf('$3')}`,
    values: [
      session.tenant,
      hashSecret(session.secret),
      session.person,
      session.createdAt,
      session.expiresAt,
      session.idleAt ?? session.expiresAt,
      session.kind ?? 'browser',
      session.secondFactor ?? false,
      session.providerSession ?? '',
      session.scope ?? null,
    ],
  };
}

export function endSession(tenant: number, secret: string): Statement {
  return {
    name: 'end-session',
    text: 'delete from session where tenant = $1 and token_hash = $2',
    values: [tenant, hashSecret(secret)],
    unsettles: [`session/${sessionName(secret)}`],
  };
}

/** Everywhere: in every browser, or with every token. */
export function endSessionsOf(tenant: number, person: string): Statement {
  return {
    name: 'end-sessions-of',
    text: 'delete from session where tenant = $1 and person = $2',
    values: [tenant, person],
    unsettles: [`person/${person}`],
  };
}

/** Ends what a provider says has ended, whose people the caller tells of: one session of its own, or all of a person where it names none. */
export function endProviderSessions(
  tenant: number,
  who: { readonly issuer: string; readonly subject: string | null; readonly providerSession: string | null },
): Statement<{ readonly person: string }> {
  return {
    name: 'end-provider-sessions',
    text: `delete from session s where s.tenant = $1 and s.kind = 'browser'
             and ($4::text is null or s.provider_session = $4)
             and (($3::text is null and $4::text is not null) or s.person in
                  (select i.person from identity i where i.tenant = $1 and i.issuer = $2 and i.subject = $3))
           returning s.person`,
    values: [tenant, who.issuer, who.subject, who.providerSession],
  };
}

/** Forgets sessions that are over. */
export function forgetSessions(tenant: number, now: string): Statement {
  return {
    name: 'forget-sessions',
    text: 'delete from session where tenant = $1 and (expires_at <= $2 or idle_at <= $2)',
    values: [tenant, now],
  };
}
