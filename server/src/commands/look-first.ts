// The first flight of a command: everything that deciding needs to see, in one round trip.
import { dateOf, type HolidayTable } from '@casewright/engine/calendar';
import { mayNeedDelegation, type CaseCommand, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { accessRules, admits } from '@casewright/engine/policy';
import type { Delegation, Files, Opened } from '@casewright/engine/entries';
import type { MoveCommand } from '@casewright/engine/versions';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { delegationIn, delegationsOf, type DelegationRow } from '../store/delegations.ts';
import { findCaseType } from '../store/find-case-type.ts';
import type { Holidays } from '../store/holidays.ts';
import { loadAnyHead, loadHead, loadKeys, type HeadRow, type KeyRow } from '../store/load-case.ts';
import type { KeyProvider } from '../store/keys.ts';
import { findReceipt, type ReceiptRow } from '../store/receipts.ts';
import type { Answer, Statement } from '../store/statement.ts';
import { pagesOpened, type PagesOpenedRow } from '../store/pages-opened.ts';
import type { StoredFileRow } from '../store/stored-files.ts';
import { aboveIn, unitsBelowOthers } from '../store/units-above.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { CaseTypes } from '../store/case-types.ts';
import type { OpenRequest } from './command-request.ts';
import type { Prepared } from './prepared.ts';
import { askForFile, fileAsked, filesAtHand, openedBy } from './files-at-hand.ts';
import { askForInbound, inboundAtHand, INBOUND_STATEMENTS, keyInCase, type InboundAtHand } from './inbound-at-hand.ts';
import { formatReference, type References } from './references.ts';

/** What a command is decided on. */
export interface Seen {
  readonly kind: 'seen';
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly team: string;
  readonly command: CaseCommand | MoveCommand;
  readonly occurred: string;
  /** Public holidays as they count in the agency now. */
  readonly holidays: HolidayTable;
  /** Null when the case does not exist yet. */
  readonly state: CaseState | null;
  readonly head: HeadRow | undefined;
  /** Units above a team, the nearest first. */
  readonly aboveOf: (team: string) => readonly string[];
  readonly keys: readonly KeyRow[];
  /** Undefined where there is none, and where it was not asked for. */
  readonly receipt: ReceiptRow | undefined;
  /** What the actor may decide under, as of when it is recorded; empty for commands that ask for none. */
  readonly delegations: readonly Delegation[];
  /** Files at hand that the command may name, by id. */
  readonly files: Files;
  /** What the actor has opened of documents, by content. */
  readonly opened: Opened;
  /** The file that comes out of the inbox, with its key as the case has it from now on. */
  readonly inbound?: { readonly at: InboundAtHand; readonly key: KeyRow } | undefined;
  /** To be called after the commit; see `TakenNumber`. */
  readonly committed: () => void;
}

const NO_FILES: Files = new Map();
const NOTHING_OPENED: Opened = new Map();

export type Look = Seen | { readonly kind: 'nothing' } | { readonly kind: 'session-gone' };

interface LookDeps {
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  readonly holidays: Holidays;
  readonly references: References;
}

/** Looks at a case that should exist. */
export async function lookAtCase(deps: LookDeps, tx: Tx, prepared: Prepared): Promise<Look> {
  const { request, caseId, principal } = prepared;
  if ('open' in request) throw new Error('Opening a case looks elsewhere.');
  const { tenant } = principal;
  const [heads, keys, ...others] = await flight(tx, [
    loadHead(tenant, caseId),
    loadKeys(tenant, caseId),
    ...asked(tx, prepared),
  ]);
  const { proved, receipt, delegations, files, pages, inbox } = answersTo(prepared, others);
  if (!proved) return { kind: 'session-gone' };
  const [head] = heads.rows;
  if (head === undefined) return { kind: 'nothing' };
  const inbound = inboundOf(deps.keys, prepared, inbox);
  const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
  const state = parseState(head);
  return {
    kind: 'seen',
    caseId,
    caseType,
    team: state.team,
    command: request.command,
    occurred: request.occurred ?? dueOfTimer(request.command, state) ?? prepared.recordedAt,
    holidays: await deps.holidays.byNumber(tx, tenant, head.holidays),
    state,
    head,
    aboveOf: () => head.above,
    keys: [...keys.rows, ...(inbound === undefined ? [] : [inbound.key])],
    receipt,
    delegations: inForce(delegations, dateOf(prepared.recordedAt, caseType.zone)),
    files: filesAtHand(deps.keys, files, {
      principal,
      caseId,
      ...{ command: request.command, state, keys: keys.rows },
      // One that is not at hand is at hand for nobody: no file of the case is taken in its stead.
      inbound: request.inbound === undefined ? null : (inbound?.at ?? NOT_AT_HAND),
    }),
    inbound,
    opened: openedBy(pages, state),
    committed: () => {},
  };
}

/** Looks for the case type of a case to be opened, and whether the case is there already. */
export async function lookForOpening(deps: LookDeps, tx: Tx, prepared: Prepared): Promise<Look> {
  const { request, caseId, principal } = prepared;
  if (!('open' in request)) throw new Error('Only opening a case looks here.');
  const { tenant } = principal;
  const { open } = request;
  const [types, units, , heads, ...others] = await flight(tx, [
    findCaseType(tenant, { name: open.caseType, version: open.version, nowMs: prepared.nowMs }),
    unitsBelowOthers(tenant),
    // An id may stand for a case that its author cannot see, and is used up all the same.
    readingAs(tx, 'program'),
    loadAnyHead(tenant, caseId),
    ...asked(tx, prepared),
  ]);
  const { proved, receipt } = answersTo(prepared, others);
  if (!proved) return { kind: 'session-gone' };
  const [found] = types.rows;
  const [head] = heads.rows;
  // An id is never used twice, also where nothing is left of what it stood for.
  if (found === undefined || head?.destroyed === true || !isTheirs(principal, head)) return { kind: 'nothing' };
  const caseType = await deps.caseTypes.byHash(tx, tenant, found.hash);
  const occurred = request.occurred ?? prepared.recordedAt;
  const year = Number(dateOf(occurred, caseType.zone).slice(0, 4));
  const fresh = head === undefined && receipt === undefined && open.reference === undefined;
  const taken = fresh ? await deps.references.next(tx, { tenant, caseType: caseType.name, year }) : undefined;
  const reference = open.reference ?? formatReference(caseType.reference, year, taken?.number ?? 0);
  return {
    kind: 'seen',
    caseId,
    caseType,
    team: open.team ?? caseType.team,
    command: openCommand(caseType, { open, reference, nowMs: prepared.nowMs }),
    occurred,
    holidays: await deps.holidays.byNumber(tx, tenant, found.holidays),
    state: head === undefined ? null : parseState(head),
    head,
    aboveOf: aboveIn(units.rows),
    keys: [],
    receipt,
    delegations: [],
    files: NO_FILES,
    opened: NOTHING_OPENED,
    committed: taken?.keep ?? (() => {}),
  };
}

/** No head is nobody's, and may become theirs. */
function isTheirs({ holding }: Prepared['principal'], head: HeadRow | undefined): boolean {
  return head === undefined || holding === 'program' || admits(accessRules, head, new Set(holding));
}

/**
 * The session's proof where the request brings one, what the actor may decide under where the command asks for that, the file where
 * it names one, what was opened where it decides on that, and the receipt where an earlier attempt met another writer.
 */
function asked(tx: Tx, prepared: Prepared): readonly Statement<unknown>[] {
  const { request, principal, actor, askReceipt, receipt } = prepared;
  const { proof } = request;
  const file = fileAsked(prepared);
  return [
    ...(proof === undefined ? [] : [proof]),
    ...(asksDelegations(prepared) ? [delegationsOf(principal.tenant, actor)] : []),
    ...(file === null
      ? []
      : [
          ...[readingAs(tx, 'program'), askForFile(principal.tenant, file), ...askForInbound(prepared, file)],
          readingAs(tx, principal.holding),
        ]),
    ...(asksOpened(prepared)
      ? [
          readingAs(tx, 'program'),
          pagesOpened(principal.tenant, prepared.caseId, actor),
          readingAs(tx, principal.holding),
        ]
      : []),
    ...(askReceipt ? [findReceipt(principal.tenant, receipt.key)] : []),
  ];
}

function asksDelegations({ request }: Prepared): boolean {
  return 'command' in request && mayNeedDelegation(request.command);
}

/** What must have been read before is asked where something is decided on it. */
function asksOpened({ request }: Prepared): boolean {
  return 'command' in request && request.command.type === 'MakeDetermination';
}

interface Answers {
  readonly proved: boolean;
  readonly receipt: ReceiptRow | undefined;
  readonly delegations: readonly DelegationRow[];
  readonly files: readonly StoredFileRow[];
  readonly pages: readonly PagesOpenedRow[];
  readonly inbox: readonly Answer<unknown>[];
}

function answersTo(prepared: Prepared, answers: readonly Answer<unknown>[]): Answers {
  const rest = [...answers];
  const proved = prepared.request.proof === undefined || (rest.shift()?.rows.length ?? 0) > 0;
  // The statements stand in the order in which `asked` adds them, and these are the rows of that one.
  const delegations = asksDelegations(prepared) ? ((rest.shift()?.rows ?? []) as readonly DelegationRow[]) : [];
  const ofInbox = prepared.request.inbound === undefined ? 0 : INBOUND_STATEMENTS;
  const [, found, ...inbox] = fileAsked(prepared) === null ? [] : rest.splice(0, 3 + ofInbox);
  // The second one; the first and the last say as whom is read.
  const files = (found?.rows ?? []) as readonly StoredFileRow[];
  const [, shown] = asksOpened(prepared) ? rest.splice(0, 3) : [];
  // The same.
  const pages = (shown?.rows ?? []) as readonly PagesOpenedRow[];
  // The only other statement that `asked` adds.
  const receipt = rest.shift()?.rows[0] as ReceiptRow | undefined;
  return { proved, receipt, delegations, files, pages, inbox };
}

/** What nothing fits. */
const NOT_AT_HAND: InboundAtHand = {
  ...{ item: '', leave: [], file: '', documentKey: Buffer.alloc(0) },
  key: { subject: '', key_id: '', wrapped: Buffer.alloc(0), wrapped_by: '' },
};

function inboundOf(keys: KeyProvider, prepared: Prepared, inbox: readonly Answer<unknown>[]): Seen['inbound'] {
  const file = fileAsked(prepared);
  const at = file === null ? null : inboundAtHand(keys, inbox, { prepared, file });
  const { tenant } = prepared.principal;
  return at === null ? undefined : { at, key: keyInCase(keys, at, { tenant, caseId: prepared.caseId }) };
}

/** Those that hold on the day on which it is recorded: what is stated of an earlier day is not decided under what is over. */
function inForce(rows: readonly DelegationRow[], day: string): readonly Delegation[] {
  return rows.map(delegationIn).filter(({ from, until }) => from <= day && (until === null || until >= day));
}

export function parseState(head: Pick<HeadRow, 'state'>): CaseState {
  // Only `writeCases` and a rebuild write this column, both from a CaseState.
  return JSON.parse(head.state) as CaseState;
}

/** A timer that fires by itself happened when it was due, however late the worker comes. */
export function dueOfTimer(command: CaseCommand | MoveCommand, state: CaseState): string | undefined {
  if (command.type !== 'FireTimer') return undefined;
  const timer = state.timers[command.timer];
  return timer?.dueOn ?? timer?.dueAt;
}

/** The command that opens a case, with ids for the subjects that its parties may be. */
export function openCommand(
  caseType: CaseType,
  {
    open,
    reference,
    nowMs,
  }: { readonly open: OpenRequest['open']; readonly reference: string; readonly nowMs: number },
): CaseCommand {
  const team = open.team === undefined ? {} : { team: open.team };
  const parent = open.parent === undefined ? {} : { parent: open.parent };
  const subjects = { ...mintSubjects(caseType, nowMs), ...open.subjects };
  return { type: 'OpenCase', reference, ...team, ...parent, data: open.data, subjects };
}

function mintSubjects(caseType: CaseType, nowMs: number): Readonly<Record<string, string>> {
  const subjects: Record<string, string> = {};
  for (const party of caseType.parties.values()) if (party.subject) subjects[party.name] = uuidV7(nowMs);
  return subjects;
}
