// Holds that everybody sees the same cases wherever cases are shown: one by one, in lists, in their work, in notices, beside a
// related case, in hints of changes, and, below all of it, in the rows that the database shows. And that two cases which differ
// in nothing but hidden values cannot be told apart by anybody from whom these are hidden.
import { flight } from '../store/database.ts';
import type { Statement } from '../store/statement.ts';
import {
  ask,
  idOf,
  idsIn,
  playRequests,
  startTally,
  type Answered,
  type Played,
  type PlayOptions,
  type Tally,
} from './matrix-play.ts';
import { compareDocuments, get } from './matrix-document-sets.ts';
import { EVER } from './matrix-list-requests.ts';
import { drivenOf, FIELDS, HUB, TWINS, type MatrixCase, type MatrixPerson } from './matrix-world.ts';

/** Everything: what everybody sees of which cases first, since it is soon told, then every request. */
export async function playMatrix(played: Played, options: PlayOptions): Promise<Tally> {
  const tally = startTally();
  await compareSets(played, tally, options.most);
  await playRequests(played, tally, options);
  return tally;
}

async function compareSets(played: Played, tally: Tally, most: number): Promise<void> {
  for (const person of played.world.people.filter(({ by }) => by === 'browser' || by === 'token')) {
    if (tally.mismatches.length >= most) return;
    await compareListed(played, tally, person);
    await compareSearched(played, tally, person);
    await compareTaken(played, tally, person);
    await compareChanges(played, tally, person);
    await compareRows(played, tally, person);
    await compareWatched(played, tally, person);
    await compareTwins(played, tally, person);
    await compareShared(played, tally, person);
    await compareDocuments(played, tally, person);
  }
}

function isFor({ by, scope }: MatrixPerson, action: string): boolean {
  return by !== 'token' || scope.includes(action);
}

async function compareListed(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places } = played;
  const readable = world.cases.filter((each) => oracle.mayRead(world, person, each));
  const listed = oracle.lists(world, person);
  const named = (names: readonly string[], keep: (each: MatrixCase) => boolean): readonly string[] =>
    world.cases.filter((each) => names.includes(each.name) && keep(each)).map(({ name }) => name);
  const compare = async (path: string, action: string, right: readonly string[]): Promise<void> => {
    if (!isFor(person, action)) return;
    const body = await get(played, tally, { person, path });
    // A page of the interface; of what else it says nothing is looked at here.
    const { items = [], children = [] } = JSON.parse(body) as Record<string, readonly { caseId: string }[]>;
    const ids = [...items, ...children].map(({ caseId }) => caseId);
    same(played, tally, { what: `${path} by ${person.person}`, ids, right });
  };
  await compare(
    '/api/v1/cases',
    'list-cases',
    named(listed, ({ closed }) => !closed),
  );
  await compare(
    '/api/v1/cases?status=closed',
    'list-cases',
    named(listed, ({ closed }) => closed),
  );
  await compare('/api/v1/shared-cases', 'list-cases', oracle.shared(world, person));
  await compare('/api/v1/work', 'list-work', oracle.worksOn(world, person));
  const managed = person.memberships.filter(({ role }) => role === 'manager').map(({ team }) => team);
  const isTold = ({ agency, closed, team, emergencies }: MatrixCase): boolean =>
    agency === person.agency && (!closed || (emergencies.length > 0 && managed.includes(team)));
  // Systems are told nothing.
  const told =
    person.by === 'token'
      ? []
      : world.cases.filter(
          (each) =>
            (readable.includes(each) && isTold(each)) ||
            oracle.isAnswered(world, person, each) ||
            // Whoever watches over privacy is told of every emergency that nothing bars them from.
            (each.emergencies.length > 0 && person.seat === null && oracle.mayKnowOf(world, person, each)),
        );
  await compare(
    '/api/v1/notices',
    'list-work',
    told.map(({ name }) => name),
  );
  const hub = world.cases.find(({ name }) => name === HUB);
  if (hub === undefined || !readable.includes(hub) || !isFor(person, 'read-case')) return;
  if (person.caseTypes !== null && !person.caseTypes.includes(hub.caseType)) return;
  const children = readable.filter(({ name, agency }) => name !== HUB && agency === hub.agency);
  await compare(
    `/api/v1/cases/${idOf(places, hub)}`,
    'read-case',
    children.map(({ name }) => name),
  );
}

