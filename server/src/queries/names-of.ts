// How people are called, for views that name them. Knows neither why they are named nor who may know it.
import type { Context } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findNames } from '../store/find-people.ts';

/** Names by the ids of people; nothing for those who are not there. */
export async function namesOf(
  { database }: { readonly database: Database },
  context: Context,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [names] = await database.once(context, [findNames(context.tenant, [...new Set(people)])]);
  return new Map(names.rows.map(({ person, name }) => [person, name]));
}
