// Brings a case task and the case that it opens into line: opens the child, notes it, completes the task when the child has
// ended, ends the child when the task ended first. Each step is a command with a key of its own and depends only on how the
// two cases stand, so it may be cut off anywhere, be done again, and be done by two processes at once.
import { programContext } from '../store/context.ts';
import { createHash } from 'node:crypto';
import {
  caseTaskOf,
  closingOfChild,
  MOST_DEPTH,
  openingOfChild,
  stepOf,
  type CaseSoFar,
} from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { CASE_PLAN } from '@casewright/engine/plan';
import type { Principal } from '@casewright/engine/policy';
import { findLink } from '../store/case-links.ts';
import { flight, type Tx } from '../store/database.ts';
import { findCaseType } from '../store/find-case-type.ts';
import { loadHead, type HeadRow } from '../store/load-case.ts';
import type { CaseRequest, Outcome } from './command-request.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import { parseState } from './look-first.ts';

/** A task of a case, or, where the task is empty, the task of another case that opened this one. */
export interface TaskToFollow {
  readonly tenant: number;
  readonly caseId: string;
  readonly task: string;
}

/** A circle of two processes that undo each other cannot be; this only bounds it. */
const MOST_STEPS = 8;

/**
 * Does what is to be done about a case task.
 * @returns a reason where it could not be brought to rest, else null. What the case types have wrong is no such reason:
 *   it fails the task, with a sentence that says where.
 * @throws the operational errors of `errors.ts`
 */
export async function followCaseTask(deps: CommandDeps, asked: TaskToFollow): Promise<string | null> {
  const place = await placeOf(deps, asked);
  if (place === null) return null;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const seen = await look(deps, place);
    if (seen === null) return null;
    const refused = await takeStep(deps, place, seen);
    if (refused === 'rest') return null;
    if (refused !== null) return refused;
  }
  return 'does-not-rest';
}

interface Place {
  readonly tenant: number;
  readonly parentId: string;
  readonly task: string;
  readonly childId: string;
}

/** The id of the case that a task opens: always the same for an instance of a task, as a UUID of version 8. */
export function childCaseId(tenant: number, parentId: string, task: string): string {
  const own = digest(`child case ${tenant} ${parentId} ${task}`);
  const variant = (0x8 + (Number.parseInt(own.slice(15, 16), 16) % 4)).toString(16);
  return `${own.slice(0, 8)}-${own.slice(8, 12)}-8${own.slice(12, 15)}-${variant}${own.slice(16, 19)}-${own.slice(19, 31)}`;
}

async function placeOf(deps: CommandDeps, { tenant, caseId, task }: TaskToFollow): Promise<Place | null> {
  if (task !== '') return { tenant, parentId: caseId, task, childId: childCaseId(tenant, caseId, task) };
  const [links] = await deps.database.once(programContext(tenant, SYSTEM), [findLink(tenant, caseId)]);
  const [link] = links.rows;
  return link === undefined ? null : { tenant, parentId: link.parent_id, task: link.task, childId: caseId };
}

interface Seen {
  readonly parent: CaseSoFar;
  readonly depth: number;
  readonly child: CaseSoFar | null;
  /** The kind of case that the task opens; null where it is not published in this agency. */
  readonly childType: CaseType | null;
}

function look(deps: CommandDeps, place: Place): Promise<Seen | null> {
  const { tenant, parentId, childId } = place;
  return deps.database.transaction(programContext(tenant, SYSTEM), async (tx) => {
    const [parents, links, children] = await flight(tx, [
      loadHead(tenant, parentId),
      findLink(tenant, parentId),
      loadHead(tenant, childId),
    ]);
    const [head] = parents.rows;
    if (head === undefined) return null;
    const parent = await caseOf(deps, tx, { tenant, head });
    const [other] = children.rows;
    const child = other === undefined ? null : await caseOf(deps, tx, { tenant, head: other });
    const childType = child?.caseType ?? (await typeToOpen(deps, tx, { tenant, parent, task: place.task }));
    return { parent, depth: (links.rows[0]?.depth ?? 0) + 1, child, childType };
  });
}

async function caseOf(
  deps: CommandDeps,
  tx: Tx,
  { tenant, head }: { readonly tenant: number; readonly head: HeadRow },
): Promise<CaseSoFar> {
  return { caseType: await deps.caseTypes.byHash(tx, tenant, head.case_type_hash), state: parseState(head) };
}

async function typeToOpen(
  deps: CommandDeps,
  tx: Tx,
  { tenant, parent, task }: { readonly tenant: number; readonly parent: CaseSoFar; readonly task: string },
): Promise<CaseType | null> {
  const { name, version } = named(parent, task);
  const [types] = await flight(tx, [findCaseType(tenant, { name, version, nowMs: deps.nowMs() })]);
  const [row] = types.rows;
  return row === undefined ? null : deps.caseTypes.byHash(tx, tenant, row.hash);
}

function named({ caseType }: CaseSoFar, task: string): { readonly name: string; readonly version: string | undefined } {
  const definition = caseTaskOf(caseType, task);
  return { name: definition?.uses ?? '', version: definition?.child?.version };
}

/** @returns `rest` when nothing was left to do, null to look again, and otherwise why it goes no further now */
async function takeStep(deps: CommandDeps, place: Place, seen: Seen): Promise<string | null> {
  const { parent, child } = seen;
  const step = stepOf(parent, place.task, child?.state ?? null);
  if (step === 'open') return open(deps, place, seen);
  if (child === null) return 'rest';
  await record(deps, place, child);
  if (step === 'record') return null;
  if (step === 'nothing') return 'rest';
  return step === 'back' ? giveBack(deps, place, { ...seen, child }) : end(deps, place, child);
}

