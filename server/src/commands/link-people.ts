// Holds the people of two cases to be one person, and takes that back. Nothing of a case is changed by either: an act is added, with a
// reason in words, evidence and a line in the access log, all in one transaction. Whoever does it must be of the team of the case from
// which it is done and be able to read both; a record that they may not know does not exist for them.
import { authorize, type Principal } from '@casewright/engine/policy';
import { sealReason, type KeyToUse } from '../store/act-reason.ts';
import { commit, flight, readingAs, rollback, type Database, type Tx } from '../store/database.ts';
import { loadKeys } from '../store/load-case.ts';
import {
  addPeopleAct,
  factsOfPeopleAct,
  nextPeopleAct,
  readOneWith,
  type NamedRecord,
  type PeopleAct,
} from '../store/people-acts.ts';
import {
  followToPeople,
  keyOfRecord,
  seePeople,
  type PeopleDeps,
  type PersonInCase,
} from '../store/people-in-cases.ts';
import { readCase, resourceOf, type CaseRecord } from '../store/read-case.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import type { Statement } from '../store/statement.ts';
import { traceOfMember } from '../store/trace-rows.ts';
import { lineOf } from './access-line.ts';
import type { LinkRefusal, Overseen, Overseer } from './oversee.ts';
import { sentBy } from './sent-text.ts';

export interface LinkDeps extends PeopleDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

/** Somebody in a case, by the id of the party. */
export interface NamedParty {
  readonly caseId: string;
  readonly entry: string;
}

export interface AskedMerge {
  readonly one: NamedParty;
  readonly other: NamedParty;
  readonly reason: string;
}

export interface AskedUnmerge {
  /** Who is to be one with the others no longer. */
  readonly one: NamedParty;
  /** Who goes with them: they stay one with each other. */
  readonly together: readonly NamedParty[];
  readonly reason: string;
}

/** The number of the act; null where it was so already and nothing was recorded. */
export type Linked = Overseen<{ readonly act: number | null }, LinkRefusal>;

/** More records than anybody has; beyond it something else is wrong. */
const MEMBERS_MOST = 100;

/** From now on the two are one, with all who were one with either. Said again, it is so already. */
export function mergePeople(deps: LinkDeps, by: Overseer, { one, other, reason }: AskedMerge): Promise<Linked> {
  return link(deps, by, {
    ...{ action: 'merge-people', named: [one, other], reason },
    async decide({ tx, tenant }, [first, second]) {
      const sides = await oneWith(tx, tenant, [first.member, second?.member ?? first.member]);
      const [ours, theirs] = [sides[0] ?? [], sides[1] ?? []];
      if (second === undefined || ours.includes(second.member)) return 'so-already';
      const all = [...ours, ...theirs].toSorted();
      if (all.length > MEMBERS_MOST) return { refused: 'people-too-many' };
      return { kind: 'merged', other: second, sides: [all, []] };
    },
  });
}

/** From now on those who are named are one with each other and with nobody else whom they were one with. */
export function unmergePeople(deps: LinkDeps, by: Overseer, { one, together, reason }: AskedUnmerge): Promise<Linked> {
  return link(deps, by, {
    ...{ action: 'unmerge-people', named: [one, ...together], reason },
    async decide({ tx, tenant, principal }, named) {
      const [first] = named;
      const [all = []] = await oneWith(tx, tenant, [first.member]);
      const out = new Set(named.map(({ member }) => member));
      if ([...out].some((member) => !all.includes(member))) return { refused: 'people-not-one' };
      const rest = all.filter((member) => !out.has(member));
      const left = await knownAmong(deps, tx, { principal, members: rest });
      // Of those with whom somebody is one and whom the asker may not know, they are told nothing, and do nothing to them.
      if (left === undefined) return 'so-already';
      return { kind: 'unmerged', other: left, sides: [rest, [...out].toSorted()] };
    },
  });
}

/** Both, as whoever asks in a session calls them. */
export function peopleDoors(deps: LinkDeps) {
  return {
    mergePeople: (by: Overseer, asked: AskedMerge) => mergePeople(deps, by, asked),
    unmergePeople: (by: Overseer, asked: AskedUnmerge) => unmergePeople(deps, by, asked),
  };
}

type Decided =
  | 'so-already'
  | { readonly refused: LinkRefusal }
  | { readonly kind: PeopleAct['kind']; readonly other: PersonInCase; readonly sides: PeopleAct['sides'] };

interface Linking {
  readonly action: string;
  /** The first is whom it is done from. */
  readonly named: readonly NamedParty[];
  readonly reason: string;
  /** Under the lock: nobody else acts on people of the agency meanwhile. */
  readonly decide: (at: At, named: readonly [PersonInCase, ...PersonInCase[]]) => Promise<Decided>;
}

interface At {
  readonly tx: Tx;
  readonly tenant: number;
  readonly principal: Principal;
}