/** By the words of each field, which are alike in all cases: found are those in which this field may be read. */
async function compareSearched(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle } = played;
  if (!isFor(person, 'search-cases')) return;
  const isTheirs = ({ agency, caseType }: MatrixCase): boolean =>
    agency === person.agency && (person.caseTypes === null || person.caseTypes.includes(caseType));
  const mayFind = (target: MatrixCase, fields: readonly string[]): boolean =>
    isTheirs(target) && fields.some((field) => oracle.mayReadField(world, person, { target, field }));
  const compare = async (words: string, right: readonly MatrixCase[]): Promise<void> => {
    const path = `/api/v1/search?q=${encodeURIComponent(words)}`;
    const items = await itemsOf(played, tally, { person, path });
    const ids = items.map(({ caseId }) => caseId);
    same(played, tally, { what: `${path} by ${person.person}`, ids, right: right.map(({ name }) => name) });
  };
  for (const field of FIELDS) {
    const right = world.cases.filter((each) => mayFind(each, [field]));
    await compare(`Canary ${field}`, right);
    await compare(`canary ${field.slice(0, -1)}*`, right);
  }
  // Words that stand in hidden fields of one case alone, and a note's, which is kept nowhere in the clear.
  const secret = ['diagnosis', 'informant', 'codename', 'defence'];
  const twin = world.cases.filter(({ name }) => name === TWINS[1]);
  await compare(
    'second longer',
    twin.filter((each) => mayFind(each, secret)),
  );
  await compare('canary words own', []);
}

/** What the interface answers of lists; of what else it says nothing is looked at here. */
interface Listed {
  readonly items: readonly { readonly caseId: string; readonly data?: Readonly<Record<string, unknown>> }[];
}

async function itemsOf(
  played: Played,
  tally: Tally,
  of: { readonly person: MatrixPerson; readonly path: string },
): Promise<Listed['items']> {
  // A page of the interface, or a problem.
  const { items = [] } = JSON.parse(await get(played, tally, of)) as Partial<Listed>;
  return items;
}

/** How many there are, and, for whoever may take them out, which and what of each. */
async function compareTaken(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places } = played;
  for (const status of ['open', 'closed'] as const) {
    const listed = oracle.lists(world, person);
    const right = world.cases.filter(({ name, closed }) => listed.includes(name) && closed === (status === 'closed'));
    if (isFor(person, 'list-cases')) {
      const body = await get(played, tally, { person, path: `/api/v1/cases/count?status=${status}` });
      if (body !== JSON.stringify({ count: right.length, isExact: true }))
        tally.mismatches.push(`${person.person} is told ${body} and not ${right.length} ${status} cases.`);
    }
    if (!isFor(person, 'export-cases') || !person.memberships.some(({ role }) => role === 'exporter')) continue;
    const path = `/api/v1/cases/export?caseType=matter&status=${status}`;
    const items = await itemsOf(played, tally, { person, path });
    const ids = items.map(({ caseId }) => caseId);
    same(played, tally, { what: `${path} by ${person.person}`, ids, right: right.map(({ name }) => name) });
    for (const target of right) {
      const data = items.find(({ caseId }) => caseId === places.cases[target.name])?.data ?? {};
      const seen: string[] = FIELDS.filter((field) => oracle.mayReadField(world, person, { target, field }));
      // Of the same section, and what is derived from it.
      if (seen.includes('diagnosis')) seen.push('grave', ...(drivenOf(target) === null ? [] : ['bornOn']));
      const [given, expected] = [Object.keys(data), seen].map((fields) => fields.toSorted().join(' '));
      if (given !== expected)
        tally.mismatches.push(
          `The export gives ${person.person} of "${target.name}" [${given}] and not [${expected}].`,
        );
    }
  }
}

