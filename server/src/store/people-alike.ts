// Everybody who might read a case, in groups of people who differ in nothing but who they are: the same memberships, the same facts
// once their own name and the names of the facts are left out. What is decided after that grows with how different people are and
// not with how many. They come as four long texts, since each row and each quoted text costs more than what is done with it.
import type { Alike } from '@casewright/engine/policy';
import { factOf, heldAsFacts, unitsAsFacts, unreadable, type HeldLine, type UnitLine } from './access-world.ts';
import type { Statement } from './statement.ts';

/** Whose standing is asked for: people by their ids, whoever stands in for somebody, and everybody in and above a unit. */
export interface AskedGroups {
  readonly people: readonly string[];
  readonly unit: string;
}

/** Lines of words: see `LINE` and `WORD`. */
export interface AlikeRow {
  /** Person, and `+` or `-`: whether they are active. */
  readonly people: string;
  /** Person, team, role. */
  readonly memberships: string;
  /** Person, fact. */
  readonly held: string;
  /** How many. */
  readonly facts: number;
  /** JSON: `[team, title, above]` of every unit. */
  readonly units: string;
  /** JSON: `[holder, fact]` of what units hold. */
  readonly of_units: string;
}

export interface GroupsOfPeople {
  readonly groups: readonly Alike[];
  /** What is known of no single person. */
  readonly rest: readonly unknown[];
  readonly titles: ReadonlyMap<string, string>;
}

// No id has these characters, and no text that is JSON has them as they are, so they stand for nothing else.
const LINE = '\u001e';
const WORD = '\u001f';
const ID_SIGN = '\u0001';
const PERSON_SIGN = '\u0002';

/** @param cleaned `cleaned` after the answer was not clean, since looking at every fact takes as long as all the rest */
export function readPeopleAlike(
  tenant: number,
  { people, unit }: AskedGroups,
  cleaned: 'as they are' | 'cleaned',
): Statement<AlikeRow> {
  return {
    name: 'read-people-alike',
    text: `
      with around as (
        select unnest(t.team || coalesce(t.above, '{}')) as team from team t where t.tenant = $1 and t.team = $3),
      asked as materialized (
        select m.person from around join membership m on m.tenant = $1 and m.team = around.team
        union select unnest($2::text[])
        union select substr(holder, 8) from access_fact
               where tenant = $1 and fact like '%"delegation"%' and holder like 'person/%')
      select
        (select coalesce(string_agg(p.person || case when p.active then $5 || '+' else $5 || '-' end, $4), '')
           from asked join person p on p.tenant = $1 and p.person = asked.person) as people,
        (select coalesce(string_agg(m.person || $5 || m.team || $5 || m.role, $4), '')
           from asked join membership m on m.tenant = $1 and m.person = asked.person) as memberships,
        (select coalesce(string_agg(asked.person || $5 || case when $6 and f.fact ~ '[\\x01\\x02\\x1e\\x1f]' then '' else f.fact end, $4), '')
           from asked join access_fact f on f.tenant = $1 and f.holder = 'person/' || asked.person) as held,
        (select count(*)::int from asked join access_fact f on f.tenant = $1 and f.holder = 'person/' || asked.person) as facts,
        (select coalesce(json_agg(json_build_array(t.team, t.title, t.above)), '[]')::text from team t where t.tenant = $1) as units,
        (select coalesce(json_agg(json_build_array(f.holder, f.fact)), '[]')::text
           from team t join access_fact f on f.tenant = $1 and f.holder = 'unit/' || t.team where t.tenant = $1) as of_units`,
    values: [tenant, people, unit, LINE, WORD, cleaned === 'cleaned'],
  };
}

/** False where a fact holds one of the characters that separate them or stand for something: such a text is no JSON. */
export function isClean({ held, facts }: AlikeRow): boolean {
  if (held.includes(ID_SIGN) || held.includes(PERSON_SIGN)) return false;
  return timesIn(held, WORD) === facts && timesIn(held, LINE) === Math.max(0, facts - 1);
}

function timesIn(text: string, sign: string): number {
  let times = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) times += 1;
  return times;
}

/** Somebody, and what is known of them in numbers of texts that are the same for whoever is alike. */
interface Person {
  readonly id: string;
  readonly active: boolean;
  readonly roles: number[];
  readonly facts: number[];
  /** A fact of theirs has an id that another fact has too, or none that can be left out. */
  alone: boolean;
}

