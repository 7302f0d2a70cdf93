// Why a task went to whom it went: what routing found about each candidate, done again from what was stored, with the
// draw and the hash of the event that is its seed compared.
import { evolve, queueOfAssignee, type CaseEvent, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf, factsOf } from '@casewright/engine/plan';
import {
  cutToParts,
  mayReadAssignee,
  mayReadItem,
  missingForRouting,
  type ReadableParts,
} from '@casewright/engine/view';
import { routeAgain, type Assignment } from '@casewright/engine/routing';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { readCase } from '../store/read-case.ts';
import { readEvents, type EventRow } from '../store/read-events.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface AssignmentView {
  readonly task: string;
  readonly assignee: string | null;
  readonly queue: string | null;
  /** Null where no routing table was asked. */
  readonly routing: RoutingView | null;
  /** Titles of the parts on which the routing rests and that the reader may not read; then nothing is said of it. */
  readonly missing: readonly string[];
}

export interface RoutingView {
  readonly seq: number;
  readonly occurred: string;
  readonly table: string;
  readonly version: string;
  readonly rule: string;
  readonly person: string | null;
  readonly outcome: Assignment['outcome'];
  readonly weight: number;
  readonly givenUp: readonly string[];
  readonly candidates: Assignment['candidates'];
  readonly problems: readonly string[];
  readonly draw: DrawView | null;
  /** The smallest set of causes, each a sentence. */
  readonly why: readonly string[];
  /** True where routing, asked again with what it knew, says the same; null where that is not known any more. */
  readonly again: boolean | null;
}

export interface DrawView {
  readonly algorithm: string;
  readonly seed: string;
  /** The number of the event whose hash the seed must be. */
  readonly seedOf: number;
  readonly among: readonly string[];
  readonly drawn: string;
  /** True where the draw comes out again. */
  readonly right: boolean;
  /** True where the seed is the hash of that event. */
  readonly seeded: boolean;
}

export interface AssignmentOptions {
  readonly caseId: string;
  readonly task: string;
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
}

/** Beyond any case that people work on; an assignment after it is shown without its routing. */
const MOST_EVENTS = 20_000;

export function showAssignment(
  send: SendReading,
  reader: Reader,
  options: AssignmentOptions,
): Promise<ReadAnswer<AssignmentView>> {
  const { tenant } = reader.principal;
  const { caseId, task, caseTypes } = options;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-assignment',
    asked: [caseId],
    statements: [
      readCase(tenant, caseId),
      readEvents({ tenant, caseId, from: 0, limit: MOST_EVENTS }),
      loadKeys(tenant, caseId),
    ],
    // A task that the case does not have is not there, as a case that is not there.
    caseOf: ([found]) => {
      const [row] = found.rows;
      return row !== undefined && Object.hasOwn(stateOf(row.state).items, task) ? row : null;
    },
    fold: ([found, events, keys]) => {
      const row = requireRow(found.rows);
      const known = unwrapKeys(options.keys, { tenant, caseId }, keys.rows);
      const routed = lastRouted(events.rows, known, { tenant, task });
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const assignee = stateOf(row.state).tasks[task]?.assignee ?? null;
        const queue = queueOfAssignee(assignee);
        const mine = readablePartsOf(row, caseType);
        // Of such a task it is not even said that the case has it.
        if (!mayReadItem(caseType, task, mine)) return null;
        const view = cutToParts(mine, (parts) => {
          const missing = routed === null ? [] : missingForRouting(caseType, routed.event.routing.table.name, parts);
          const routing = routed === null || missing.length > 0 ? null : viewOf(caseType, routed, events.rows);
          if (!mayReadAssignee(caseType, task, parts))
            return { task, assignee: null, queue: null, routing: null, missing: missingOfTask(caseType, task, parts) };
          return { task, assignee: queue === null ? assignee : null, queue, routing, missing };
        });
        return { view, caseIds: [caseId] };
      });
    },
  });
}

/** By the table as the case type has it, since whether it was asked would tell something too. */
function missingOfTask(caseType: CaseType, task: string, parts: ReadableParts): readonly string[] {
  return missingForRouting(caseType, caseType.items.get(definitionOf(task))?.task?.routedBy ?? '', parts);
}

function stateOf(text: string): CaseState {
  // The store keeps exactly what the engine made.
  return JSON.parse(text) as CaseState;
}

type Assigned = Extract<CaseEvent, { type: 'TaskAssigned' }>;

interface Routed {
  readonly event: Assigned & { readonly routing: Assignment };
  readonly seq: number;
  /** The case as it was before. */
  readonly state: CaseState;
}

/** The last time that routing was asked about the task. What cannot be opened any more ends the search. */
function lastRouted(
  rows: readonly EventRow[],
  keys: CaseKeys,
  { tenant, task }: { readonly tenant: number; readonly task: string },
): Routed | null {
  let state: CaseState | null = null;
  let last: Routed | null = null;
  for (const { seq, type, occurred, payload, case_id: caseId } of rows) {
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
    if (opened.kind === 'destroyed') return last;
    // It changes nothing but the keys.
    if (opened.kind === 'destruction') continue;
    const { event } = opened;
    if (event.type === 'TaskAssigned' && event.task === task && event.routing !== undefined && state !== null) {
      last = { event: { ...event, routing: event.routing }, seq, state };
    }
    state = evolve(state, event);
  }
  return last;
}

function viewOf(caseType: CaseType, { event, seq, state }: Routed, rows: readonly EventRow[]): RoutingView {
  const { routing, grounds } = event;
  const table = caseType.routing.get(routing.table.name)?.table;
  const again =
    table === undefined || grounds === undefined
      ? null
      : routeAgain(table, factsOf(caseType.fields, state.data), { routing, grounds });
  const { draw } = routing;
  const seedOf = grounds?.seedOf ?? 0;
  const hash = rows.find((row) => row.seq === seedOf)?.hash.toString('hex');
  return {
    seq,
    occurred: event.occurred,
    table: routing.table.name,
    version: routing.table.version,
    rule: routing.rule,
    person: routing.person,
    outcome: routing.outcome,
    weight: routing.weight,
    givenUp: routing.givenUp,
    candidates: routing.candidates,
    problems: routing.problems.map(({ reason }) => reason),
    draw:
      draw === null
        ? null
        : { ...drawFace(draw), seedOf, right: again?.isDrawnRight ?? false, seeded: hash === draw.seed },
    why: again === null ? [] : [...again.why.causes.map(({ cause }) => cause.says), ...sentence(again.why.drawn)],
    again: again?.isSame ?? null,
  };
}

function drawFace({
  algorithm,
  seed,
  among,
  drawn,
}: NonNullable<Assignment['draw']>): Omit<DrawView, 'seedOf' | 'right' | 'seeded'> {
  return { algorithm, seed, among, drawn };
}

function sentence(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}
