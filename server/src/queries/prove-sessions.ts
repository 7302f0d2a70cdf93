// Whether sessions that nobody uses just now still hold, for streams: many of one agency in one question. A session that does
// not is looked up anew by whoever asked; here nothing is remembered.
import type { Database } from '../store/database.ts';
import { sessionContext, sessionName } from '../store/find-session.ts';
import { proveSessions } from '../store/prove-sessions.ts';
import type { Reader } from './sessions.ts';

/** Somebody with a stream. */
export interface HeldSession {
  readonly credential: string;
  readonly reader: Reader;
}

/** Those of these sessions, all of one agency, that still live and whose people stand where they stood. */
export type ProveSessions = <H extends HeldSession>(tenant: number, held: readonly H[]) => Promise<ReadonlySet<H>>;

export function openSessionProofs(database: Database, now: () => number): ProveSessions {
  return async (tenant, held) => {
    const sessions = held.map(({ credential, reader }) => ({
      secret: secretOf(credential),
      standingHash: reader.session.standing_hash,
    }));
    const [proved] = await database.once(sessionContext(tenant), [
      proveSessions(tenant, sessions, new Date(now()).toISOString()),
    ]);
    return new Set(proved.rows.flatMap(({ place }) => held[place] ?? []));
  };
}

/** What somebody's rights hang on, as changes of rights name it: themselves, their session, their units, cases opened to them. */
export function standsOn({ credential, reader }: HeldSession): ReadonlySet<string> {
  const { session, principal, namedCases } = reader;
  const units = session.standing.flatMap((line) => ('team' in line ? [line.team, ...(line.above ?? [])] : []));
  return new Set([
    `person/${principal.person}`,
    `session/${sessionName(secretOf(credential))}`,
    ...units.map((unit) => `unit/${unit}`),
    ...namedCases.map((caseId) => `case/${caseId}`),
  ]);
}

/** A credential is `<agency number>.<secret>`. */
function secretOf(credential: string): string {
  return credential.slice(credential.indexOf('.') + 1);
}