async function compareChanges(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places, queries } = played;
  if (!isFor(person, 'list-cases')) return;
  const reader = await readerOf(played, person);
  if (reader === null) {
    tally.mismatches.push(`${person.person} has no session.`);
    return;
  }
  const answer = await queries.seeChanges(reader, [...Object.values(places.cases), places.absent]);
  const ids = answer.kind === 'answer' ? answer.view.map(({ caseId }) => caseId) : [];
  const right = world.cases.filter((each) => oracle.mayRead(world, person, each)).map(({ name }) => name);
  same(played, tally, { what: `hints to ${person.person}`, ids, right });
}

/** Whatever they ask as somebody who watches over others, nothing is named of which they may not know. */
async function compareWatched(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places } = played;
  const known = world.cases.filter((each) => oracle.mayKnowOf(world, person, each));
  const compare = async (path: string, right?: readonly string[]): Promise<void> => {
    const ids = idsIn(await get(played, tally, { person, path }));
    const names = world.cases.filter((each) => ids.includes(places.cases[each.name] ?? '')).map(({ name }) => name);
    for (const name of names.filter((each) => !known.some((one) => one.name === each)))
      tally.mismatches.push(`${path} names "${name}" to ${person.person}, who may not know of it.`);
    for (const name of (right ?? []).filter((each) => !names.includes(each)))
      tally.mismatches.push(`${path} does not name "${name}" to ${person.person}.`);
  };
  if (person.memberships.some(({ role }) => role === 'privacy-officer')) {
    await compare(`/api/v1/people/mara/reads?${EVER}`);
    const mara = world.people.find((each) => each.person === 'mara');
    const reached = mara === undefined ? [] : oracle.lists(world, mara);
    const open = known.filter(({ name, closed }) => !closed && reached.includes(name));
    await compare(
      '/api/v1/people/mara/access/reach',
      open.map(({ name }) => name),
    );
  }
  if (person.seat === null) return;
  for (const each of world.cases.filter((one) => !known.includes(one))) {
    const path = `/api/v1/audit/entries?kind=reads&caseId=${idOf(places, each)}&${EVER}`;
    if (!(await get(played, tally, { person, path })).includes('"items":[]'))
      tally.mismatches.push(`The explorer finds what was done with "${each.name}" for ${person.person}.`);
  }
  await compare(`/api/v1/audit/entries?kind=reads&person=mara&${EVER}`);
  await compare(
    `/api/v1/audit/entries?kind=events&action=CaseOpened&${EVER}`,
    known.map(({ name }) => name),
  );
}

type Found = Awaited<ReturnType<Played['queries']['sessions']['find']>>;

async function readerOf({ queries, places }: Played, { person, purpose }: MatrixPerson): Promise<Found> {
  const reader = await queries.sessions.find(places.credentials[person] ?? '');
  return purpose === null ? reader : (reader?.stating(purpose) ?? null);
}