async function open(deps: CommandDeps, place: Place, { parent, depth, childType }: Seen): Promise<string | null> {
  const { tenant, parentId, task, childId } = place;
  const { name, version } = named(parent, task);
  if (childType === null) {
    const which = version === undefined ? `“${name}”` : `“${name}” in version ${version}`;
    return fail(deps, place, { parent, reason: `uses: The case type ${which} is not published here.` });
  }
  if (depth > MOST_DEPTH) {
    const reason = `uses: Cases would stand more than ${MOST_DEPTH} deep below each other. Let one of them end without opening another.`;
    return fail(deps, place, { parent, reason });
  }
  const opening = openingOfChild(parent, task, childType);
  if ('problems' in opening) return fail(deps, place, { parent, reason: listed(opening.problems) });
  const outcome = await executeCommand(deps, principalOf(tenant), {
    open: {
      ...{ caseType: childType.name, version: childType.version, caseId: childId },
      ...opening,
      parent: { caseId: parentId, task, depth },
    },
    idempotencyKey: digest(`open ${parentId} ${task}`),
  });
  if (outcome.kind !== 'rejected') return refusalOf(outcome);
  const { rejection } = outcome;
  if (rejection.code === 'case-exists') return null;
  const reason =
    rejection.code === 'invalid-data'
      ? listed(rejection.problems.map((problem) => ({ at: `opening.${problem.field}`, reason: problem.reason })))
      : `opening: ${JSON.stringify(rejection)}`;
  return fail(deps, place, { parent, reason });
}

/** The answer to a repeated key costs little, so nobody has to remember whether this was done. */
async function record(deps: CommandDeps, { tenant, parentId, task, childId }: Place, child: CaseSoFar): Promise<void> {
  const { name: caseType, version } = child.caseType;
  await executeCommand(deps, principalOf(tenant), {
    caseId: parentId,
    command: { type: 'RecordChild', task, child: { caseId: childId, caseType, version } },
    idempotencyKey: digest(`record ${parentId} ${task}`),
  });
}

async function giveBack(
  deps: CommandDeps,
  place: Place,
  { parent, child }: { readonly parent: CaseSoFar; readonly child: CaseSoFar },
): Promise<string | null> {
  const { tenant, parentId, task, childId } = place;
  const closing = closingOfChild(parent, task, child);
  if ('problems' in closing) return fail(deps, place, { parent, reason: listed(closing.problems) });
  const outcome = await executeCommand(deps, principalOf(tenant), {
    caseId: parentId,
    command: {
      ...{ type: 'ReturnChild', task, child: childId, outcome: child.state.closed?.outcome ?? '' },
      data: closing.data,
    },
    // A child that was opened again and ended again gives back again, where its task waits once more.
    idempotencyKey: digest(`return ${parentId} ${task} ${parent.state.version} ${child.state.version}`),
    expectedVersion: parent.state.version,
  });
  if (outcome.kind !== 'rejected' || outcome.rejection.code === 'not-available') return refusalOf(outcome);
  const { rejection } = outcome;
  const reason =
    rejection.code === 'invalid-data'
      ? listed(rejection.problems.map((problem) => ({ at: `closing.${problem.field}`, reason: problem.reason })))
      : `closing: ${JSON.stringify(rejection)}`;
  return fail(deps, place, { parent, reason });
}

/** Its task ended first, so what the child was for is no longer wanted (docs/decisions/0009). */
async function end(
  deps: CommandDeps,
  { tenant, task, parentId, childId }: Place,
  child: CaseSoFar,
): Promise<string | null> {
  const { version, items } = child.state;
  const on = items[CASE_PLAN] === 'active' ? 'terminate' : 'close';
  const reason = 'The task that opened this case has ended.';
  const outcome = await executeCommand(deps, principalOf(tenant), {
    caseId: childId,
    command: { type: 'MovePlanItem', item: CASE_PLAN, on, reason },
    idempotencyKey: digest(`end ${parentId} ${task} ${version}`),
    expectedVersion: version,
  });
  return refusalOf(outcome);
}

/** Fails the task with the reason, so that somebody sees it and can try again. */
async function fail(
  deps: CommandDeps,
  { tenant, parentId, task }: Place,
  { parent, reason }: { readonly parent: CaseSoFar; readonly reason: string },
): Promise<string | null> {
  const { version } = parent.state;
  const outcome = await executeCommand(deps, principalOf(tenant), {
    caseId: parentId,
    command: { type: 'MovePlanItem', item: task, on: 'fault', reason },
    idempotencyKey: digest(`fail ${parentId} ${task} ${version}`),
    expectedVersion: version,
  } satisfies CaseRequest);
  return refusalOf(outcome);
}

/** Null where looking again is right: it was done, by us or by another, or the case has moved meanwhile. */
function refusalOf(outcome: Outcome): string | null {
  if (outcome.kind === 'applied' || outcome.kind === 'conflict' || outcome.kind === 'key-reused') return null;
  if (outcome.kind !== 'rejected') return outcome.kind;
  return outcome.rejection.code === 'not-available' ? null : outcome.rejection.code;
}

function listed(problems: readonly { readonly at: string; readonly reason: string }[]): string {
  return problems.map(({ at, reason }) => `${at}: ${reason}`).join(' ');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const SYSTEM = 'system.case-task';

function principalOf(tenant: number): Principal {
  return { tenant, person: SYSTEM, authority: 'case-task', name: 'Case task', teams: [], holding: 'program' };
}