export function groupsOfPeople(tenant: number, row: AlikeRow): GroupsOfPeople {
  const roles = numbering();
  const facts = numbering();
  const people = new Map<string, Person>();
  for (const [person = '', sign] of linesOf(row.people)) {
    const id = `${tenant}/${person}`;
    people.set(person, { id, active: sign === '+', roles: [], facts: [], alone: false });
  }
  for (const [person = '', team = '', role = ''] of linesOf(row.memberships))
    people.get(person)?.roles.push(roles.numberOf(`${team}${WORD}${role}`));
  const held = linesOf(row.held).map(([person = '', fact = '']) => ({ person, fact, id: idIn(fact) }));
  const times = countsOf(held.map(({ id }) => id));
  for (const { person, fact, id } of held) {
    const holder = people.get(person);
    if (holder === undefined) continue;
    // Two facts with one id are both unreadable, so such an id is left where it is, and its holder is like nobody.
    const isOwn = id !== null && times.get(id) === 1;
    if (!isOwn) holder.alone = true;
    const unnamed = fact.replaceAll(`"${holder.id}"`, PERSON_SIGN);
    holder.facts.push(facts.numberOf(isOwn ? unnamed.replace(`"${id}"`, ID_SIGN) : unnamed));
  }
  // The database wrote these texts; their forms are those of the statement.
  const units = JSON.parse(row.units) as readonly UnitLine[];
  const ofUnits = JSON.parse(row.of_units) as readonly HeldLine[];
  const nextId = counter();
  const texts = { tenant, roles: roles.texts, facts: facts.texts };
  return {
    groups: grouped(people.values()).map(([first, ...like]) => ({
      people: [first, ...like].map(({ id }) => id),
      factsOf: factsLike(first, texts, nextId),
    })),
    rest: [...unitsAsFacts(tenant, units), ...heldAsFacts(tenant, ofUnits)],
    titles: new Map(units.map(([team, title]) => [team, title])),
  };
}

/** The value of the member `id` of a text; null where it is not found at once. */
function idIn(fact: string): string | null {
  const at = fact.indexOf('"id":');
  const from = at + (fact.charAt(at + 5) === ' ' ? 7 : 6);
  if (at < 0 || fact.charAt(from - 1) !== '"') return null;
  const to = fact.indexOf('"', from);
  return to < 0 ? null : fact.slice(from, to);
}

function countsOf(texts: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function grouped(people: Iterable<Person>): readonly (readonly [Person, ...Person[]])[] {
  const groups = new Map<string, [Person, ...Person[]]>();
  for (const person of people) {
    const { active, roles, facts, alone, id } = person;
    const key = alone ? id : `${active}|${inOrder(roles)}|${inOrder(facts)}`;
    const others = groups.get(key);
    if (others === undefined) groups.set(key, [person]);
    else others.push(person);
  }
  return [...groups.values()];
}

function inOrder(numbers: readonly number[]): string {
  return numbers.toSorted((a, b) => a - b).join();
}

interface Texts {
  readonly tenant: number;
  readonly roles: readonly string[];
  readonly facts: readonly string[];
}

/** What is known of `first`, as it is of whoever is like them. */
function factsLike(first: Person, texts: Texts, nextId: () => string): (person: string) => readonly unknown[] {
  const always = { from: null, until: null };
  return (person) => [
    ...(first.active ? [{ kind: 'person', id: nextId(), ...always, person }] : []),
    ...first.roles.map((number) => {
      const [team = '', role = ''] = texts.roles[number]?.split(WORD) ?? [];
      const membership = { kind: 'membership', id: nextId(), ...always, person, unit: `${texts.tenant}/${team}`, role };
      return { ...membership, delegable: true };
    }),
    ...first.facts.map((number) => {
      const id = nextId();
      const own = texts.facts[number]?.replaceAll(ID_SIGN, `"${id}"`).replaceAll(PERSON_SIGN, `"${person}"`) ?? '';
      return factOf(own) ?? unreadable(texts.tenant, `person/${person.slice(person.indexOf('/') + 1)}`, id);
    }),
  ];
}

function linesOf(text: string): readonly (readonly string[])[] {
  return text === '' ? [] : text.split(LINE).map((line) => line.split(WORD));
}

/** Gives each text a number, the same for the same text. */
function numbering(): { readonly numberOf: (text: string) => number; readonly texts: readonly string[] } {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    numberOf: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

/** Ids that no other fact has, in the place of those that were left out. */
function counter(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `standing.${last}`;
  };
}
