// Standing in for a colleague, for one request: who asks becomes a reader who holds what the colleague could hand on to them, and
// proves in the transaction of the request that both still stand where they stood. Remembered with the session, like its reader.
import {
  authorityStandingIn,
  type HandedOver,
  type Membership,
  membershipsStandingIn,
  type ReaderTokens,
} from '@casewright/engine/policy';
import { roleLane } from '../store/access-tasks.ts';
import type { Database } from '../store/database.ts';
import { sessionContext } from '../store/find-session.ts';
import { handedOverIn, standInHoldingOf, type StandingLine } from '../store/reader-standing.ts';
import { type ColleagueRow, findColleague, proveStandIn } from '../store/stand-in.ts';
import { digest, listedBy, parts, type Reader } from './sessions.ts';

/** The reader who stands in for a colleague; null where that colleague has handed nothing over to them, or there is none. */
export type StandIn = (credential: string, reader: Reader, colleague: string) => Promise<Reader | null>;

/** Colleagues and purposes that are remembered with one session; more are worked out for each request. */
const REMEMBERED = 8;

export function openStandIns(database: Database, now: () => number): StandIn {
  // By what a reader was made from: it goes when they are looked up anew, and nothing of it outlives them.
  const remembered = new WeakMap<readonly StandingLine[], Map<string, Reader>>();

  return async (credential, reader, colleague) => {
    const { tenant } = reader.principal;
    const { standing } = reader.session;
    const known = remembered.get(standing) ?? new Map<string, Reader>();
    const name = `${colleague} ${reader.purpose ?? ''}`;
    const before = known.get(name);
    if (before !== undefined && before.holdsUntilMs > now()) return before;
    known.delete(name);
    const [found] = await database.once(sessionContext(tenant), [findColleague(tenant, colleague)]);
    const [row] = found.rows;
    const standingIn = row === undefined ? null : readerFor({ credential, reader, nowMs: now() }, colleague, row);
    if (standingIn === null) return null;
    if (known.size < REMEMBERED) remembered.set(standing, known.set(name, standingIn));
    return standingIn;
  };
}

/** Whose work has been handed over to whoever asks. A system stands in for nobody. */
export function handedOver({ kind, principal, session, gives }: Reader, nowMs: number): readonly HandedOver[] {
  if (kind !== 'browser') return [];
  const { tenant, person } = principal;
  return handedOverIn({ tenant, person, lines: session.standing, gives, nowMs });
}

interface Asking {
  readonly credential: string;
  readonly reader: Reader;
  readonly nowMs: number;
}

function readerFor({ credential, reader, nowMs }: Asking, colleague: string, row: ColleagueRow): Reader | null {
  const { principal, session, gives, purpose = null } = reader;
  const { tenant, person, authority } = principal;
  const own = { tenant, person, lines: session.standing, gives, purpose, nowMs };
  const holding = standInHoldingOf({ ...own, colleague: { person: colleague, lines: row.standing } });
  // Nothing at all is held where the rules know of no delegation, or of something that they cannot read.
  if (holding.tokens.length === 0) return null;
  const teams = membershipsStandingIn(
    principal.teams,
    row.standing.flatMap(membershipIn).filter(({ role }) => gives(role)),
  );
  const { secret } = parts(credential);
  const at = { tenant, secret, now: new Date(nowMs).toISOString() };
  const proof = proveStandIn({
    ...{ ...at, standingHash: session.standing_hash },
    ...{ colleague, colleagueHash: row.standing_hash },
  });
  return {
    ...reader,
    principal: {
      ...{ ...principal, teams, holding: holding.tokens, onBehalfOf: colleague },
      authority: authorityStandingIn(authority, colleague),
    },
    lanes: lanesOf(colleague, teams),
    ...listedBy(holding.tokens),
    proof,
    rights: digest(JSON.stringify([tenant, teams, colleague, holding.tokens])),
    holdsUntilMs: Math.min(reader.holdsUntilMs, endOf(holding)),
  };
}

function endOf({ until }: ReaderTokens): number {
  return until ?? Number.POSITIVE_INFINITY;
}

/** The colleague's own lane, and those of the teams in which somebody acts for them. */
function lanesOf(colleague: string, teams: readonly Membership[]): readonly string[] {
  return [
    ...[`person:${colleague}`, ...new Set(teams.map(({ team }) => `team:${team}`))],
    ...teams.map(({ team, role }) => roleLane(team, role)),
  ];
}

function membershipIn(line: StandingLine): readonly Membership[] {
  return 'team' in line ? [{ team: line.team, role: line.role }] : [];
}
