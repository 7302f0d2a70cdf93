// Who is signed in, as they see it themselves.
import { withoutCaseFile } from '@casewright/engine/policy';
import type { Database } from '../store/database.ts';
import type { NameRow } from '../store/find-people.ts';
import { sessionContext } from '../store/find-session.ts';
import { findAtWork } from '../store/stand-in.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { handedOver } from './standing-in.ts';

export interface SessionView {
  readonly personId: string;
  readonly name: string;
  readonly agency: { readonly slug: string; readonly name: string };
  readonly teams: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  /** Roles that are theirs and that this session does not give: it was begun without a second factor. */
  readonly withheld: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  /** Colleagues whose work was handed over to them, and until when, where that was said. */
  readonly standsInFor: readonly { readonly personId: string; readonly name: string; readonly until: string | null }[];
  readonly expiresAt: string;
}

export function showSession(send: SendReading, reader: Reader, nowMs: number): Promise<ReadAnswer<SessionView>> {
  const colleagues = handedOver(reader, nowMs).map(({ by }) => by);
  return answerRead(send, reader, {
    action: { type: 'read-session' },
    name: 'read-session',
    asked: [],
    // Mostly nobody has handed anything over, and then nothing is asked.
    statements: colleagues.length === 0 ? [] : [findAtWork(reader.principal.tenant, colleagues)],
    fold: ([names]) => ({ view: withoutCaseFile(viewOf(reader, names?.rows ?? [], nowMs)), caseIds: [] }),
  });
}

/** The same for somebody who has just signed in. */
export async function viewOfSession(database: Database, reader: Reader, nowMs: number): Promise<SessionView> {
  const { tenant } = reader.principal;
  const colleagues = handedOver(reader, nowMs).map(({ by }) => by);
  if (colleagues.length === 0) return viewOf(reader, [], nowMs);
  const [names] = await database.once(sessionContext(tenant), [findAtWork(tenant, colleagues)]);
  return viewOf(reader, names.rows, nowMs);
}

function viewOf(reader: Reader, atWork: readonly NameRow[], nowMs: number): SessionView {
  const { session: row, withheld } = reader;
  const names = new Map(atWork.map(({ person, name }) => [person, name]));
  return {
    personId: row.person,
    name: row.name,
    agency: { slug: row.agency_slug, name: row.agency_name },
    teams: row.teams,
    withheld,
    standsInFor: handedOver(reader, nowMs).flatMap(({ by, until }) => {
      const name = names.get(by);
      const end = until === null ? null : new Date(until).toISOString();
      return name === undefined ? [] : [{ personId: by, name, until: end }];
    }),
    expiresAt: row.expires_at,
  };
}
