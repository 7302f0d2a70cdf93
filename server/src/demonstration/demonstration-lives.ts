// Made-up cases of the kinds that have none written by hand: people who do all of their roles, and cases that they lived up to today,
// step by step through the command path. The same day gives the same cases.
import { addDays } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { liveCase, liveOn, type LifeStep, type LivePlan, type Taken } from '@casewright/engine/lives';
import type { Principal } from '@casewright/engine/policy';
import type { CommandRequest, Outcome } from '../commands/command-request.ts';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { delegationsIn, giveDelegation } from '../commands/keep-delegations.ts';
import { parseState } from '../commands/look-first.ts';
import { programContext } from '../store/context.ts';
import { loadHead } from '../store/load-case.ts';
import type { AgencySetUp } from '../store/upsert-people.ts';
import { isFiling, withKeptFile, type DemonstrationDeps } from './demonstration-files.ts';
import { familyNames, givenNames } from './demonstration-people.ts';
import { seeded, type Seeded } from './seeded.ts';

/** Cases of each kind, and people of each of its teams. */
const CASES = 2;
/** Some decide, and one at least had no part in it and can look at it again. */
const PEOPLE = 3;
const DAYS = 90;

/** The agency with the teams and people that these kinds of case need. Each person has every role of their team. */
export function withPeopleFor(agency: AgencySetUp, kinds: readonly CaseType[]): AgencySetUp {
  const teams = new Map(agency.teams.map((team) => [team.team, team]));
  const people = [...agency.people];
  const draw = seeded(20_261_123);
  const names = new Set(people.map(({ name }) => name));
  for (const { team, title, roles, routing } of kinds) {
    const isNew = !teams.has(team);
    for (const each of [team, ...teamsOf(routing)])
      if (!teams.has(each)) teams.set(each, { team: each, title: titleOf(each, title, team) });
    if (!isNew) continue;
    for (let nth = 0; nth < PEOPLE; nth += 1) {
      const name = newName(draw, names);
      // Work may go to other teams of the kind, and they are there too.
      const all = [...new Set([team, ...teamsOf(routing)])];
      const memberships = all.flatMap((each) => [...roles.keys()].map((role) => ({ team: each, role })));
      people.push({ person: `${team}.${nth + 1}`, name, memberships });
    }
  }
  return { ...agency, teams: [...teams.values()], people };
}

