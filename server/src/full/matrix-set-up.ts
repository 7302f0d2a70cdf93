// Builds the world of the matrix in a database, through the command path and by the program's own means, and signs everybody
// in. What it makes can be written down, so that another process can play on it.
import { createHash } from 'node:crypto';
import type { CaseCommand } from '@casewright/engine/case';
import { checkCaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { commandDeps, executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { addSystem, issueToken } from '../commands/issue-token.ts';
import { giveSeat } from '../commands/auditor-seats.ts';
import { signIn } from '../commands/sign-in.ts';
import type { Database } from '../store/database.ts';
import { putHeldFact, type HeldFact } from '../store/held-facts.ts';
import type { KeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { deliverShares } from '../store/case-shares.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import type { MatrixPlace } from './matrix-documents.ts';
import { fileDocuments, openFiling, readAllTexts, type Filing } from './matrix-file-documents.ts';
import {
  AGENCIES,
  canaryOf,
  CITY,
  drivenOf,
  FIELDS,
  HUB,
  MATRIX_SOURCE,
  TWINS,
  type MatrixCase,
  type MatrixPerson,
  type MatrixWorld,
} from './matrix-world.ts';
import { programContext } from '../store/context.ts';

export interface MatrixPlaces {
  /** Ids of the cases by their names. */
  readonly cases: Readonly<Record<string, string>>;
  /** An id that no case has. */
  readonly absent: string;
  /** What each person shows; null who shows nothing. */
  readonly credentials: Readonly<Record<string, string | null>>;
  /** Systems have ids that are made for them; everybody else is called what the world calls them. */
  readonly ids: Readonly<Record<string, string>>;
  /** Documents by the names of their cases and their own. */
  readonly documents: Readonly<Record<string, Readonly<Record<string, MatrixPlace>>>>;
  /** A redaction of a document that is under way, by the case that has one. */
  readonly drafts: Readonly<Record<string, string>>;
}

export interface SetUpOptions {
  readonly database: Database;
  readonly keys: KeyProvider;
  /** As a superuser, for what no command does. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>;
  /** Where bytes of documents are kept; absent: there are none. */
  readonly files?: string;
}

const LONG_AGO = '2026-01-05T09:00:00Z';
const A_DAY_LATER = '2026-01-06T09:00:00Z';
const FAR = '2099-01-01T00:00:00Z';

export async function setUpMatrix(options: SetUpOptions, world: MatrixWorld): Promise<MatrixPlaces> {
  const { database, keys, query } = options;
  const deps = commandDeps(database, keys, Date.now);
  const filing = options.files === undefined ? null : openFiling(deps, { folder: options.files, query });
  const who = await addEverybody(options, world);
  const cases: Record<string, string> = {};
  const documents: Record<string, MatrixPlaces['documents'][string]> = {};
  const drafts: Record<string, string> = {};
  for (const each of world.cases) {
    const added = await addCase(deps, each, filing);
    cases[each.name] = added.caseId;
    documents[each.name] = added.documents;
    if (added.draft !== null) drafts[each.name] = added.draft;
  }
  if (filing !== null) await readAllTexts(filing);
  for (const [name, caseId] of Object.entries(cases)) {
    if (name === HUB || world.cases.find((each) => each.name === name)?.agency !== 1) continue;
    // The same task of all, which may therefore not tell them apart.
    const link = "insert into case_link (tenant, case_id, parent_id, task, depth) values (1, $1, $2, 'child', 1)";
    await query(link, [caseId, cases[HUB]]);
  }
  await deliverShares(database, 1, Object.values(cases));
  for (const { person, agency } of world.people) {
    for (const each of world.cases.filter((one) => one.agency === agency))
      await query(
        `insert into notice (tenant, case_id, clock, due_on, rung, person, reached_on, seq, told_at)
         values ($1, $2, 'matrix', '2026-03-01', 'due', $3, '2026-03-01', 1, now())`,
        [agency, cases[each.name], person],
      );
  }
  return { cases, absent: uuidV7(Date.now()), ...who, documents, drafts };
}

async function addEverybody(
  { database, query }: SetUpOptions,
  { units, people }: MatrixWorld,
): Promise<Pick<MatrixPlaces, 'credentials' | 'ids'>> {
  const published = checkCaseType(MATRIX_SOURCE, createHash('sha256').update(MATRIX_SOURCE).digest('hex'));
  if (!('caseType' in published)) throw new Error(`The case type is not sound: ${JSON.stringify(published.problems)}`);
  for (const [number, slug] of Object.entries(AGENCIES)) {
    const tenant = Number(number);
    const teams = units.filter(({ agency }) => agency === tenant).map(({ team }) => ({ team, title: team }));
    const members = people.filter(({ agency, by }) => agency === tenant && (by === 'browser' || by === 'ended'));
    const given = members.map(({ person, memberships }) => ({ person, name: person, memberships }));
    await upsertPeople(database, { tenant, slug, name: slug, teams, people: given });
    const publishing = { tenant, person: 'set-up', source: MATRIX_SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
    await publishCaseType(database, { ...publishing, caseType: published.caseType });
  }
  for (const { agency, team, above } of units.filter((each) => each.above.length > 0))
    await query('update team set above = $3 where tenant = $1 and team = $2', [agency, team, above]);
  await giveSeats(database, people);
  const ids: Record<string, string> = {};
  const credentials: Record<string, string | null> = {};
  for (const person of people) {
    const { id, credential } = await letIn(database, person);
    ids[person.person] = id;
    credentials[person.person] = credential;
    await database.once(
      programContext(person.agency, 'set-up'),
      factsOf(person, id).map((fact) => putHeldFact(person.agency, fact)),
    );
  }
  await query("update person set active = false where tenant = 1 and person = 'lee'");
  await query("update membership set team = 'parking' where tenant = 1 and person = 'mova'");
  return { credentials, ids };
}

async function giveSeats(database: Database, people: readonly MatrixPerson[]): Promise<void> {
  const scope = { caseTypes: null, teams: null, caseId: null, periodFrom: null, periodUntil: null };
  const now = Date.now();
  for (const { agency, person, seat } of people) {
    if (seat === null) continue;
    const time = { from: LONG_AGO, until: new Date(now + 86_400_000 * 30).toISOString() };
    const to = { tenant: agency, person, givenBy: 'mara', purpose: seat, scope, ...time };
    const given = await giveSeat({ database, nowMs: () => now }, to);
    if ('refused' in given) throw new Error(`${person} got no seat: ${given.refused}`);
  }
}

async function letIn(
  database: Database,
  { person, agency, by, memberships, scope, caseTypes }: MatrixPerson,
): Promise<{ readonly id: string; readonly credential: string | null }> {
  const deps = { database, nowMs: Date.now };
  if (by === 'nobody') return { id: person, credential: null };
  if (by !== 'token') {
    const credential = await signIn(deps, { agency: AGENCIES[agency] ?? '', personId: person });
    if (credential === null) throw new Error(`${person} was not let in.`);
    return { id: person, credential };
  }
  const system = { tenant: agency, name: person, actions: scope, caseTypes, memberships, days: 30 };
  const { clientId, secret } = await addSystem(deps, system);
  const answer = await issueToken(deps, { clientId, secret });
  if (answer.kind !== 'token') throw new Error(`${person} got no token.`);
  return { id: clientId.slice(clientId.indexOf('.') + 1), credential: answer.token };
}

function factsOf({ agency, level, markers, readIn, walledMatters, person }: MatrixPerson, id: string): HeldFact[] {
  const own = `${agency}/${id}`;
  const held = (name: string) => ({ id: `matrix.${person}.${name}`, from: null, until: null });
  return [
    ...(level === null
      ? []
      : [{ kind: 'clearance' as const, ...held('level'), person: own, scale: 'au-pspf', level, markers }]),
    // All compartments are the city's, also where another agency says of its own people that they were read in.
    ...readIn.map((name) => ({
      ...{ kind: 'read-in' as const, ...held(name), person: own, compartment: `${CITY}/${name}` },
    })),
    ...walledMatters.map((name) => ({
      ...{ kind: 'wall' as const, ...held(name), person: own, unit: null, case: null, matter: `${agency}/${name}` },
      standing: 'declared' as const,
    })),
    ...(person === 'dela' ? [{ kind: 'delegation' as const, ...held('olga'), by: `${agency}/olga`, to: own }] : []),
  ];
}

async function addCase(
  deps: CommandDeps,
  of: MatrixCase,
  filing: Filing | null,
): Promise<{ readonly caseId: string } & Awaited<ReturnType<typeof fileDocuments>>> {
  const principal: Principal = {
    ...{
      tenant: of.agency,
      person: 'import',
      authority: 'import:matrix',
      name: 'Import',
      teams: [],
      holding: 'program',
    },
  };
  let key = 0;
  const ask = async (
    request: Parameters<typeof executeCommand>[2],
    by: Principal = principal,
  ): Promise<{ caseId: string; version: number }> => {
    const outcome = await executeCommand(deps, by, request);
    if (outcome.kind !== 'applied') throw new Error(`${of.name} was not made: ${JSON.stringify(outcome)}`);
    return outcome;
  };
  const keyOf = (): string => `${of.name}-${(key += 1)}`;
  const driven = drivenOf(of);
  const data = {
    ...Object.fromEntries(FIELDS.map((field) => [field, canaryOf(field, of)])),
    ...(driven === null ? {} : { bornOn: driven.bornOn }),
  };
  const open = { caseType: of.caseType, team: of.team, data };
  // What is imported is not routed, and the work of the twins is.
  const teams = [{ team: of.team, role: 'officer' }];
  const opening = { open, occurred: LONG_AGO, idempotencyKey: keyOf() };
  const officer = { ...principal, person: 'opener', authority: 'session:matrix', teams };
  const { caseId } = await (driven === null ? ask({ ...opening, actor: 'opener' }) : ask(opening, officer));
  const give = (
    command: Exclude<CaseCommand, { type: 'OpenCase' }>,
    more: { actor?: string; occurred?: string } = {},
  ) => {
    const request = { caseId, command, idempotencyKey: keyOf() };
    // An import may not ask for access in anybody's name, so they ask themselves.
    if (command.type !== 'RequestAccess' && command.type !== 'BreakGlass') return ask({ ...request, ...more });
    const { actor: who = '', ...rest } = more;
    return ask({ ...request, ...rest }, { ...principal, person: who, authority: 'session:matrix', teams });
  };
  await give({ type: 'AddNote', text: canaryOf('words', of) });
  await keepEntries(of, give);
  const giveAsOfficer: Give = (command) => ask({ caseId, command, idempotencyKey: keyOf() }, officer);
  const filed =
    filing === null ? NO_DOCUMENTS : await fileDocuments(filing, { of, caseId, give, officer, giveAsOfficer });
  await classify(of, give);
  await giveAccess(of, give);
  if (of.assigned !== null) await give({ type: 'AssignTask', task: 'visit', assignee: of.assigned });
  if (driven !== null) await drive(driven, give);
  if (of.closed) await give({ type: 'CloseCase', outcome: 'done' });
  return { caseId, ...filed };
}

/** The clock of each twin warns and runs out on days of its own, and somebody else does hidden work. */
async function drive({ done, by }: { readonly done: string; readonly by: string }, give: Give): Promise<void> {
  await give({ type: 'FireTimer', timer: 'clock:appeal@50' });
  await give({ type: 'FireTimer', timer: 'clock:appeal' });
  await give({ type: 'CompleteTask', task: done, data: {} }, { actor: by });
}

async function classify(of: MatrixCase, give: Give): Promise<void> {
  const { level, markers, compartments, purposes, matters } = of;
  const isPlain = level === 'OFFICIAL' && [...markers, ...compartments, ...matters].length === 0 && purposes === null;
  const classification = { scale: 'au-pspf', level, markers };
  if (!isPlain) await give({ type: 'ClassifyCase', classification, compartments, purposes, matters, reason: 'x' });
}

const NO_DOCUMENTS = { documents: {}, draft: null };

type Give = (
  command: Exclude<CaseCommand, { type: 'OpenCase' }>,
  more?: { actor?: string; occurred?: string },
) => Promise<{ readonly version: number }>;

/** Words in entries of each section are those of a field in it, so that they are recognised wherever they turn up. */
async function keepEntries(of: MatrixCase, give: Give): Promise<void> {
  const [note, phone, diagnosis, defence] = (['note', 'phone', 'diagnosis', 'defence'] as const).map((field) =>
    canaryOf(field, of),
  );
  const said = (words: string | undefined): string => words ?? '';
  const ill = of.name === TWINS[0];
  await give({ type: 'RaiseIssue', of: 'question', words: said(note) });
  const { version } = await give({ type: 'RaiseIssue', of: 'illness', words: said(diagnosis) });
  const decision = { outcome: ill ? 'ill' : 'well', reasons: said(diagnosis) };
  await give({ type: 'DecideIssue', of: 'illness', entry: `issue.${version}`, ...decision });
  const informer = await give({ type: 'AddParty', of: 'informer', subject: ill ? 'one' : 'another' });
  const owner = `party.${informer.version}`;
  const goal = { owner, baseline: '0', target: ill ? '10' : '99' };
  const set = await give({ type: 'SetGoal', of: 'fitness', words: said(diagnosis), ...goal });
  const review = { value: ill ? '3' : '44', note: said(diagnosis) };
  await give({ type: 'ReviewGoal', of: 'fitness', entry: `goal.${set.version}`, ...review });
  const due = { owedBy: 'agency', dueOn: '2099-01-01' };
  await give({ type: 'ImposeObligation', of: 'remedy', words: said(defence), agreement: said(defence), ...due });
  // That it comes from a decision, and who owes it, is told by neither to whoever may read no more than it.
  const hidden = { owedBy: owner, arisesFrom: `issue.${version}`, dueOn: '2099-01-01' };
  await give({ type: 'ImposeObligation', of: 'call', words: said(phone), ...hidden });
  await keepFurther(give, { said: { note, phone, diagnosis, defence }, issue: `issue.${version}`, informer: owner });
}

interface ToKeep {
  readonly said: Readonly<Record<'note' | 'phone' | 'diagnosis' | 'defence', string | undefined>>;
  readonly issue: string;
  readonly informer: string;
}

/** What the ruling looked at is of a section that not everybody who may read the ruling may read, and so is with whom the letter was. */
async function keepFurther(give: Give, { said, issue, informer }: ToKeep): Promise<void> {
  const { note = '', phone = '', diagnosis = '', defence = '' } = said;
  const version = Number(issue.slice('issue.'.length));
  const manifest = [
    { field: 'diagnosis', version: 1 },
    { entry: issue, version },
  ];
  await give({ type: 'DraftDetermination', of: 'ruling', reasons: note, manifest });
  await give({ type: 'RegisterEvidence', of: 'exhibit', audience: 'all', words: note });
  const sealed = { type: 'RegisterEvidence', of: 'exhibit', audience: 'sealed', words: diagnosis } as const;
  await give({ ...sealed, receivedFrom: { outside: diagnosis } });
  const to = { to: { team: 'parking' }, sections: ['strategy'], endsOn: '2099-01-01' };
  await give({ type: 'OfferReferral', of: 'advice', words: defence, ...to });
  const letter = { channel: 'post', with: [informer], subject: phone, direction: 'in' } as const;
  await give({ type: 'RecordCommunication', of: 'letter', ...letter });
}

async function giveAccess(of: MatrixCase, give: Give): Promise<void> {
  for (const { person, unit, standing } of of.walls) {
    const fact = { kind: 'wall', person, unit, standing: standing === 'suggested' ? 'suggested' : 'declared' } as const;
    await give({ type: 'GiveAccess', fact });
  }
  for (const seal of of.seals) await give({ type: 'GiveAccess', fact: { kind: 'seal', ...seal } });
  for (const { to, sections, purpose, ended } of of.shares) {
    const share = { unit: null, sections, purpose, authority: 'Inspection Act s 4', consent: null, until: FAR };
    const { version } = await give({ type: 'GiveAccess', fact: { kind: 'share', to: String(to), ...share } });
    if (ended) await give({ type: 'EndAccess', fact: `share.${version}`, reason: 'Done' });
  }
  for (const { person, sections, expired } of of.specific) {
    const [asked, until] = expired ? [{ occurred: LONG_AGO }, A_DAY_LATER] : [{}, FAR];
    const asking = { type: 'RequestAccess', sections, until, reason: 'Cover' } as const;
    const { version } = await give(asking, { ...asked, actor: person });
    const decide = {
      type: 'DecideAccess',
      request: `request.${version}`,
      granted: true,
      until: null,
      reason: 'x',
    } as const;
    await give(decide, { ...asked, actor: 'mara' });
  }
  for (const { person, expired } of of.emergencies) {
    const reason = 'A child is missing and it cannot wait.';
    const breaking = { type: 'BreakGlass', hours: 24, category: 'life', reason } as const;
    await give(breaking, { ...(expired ? { occurred: LONG_AGO } : {}), actor: person });
  }
}
