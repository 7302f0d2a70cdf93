// What somebody of the agency reaches: the cases that the database would show them, with what lets them in. Those that a wall,
// clearance, compartment or seal keeps the asker off are left out.
import type { CaseType } from '@casewright/engine/definition';
import {
  accessRules,
  accessSettings,
  decideAccess,
  isUnbarredBy,
  readableParts,
  readAccessFacts,
  withoutCaseFile,
  type AccessWorld,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import { agencyFacts, readPeople, standingOfPerson } from '../store/access-world.ts';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { listCases, type CaseListRecord, type CasePlace } from '../store/list-cases.ts';
import { loadHeads } from '../store/load-case.ts';
import { holdingOf } from '../store/reader-standing.ts';
import { stateOf, type ExplainOptions } from './access-world-of.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { fillPage } from './fill-page.ts';
import { PAGE_ROWS } from './list-work.ts';
import type { SendReading } from './read-flights.ts';
import { listedBy, type Asker } from './sessions.ts';

export interface ReachView {
  readonly person: string;
  readonly name: string;
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
  return answerRead<[], ReachView>(send, reader, {
    action: { type: 'read-reach' },
    name: 'explain-reach',
    asked: [],
    statements: [],
    fold: () => reached(reader, options, { ...asked, after }),
  });
}

interface Asked extends Omit<AskedReach, 'after'> {
  readonly after: CasePlace | null;
}

async function reached(reader: Asker, options: ExplainOptions, asked: Asked): Promise<Shown<ReachView> | null> {
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
  const { listTokens: tokens, namedCases: named } = listedBy(holding);
  const agency = agencyFacts(tenant, row, null);
  const list = async (from: CasePlace | null): Promise<readonly CaseListRecord[]> => {
    const [found] = await options.database.once({ tenant, person: 'explain', holding: held.active ? holding : [] }, [
      listCases({ ...{ tenant, tokens, named, status, after: from }, limit: PAGE_ROWS + 1 }),
    ]);
    return found.rows;
  };
  const { items: found, isMore } = await fillPage<CaseListRecord, CasePlace, Explained>({
    list,
    keep: (page) => explainPage(reader, options, { page, person, nowMs, facts: agency.facts }),
    placeOf: ({ opened_at: openedAt, case_id: caseId }) => ({ openedAt, caseId }),
    ...{ after, size: PAGE_ROWS },
  });
  const last = isMore ? found.at(-1)?.row : undefined;
  const next = last === undefined ? null : writeCursor([last.opened_at, last.case_id]);
  const items = found.map(({ item }) => item);
  const view = { ...{ person, name: agency.names.get(person) ?? person, items }, next };
  return { view: withoutCaseFile(view), caseIds: items.map(({ caseId }) => caseId) };
}

interface Explained {
  readonly row: CaseListRecord;
  readonly item: ReachedCaseView;
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
): Promise<readonly Explained[]> {
  const { tenant, holding } = principal;
  const mine = new Set(holding === 'program' ? [] : holding);
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
  const items: Explained[] = [];
  for (const row of page) {
    const head = heads.get(row.case_id);
    if (head === undefined || !isUnbarredBy(accessRules, head, mine)) continue;
    const caseType = await options.caseTypes.byHash(principal, head.case_type_hash);
    const own = accessFactsOf({ tenant, caseId: row.case_id, caseType, state: stateOf(head.state) });
    const world = readAccessFacts([...own, ...facts], accessSettings);
    const of = { case: `${tenant}/${row.case_id}`, person: `${tenant}/${person}` };
    items.push({ row, item: viewOf({ row, caseType, world }, of, nowMs) });
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