/** What the application's role is shown of each table, with what the reader holds and no condition at all. */
async function compareRows(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places, database } = played;
  const reader = await readerOf(played, person);
  if (reader === null) return;
  const { tenant, holding } = reader.principal;
  const [heads, listed, tasks, parts] = await database.snapshot({ tenant, person: 'matrix', holding }, (tx) =>
    flight(tx, [rowsOf('case_head'), rowsOf('case_access'), rowsOf('task'), rowsOf('case_part')]),
  );
  const readable = world.cases.filter((each) => oracle.mayRead(world, person, each));
  const names = readable.map(({ name }) => name);
  const ids = (rows: readonly { readonly case_id: string }[]): readonly string[] => rows.map((row) => row.case_id);
  same(played, tally, { what: `rows of cases to ${person.person}`, ids: ids(heads.rows), right: names });
  const open = readable.filter(({ closed }) => !closed).map(({ name }) => name);
  same(played, tally, { what: `rows of tasks to ${person.person}`, ids: ids(tasks.rows), right: open });
  const beyond = ids(listed.rows).filter((id) => !names.some((name) => places.cases[name] === id));
  if (beyond.length > 0) tally.mismatches.push(`The access list shows ${person.person} what they may not see.`);
  for (const each of world.cases) {
    const shown = parts.rows.filter((row) => row.case_id === places.cases[each.name]).map(({ part }) => part);
    const right = PROBES.filter(([, field]) => oracle.mayReadField(world, person, { target: each, field }));
    const wrong = PROBES.filter((probe) => shown.includes(probe[0]) !== right.includes(probe));
    for (const [part] of wrong)
      tally.mismatches.push(`The part "${part}" of "${each.name}" is shown to ${person.person}, or not, wrongly.`);
  }
}

/** A field by which it is known whether a part may be read. */
const PROBES = [
  ['general', 'words'],
  ['contact', 'phone'],
  ['health', 'diagnosis'],
  ['strategy', 'defence'],
] as const;

function rowsOf(table: string): Statement<{ readonly case_id: string; readonly part: string }> {
  const columns = table === 'case_part' ? 'case_id, part' : "case_id, '' as part";
  return { name: `matrix-${table}`, text: `select distinct ${columns} from ${table}`, values: [] };
}

interface AskedOfTwins {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** At a version that no case has. */
  readonly stale?: true;
}

/** Everything that they are told of the one, they are told of the other, in the same words and of the same length. */
async function compareTwins(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places } = played;
  const [one, other] = TWINS.map((name) => world.cases.find((each) => each.name === name));
  if (one === undefined || other === undefined) throw new Error('There are no twins.');
  const hidden = FIELDS.filter((field) => field !== 'note' && field !== 'phone');
  const sees = (field: string): boolean =>
    oracle.mayReadField(world, person, { target: one, field }) ||
    oracle.mayAuditField(world, person, { target: one, field });
  if (hidden.some(sees)) return;
  const asked: readonly AskedOfTwins[] = [
    { method: 'GET', path: '/api/v1/cases/CASE' },
    { method: 'GET', path: '/api/v1/cases/CASE/activity' },
    { method: 'GET', path: '/api/v1/cases/CASE/chain' },
    { method: 'GET', path: '/api/v1/cases/CASE/access' },
    { method: 'GET', path: '/api/v1/cases/CASE/access/why' },
    ...DRIVEN.flatMap((task) => [
      { method: 'GET', path: `/api/v1/cases/CASE/tasks/${task}/assignment` },
      { method: 'POST', path: `/api/v1/cases/CASE/tasks/${task}/start`, body: {} },
      {
        method: 'POST',
        path: `/api/v1/cases/CASE/tasks/${task}/assign`,
        body: { assignee: task === 'round' ? 'nobody-there' : null },
      },
      { method: 'POST', path: `/api/v1/cases/CASE/tasks/${task}/complete`, body: { data: { nothing: 'x' } } },
      { method: 'POST', path: `/api/v1/cases/CASE/items/${task}/plan`, body: {} },
      { method: 'POST', path: `/api/v1/cases/CASE/items/${task}/move`, body: { on: 'reenable', reason: 'x' } },
    ]),
    { method: 'POST', path: '/api/v1/cases/CASE/clocks/appeal/resume', body: { pause: 'x' } },
    { method: 'POST', path: '/api/v1/cases/CASE/notes', body: { text: 'x' }, stale: true },
    { method: 'GET', path: '/api/v1/audit/cases/CASE?asOf=2099-01-01' },
    { method: 'GET', path: '/api/v1/audit/cases/CASE/difference?from=2026-01-01&to=2099-01-01' },
    { method: 'PATCH', path: '/api/v1/cases/CASE/data', body: { data: { diagnosis: 7 } } },
    { method: 'POST', path: '/api/v1/cases/CASE/close', body: { outcome: 'nothing' } },
    { method: 'POST', path: '/api/v1/cases/CASE/tasks/visit/complete', body: { data: { defence: 7 } } },
  ];
  for (const { body, stale, ...where } of asked) {
    const headers: Record<string, string> = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(stale === true ? { 'if-match': '"v999"' } : {}),
    };
    const request = { ...where, headers, ...(body === undefined ? {} : { body }) };
    const answers: string[] = [];
    for (const target of [one, other]) {
      tally.requests += 1;
      const answer = await ask(played, person, { request, target });
      answers.push(withoutIds(answer, idOf(places, target)));
    }
    if (answers[0] !== answers[1])
      tally.mismatches.push(`${where.method} ${where.path} tells ${person.person} twins apart by what is hidden.`);
  }
  await compareTwinsInLists(played, tally, { person, twins: [one, other] });
}

