// Who is signed in, as they see it themselves.
import type { SessionRow } from '../store/find-session.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface SessionView {
  readonly personId: string;
  readonly name: string;
  readonly agency: { readonly slug: string; readonly name: string };
  readonly teams: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  readonly expiresAt: string;
}

export function showSession(send: SendReading, reader: Reader): Promise<ReadAnswer<SessionView>> {
  return answerRead(send, reader, {
    action: { type: 'read-session' },
    name: 'read-session',
    asked: [],
    statements: [],
    fold: () => ({ view: viewOfSession(reader.session), caseIds: [] }),
  });
}

export function viewOfSession(row: SessionRow): SessionView {
  return {
    personId: row.person,
    name: row.name,
    agency: { slug: row.agency_slug, name: row.agency_name },
    teams: row.teams,
    expiresAt: row.expires_at,
  };
}
