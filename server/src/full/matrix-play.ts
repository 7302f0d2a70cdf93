// Plays every request as everybody on every case, and holds each answer to what the oracle says: the status, that what is denied
// cannot be told from what does not exist, that no hidden value is anywhere in it, and that the access log has its line.
import { createHash } from 'node:crypto';
import { flight } from '../store/database.ts';
import type { Statement } from '../store/statement.ts';
import { MATRIX_ORIGIN, type MatrixApi } from './matrix-api.ts';
import { documentsOf, MATRIX_DOCUMENT_NAMES } from './matrix-documents.ts';
import { requestsFor, type MatrixRequest } from './matrix-requests.ts';
import type { MatrixPlaces } from './matrix-set-up.ts';
import { canaryOf, FIELDS, type MatrixCase, type MatrixPerson, type MatrixWorld } from './matrix-world.ts';

/** Written from the text by somebody who has not seen the rules; see `oracles/access/route-oracle.ts`. */
export interface MatrixOracle {
  readonly answerFor: (
    world: MatrixWorld,
    question: {
      readonly route: string;
      readonly variant: string;
      readonly person: MatrixPerson;
      readonly target: MatrixCase | 'absent' | null;
    },
  ) => MatrixAnswer | null;
  readonly mayRead: (world: MatrixWorld, person: MatrixPerson, target: MatrixCase) => boolean;
  readonly mayReadField: (
    world: MatrixWorld,
    person: MatrixPerson,
    of: { readonly target: MatrixCase; readonly field: string },
  ) => boolean;
  /** The same of a case of another agency, which shares it with theirs. */
  readonly mayReadShared: MatrixOracle['mayReadField'];
  /** Whether somebody who watches over others, by a role or a seat, may know of a case. */
  readonly mayKnowOf: (world: MatrixWorld, person: MatrixPerson, target: MatrixCase) => boolean;
  /** Whether the holder of a seat may look at a field of it. */
  readonly mayAuditField: MatrixOracle['mayReadField'];
  /** Names of cases. */
  readonly shared: (world: MatrixWorld, person: MatrixPerson) => readonly string[];
  readonly lists: (world: MatrixWorld, person: MatrixPerson) => readonly string[];
  /** Whether they asked for the case and are told the answer. */
  readonly isAnswered: (world: MatrixWorld, person: MatrixPerson, target: MatrixCase) => boolean;
  readonly worksOn: (world: MatrixWorld, person: MatrixPerson) => readonly string[];
}

export interface MatrixAnswer {
  readonly status: number;
  readonly likeAbsent: boolean;
  /** Lines in the access log of their own agency. */
  readonly lines: readonly Line[];
}

interface Line {
  readonly action: string;
  readonly denied: boolean;
}

export interface Played extends MatrixApi {
  readonly world: MatrixWorld;
  readonly places: MatrixPlaces;
  readonly oracle: MatrixOracle;
}

export interface PlayOptions {
  /** Of the requests about cases, every how-manieth is sent; 1 sends all. */
  readonly every: number;
  /** Which of them. */
  readonly seed: number;
  /** Stops at so many mismatches. */
  readonly most: number;
}

export interface Tally {
  requests: number;
  denied: number;
  allowed: number;
  /** Requests that were denied like absent and compared with the answer for a case that does not exist. */
  compared: number;
  lines: number;
  /** Documents whose bytes were had. */
  files: number;
  /** Documents that were found by what is in them. */
  documents: number;
  readonly mismatches: string[];
}

export interface Answered {
  readonly status: number;
  /** Status, headers and body, as they are compared. */
  readonly text: string;
  readonly body: string;
  /** SHA-256 of the bytes of the body. */
  readonly hash: string;
}

type Target = MatrixCase | 'absent' | null;

export function startTally(): Tally {
  return { requests: 0, denied: 0, allowed: 0, compared: 0, lines: 0, files: 0, documents: 0, mismatches: [] };
}