/** What is in the plan of the twins, most of it hidden from those who may not read what drives it. Only the round lies in a queue. */
const DRIVEN = ['visit', 'ward', 'calm', 'early', 'round', 'nursing'] as const;

/** Rows of lists about the one say what those about the other say. */
async function compareTwinsInLists(
  played: Played,
  tally: Tally,
  { person, twins }: { readonly person: MatrixPerson; readonly twins: readonly MatrixCase[] },
): Promise<void> {
  const lists = { work: 'list-work', notices: 'list-work', cases: 'list-cases' };
  for (const [list, action] of Object.entries(lists)) {
    if (!isFor(person, action)) continue;
    // A page of the interface; of what else it says nothing is looked at here.
    const { items } = JSON.parse(await get(played, tally, { person, path: `/api/v1/${list}` })) as {
      readonly items: readonly { readonly caseId: string }[];
    };
    const [left, right] = twins.map((twin) => {
      const id = idOf(played.places, twin);
      return withoutIds({ text: JSON.stringify(items.filter(({ caseId }) => caseId === id)) }, id);
    });
    if (left !== right)
      tally.mismatches.push(`The list of ${list} tells ${person.person} twins apart by what is hidden.`);
  }
}

/** Of a case that another agency shares only what is shared is shown: not the work on it, nor how far it is. */
async function compareShared(played: Played, tally: Tally, person: MatrixPerson): Promise<void> {
  const { world, oracle, places } = played;
  const shared = oracle.shared(world, person);
  for (const target of world.cases.filter(({ name }) => shared.includes(name))) {
    const body = await get(played, tally, { person, path: `/api/v1/cases/${idOf(places, target)}` });
    // The face of a case, as the interface says.
    const { version, outcome, team, tasks, plan } = JSON.parse(body) as Record<string, unknown>;
    if (JSON.stringify([version, outcome, team, tasks, plan]) !== '[0,null,"",[],[]]')
      tally.mismatches.push(`${person.person} of another agency is shown the work on the case "${target.name}".`);
  }
}

function withoutIds({ text }: Pick<Answered, 'text'>, caseId: string): string {
  return text
    .replaceAll(caseId, 'CASE')
    .replaceAll(/(?<=file\\?":\\?")[0-9a-f-]{36}/g, 'FILE')
    .replaceAll(/MA-\d+-\d+/g, 'REFERENCE')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT');
}

function same(
  { places }: Played,
  tally: Tally,
  of: { readonly what: string; readonly ids: readonly string[]; readonly right: readonly string[] },
): void {
  const names = new Map(Object.entries(places.cases).map(([name, id]) => [id, name]));
  const shown = [...new Set(of.ids.map((id) => names.get(id) ?? id))].toSorted().join(' ');
  const right = [...new Set(of.right)].toSorted().join(' ');
  if (shown !== right) tally.mismatches.push(`In ${of.what} there is [${shown}] and not [${right}].`);
}
