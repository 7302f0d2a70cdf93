// Many commands of one principal in one transaction, for who has many at once, such as an import: two round trips for all,
// one head and one set of derived rows for each case, the same looking, authorising, deciding and sealing as for one. All or
// nothing: whatever is not plainly applied is left to `executeCommand`, which alone answers refusals and repeated keys.
import type { HolidayTable } from '@casewright/engine/calendar';
import { type CaseCommand, decide, isAccessEvent } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { accessScales, type Principal } from '@casewright/engine/policy';
import { Conflict } from '../errors.ts';
import type { Context } from '../store/context.ts';
import { flight, rollback, type Tx } from '../store/database.ts';
import { findCaseType } from '../store/find-case-type.ts';
import { groupBy } from '../store/group-by.ts';
import { loadHeads, loadKeysOfCases } from '../store/load-case.ts';
import type { Statement } from '../store/statement.ts';
import { accessAfter } from './candidate-rights.ts';
import { addEvent, startWrite, type CaseWrite } from './case-write.ts';
import type { CaseRequest, OpenRequest, Outcome } from './command-request.ts';
import type { CommandDeps } from './execute-command.ts';
import { listsRecipients } from './left-before.ts';
import { dueOfTimer, openCommand, parseState } from './look-first.ts';
import { isMove } from './decide-move.ts';
import { mayCommand } from './may-command.ts';
import { aboveIn, unitsBelowOthers, type UnitRow } from '../store/units-above.ts';
import { prepare, type Prepared } from './prepared.ts';
import { writeCases } from './write-cases.ts';

/** A case to be opened brings its id and its reference; no request may ask for a version or bring a session's proof. */
export type TogetherRequest = (CaseRequest | OpenRequest) & {
  readonly expectedVersion?: never;
  readonly proof?: never;
};

export type Applied = Extract<Outcome, { readonly kind: 'applied' }>;

/**
 * Executes the requests in order, each on what those before it left.
 *
 * @returns their outcomes; null when not every one of them could be applied as new: then nothing was written, and each is
 *   to be asked by itself
 * @throws the operational errors of `errors.ts` except Conflict; after `OutcomeUnknown` ask again with the same keys
 */
export async function executeTogether(
  deps: CommandDeps,
  principal: Principal,
  requests: readonly TogetherRequest[],
): Promise<readonly Applied[] | null> {
  const prepared = requests.map((request) => prepare(deps, principal, request));
  try {
    return await deps.database.transaction(contextOf(principal), async (tx) => {
      const table = await lookAtAll(deps, tx, { tenant: principal.tenant, prepared });
      const applied = playAll(deps, table, prepared);
      if (applied === null) rollback(tx);
      else await writeCases(tx, principal.tenant, [...table.writes.values()]);
      return applied;
    });
  } catch (error) {
    // A key was used before, another writer was first, or a reference is taken.
    if (error instanceof Conflict) return null;
    throw error;
  }
}

function contextOf({ tenant, person, holding }: Principal): Context {
  return { tenant, person, holding };
}

/** What is on the table: the cases as they stand, and the case types of those to be opened. */
interface Table {
  readonly writes: Map<string, CaseWrite>;
  /** By name and version; a name that is not published is absent. */
  readonly caseTypes: ReadonlyMap<string, CaseType>;
  readonly holidays: HolidayTable;
  readonly aboveOf: (team: string) => readonly string[];
}

interface ToLookAt {
  readonly tenant: number;
  readonly prepared: readonly Prepared[];
}

