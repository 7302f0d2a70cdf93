// Fills an installation with the demonstration: two agencies, their people, and some thirty cases made through the
// command path like any others. It may be run at every start and adds nothing a second time.
import { principalOfMember } from '../commands/member-principal.ts';
import type { CaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import type { CommandRequest, Outcome } from '../commands/command-request.ts';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { PLATFORM } from '../store/context.ts';
import { listAgencies } from '../store/list-agencies.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { setWorkFacts } from '../store/set-work-facts.ts';
import { upsertPeople, type AgencySetUp } from '../store/upsert-people.ts';
import { demonstrationCases, otherCase, type ScriptedCase } from './demonstration-cases.ts';
import { delegateTo, livedSince, liveCasesOf, withPeopleFor } from './demonstration-lives.ts';
import type { DemonstrationDeps } from './demonstration-files.ts';
import { fillInbox } from './demonstration-inbox.ts';
import { demonstrationFacts } from './demonstration-facts.ts';
import { demonstrationAgency, otherAgency } from './demonstration-people.ts';

/** A checked case type with its text. */
export interface ShippedCaseType {
  readonly caseType: CaseType;
  readonly source: string;
  /** True where somebody tries out a kind of their own: it gets people and no made-up cases. */
  readonly withoutCases?: boolean;
}

const authority = 'demonstration';
/** Cases played at the same time; few, since a laptop's disk is what limits it. */
const lanes = 6;

/**
 * Makes what is missing of the demonstration.
 * @param say hears of a shipped case type that was changed without a new version
 * @returns the number of cases that were made now
 * @throws an Error naming the case and the step, when a command of the demonstration is refused: then it does not fit the
 *   shipped case types any more
 */
export async function makeDemonstration(
  deps: DemonstrationDeps,
  shipped: readonly ShippedCaseType[],
  say: (line: string) => void,
): Promise<number> {
  const today = new Date(deps.nowMs()).toISOString().slice(0, 10);
  const [agencies] = await deps.database.once(PLATFORM, [listAgencies()]);
  // The second agency is made last, so that its being there says that the cases of the first are whole.
  const whole = agencies.rows.some(({ slug }) => slug === otherAgency.slug);
  const scripted = demonstrationCases(today);
  // Of kinds that nobody wrote cases for, made-up people live some.
  const written = new Set(scripted.map(({ caseType }) => caseType));
  const others = shipped.filter(({ caseType }) => !written.has(caseType.name));
  const lived = others.filter(({ withoutCases }) => withoutCases !== true).map(({ caseType }) => caseType);
  const kinds = others.map(({ caseType }) => caseType);
  const demo = numbered(withPeopleFor(demonstrationAgency, kinds), agencies.rows);
  const other = numbered(otherAgency, [...agencies.rows, demo]);
  await setUp(deps, demo, { shipped, say });
  // What somebody has set since then stays as it is.
  if (!whole) await setWorkFacts(deps.database, { tenant: demo.tenant, person: authority }, demonstrationFacts);
  if (!whole) await delegateTo(deps, demo, { kinds: lived, since: livedSince(today) });
  const living = { lived, today, otherAgency: String(other.tenant) };
  const made = whole ? 0 : (await playAll(deps, demo, scripted)) + (await liveAll(deps, demo, living));
  if (!whole) await fillInbox(deps, { tenant: demo.tenant, reference: await referenceOf(deps, demo, scripted) });
  await setUp(deps, other, { shipped, say: () => {} });
  return whole ? 0 : made + (await playAll(deps, other, [otherCase(today)]));
}

interface Lived {
  readonly lived: readonly CaseType[];
  readonly today: string;
  /** The number of the second agency, which is made after the cases. */
  readonly otherAgency: string;
}

async function liveAll(
  deps: DemonstrationDeps,
  agency: AgencySetUp,
  { lived, today, otherAgency }: Lived,
): Promise<number> {
  const { tenant } = agency;
  const waiting = [...lived];
  let cases = 0;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { team } = next;
      const people = agency.people.filter(({ memberships }) => memberships.some((one) => one.team === team));
      const principals = people.map(({ person }) => principalOf(agency, person));
      // The steps of a case follow each other, and so do the cases of a lane.
      const made = await liveCasesOf(deps, next, { tenant, today, principals, otherAgency });
      if (made.troubles.length > 0) throw new Error(`The demonstration does not fit: ${made.troubles.join(' ')}`);
      cases += made.cases;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return cases;
}

/** The agency under its own number, which another agency may have taken: the slug is what names it. */
function numbered(
  agency: AgencySetUp,
  known: readonly { readonly tenant: number; readonly slug: string }[],
): AgencySetUp {
  const found = known.find(({ slug }) => slug === agency.slug);
  return { ...agency, tenant: found?.tenant ?? Math.max(0, ...known.map(({ tenant }) => tenant)) + 1 };
}

async function setUp(
  deps: CommandDeps,
  agency: AgencySetUp,
  at: { readonly shipped: readonly ShippedCaseType[]; readonly say: (line: string) => void },
): Promise<void> {
  await upsertPeople(deps.database, agency);
  const publishedAt = new Date(deps.nowMs()).toISOString();
  const publishOne = async ({ caseType, source }: ShippedCaseType): Promise<void> => {
    const published = await publishCaseType(deps.database, {
      tenant: agency.tenant,
      person: authority,
      caseType,
      source,
      publishedAt,
    });
    if (published === 'version-taken') {
      at.say(
        `The case type ${caseType.name} ${caseType.version} was changed after it was published; the published text stays in force. Give the changed one a new version.`,
      );
    }
  };
  await Promise.all(at.shipped.map(publishOne));
}

async function playAll(deps: CommandDeps, agency: AgencySetUp, cases: readonly ScriptedCase[]): Promise<number> {
  const waiting = [...cases];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // The commands of a case follow each other, and so do the cases of a lane.
      await playCase(deps, agency, next);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return cases.length;
}

async function playCase(deps: CommandDeps, agency: AgencySetUp, script: ScriptedCase): Promise<void> {
  const { caseType, data, occurred } = script;
  const opened = await play(deps, principalOf(agency, script.person), {
    open: { caseType, data },
    occurred,
    idempotencyKey: `${authority}-${script.key}`,
  });
  // An interrupted demonstration that is made again on another day finds its older cases: they stay as they are.
  if (opened.kind === 'key-reused') return;
  if (opened.kind !== 'applied') throw refused(script, 'opening it', opened);
  for (const [index, step] of script.steps.entries()) {
    const request = {
      caseId: opened.caseId,
      command: step.command,
      occurred: step.occurred,
      idempotencyKey: `${authority}-${script.key}-${index + 1}`,
    };
    // Each step builds on the one before it.
    const outcome = await play(deps, principalOf(agency, step.person), request);
    if (outcome.kind !== 'applied' && outcome.kind !== 'key-reused')
      throw refused(script, `step ${index + 1}`, outcome);
  }
}

/** Of the first of the cases: what opened it is asked again, which opens nothing. */
async function referenceOf(deps: CommandDeps, agency: AgencySetUp, [first]: readonly ScriptedCase[]): Promise<string> {
  if (first === undefined) return '';
  const { caseType, data, occurred, key, person } = first;
  const asked = { open: { caseType, data }, occurred, idempotencyKey: `${authority}-${key}` };
  const opened = await play(deps, principalOf(agency, person), asked);
  return opened.kind === 'applied' ? opened.reference : '';
}

function play(deps: CommandDeps, principal: Principal, request: CommandRequest): Promise<Outcome> {
  return executeCommand(deps, principal, request);
}

function principalOf({ tenant, people }: AgencySetUp, id: string): Principal {
  const person = people.find((one) => one.person === id);
  if (person === undefined) throw new Error(`The demonstration has no person ${id}.`);
  const { name, memberships: teams } = person;
  return principalOfMember({ tenant, person: id, authority, name, teams });
}

function refused(script: ScriptedCase, what: string, outcome: Outcome): Error {
  return new Error(
    `The demonstration does not fit the case type ${script.caseType}: case ${script.key}, ${what}, was answered ${JSON.stringify(outcome)}.`,
  );
}
