// The only write path: look, authorise, decide, write, in one transaction with an idempotency key. A person, a timer and
// an import all come this way. Knows no SQL and no HTTP, and decides nothing itself: policy and plan do.
import {
  decide,
  type CaseEvent,
  type CaseState,
  type CommandContext,
  type Decision,
  type Rejection,
} from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { accessScales, comesBeforeAccess, needsNoReading, type Principal } from '@casewright/engine/policy';
import { mayReadAll, type ReadableParts } from '@casewright/engine/view';
import { Conflict } from '../errors.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { commit, flight, readingAs, rollback, type Database, type Tx } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { addReceipts, findReceipt } from '../store/receipts.ts';
import { dropUnsent, unsentPlaceOf } from '../store/unsent-texts.ts';
import { answerAgain } from './answer-again.ts';
import { addEvent, startWrite } from './case-write.ts';
import { rememberCaseTypes, type CaseTypes } from '../store/case-types.ts';
import { rememberHolidays, type Holidays } from '../store/holidays.ts';
import type { CommandRequest, Outcome } from './command-request.ts';
import { dispatchStatements } from './dispatch-statements.ts';
import { decideMove, isMove, type DecidedMove } from './decide-move.ts';
import { escalate } from './escalate.ts';
import { filingStatements } from './files-at-hand.ts';
import { moveStatements } from './inbound-at-hand.ts';
import { leftFor } from './left-before.ts';
import { lookAtCase, lookForOpening, type Seen } from './look-first.ts';
import { prepare, type Prepared } from './prepared.ts';
import { referenceBlocks, type References } from './references.ts';
import { mayCommand } from './may-command.ts';
import { refuseAssignee } from './refuse-assignee.ts';
import { routeTasks } from './route-tasks.ts';
import { offeredFor, recordTaken } from './take-fact.ts';
import { tellCorrection } from './tell-correction.ts';
import { tellAccess } from './tell-access.ts';
import { writeCases } from './write-cases.ts';

// Round trips: two. The first flight carries BEGIN, the context, head, keys and, where asked, the session's proof; the
// second the event, head, changed projections, outbox, receipt and COMMIT. Whether the key was used before is not asked
// first: the receipt's own key refuses a second use, and only then, or before any answer but `applied`, is it looked up.
// A case type or holiday table not seen before by this process, a new block of case numbers (one case in 64), a refusal and a repeated key
// each cost one more.

export interface CommandDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  readonly holidays: Holidays;
  readonly references: References;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** What `executeCommand` needs, for one process. */
export function commandDeps(database: Database, keys: KeyProvider, nowMs: () => number = Date.now): CommandDeps {
  const caseTypes = rememberCaseTypes();
  return { database, keys, caseTypes, holidays: rememberHolidays(), references: referenceBlocks(), nowMs };
}

const ATTEMPTS = 5;

/**
 * Executes one command.
 *
 * @returns what became of it; expected refusals are outcomes, not errors
 * @throws the operational errors of `errors.ts`; after `OutcomeUnknown` ask again with the same key
 * @throws RangeError for an `occurred` that is neither a date nor an instant with offset
 */
export async function executeCommand(
  deps: CommandDeps,
  principal: Principal,
  request: CommandRequest,
): Promise<Outcome> {
  let prepared = prepare(deps, principal, request);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptCommand(deps, prepared);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
      prepared = { ...prepared, askReceipt: true };
    }
  }
}