async function lookAtAll(deps: CommandDeps, tx: Tx, { tenant, prepared }: ToLookAt): Promise<Table> {
  const caseIds = [...new Set(prepared.map(({ caseId }) => caseId))];
  const opens = new Map(
    prepared.flatMap(({ request }) => ('open' in request ? [[typeKey(request), request.open]] : [])),
  );
  const heads = loadHeads(tenant, caseIds);
  const keys = loadKeysOfCases(tenant, caseIds);
  const types = [...opens.values()].map((open) =>
    findCaseType(tenant, { name: open.caseType, version: open.version, nowMs: deps.nowMs() }),
  );
  const all = await flight(tx, [...heads, ...keys, ...types, unitsBelowOthers(tenant)]);
  // The answers stand in the order of the statements, whose types know their rows.
  const rowsOf = <Row>(asked: readonly Statement<Row>[], from: number): readonly (readonly Row[])[] =>
    // Each statement carries the type of its own rows.
    all.slice(from, from + asked.length).map(({ rows }) => rows as readonly Row[]);
  const headRows = rowsOf(heads, 0).flat();
  const keyRows = rowsOf(keys, heads.length).flat();
  const typeRows = rowsOf(types, heads.length + keys.length).map(([row]) => row);
  const keysOf = groupBy(keyRows, ({ case_id: caseId }) => caseId);
  // The last statement, whose rows these are.
  const aboveOf = aboveIn((all.at(-1)?.rows ?? []) as readonly UnitRow[]);
  const writes = new Map<string, CaseWrite>();
  for (const head of headRows) {
    const { case_id: caseId, last_hash: lastHash } = head;
    const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
    const before = { tenant, caseId, caseType, state: parseState(head), lastHash, keys: keysOf.get(caseId) ?? [] };
    writes.set(caseId, startWrite({ ...before, access: head, aboveOf }));
  }
  const caseTypes = new Map<string, CaseType>();
  for (const [index, key] of [...opens.keys()].entries()) {
    const found = typeRows[index];
    if (found !== undefined) caseTypes.set(key, await deps.caseTypes.byHash(tx, tenant, found.hash));
  }
  // Two statements may see two tables where one was adopted between them: the later one counts.
  const numbers = [...headRows, ...typeRows].map((row) => row?.holidays ?? 0);
  const number = Math.max(0, ...numbers);
  const holidays = await deps.holidays.byNumber(tx, tenant, number === 0 ? null : number);
  return { writes, caseTypes, holidays, aboveOf };
}

function typeKey({ open }: OpenRequest): string {
  return `${open.caseType} ${open.version ?? ''}`;
}

function playAll(deps: CommandDeps, table: Table, prepared: readonly Prepared[]): readonly Applied[] | null {
  const applied: Applied[] = [];
  for (const one of prepared) {
    const outcome =
      'open' in one.request ? playOpening(deps, table, { one, request: one.request }) : playOnCase(deps, table, one);
    if (outcome === null) return null;
    applied.push(outcome);
  }
  return applied;
}

function playOpening(
  deps: CommandDeps,
  { writes, caseTypes, holidays, aboveOf }: Table,
  { one, request }: { readonly one: Prepared; readonly request: OpenRequest },
): Applied | null {
  const { open } = request;
  const caseType = caseTypes.get(typeKey(request));
  if (caseType === undefined || open.reference === undefined || writes.has(one.caseId)) return null;
  const { tenant } = one.principal;
  const write = startWrite({
    tenant,
    caseId: one.caseId,
    caseType,
    state: null,
    lastHash: undefined,
    keys: [],
    access: null,
    aboveOf,
  });
  const command = openCommand(caseType, { open, reference: open.reference, nowMs: one.nowMs });
  const outcome = play(deps, write, {
    ...{ one, command, team: open.team ?? caseType.team, occurred: request.occurred },
    holidays,
  });
  if (outcome !== null) writes.set(one.caseId, write);
  return outcome;
}

function playOnCase(deps: CommandDeps, { writes, holidays }: Table, one: Prepared): Applied | null {
  const write = writes.get(one.caseId);
  if (write === undefined || write.state === null || 'open' in one.request) return null;
  const { command, occurred } = one.request;
  // Where two versions are needed, or it is asked who has the case, a command is decided by itself.
  if (isMove(command) || listsRecipients(command.type)) return null;
  return play(deps, write, {
    one,
    command,
    team: write.state.team,
    occurred: occurred ?? dueOfTimer(command, write.state),
    holidays,
  });
}

interface Play {
  readonly one: Prepared;
  readonly command: CaseCommand;
  readonly team: string;
  /** Absent: when it is recorded. */
  readonly occurred: string | undefined;
  readonly holidays: HolidayTable;
}

function play(deps: CommandDeps, write: CaseWrite, { one, command, team, occurred, holidays }: Play): Applied | null {
  const { caseType, caseId } = write.before;
  // Events before this one in the batch may have changed who may read the case; an import asks nothing of that.
  const access =
    write.state === null || one.principal.holding === 'program' ? undefined : accessAfter(write, one.nowMs);
  // What a person may read of it only the database can say: such a command is left to be asked by itself.
  if (one.principal.holding !== 'program' && caseType.access !== undefined) return null;
  if (!mayCommand(one.principal, { command, caseType, team, above: [], access, parts: null })) return null;
  const at = { occurred: occurred ?? one.recordedAt, actor: one.actor, holidays, scales: accessScales };
  const decision = decide(caseType, write.state, command, at);
  if (!('event' in decision)) return null;
  const { event, after } = decision;
  // Somebody is told of what is said of access, or that it was decided, and that is done for one command at a time.
  if (isAccessEvent(event)) return null;
  addEvent(deps.keys, write, { prepared: one, event, after });
  const { version, reference } = after;
  return { kind: 'applied', caseId, version, reference, event, replayed: false };
}