export async function playRequests(played: Played, tally: Tally, options: PlayOptions): Promise<void> {
  const { world, api } = played;
  const { requests, missing, unknown } = requestsFor(api.routes);
  for (const route of missing) tally.mismatches.push(`${route} is a route of which the matrix asks nothing.`);
  for (const route of unknown) tally.mismatches.push(`${route} is asked of and is no route.`);
  for (const person of order(world.people, options.seed)) {
    const expected = new Map<string, number>();
    const since = new Date().toISOString();
    const chosen = choose(requests, world, { ...options, person });
    const isOver = (): boolean => tally.mismatches.length >= options.most;
    await inLanes(chosen, isOver, (each) => play(played, tally, { ...each, person, expected }));
    if (isOver()) break;
    await compareLines(played, tally, { person, expected, since });
  }
}

/** Beginning with another person for another seed. */
function order<T>(list: readonly T[], seed: number): readonly T[] {
  const start = seed % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

interface Chosen {
  readonly request: MatrixRequest;
  readonly targets: readonly Target[];
}

/** Every request is sent for an absent case, and for all or some of those that there are. */
function choose(
  requests: readonly MatrixRequest[],
  { cases, people }: MatrixWorld,
  { every, seed, person }: PlayOptions & { readonly person: MatrixPerson },
): readonly Chosen[] {
  return requests.map((request, at) => {
    if (!request.path.includes('CASE')) return { request, targets: [null] };
    const start = seed + at * 7 + people.indexOf(person) * 3;
    // Whether a case is shown at all is asked of every pair; of everything else a part may do.
    const all = request.route === 'GET /api/v1/cases/:caseId';
    const { document } = request;
    const fit = cases.filter(
      (each) => document === undefined || documentsOf(each).some(({ name }) => name === document),
    );
    const targets = fit.filter((_, place) => all || (start + place) % every === 0);
    return { request, targets: document !== undefined && targets.length === 0 ? [] : ['absent', ...targets] };
  });
}

/** Most requests are refused, and refusals wait for their time. */
const LANES = 16;

async function inLanes<T>(items: readonly T[], isOver: () => boolean, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const lane = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true && !isOver(); next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function play(
  played: Played,
  tally: Tally,
  of: Chosen & { readonly person: MatrixPerson; readonly expected: Map<string, number> },
): Promise<void> {
  const { world, places, oracle } = played;
  const { request, targets, person, expected } = of;
  let absent: Answered | null = null;
  for (const target of targets) {
    const { route, variant } = request;
    const right = oracle.answerFor(world, { route, variant, person, target });
    const name = `${route} (${variant}) by ${person.person} on ${target === null ? 'nothing' : nameOf(target)}`;
    if (right === null) {
      tally.mismatches.push(`${route} is a route of which the oracle says nothing.`);
      return;
    }
    const answer = await ask(played, person, { request, target });
    tally.requests += 1;
    if (target === 'absent') absent = answer;
    if (answer.status !== right.status) {
      tally.mismatches.push(`${name} answered ${answer.status} and not ${right.status}: ${answer.body.slice(0, 200)}`);
    }
    if (right.status >= 400) tally.denied += 1;
    else tally.allowed += 1;
    if (right.likeAbsent && target !== 'absent') {
      tally.compared += 1;
      if (answer.text !== absent?.text) tally.mismatches.push(`${name} can be told from a case that does not exist.`);
    }
    if (
      request.isBytes === true &&
      request.method === 'GET' &&
      right.status === 200 &&
      target !== null &&
      target !== 'absent'
    ) {
      tally.files += 1;
      if (answer.hash !== places.documents[target.name]?.[request.document ?? '']?.content)
        tally.mismatches.push(`${name} answered other bytes than those of the document.`);
    }
    for (const leak of leaksIn(played, person, answer)) tally.mismatches.push(`${name} shows ${leak}.`);
    for (const line of right.lines) expectLine(expected, line, { ...of, target, places, answer });
  }
}

interface Shown extends Chosen {
  readonly person: MatrixPerson;
  readonly target: Target;
  readonly places: MatrixPlaces;
  readonly answer: Answered;
}

/** A line has the case that was asked for; that of a list, also as a table, and of its head, has every case that it shows. */
function expectLine(
  expected: Map<string, number>,
  line: Line,
  { request, person, target, places, answer }: Shown,
): void {
  // A list is asked for twice, the second time for its head alone; what is typed to find something is sent, and once.
  const isGot = request.route.startsWith('GET ');
  const isList = target === null && !line.denied && (isGot || request.route === 'POST /api/v1/find');
  if (target === null && request.method === 'HEAD' && !line.denied) return;
  const shown = isList ? idsIn(answer.body) : [];
  const ids = target === null ? (shown.length === 0 ? ['-'] : shown) : [idOf(places, target)];
  for (const caseId of ids) {
    const key = [person.agency, places.ids[person.person], line.action, String(line.denied), caseId].join(' ');
    expected.set(key, (expected.get(key) ?? 0) + (isList && isGot ? 2 : 1));
  }
}

/** Every case that a list names. */
export function idsIn(body: string): readonly string[] {
  const one = body.match(/(?<="caseId":")[^"]+|^[0-9a-f-]{36}(?=,)/gm) ?? [];
  const many = (body.match(/(?<="caseIds":\[)[^\]]+/g) ?? []).flatMap((ids) => ids.replaceAll('"', '').split(','));
  return [...new Set([...one, ...many])];
}

function nameOf(target: MatrixCase | 'absent'): string {
  return target === 'absent' ? 'a case that does not exist' : `the case "${target.name}"`;
}

export function idOf({ cases, absent }: MatrixPlaces, target: MatrixCase | 'absent'): string {
  return target === 'absent' ? absent : (cases[target.name] ?? absent);
}

let keys = 0;

export async function ask(
  { api, places }: Played,
  { person, by, purpose }: MatrixPerson,
  { request, target }: { readonly request: Omit<MatrixRequest, 'route' | 'variant'>; readonly target: Target },
): Promise<Answered> {
  const credential = places.credentials[person] ?? null;
  const shown =
    credential === null ? {} : by === 'token' ? { authorization: `Bearer ${credential}` } : cookieOf(credential);
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  keys += 1;
  const names = target === null ? [] : namesIn(places, { target, document: request.document });
  const inCase = (text: string): string => names.reduce((said, [name, id]) => said.replaceAll(name, id), text);
  const answer = await api.app.inject({
    // The router names no other.
    method: request.method as 'GET',
    url: inCase(request.path),
    headers: {
      ...request.headers,
      ...shown,
      ...(purpose === null ? {} : { 'casewright-purpose': purpose }),
      ...(changes ? { origin: MATRIX_ORIGIN, 'idempotency-key': `matrix-${keys}` } : {}),
    },
    ...(request.body === undefined ? {} : { payload: inCase(JSON.stringify(request.body)) }),
  });
  const { date: _now, ...headers } = answer.headers;
  return {
    status: answer.statusCode,
    text: JSON.stringify([answer.statusCode, headers, answer.body]),
    body: answer.body,
    hash: createHash('sha256').update(answer.rawPayload).digest('hex'),
  };
}

/** What stands for the case in a request, and for what it has. Of an absent one it is what none has. */
function namesIn(
  places: MatrixPlaces,
  { target, document = '' }: { readonly target: MatrixCase | 'absent'; readonly document: string | undefined },
): readonly (readonly [string, string])[] {
  const of = target === 'absent' ? '' : target.name;
  const { entry = 'document.7', content = 'a'.repeat(64) } = places.documents[of]?.[document] ?? {};
  const ids = { CASE: idOf(places, target), DOCUMENT: entry, CONTENT: content };
  return Object.entries({ ...ids, DRAFT: places.drafts[of] ?? places.absent });
}

function cookieOf(credential: string): Readonly<Record<string, string>> {
  return { cookie: `casewright_session=${credential}` };
}

/** Every value of a case file that this person may not read and that is somewhere in the answer, headers included. */
export function leaksIn(played: Played, person: MatrixPerson, { text }: Answered): readonly string[] {
  const { world, oracle, places } = played;
  const hashes = new Set(text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g));
  const named = world.cases.flatMap((target) =>
    Object.entries(places.documents[target.name] ?? {}).flatMap(([field, { content }]) =>
      hashes.has(content) ? [{ target, field, content }] : [],
    ),
  );
  // The same bytes may be those of two documents.
  const told = named.filter(
    ({ content }) => !named.some((one) => one.content === content && mayKnow(oracle, world, { person, ...one })),
  );
  const hinted = told.map(({ target, field }) => `the hash of "${field}" of the case "${target.name}"`);
  if (!text.includes('canary.')) return hinted;
  const found = world.cases.flatMap((target) =>
    [...FIELDS, 'words', ...MATRIX_DOCUMENT_NAMES].flatMap((field) => {
      const canary = canaryOf(field, target);
      if (!text.includes(canary) || !new RegExp(`${canary.replaceAll('.', '\\.')}(?![a-z-])`).test(text)) return [];
      // Twins have the same values where nothing is hidden.
      const bearers = world.cases.filter((each) => canaryOf(field, each) === canary);
      const isTold = bearers.some((each) => mayKnow(oracle, world, { person, target: each, field }));
      return isTold ? [] : [`"${field}" of the case "${target.name}"`];
    }),
  );
  return [...hinted, ...found];
}

function mayKnow(
  oracle: MatrixOracle,
  world: MatrixWorld,
  { person, ...of }: { readonly person: MatrixPerson; readonly target: MatrixCase; readonly field: string },
): boolean {
  return (
    oracle.mayReadField(world, person, of) ||
    oracle.mayReadShared(world, person, of) ||
    oracle.mayAuditField(world, person, of)
  );
}

interface LineRow {
  readonly key: string;
  readonly count: number;
}

/** Counts lines of the access log by person, action, case and refusal, and compares them with those that must be there. */
async function compareLines(
  { database, places }: Played,
  tally: Tally,
  of: { readonly person: MatrixPerson; readonly expected: ReadonlyMap<string, number>; readonly since: string },
): Promise<void> {
  const { person, expected, since } = of;
  const { agency } = person;
  const counted = await database.snapshot({ tenant: agency, person: 'matrix' }, async (tx) => {
    const [lines] = await flight(tx, [countLines({ tenant: agency, since, person: places.ids[person.person] ?? '' })]);
    return lines.rows;
  });
  const found = new Map(counted.map(({ key, count }) => [key, count]));
  for (const key of new Set([...expected.keys(), ...found.keys()])) {
    const [there, right] = [found.get(key) ?? 0, expected.get(key) ?? 0];
    tally.lines += there;
    // A case is shown with its parent and children, so each of these has lines of that too.
    const isEnough = key.includes(' read-case false ') ? there >= right : there === right;
    if (!isEnough) tally.mismatches.push(`The access log has ${there} lines and not ${right} for: ${key}.`);
  }
}

function countLines(of: {
  readonly tenant: number;
  readonly since: string;
  readonly person: string;
}): Statement<LineRow> {
  return {
    name: 'matrix-lines',
    text: `select concat_ws(' ', tenant, person, action, denied::text, coalesce(i.case_id::text, '-')) as key, count(*)::int as count
             from access_log left join lateral unnest(case_ids) as i (case_id) on true
            where tenant = $1 and recorded_at >= $2 and person = $3 group by 1`,
    values: [of.tenant, of.since, of.person],
  };
}
