// What somebody of the agency reaches: the cases that the database would show them, with what lets them in. Those that a wall,
// clearance, compartment, seal or purpose keeps the asker off are passed over: pages are full without them, and no cursor names one.
import type { CaseType } from '@casewright/engine/definition';
import {
  accessSettings,
  decideAccess,
  overseen,
  readableParts,
  readAccessFacts,
  type AccessWorld,
  type Compared,
  type OverseenView,
  type Watcher,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import { agencyFacts, readPeople, standingOfPerson } from '../store/access-world.ts';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { listCases, type CaseListRecord, type CasePlace } from '../store/list-cases.ts';
import type { NamedCase } from '../store/watched-cases.ts';
import { loadHeads } from '../store/load-case.ts';
import { holdingOf } from '../store/reader-standing.ts';
import { stateOf, type ExplainOptions } from './access-world-of.ts';
import { answerWatch, type ReadAnswer, type Shown } from './answer-read.ts';
import { isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import { namedFor } from './oversight.ts';
import type { SendReading } from './read-flights.ts';
import { listedBy, type Asker } from './sessions.ts';

export interface ReachView {
  readonly person: string;
  readonly name: string;
  /** On the first page: how many of the latest may not be told. */
  readonly withheld: number;
  readonly items: readonly ReachedCaseView[];
  readonly next: string | null;
}

export interface ReachedCaseView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly title: string;
  readonly team: string;
  readonly status: 'open' | 'closed';
  /** Rules that let them in. */
  readonly by: readonly string[];
  /** Of how many of its parts they may read. */
  readonly parts: { readonly read: number; readonly all: number };
}

export interface AskedReach {
  readonly person: string;
  readonly status: 'open' | 'closed';
  readonly after: string | undefined;
}

const PLACE = [isUtcInstant, isUuid];

export async function showReach(
  send: SendReading,
  reader: Asker,
  { options, ...asked }: AskedReach & { readonly options: ExplainOptions },
): Promise<ReadAnswer<ReachView>> {
  const after = asked.after === undefined ? null : placeOf(asked.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  return answerWatch<[], ReachView>(send, reader, {
    action: { type: 'read-reach' },
    name: 'explain-reach',
    asked: [],
    statements: [],
    fold: (_, by) => reached(reader, options, { ...asked, after, by }),
  });
}

interface Asked extends Omit<AskedReach, 'after'> {
  readonly after: CasePlace | null;
  readonly by: Watcher;
}

/** So many of the latest are looked at for those that are withheld. */
const COUNTED = 2_000;
/** At once, where some are passed over. */
const CHUNK = 200;

async function reached(
  reader: Asker,
  options: ExplainOptions,
  asked: Asked,
): Promise<Shown<ReachView, OverseenView<ReachView>> | null> {
  const { tenant } = reader.principal;
  const { person, status, after } = asked;
  const nowMs = options.now();
  const program = programContext(tenant, 'explain');
  const [standing, people] = await options.database.once(program, [
    standingOfPerson(tenant, person),
    readPeople(tenant, { people: [person], unit: null, everybody: false }),
  ]);
  const [held] = standing.rows;
  const [row] = people.rows;
  if (held === undefined || row === undefined) return null;
  // What they hold with every role of theirs: a session may give less, and never more.
  const holding = holdingOf({ tenant, person, lines: held.standing, gives: () => true, nowMs }).tokens;
  const reach = { tenant, by: asked.by, status, holding: held.active ? holding : [] };
  const withheld = after === null ? (await listed(options, reach, { after, limit: COUNTED })).withheld : 0;
  const known = await pageFrom(options, reach, after);
  const agency = agencyFacts(tenant, row, null);
  const page = known.slice(0, PAGE_ROWS);
  const last = known.length > PAGE_ROWS ? page.at(-1) : undefined;
  const items = await explainPage(reader, options, { page, person, nowMs, facts: agency.facts });
  const view = overseen({ known: page.map((each) => each.row), withheld }, () => ({
    ...{ person, name: agency.names.get(person) ?? person, withheld, items },
    next: last === undefined ? null : writeCursor([last.opened_at, last.case_id]),
  }));
  return { view, caseIds: items.map(({ caseId }) => caseId) };
}

interface Reach {
  readonly tenant: number;
  readonly by: Watcher;
  readonly status: AskedReach['status'];
  /** What the person who reaches holds. */
  readonly holding: readonly string[];
}

type ListedCase = CaseListRecord & { readonly row: Compared<NamedCase> };

interface Listed {
  readonly known: readonly ListedCase[];
  readonly withheld: number;
  /** The last that was looked at; null where there are no more. */
  readonly end: CasePlace | null;
}

async function listed(
  { database }: ExplainOptions,
  { tenant, by, status, holding }: Reach,
  { after, limit }: { readonly after: CasePlace | null; readonly limit: number },
): Promise<Listed> {
  const { listTokens: tokens, namedCases: named } = listedBy(holding);
  const [found] = await database.once({ tenant, person: 'explain', holding }, [
    listCases({ ...{ tenant, tokens, named, status, after }, limit }),
  ]);
  const told = await namedFor(database, tenant, { by, caseIds: found.rows.map((row) => row.case_id) });
  const rows = new Map(told.known.map((row) => [row.case_id, row]));
  const known = found.rows.flatMap((each) => {
    const row = rows.get(each.case_id);
    return row === undefined ? [] : [{ ...each, row }];
  });
  const last = found.count < limit ? undefined : found.rows.at(-1);
  const end = last === undefined ? null : { openedAt: last.opened_at, caseId: last.case_id };
  return { known, withheld: found.count - known.length, end };
}

/** One more than a page, if there are so many. */
async function pageFrom(
  options: ExplainOptions,
  reach: Reach,
  after: CasePlace | null,
): Promise<readonly ListedCase[]> {
  const known: ListedCase[] = [];
  for (let place: CasePlace | null | undefined = after; place !== undefined && known.length <= PAGE_ROWS;) {
    const { known: more, end } = await listed(options, reach, { after: place, limit: CHUNK });
    known.push(...more);
    place = end ?? undefined;
  }
  return known;
}

interface Page {
  readonly page: readonly CaseListRecord[];
  readonly person: string;
  readonly nowMs: number;
  readonly facts: readonly unknown[];
}

async function explainPage(
  { principal }: Asker,
  options: ExplainOptions,
  { page, person, nowMs, facts }: Page,
): Promise<readonly ReachedCaseView[]> {
  const { tenant } = principal;
  const heads = await options.database.transaction(programContext(tenant, 'explain'), async (tx) => {
    const answers = await flight(
      tx,
      loadHeads(
        tenant,
        page.map((each) => each.case_id),
      ),
    );
    return new Map(answers.flatMap(({ rows }) => rows.map((head) => [head.case_id, head] as const)));
  });
  const items: ReachedCaseView[] = [];
  for (const row of page) {
    const head = heads.get(row.case_id);
    if (head === undefined) continue;
    const caseType = await options.caseTypes.byHash(principal, head.case_type_hash);
    const own = accessFactsOf({ tenant, caseId: row.case_id, caseType, state: stateOf(head.state) });
    const world = readAccessFacts([...own, ...facts], accessSettings);
    const of = { case: `${tenant}/${row.case_id}`, person: `${tenant}/${person}` };
    items.push(viewOf({ row, caseType, world }, of, nowMs));
  }
  return items;
}

function viewOf(
  { row, caseType, world }: { readonly row: CaseListRecord; readonly caseType: CaseType; readonly world: AccessWorld },
  of: { readonly case: string; readonly person: string },
  nowMs: number,
): ReachedCaseView {
  const reader = { person: of.person, onBehalfOf: null, purpose: null };
  const decision = decideAccess(world, { reader, case: of.case, part: null }, nowMs);
  const considered = decision.unknown === null ? decision.grant.considered : [];
  const rules = considered.flatMap(({ rule, missing }) => (missing.length === 0 ? [rule] : []));
  const all =
    world.index.get(`case case ${of.case}`)?.flatMap((fact) => (fact.kind === 'case' ? fact.parts : [])) ?? [];
  return {
    ...{ caseId: row.case_id, reference: row.reference, caseType: row.case_type, title: caseType.title },
    ...{ team: row.team, status: row.status, by: [...new Set(rules)] },
    parts: { read: readableParts(world, { reader, case: of.case }, nowMs).length, all: all.length },
  };
}

/** Undefined for a cursor that this list did not make. */
function placeOf(cursor: string): CasePlace | undefined {
  const [openedAt, caseId] = readCursor(cursor, PLACE) ?? [];
  return openedAt === undefined || caseId === undefined ? undefined : { openedAt, caseId };
}
