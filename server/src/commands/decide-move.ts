// A running case goes on under another version of its case type, or comes back from it: loads what the engine needs to decide it,
// and lets nothing be changed that whoever asked for it has not seen.
import { createHash } from 'node:crypto';
import { evolve, type CaseState, type CommandContext, type Rejection } from '@casewright/engine/case';
import { dateOf } from '@casewright/engine/calendar';
import type { CaseType } from '@casewright/engine/definition';
import {
  canonical,
  moveCase,
  type MoveCommand,
  type MovedCase,
  type MoveNames,
  type MoveNote,
  undoMove,
} from '@casewright/engine/versions';
import { Corrupt } from '../errors.ts';
import { accessOfCase } from '../store/case-access.ts';
import type { CaseTypes } from '../store/case-types.ts';
import { flight, type Tx } from '../store/database.ts';
import { beginsLater } from '../store/drafts.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { KeyRow } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { eventsOfCase } from '../store/read-chain.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';

/** Something that changes for a case, for whoever answers for the move. */
export type SeenNote = MoveNote | { readonly kind: 'readers'; readonly part: string };

export type DecidedMove =
  | { readonly event: MovedCase['event']; readonly after: CaseState; readonly goesOnUnder: CaseType }
  | { readonly rejection: Rejection };

export interface CaseForMove {
  readonly tenant: number;
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly state: CaseState | null;
  /** Units above a team, the nearest first. */
  readonly aboveOf: (team: string) => readonly string[];
}

type UndoCommand = Extract<MoveCommand, { readonly type: 'UndoMove' }>;

interface MoveDeps {
  readonly tx: Tx;
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
  readonly nowMs: () => number;
}

export function isMove(command: { readonly type: string }): command is MoveCommand {
  return command.type === 'MoveCase' || command.type === 'UndoMove';
}

/** @throws Corrupt where the version is not one of the agency's, or an event of the case cannot be read */
export async function decideMove(
  deps: MoveDeps,
  of: CaseForMove & { readonly command: MoveCommand; readonly keys: readonly KeyRow[] },
  context: CommandContext,
): Promise<DecidedMove> {
  const { command, state } = of;
  if (state === null) throw new Error('A case that is not there cannot move.');
  if (command.type === 'UndoMove') return takeBack(deps, { ...of, state, ...command }, context);
  const hash = Buffer.from(command.to, 'hex');
  const to = await deps.caseTypes.byHash(deps.tx, of.tenant, hash);
  const [later] = await flight(deps.tx, [beginsLater(of.tenant, hash, new Date(deps.nowMs()).toISOString())]);
  const [begins] = later.rows;
  if (begins !== undefined)
    return {
      rejection: {
        code: 'not-movable',
        reasons: [`${begins.version} begins on ${dateOf(begins.in_force_at, to.zone)}: move cases from that day on.`],
      },
    };
  const { names, reason } = command;
  const moved = seeMove({ ...of, state, to, nowMs: deps.nowMs() }, { names, reason, context });
  if ('obstacles' in moved) return { rejection: { code: 'not-movable', reasons: moved.obstacles } };
  if (moved.seen !== command.seen) return { rejection: { code: 'move-differs' } };
  return { event: moved.event, after: moved.after, goesOnUnder: to };
}

export interface SeenMove extends Omit<MovedCase, 'notes'> {
  readonly notes: readonly SeenNote[];
  /** Stands for everything that changes: the command must bring the same. */
  readonly seen: string;
}

/** What a move would do to a case, with who may read it; nothing is written. */
export function seeMove(
  of: Omit<CaseForMove, 'state'> & { readonly state: CaseState; readonly to: CaseType; readonly nowMs: number },
  asked: { readonly names: MoveNames; readonly reason: string; readonly context: CommandContext },
): SeenMove | { readonly obstacles: readonly string[] } {
  const { caseType: from, to, state } = of;
  const moved = moveCase({ from, to, state }, asked.names, asked);
  if ('obstacles' in moved) return moved;
  const notes: readonly SeenNote[] = [...moved.notes, ...readersOf(of, moved.after)];
  // What was seen is what changes and in which case as it stands, and not when: a rehearsal comes before the move.
  const seen = createHash('sha256')
    .update(canonical({ notes, case: of.caseId, version: state.version, to: to.hash }))
    .digest('hex');
  return { ...moved, notes, seen };
}

/** The parts of the case, `case` for all of it, of which the rows say another thing of who may read them. */
function readersOf(
  { tenant, caseId, caseType, to, state, aboveOf, nowMs }: Parameters<typeof seeMove>[0],
  after: CaseState,
): readonly SeenNote[] {
  const at = (of: CaseType, is: CaseState): ReturnType<typeof accessOfCase> =>
    accessOfCase({ tenant, caseId, caseType: of, state: is, above: aboveOf(is.team), nowMs });
  const [before, then] = [at(caseType, state), at(to, after)];
  const partsOf = ({ head, parts }: typeof before): ReadonlyMap<string, string> =>
    new Map([['case', canonical(head)], ...parts.map((part): [string, string] => [part.part, canonical(part)])]);
  const [was, is] = [partsOf(before), partsOf(then)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((part) => was.get(part) !== is.get(part))
    .map((part) => ({ kind: 'readers', part }));
}

/** The last move of the case, with the case just before it and just after it. */
async function takeBack(
  { tx, caseTypes, keys: provider }: MoveDeps,
  of: CaseForMove & { readonly state: CaseState; readonly keys: readonly KeyRow[] } & Omit<UndoCommand, 'type'>,
  context: CommandContext,
): Promise<DecidedMove> {
  const { tenant, caseId } = of;
  const keys = unwrapKeys(provider, { tenant, caseId }, of.keys);
  let state: CaseState | null = null;
  let last: { readonly before: CaseState; readonly after: CaseState } | null = null;
  for await (const row of eventsOfCase(tx, { tenant, caseId }, [])) {
    const { seq, type, occurred, payload } = row;
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
    if (opened.kind !== 'event')
      throw new Corrupt(`Event ${seq} of case ${caseId} cannot be read, so no move can be taken back.`);
    const after = evolve(state, opened.event);
    if (opened.event.type === 'CaseMoved' && state !== null)
      last = opened.event.undoes === undefined ? { before: state, after } : null;
    state = after;
  }
  // Once more for an order that was carried out finds another move, or none.
  if (last === null || (of.moved !== undefined && last.after.caseType.hash !== of.moved))
    return { rejection: { code: 'nothing-to-do' } };
  const from = await caseTypes.byHash(tx, tenant, Buffer.from(last.before.caseType.hash, 'hex'));
  const { reason } = of;
  const back = undoMove({ from, ...last }, of.state, { context, reason, undoes: last.after.version });
  if ('obstacles' in back) return { rejection: { code: 'not-movable', reasons: back.obstacles } };
  return { ...back, goesOnUnder: from };
}
