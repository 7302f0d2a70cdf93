// Whether many sessions of one agency still live and their people still stand where they stood, in one statement, in which each
// person is looked up once however many sessions they have. For streams, which stay open while nobody asks anything.
import { hashSecret } from './find-session.ts';
import { standingHash, standingOf } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export interface SessionToProve {
  readonly secret: string;
  /** Of the standing that what is remembered was made from. */
  readonly standingHash: string;
}

/** The places of those that hold, in the order of the list; what `proveSession` asks of one, and that it was not left alone. */
export function proveSessions(
  tenant: number,
  sessions: readonly SessionToProve[],
  now: string,
): Statement<{ readonly place: number }> {
  return {
    name: 'prove-sessions',
    text: `
      with live as materialized (
        select a.place, a.standing_hash, s.person
          from unnest($2::int[], $3::bytea[], $4::text[]) as a (place, token_hash, standing_hash)
          join session s on s.tenant = $1 and s.token_hash = a.token_hash
          join person p on p.tenant = $1 and p.person = s.person
         where s.expires_at > $5 and s.idle_at > $5 and p.active),
      stands as materialized (
        select who.person, ${standingHash(standingOf('who.person'))} as standing_hash
          from (select distinct person from live) as who)
      select live.place from live join stands on stands.person = live.person and stands.standing_hash = live.standing_hash`,
    values: [
      tenant,
      sessions.map((_, place) => place),
      sessions.map(({ secret }) => hashSecret(secret)),
      sessions.map((session) => session.standingHash),
      now,
    ],
  };
}