function link(deps: LinkDeps, by: Overseer, linking: Linking): Promise<Linked> {
  const { principal } = by;
  const { tenant, person, holding } = principal;
  return deps.database.transaction<Linked>({ tenant, person, holding }, async (tx) => {
    const caseIds = [...new Set(linking.named.map(({ caseId }) => caseId))];
    const [proven, ...found] = await flight(tx, [by.proof, ...caseIds.map((caseId) => readCase(tenant, caseId))]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const line = lineFor(deps, by, linking.action);
    const seen = new Map(caseIds.map((caseId, at) => [caseId, found[at]?.rows[0]]));
    const named = await whoIsNamed(deps, tx, { by, linking, seen });
    if (named === null) {
      await commit(tx, [readingAs(tx, 'program'), ...line({ caseIds, rule: null })]);
      return { kind: 'absent' };
    }
    const seq = await nextPeopleAct(tx, tenant);
    const decided = await linking.decide({ tx, tenant, principal }, named.people);
    const told = line({ caseIds, rule: named.rule });
    if (decided === 'so-already' || 'refused' in decided) {
      const sent = decided === 'so-already' ? sentBy(by) : [];
      await commit(tx, [readingAs(tx, 'program'), ...sent, ...told]);
      return decided === 'so-already'
        ? { kind: 'done', value: { act: null } }
        : { kind: 'refused', refusal: decided.refused };
    }
    await record(deps, tx, { by, linking, first: named.people[0], decided, seq, told });
    return { kind: 'done', value: { act: seq } };
  });
}

interface ToName {
  readonly by: Overseer;
  readonly linking: Linking;
  readonly seen: ReadonlyMap<string, CaseRecord | undefined>;
}

/** Those who are named, with the rule that lets it be done; null where one is not there, or not theirs. */
async function whoIsNamed(
  deps: LinkDeps,
  tx: Tx,
  { by, linking, seen }: ToName,
): Promise<{ readonly people: readonly [PersonInCase, ...PersonInCase[]]; readonly rule: string } | null> {
  const { principal } = by;
  const { tenant } = principal;
  const people: PersonInCase[] = [];
  let rule: string | null = null;
  for (const [at, { caseId, entry }] of linking.named.entries()) {
    const record = seen.get(caseId);
    if (record === undefined) return null;
    // It is done from the first; of the others it is enough to read them.
    const action = at === 0 ? ({ type: 'link-people' } as const) : ({ type: 'read-case' } as const);
    const decision = authorize(principal, action, resourceOf(tenant, record));
    if (!decision.allowed) return null;
    rule ??= decision.grant.rule;
    const caseType = await deps.caseTypes.byHash(tx, tenant, record.case_type_hash);
    const { people: known } = seePeople(deps.keys, tenant, { row: { ...record, case_id: caseId }, caseType });
    const found = known.find((each) => each.entry === entry);
    if (found === undefined) return null;
    people.push(found);
  }
  const [first, ...others] = people;
  return first === undefined || rule === null ? null : { people: [first, ...others], rule };
}

/** With whom each of these is one, themselves among them. */
async function oneWith(tx: Tx, tenant: number, members: readonly string[]): Promise<readonly (readonly string[])[]> {
  const [found] = await flight(tx, [readOneWith(tenant, [...new Set(members)])]);
  const known = new Map(found.rows.map((row) => [row.member, row.one_with]));
  return members.map((member) => known.get(member) ?? [member]);
}

/** The first of some members whom the asker may know in a case that they may read. */
async function knownAmong(
  deps: LinkDeps,
  tx: Tx,
  { principal, members }: { readonly principal: Principal; readonly members: readonly string[] },
): Promise<PersonInCase | undefined> {
  const { tenant, scope } = principal;
  const traces = members.map(traceOfMember);
  const { cases } = await followToPeople(deps, tx, { tenant, traces, limit: 20, kinds: scope?.caseTypes ?? null });
  return cases.flatMap(({ people }) => people).find(({ member }) => members.includes(member));
}

interface ToRecord {
  readonly by: Overseer;
  readonly linking: Linking;
  readonly first: PersonInCase;
  readonly decided: Exclude<Decided, 'so-already' | { readonly refused: LinkRefusal }>;
  readonly seq: number;
  readonly told: readonly Statement[];
}

async function record(deps: LinkDeps, tx: Tx, { by, linking, first, decided, seq, told }: ToRecord): Promise<void> {
  const { tenant, person } = by.principal;
  const { kind, other, sides } = decided;
  const at = new Date(deps.nowMs()).toISOString();
  const [firstKey, otherKey] = [await keyFor(tx, tenant, first), await keyFor(tx, tenant, other)];
  const reason = sealReason(deps.keys, { tenant, seq, reason: linking.reason }, [firstKey, otherKey]);
  const named = [nameOf(first, firstKey), nameOf(other, otherKey)] as const;
  const act: PeopleAct = { seq, kind, madeBy: person, madeAt: at, first: named[0], other: named[1], reason, sides };
  const evidence = await rightChangesIn(tx, { tenant, actor: person, at }, [['people', ...factsOfPeopleAct(act)]]);
  await commit(tx, [readingAs(tx, 'program'), ...addPeopleAct(tenant, act), ...evidence, ...sentBy(by), ...told]);
}

async function keyFor(tx: Tx, tenant: number, person: PersonInCase): Promise<KeyToUse> {
  const [keys] = await flight(tx, [loadKeys(tenant, person.caseId)]);
  const row = keyOfRecord(keys.rows, person);
  if (row === null) throw new Error('A case that can be read has a key.');
  return { caseId: person.caseId, row };
}

function nameOf({ caseId, member }: PersonInCase, { row }: KeyToUse): NamedRecord {
  return { caseId, member, keyId: row.key_id };
}

/** The line in the access log; a rule of null says that it was refused. */
function lineFor({ nowMs }: LinkDeps, by: Overseer, action: string) {
  const at = nowMs();
  return ({ caseIds, rule }: { readonly caseIds: readonly string[]; readonly rule: string | null }) =>
    lineOf({ nowMs: () => at }, by, { action, caseIds, denied: rule === null, rule });
}
