// Sets what routing must know of a person: all of it at once, so that what is not said any more is gone.
import { commit, type Database } from './database.ts';
import type { Statement } from './statement.ts';
import { programContext } from './context.ts';

export interface WorkFacts {
  readonly person: string;
  readonly capacity: number;
  readonly away: { readonly from: string; readonly until: string } | null;
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
  readonly places: readonly string[];
  readonly queues: readonly string[];
  /** By the id or the reference of a case or the id of a party: what was declared. */
  readonly interests: Readonly<Record<string, string>>;
}

/** Sets the facts of some people of an agency, or of none. Throws where one of them is not there. */
export function setWorkFacts(
  database: Database,
  { tenant, person }: { readonly tenant: number; readonly person: string },
  people: readonly WorkFacts[],
): Promise<void> {
  return database.transaction(programContext(tenant, person), async (tx) => {
    await commit(
      tx,
      people.flatMap((facts) => [upsertProfile(tenant, facts), removeFacts(tenant, facts), addFacts(tenant, facts)]),
    );
  });
}

function upsertProfile(tenant: number, { person, capacity, away }: WorkFacts): Statement {
  return {
    name: 'upsert-work-profile',
    text: `insert into work_profile (tenant, person, capacity, away_from, away_until) values ($1, $2, $3, $4, $5)
           on conflict (tenant, person) do update
             set capacity = excluded.capacity, away_from = excluded.away_from, away_until = excluded.away_until`,
    values: [tenant, person, capacity, away?.from ?? null, away?.until ?? null],
  };
}

function removeFacts(tenant: number, { person }: WorkFacts): Statement {
  return {
    name: 'remove-work-facts',
    text: 'delete from work_fact where tenant = $1 and person = $2',
    values: [tenant, person],
  };
}

function addFacts(tenant: number, facts: WorkFacts): Statement {
  const plain = (kind: string, names: readonly string[]): readonly Row[] => names.map((name) => [kind, name, null, '']);
  const rows: readonly Row[] = [
    ...Object.entries(facts.skills).map(([name, level]): Row => ['skill', name, level, '']),
    ...plain('language', facts.languages),
    ...plain('place', facts.places),
    ...plain('queue', facts.queues),
    ...Object.entries(facts.interests).map(([name, said]): Row => ['interest', name, null, said]),
  ];
  return {
    name: 'add-work-facts',
    text: `insert into work_fact (tenant, person, kind, name, level, said)
           select $1, $2, f.* from unnest($3::text[], $4::text[], $5::smallint[], $6::text[]) as f
           on conflict do nothing`,
    values: [tenant, facts.person, ...[0, 1, 2, 3].map((column) => rows.map((row) => row[column]))],
  };
}

type Row = readonly [kind: string, name: string, level: number | null, said: string];
