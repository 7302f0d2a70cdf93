// To whom work may be given, with what each carries of it already, whether they are away and who stands in for them; and into which queues.
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { isAway } from '../store/find-candidates.ts';
import { peopleOfTeams, type TeamPersonRow } from '../store/people-of-teams.ts';
import { handedOverIn } from '../store/reader-standing.ts';
import { countLanes, teamsOf } from '../store/team-work.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { givenOutBy, type GivenOutBy, type TeamDoors, type TeamFilter } from './given-out.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface AwayView {
  readonly from: string | null;
  readonly until: string | null;
}

export interface TeamPersonView {
  readonly person: string;
  readonly name: string;
  /** Roles in the teams that were asked about. */
  readonly roles: readonly string[];
  /** Tasks of those that the reader gives out, and what they carry at most. */
  readonly tasks: number;
  readonly capacity: number;
  /** Null where they are here today. */
  readonly away: AwayView | null;
  /** Names of those who stand in for them. */
  readonly standIns: readonly string[];
}

export interface TeamPeopleView {
  readonly people: readonly TeamPersonView[];
  readonly queues: readonly { readonly queue: string; readonly tasks: number }[];
  /** In no queue and nobody's. */
  readonly nobody: number;
}

export async function listTeamPeople(
  send: SendReading,
  reader: Reader,
  { doors, filter }: { readonly doors: TeamDoors; readonly filter: TeamFilter },
): Promise<ReadAnswer<TeamPeopleView>> {
  const { tenant } = reader.principal;
  const by = await givenOutBy(doors, reader, filter);
  const people = await readTeamPeople(doors, tenant, { teams: teamsOf(by.given), people: [] });
  const queues = [...new Set(people.flatMap((row) => row.queues))].toSorted();
  const teams = teamsOf(by.given);
  const lanes = [
    ...people.map(({ person }) => `person:${person}`),
    ...teams.flatMap((team) => [`team:${team}`, ...queues.map((queue) => `queue:${team}/${queue}`)]),
  ];
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-team-people',
    asked: [],
    filter: [filter.team, filter.caseType].join(' '),
    statements: [countLanes(tenant, { given: by.given, lanes })],
    fold: ([counted]) => {
      const count = (fits: (lane: string) => boolean): number =>
        counted.rows.reduce((sum, { lane, tasks }) => (fits(lane) ? sum + tasks : sum), 0);
      const view: TeamPeopleView = {
        people: people.map((row) =>
          personView(row, { tenant, by, people, tasks: count((lane) => lane === `person:${row.person}`) }),
        ),
        queues: queues.map((queue) => ({
          queue,
          tasks: count((lane) => lane.startsWith('queue:') && lane.endsWith(`/${queue}`)),
        })),
        nobody: count((lane) => lane.startsWith('team:')),
      };
      return { view: withoutCaseFile(view), caseIds: [], results: people.length };
    },
  });
}

/** As the program: where people stand is for nobody to read, and what it says of them is shown by whoever asks for it. */
export async function readTeamPeople(
  { database }: TeamDoors,
  tenant: number,
  of: { readonly teams: readonly string[]; readonly people: readonly string[] },
): Promise<readonly TeamPersonRow[]> {
  if (of.teams.length === 0) return [];
  const [found] = await database.once(programContext(tenant, 'list-team-people'), [peopleOfTeams(tenant, of)]);
  return found.rows;
}

interface Among {
  readonly tenant: number;
  readonly by: GivenOutBy;
  readonly people: readonly TeamPersonRow[];
  readonly tasks: number;
}

export function personView(row: TeamPersonRow, { tenant, by, people, tasks }: Among): TeamPersonView {
  const teams = teamsOf(by.given);
  const { person, name, capacity, memberships } = row;
  const roles = [...new Set(memberships.filter(({ team }) => teams.includes(team)).map(({ role }) => role))];
  return {
    ...{ person, name, roles, tasks, capacity },
    away: awayOn(row, by.given[0]?.today ?? ''),
    standIns: people.flatMap((one) => (standsInFor(one, person, { tenant, nowMs: by.nowMs }) ? [one.name] : [])),
  };
}

/** @param today where the first of the kinds counts days */
function awayOn(row: TeamPersonRow, today: string): AwayView | null {
  return isAway(row, today) ? { from: row.away_from, until: row.away_until } : null;
}

function standsInFor(
  { person, standing }: TeamPersonRow,
  colleague: string,
  { tenant, nowMs }: { readonly tenant: number; readonly nowMs: number },
): boolean {
  const handed = handedOverIn({ tenant, person, lines: standing, gives: () => true, nowMs });
  return handed.some((one) => one.by === colleague);
}
