// What an agency knows of people and units, as the facts from which access is decided: for questions about one case, over one
// person or over everybody who might read it. Read as the program, so only for somebody who was allowed to ask.
import type { AccessFact } from '@casewright/engine/policy';
import { rightsRecorded } from './right-changes.ts';
import { standingOf, type StandingLine } from './reader-standing.ts';
import type { Statement } from './statement.ts';

/** Whose standing is asked for: people by their ids, and everybody in and above a unit, or everybody there is. */
export interface AskedPeople {
  readonly people: readonly string[];
  readonly unit: string | null;
  readonly everybody: boolean;
}

export interface AgencyFacts {
  readonly facts: readonly unknown[];
  /** Names of the people who are in it. */
  readonly names: ReadonlyMap<string, string>;
  /** Titles of all units. */
  readonly titles: ReadonlyMap<string, string>;
}

export interface PeopleRow {
  /** JSON: `[id, name, active]` of each person. */
  readonly people: string;
  /** JSON: `[person, team, role]` of each of their memberships. */
  readonly memberships: string;
  /** JSON: `[team, title, above]` of every unit. */
  readonly units: string;
  /** JSON: `[holder, fact]` of what they and the units hold. */
  readonly held: string;
}

export type PersonLine = readonly [person: string, name: string, active: boolean];
type MembershipLine = readonly [person: string, team: string, role: string];
export type UnitLine = readonly [team: string, title: string, above: readonly string[] | null];
export type HeldLine = readonly [holder: string, fact: string];

/** Those who are asked for, whoever stands in for somebody, and what they hold. */
export function readPeople(tenant: number, { people, unit, everybody }: AskedPeople): Statement<PeopleRow> {
  return {
    name: 'read-people-of-world',
    text: `
      with asked as (
        select m.person from team t join membership m on m.tenant = $1 and m.team = any (t.team || coalesce(t.above, '{}'))
         where t.tenant = $1 and t.team = $3
        union select unnest($2::text[])
        union select person from person where tenant = $1 and $4
        union select substr(holder, 8) from access_fact
               where tenant = $1 and holder like 'person/%' and fact like '%"delegation"%')
      select
        (select coalesce(json_agg(json_build_array(p.person, p.name, p.active) order by p.person), '[]')::text
           from person p where p.tenant = $1 and p.person in (select person from asked)) as people,
        (select coalesce(json_agg(json_build_array(m.person, m.team, m.role)), '[]')::text
           from membership m where m.tenant = $1 and m.person in (select person from asked)) as memberships,
        (select coalesce(json_agg(json_build_array(t.team, t.title, t.above)), '[]')::text
           from team t where t.tenant = $1) as units,
        (select coalesce(json_agg(json_build_array(f.holder, f.fact)), '[]')::text
           from access_fact f where f.tenant = $1
            and (f.holder like 'unit/%' or f.holder in (select 'person/' || person from asked))) as held`,
    values: [tenant, people, unit, everybody],
  };
}

/** Some people, with what decides about them and nothing else. */
export interface FewPeople {
  readonly people: readonly string[];
  /** Units that matter beside theirs; all above each count too. */
  readonly units: readonly string[];
  /** People of whom only the names are wanted. */
  readonly named: readonly string[];
}

/** These people and whoever handed work over to them, and their units: found by key, however many others there are. */
export function readFewPeople(tenant: number, { people, units, named }: FewPeople): Statement<PeopleRow> {
  return {
    name: 'read-few-people-of-world',
    text: `
      with few as (select unnest($2::text[]) as person),
      -- By key first: a condition on the text that is asked along with it is asked of every fact there is.
      handed as materialized (
        select f.fact from few join access_fact f on f.tenant = $1 and f.holder = 'person/' || few.person),
      asked as materialized (
        select person from few
        union select substring(fact from '"by"\\s*:\\s*"[0-9]+/([A-Za-z0-9_.-]+)"') from handed where fact like '%"delegation"%'),
      member as materialized (
        select m.person, m.team, m.role from asked join membership m on m.tenant = $1 and m.person = asked.person),
      own as (select team from member union select unnest($3::text[])),
      around as materialized (
        select distinct u.unit from own join team t on t.tenant = $1 and t.team = own.team
         cross join lateral unnest(t.team || coalesce(t.above, '{}')) as u (unit)),
      holder as (select 'person/' || person as name from asked union all select 'unit/' || unit from around)
      select
        (select coalesce(json_agg(json_build_array(p.person, p.name, p.active) order by p.person), '[]')::text
           from (select person from asked union select unnest($4::text[])) as known
           join person p on p.tenant = $1 and p.person = known.person) as people,
        (select coalesce(json_agg(json_build_array(person, team, role)), '[]')::text from member) as memberships,
        (select coalesce(json_agg(json_build_array(t.team, t.title, t.above)), '[]')::text
           from around join team t on t.tenant = $1 and t.team = around.unit) as units,
        (select coalesce(json_agg(json_build_array(f.holder, f.fact)), '[]')::text
           from holder join access_fact f on f.tenant = $1 and f.holder = holder.name) as held`,
    values: [tenant, people, units, named],
  };
}

