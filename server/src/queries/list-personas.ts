// The people whom a demonstration offers to be. Asked before anybody is signed in, so it belongs to demonstrations
// only; it shows no case and is not recorded.
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { listPeople } from '../store/find-people.ts';
import { listAgencies } from '../store/list-agencies.ts';

export interface PersonaView {
  readonly personId: string;
  readonly name: string;
  readonly agency: string;
  readonly teams: readonly string[];
  /** What they are in those teams, each once. */
  readonly roles: readonly string[];
}

/** A choice that fits a page; a demonstration has few people. */
const PEOPLE_MAX = 100;

export async function listPersonas(database: Database): Promise<readonly PersonaView[]> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const lists = await Promise.all(
    agencies.rows.map(async ({ tenant, slug }) => {
      const [people] = await database.once({ tenant, person: '-' }, [listPeople(tenant, PEOPLE_MAX)]);
      return people.rows.map((row) => ({
        personId: row.person,
        name: row.name,
        agency: slug,
        teams: [...new Set(row.teams.map(({ title }) => title))],
        roles: [...new Set(row.teams.map(({ role }) => role))],
      }));
    }),
  );
  return lists.flat();
}