function attemptCommand(deps: CommandDeps, prepared: Prepared): Promise<Outcome> {
  const { tenant, person } = prepared.principal;
  // Whoever asks for access, or answers, may not be shown the case by the database; what bars them is asked below.
  const holding = needsNoReading(prepared.commandType) ? 'program' : prepared.principal.holding;
  return deps.database.transaction({ tenant, person, holding }, async (tx) => {
    const seen =
      'open' in prepared.request ? await lookForOpening(deps, tx, prepared) : await lookAtCase(deps, tx, prepared);
    if (seen.kind === 'session-gone') {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    if (seen.kind === 'nothing') return refuse(tx, prepared);
    if (!isAllowed(prepared, seen)) return refuse(tx, prepared);
    if (seen.receipt !== undefined) return answerAgain(deps, tx, { prepared, receipt: seen.receipt });
    return decideAndWrite(deps, tx, { prepared, seen });
  });
}

function isAllowed({ principal }: Prepared, seen: Seen): boolean {
  const above = seen.aboveOf(seen.team);
  return mayCommand(principal, { ...seen, above, access: seen.head, parts: partsOf(seen) });
}

function partsOf({ head, caseType }: Seen): ReadableParts {
  return head === undefined ? null : readablePartsOf(head, caseType);
}

async function decideAndWrite(
  deps: CommandDeps,
  tx: Tx,
  at: { readonly prepared: Prepared; readonly seen: Seen },
): Promise<Outcome> {
  const { prepared, seen } = at;
  // Whoever may give a command without reading the case has seen no version of it, and is told of none, nor of who made it.
  const expectedVersion = comesBeforeAccess(prepared.commandType) ? undefined : prepared.request.expectedVersion;
  const version = seen.head?.version ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version) {
    const first = await firstAnswer(deps, tx, prepared);
    if (first !== null) return first;
    rollback(tx);
    // The last change may be one of which they may know neither when it was nor whose.
    const isTold = mayReadAll(seen.caseType, partsOf(seen));
    return {
      ...{ kind: 'conflict', version },
      changedBy: (isTold ? seen.head?.changed_by : undefined) ?? '',
      changedAt: (isTold ? seen.head?.changed_at : undefined) ?? '',
    };
  }
  const { occurred, holidays, delegations, files, opened } = seen;
  const known = { files, opened, parts: partsOf(seen) };
  const { onBehalfOf } = prepared.principal;
  const who = { actor: prepared.actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  const offered = await offeredFor(deps, tx, { prepared, seen });
  const left = await leftFor(tx, prepared);
  const context = { occurred, ...who, holidays, delegations, ...known, offered, left, scales: accessScales };
  const unfit = await refuseAssignee(tx, prepared, seen);
  const decision = unfit ?? (await decideAny(deps, tx, { prepared, seen, context }));
  if ('event' in decision) return apply(deps, tx, { prepared, seen, ...decision });
  const first = await firstAnswer(deps, tx, prepared);
  if (first !== null) return first;
  return reject(tx, { prepared, seen, rejection: decision.rejection });
}

interface ToDecide {
  readonly prepared: Prepared;
  readonly seen: Seen;
  readonly context: CommandContext;
}

/** A move to another version is decided on two of them; everything else on the one under which the case is. */
function decideAny(deps: CommandDeps, tx: Tx, { prepared, seen, context }: ToDecide): Promise<DecidedMove> | Decision {
  const { command, caseType, state } = seen;
  if (!isMove(command)) return decide(caseType, state, command, context);
  const { tenant } = prepared.principal;
  return decideMove({ ...deps, tx }, { ...seen, command, tenant }, context);
}

interface ToReject {
  readonly prepared: Prepared;
  readonly seen: Seen;
  readonly rejection: Rejection;
}

async function reject(tx: Tx, { prepared, seen, rejection }: ToReject): Promise<Outcome> {
  if (prepared.request.recordRejection === true) {
    const version = seen.head?.version ?? 0;
    const receipt = { ...prepared.receipt, caseId: seen.caseId, version, rejection: JSON.stringify(rejection) };
    await commit(tx, [readingAs(tx, 'program'), ...addReceipts(prepared.principal.tenant, [receipt])]);
  } else {
    rollback(tx);
  }
  return { kind: 'rejected', caseId: seen.caseId, rejection, replayed: false };
}

interface ToApply {
  readonly prepared: Prepared;
  readonly seen: Seen;
  readonly event: CaseEvent;
  readonly after: CaseState;
  /** The version under which it goes on, where that is another one. */
  readonly goesOnUnder?: CaseType;
}

async function apply(
  deps: CommandDeps,
  tx: Tx,
  { prepared, seen, event, after, goesOnUnder }: ToApply,
): Promise<Outcome> {
  const { tenant } = prepared.principal;
  const { caseId, state, head, keys, aboveOf } = seen;
  const version =
    goesOnUnder === undefined ? { caseType: seen.caseType } : { caseType: goesOnUnder, leaving: seen.caseType };
  const access = head ?? null;
  const write = startWrite({ tenant, caseId, ...version, state, lastHash: head?.last_hash, keys, access, aboveOf });
  addEvent(deps.keys, write, { prepared, event, after });
  const { inbound, command } = seen;
  if (inbound !== undefined) {
    const { at, key } = inbound;
    write.moves.push(...moveStatements(tenant, { prepared, inbound: at, key, command, caseId, seq: after.version }));
  }
  write.others.push(...filingStatements(tenant, { prepared, seq: after.version }));
  write.others.push(...dispatchStatements(tenant, { prepared, caseType: seen.caseType, event, after, caseId }));
  const { unsent } = prepared.request;
  if (unsent !== undefined) write.others.push(...dropUnsent(unsentPlaceOf(prepared.principal, unsent)));
  await routeTasks(deps, tx, { write, prepared, event });
  await escalate(tx, { write, prepared, event });
  await tellCorrection(tx, { write, prepared, event });
  const untold = await tellAccess(tx, { write, prepared, event });
  if (untold !== null) return reject(tx, { prepared, seen, rejection: untold });
  await recordTaken(tx, { prepared, seen });
  await writeCases(tx, tenant, [write]);
  seen.committed();
  const is = write.state ?? after;
  return { kind: 'applied', caseId, version: is.version, reference: is.reference, event, replayed: false };
}

/** What this key was answered before, if it was. */
async function firstAnswer(deps: CommandDeps, tx: Tx, prepared: Prepared): Promise<Outcome | null> {
  const [receipts] = await flight(tx, [findReceipt(prepared.principal.tenant, prepared.receipt.key)]);
  const [receipt] = receipts.rows;
  return receipt === undefined ? null : answerAgain(deps, tx, { prepared, receipt });
}

/** What is not there and what is not for this principal look the same, also to the clock, and both are on record. */
async function refuse(tx: Tx, prepared: Prepared): Promise<Outcome> {
  const { principal, caseId, recordedAt, commandId } = prepared;
  const { person, authority, tenant, onBehalfOf = null } = principal;
  const caseIds = 'open' in prepared.request ? [] : [caseId];
  const line = {
    entryId: commandId,
    person,
    authority,
    onBehalfOf,
    action: prepared.commandType,
    caseIds,
    denied: true,
  };
  const purpose = prepared.request.purpose ?? null;
  await commit(tx, appendAccessLog(tenant, recordedAt, [{ ...line, purpose }]));
  return { kind: 'not-found' };
}