/** Nobody is called like somebody else, or one could not tell as whom to sign in. */
function newName(draw: Seeded, names: Set<string>): string {
  for (;;) {
    const name = `${draw.pick(givenNames)} ${draw.pick(familyNames)}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}

/** A team of the kind itself is called like it; one to which work may go, by its own name. */
function titleOf(team: string, kind: string, own: string): string {
  if (team === own) return kind;
  const words = team.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function teamsOf(routing: CaseType['routing']): readonly string[] {
  return [...routing.values()].flatMap(({ table }) => table.rules.flatMap(({ to }) => ('team' in to ? [to.team] : [])));
}

/**
 * Lets the people of each kind decide as its delegates. What somebody holds already stays as it is.
 * @param since the first day on which they may
 */
export async function delegateTo(
  deps: CommandDeps,
  agency: AgencySetUp,
  { kinds, since }: { readonly kinds: readonly CaseType[]; readonly since: string },
): Promise<void> {
  const { tenant } = agency;
  const wanted = new Map(kinds.flatMap((kind) => delegatesOf(agency, kind)).map((one) => [keyOf(one), one]));
  for (const held of await delegationsIn(deps, tenant)) wanted.delete(keyOf(held));
  for (const { person, instrument } of wanted.values()) {
    const given = { person, instrument, from: since, until: null, givenBy: 'secretary' };
    // One after the other: each has evidence of its own, which follows that of the one before.
    const answer = await giveDelegation(deps, { tenant, actor: 'demonstration' }, given);
    if ('refused' in answer) throw new Error(`The demonstration does not fit: ${answer.refused}`);
  }
}

interface Delegate {
  readonly person: string;
  readonly instrument: string;
}

function keyOf({ person, instrument }: Delegate): string {
  return `${person} ${instrument}`;
}

function delegatesOf({ people }: AgencySetUp, { team, determinations }: CaseType): readonly Delegate[] {
  const instruments = [...determinations.values()].flatMap(({ delegation }) => delegation?.instrument ?? []);
  const own = people.filter(({ memberships }) => memberships.some((one) => one.team === team));
  return own.flatMap(({ person }) => instruments.map((instrument) => ({ person, instrument })));
}

/** The day on which cases that are lived up to today are opened. */
export function livedSince(today: string): string {
  return addDays(today, -DAYS);
}

export interface LivedCases {
  readonly cases: number;
  /** Refusals that nobody expects: the demonstration then does not fit the case type. Sentences. */
  readonly troubles: readonly string[];
}

interface LivingAt {
  readonly tenant: number;
  readonly today: string;
  readonly principals: readonly Principal[];
  /** The number of another agency, to which something may be referred. */
  readonly otherAgency: string;
}

/** Lives the cases of one kind, up to today. A case that was made before stays as it is. */
export async function liveCasesOf(deps: DemonstrationDeps, caseType: CaseType, at: LivingAt): Promise<LivedCases> {
  const troubles: string[] = [];
  const plans = fullestPlans(caseType, at);
  for (const [index, plan] of plans.entries())
    troubles.push(...(await liveOne(deps, caseType, { ...at, plan, nth: index + 1 })));
  return { cases: CASES, troubles };
}

interface OneLife extends LivingAt {
  readonly nth: number;
  readonly plan: LivePlan;
}

/** Lives of each kind that are looked at on the engine alone. */
const LOOKED_AT = 6;

/** Whoever tries it out should see much: of some made-up lives, those in which most kinds of things are done. */
function fullestPlans(caseType: CaseType, { today, principals, otherAgency }: LivingAt): readonly LivePlan[] {
  const people = principals.map(({ person }) => person);
  const lived = Array.from({ length: LOOKED_AT }, (_, index) => {
    const seed = (index + 1) * 7_919;
    const plan = {
      seed,
      from: livedSince(today),
      days: DAYS - 1,
      mayStayOpen: true,
      people,
      otherAgency,
      hasFiles: true,
    };
    return { plan, done: new Set(liveCase(caseType, plan).steps.map(({ command }) => command.type)).size };
  });
  return lived
    .toSorted((a, b) => b.done - a.done)
    .slice(0, CASES)
    .map(({ plan }) => plan);
}

async function liveOne(deps: DemonstrationDeps, caseType: CaseType, of: OneLife): Promise<readonly string[]> {
  const { tenant, nth, plan } = of;
  const life = liveOn(caseType, plan);
  let caseId = '';
  let steps = 0;
  let next = life.next();
  while (next.done !== true) {
    steps += 1;
    const key = `demonstration-${caseType.name}-${nth}-${steps}`;
    const outcome = await take(deps, next.value, { ...of, caseType, caseId, key });
    if (outcome.kind === 'rejected') {
      next = life.next({ rejection: outcome.rejection });
      continue;
    }
    // What these people may not do, as somebody else or with a right that nobody gave them, is left undone.
    if (outcome.kind === 'not-found' && caseId !== '') {
      next = life.next({ rejection: { code: 'not-authorised', item: caseId, roles: [] } });
      continue;
    }
    // An interrupted demonstration that is made again, on that day or another, finds its cases: they stay as they are.
    if (outcome.kind === 'key-reused' || (outcome.kind === 'applied' && outcome.replayed)) return [];
    if (outcome.kind !== 'applied') return [`${key} was answered ${outcome.kind}.`];
    ({ caseId } = outcome);
    const after = await stateOf(deps, tenant, caseId);
    next = life.next({ after, breached: outcome.event.type === 'ClockBreached' } satisfies Taken);
  }
  return next.value.troubles.map((trouble) => `${caseType.name}, case ${nth}, ${trouble}`);
}

interface Taking extends OneLife {
  readonly caseType: CaseType;
  readonly caseId: string;
  readonly key: string;
}

/** Colleagues take turns; a timer fires as the program. */
async function take(
  deps: DemonstrationDeps,
  { command: lived, occurred, colleague: who }: LifeStep,
  of: Taking,
): Promise<Outcome> {
  const { tenant, principals, caseType, caseId, key } = of;
  const colleague = principals[who];
  if (colleague === undefined) throw new Error(`Nobody is there for ${caseType.name}.`);
  const { person } = colleague;
  const versionOf = await firstFileOf(deps, lived, of);
  const command = isFiling(lived)
    ? await withKeptFile(deps, lived, { tenant, caseId, person, ...(versionOf === null ? {} : { versionOf }) })
    : lived;
  const principal: Principal =
    command.type === 'FireTimer'
      ? { tenant, person: 'system.timer', authority: 'timer', name: 'Timer', teams: [], holding: 'program' }
      : colleague;
  const request: CommandRequest =
    command.type === 'OpenCase'
      ? { open: { caseType: caseType.name, data: command.data }, occurred, idempotencyKey: key }
      : { caseId, command, occurred, idempotencyKey: key };
  return executeCommand(deps, principal, request);
}

/** Of the document that a command gives a further version. */
async function firstFileOf(
  deps: CommandDeps,
  command: LifeStep['command'],
  { tenant, caseId }: Taking,
): Promise<string | null> {
  if (command.type !== 'AddDocumentVersion') return null;
  const { entries = {} } = await stateOf(deps, tenant, caseId);
  const document = entries[command.entry];
  return document?.kind === 'document' ? (document.versions[0]?.file ?? null) : null;
}

async function stateOf(deps: CommandDeps, tenant: number, caseId: string): Promise<CaseState> {
  const [heads] = await deps.database.once(programContext(tenant, 'demonstration'), [loadHead(tenant, caseId)]);
  const [head] = heads.rows;
  if (head === undefined) throw new Error('A case that was just made is not there.');
  return parseState(head);
}