/** Where one person stands, as `holdingOf` reads it, and whether they may sign in. */
export function standingOfPerson(
  tenant: number,
  person: string,
): Statement<{ readonly active: boolean; readonly standing: readonly StandingLine[] }> {
  return {
    name: 'standing-of-person',
    text: `select p.active, ${standingOf('p.person')} as standing from person p where p.tenant = $1 and p.person = $2`,
    values: [tenant, person],
  };
}

/** A proof for whoever needs no session: that the person is still there. */
export function provesActive(tenant: number, person: string): Statement<{ readonly person: string }> {
  return {
    name: 'proves-active',
    text: 'select person from person where tenant = $1 and person = $2 and active',
    values: [tenant, person],
  };
}

const ALWAYS = { from: null, until: null };

/** @param recorded the changes of rights until the instant that is asked about; null for what stands now */
export function agencyFacts(
  tenant: number,
  row: PeopleRow,
  recorded: readonly { readonly entry: string }[] | null,
): AgencyFacts {
  // The database wrote these four texts; their forms are those of the statement.
  const people = JSON.parse(row.people) as readonly PersonLine[];
  const units = JSON.parse(row.units) as readonly UnitLine[];
  const held = JSON.parse(row.held) as readonly HeldLine[];
  const memberships = JSON.parse(row.memberships) as readonly MembershipLine[];
  const { active, memberships: standing } =
    recorded === null
      ? { active: activeNow(people), memberships }
      : standingThen(recorded, new Set(people.map(([person]) => person)));
  const id = (name: string): string => `${tenant}/${name}`;
  return {
    facts: [
      ...[...active].map((person, at) => ({
        kind: 'person',
        id: `standing.person.${at}`,
        ...ALWAYS,
        person: id(person),
      })),
      ...standing.map(([person, team, role], at) => ({
        ...{ kind: 'membership', id: `standing.member.${at}`, ...ALWAYS, person: id(person), unit: id(team), role },
        delegable: true,
      })),
      ...unitsAsFacts(tenant, units),
      ...heldAsFacts(tenant, held),
    ],
    names: new Map(people.map(([person, name]) => [person, name])),
    titles: new Map(units.map(([team, title]) => [team, title])),
  };
}

export function unitsAsFacts(tenant: number, units: readonly UnitLine[]): readonly unknown[] {
  return units.map(([team, , above], at) => {
    const parent = above?.[0];
    return {
      ...{ kind: 'unit', id: `standing.unit.${at}`, ...ALWAYS, unit: `${tenant}/${team}` },
      parent: parent === undefined ? null : `${tenant}/${parent}`,
    };
  });
}

export function heldAsFacts(tenant: number, held: readonly HeldLine[]): readonly unknown[] {
  return held.map(([holder, fact], at) => factOf(fact) ?? unreadable(tenant, holder, `standing.unreadable.${at}`));
}

interface Standing {
  readonly active: ReadonlySet<string>;
  readonly memberships: readonly MembershipLine[];
}

function activeNow(people: readonly PersonLine[]): ReadonlySet<string> {
  return new Set(people.flatMap(([person, , active]) => (active ? [person] : [])));
}

function standingThen(recorded: readonly { readonly entry: string }[], asked: ReadonlySet<string>): Standing {
  const active = new Set<string>();
  const memberships: MembershipLine[] = [];
  for (const text of rightsRecorded(recorded)) {
    // Written by `rightsRecorded`: a change as a JSON array.
    const [kind, person = '', team, role] = JSON.parse(text) as readonly [string, ...(string | boolean)[]];
    if (typeof person !== 'string' || !asked.has(person)) continue;
    if (kind === 'person' && team === true) active.add(person);
    if (kind === 'member' && typeof team === 'string' && typeof role === 'string')
      memberships.push([person, team, role]);
  }
  return { active, memberships };
}

/** A text that is no JSON names nobody, and closes what its holder would have used it for. */
export function unreadable(tenant: number, holder: string, id: string): object {
  const name = `${tenant}/${holder.slice(holder.indexOf('/') + 1)}`;
  return {
    kind: 'unreadable',
    id,
    ...ALWAYS,
    ...(holder.startsWith('unit/') ? { unit: name } : { person: name }),
  };
}

export function factOf(text: string): AccessFact | null {
  try {
    const fact: unknown = JSON.parse(text);
    // Whether it is one is for the rules to find out.
    return typeof fact === 'object' && fact !== null ? (fact as AccessFact) : null;
  } catch {
    return null;
  }
}
