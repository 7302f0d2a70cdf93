// Who is signed in, as they see it themselves.
import { withoutCaseFile } from '@casewright/engine/policy';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface SessionView {
  readonly personId: string;
  readonly name: string;
  readonly agency: { readonly slug: string; readonly name: string };
  readonly teams: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  /** Roles that are theirs and that this session does not give: it was begun without a second factor. */
  readonly withheld: readonly { readonly team: string; readonly title: string; readonly role: string }[];
  readonly expiresAt: string;
}

export function showSession(send: SendReading, reader: Reader): Promise<ReadAnswer<SessionView>> {
  return answerRead(send, reader, {
    action: { type: 'read-session' },
    name: 'read-session',
    asked: [],
    statements: [],
    fold: () => ({ view: withoutCaseFile(viewOfSession(reader)), caseIds: [] }),
  });
}

export function viewOfSession({ session: row, withheld }: Reader): SessionView {
  return {
    personId: row.person,
    name: row.name,
    agency: { slug: row.agency_slug, name: row.agency_name },
    teams: row.teams,
    withheld,
    expiresAt: row.expires_at,
  };
}
