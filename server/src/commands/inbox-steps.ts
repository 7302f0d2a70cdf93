// What people do with an item of the inbox besides receiving it: take it, hand it to another queue, reject it, file it. Each is one
// transaction with its line in the access log; what is filed changes with the event of the case.
import type { CaseCommand, Fields } from '@casewright/engine/case';
import { authorize, type Action } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import {
  claimItem,
  dropStrayFiles,
  handItem,
  lockItem,
  readItem,
  readParts,
  readQueues,
  rejectItem,
  type ItemRow,
} from '../store/inbound.ts';
import { findMember, markDuplicate, readWorkedItem } from '../store/inbound-work.ts';
import { sealReason } from '../store/inbound-words.ts';
import { loadKeys } from '../store/load-case.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import type { Outcome } from './command-request.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import { dueFrom, holidaysNow } from './inbox-clock.ts';
import type { Overseer } from './oversee.ts';
import { INBOX_SYSTEM, itemKey } from './receive-item.ts';
import { sentBy } from './sent-text.ts';

/** Why something that may be known of is not done with an item. */
export type InboxRefusal =
  /** It was filed or rejected meanwhile. */
  | 'item-ended'
  /** Somebody else has taken it. */
  | 'item-claimed'
  /** There is no such queue. */
  | 'queue-unknown'
  /** There is no such part, or it cannot be filed. */
  | 'part-unknown'
  /** Whoever is to have it is not of the team of the queue. */
  | 'person-unknown'
  /** There is no such other item that they may see, or it is a duplicate itself. */
  | 'original-unknown';

export type InboxStep =
  | { readonly kind: 'done' }
  /** Not there, or not in a queue of theirs: the two look the same. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly refusal: InboxRefusal }
  | { readonly kind: 'session-gone' };

export interface InboxAsked {
  readonly item: string;
}

export function claim(
  deps: CommandDeps,
  by: Overseer,
  { item, release = false }: InboxAsked & { readonly release?: boolean },
): Promise<InboxStep> {
  const { tenant, person } = by.principal;
  return withItem(deps, by, {
    ...{ item, action: 'file-item', called: release ? 'release-item' : 'claim-item' },
    // Anybody of the queue may give back what a colleague took, who may be away.
    takesOver: release,
    work: () => Promise.resolve([claimItem(tenant, item, release ? null : person)]),
  });
}

/**
 * To the queue of another team, where its clock begins anew; or to somebody of the team of a queue, who has it then. Within its queue its
 * clock goes on.
 */
export function hand(
  deps: CommandDeps,
  by: Overseer,
  { item, queue, person = null }: InboxAsked & { readonly queue: string; readonly person?: string | null },
): Promise<InboxStep> {
  const { tenant } = by.principal;
  return withItem(deps, by, {
    ...{ item, action: 'file-item', called: 'hand-item' },
    async work(tx, row) {
      const [queues, holidays, members] = await flight(tx, [
        readQueues(tenant, queue),
        holidaysNow(tenant),
        findMember(tenant, { person: person ?? '', team: queue }),
      ]);
      const [known] = queues.rows;
      if (known === undefined) return 'queue-unknown';
      if (person !== null && members.count === 0) return 'person-unknown';
      const claimed = claimItem(tenant, item, person);
      if (row.queue === queue) return [claimed];
      const dueOn = dueFrom(known, new Date(deps.nowMs()).toISOString(), holidays.rows);
      return [handItem(tenant, item, { queue, dueOn }), ...(person === null ? [] : [claimed])];
    },
  });
}

/** What was filed of it before stays filed. @param reason words, sealed with the item */
export function reject(
  deps: CommandDeps,
  by: Overseer,
  { item, reason }: InboxAsked & { readonly reason: string },
): Promise<InboxStep> {
  const { tenant, person } = by.principal;
  return withItem(deps, by, {
    ...{ item, action: 'reject-item', called: 'reject-item' },
    async work(tx) {
      const [keys] = await flight(tx, [loadKeys(tenant, item)]);
      const sealed = sealReason(itemKey(deps, { tenant, item }, keys.rows), { tenant, item }, reason);
      const at = new Date(deps.nowMs()).toISOString();
      return [...rejectItem(tenant, item, { reason: sealed, who: person, at }), dropStrayFiles(tenant, item, at)];
    },
  });
}

/** It came before as another item: rejected, with which one and a reason. @param of the other item, of a queue of theirs */
export function duplicate(
  deps: CommandDeps,
  by: Overseer,
  { item, of, reason }: InboxAsked & { readonly of: string; readonly reason: string },
): Promise<InboxStep> {
  const { principal } = by;
  const { tenant, person } = principal;
  return withItem(deps, by, {
    ...{ item, action: 'reject-item', called: 'mark-duplicate' },
    async work(tx) {
      // Locked, so that two who name each other's item at the same moment are not both believed.
      const [keys, , others] = await flight(tx, [
        loadKeys(tenant, item),
        lockItem(tenant, of),
        readWorkedItem(tenant, of),
      ]);
      const [other] = others.rows;
      const isTheirs =
        other !== undefined && authorize(principal, { type: 'read-inbox' }, { tenant, team: other.queue }).allowed;
      if (of === item || !isTheirs || other.duplicate_of !== null) return 'original-unknown';
      const sealed = sealReason(itemKey(deps, { tenant, item }, keys.rows), { tenant, item }, reason);
      const at = new Date(deps.nowMs()).toISOString();
      return [
        ...markDuplicate(tenant, item, { reason: sealed, who: person, at, of }),
        dropStrayFiles(tenant, item, at),
      ];
    },
  });
}

interface Stepping extends InboxAsked {
  readonly action: Extract<Action['type'], 'file-item' | 'reject-item'>;
  /** In the access log. */
  readonly called: string;
  /** Also where somebody else has taken it. */
  readonly takesOver?: boolean;
  /** The change, or why there is none. */
  readonly work: (tx: Tx, row: ItemRow) => Promise<readonly Statement[] | InboxRefusal>;
}

function withItem(deps: CommandDeps, by: Overseer, stepping: Stepping): Promise<InboxStep> {
  const { tenant, person } = by.principal;
  const { item, action, called, work } = stepping;
  return deps.database.transaction<InboxStep>(programContext(tenant, person), async (tx) => {
    const [proven, items] = await flight(tx, [by.proof, lockItem(tenant, item)]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const [row] = items.rows;
    const may = row !== undefined && authorize(by.principal, { type: action }, { tenant, team: row.queue }).allowed;
    if (row === undefined || !may) {
      await commit(tx, lineOf(deps, by, { action: called, caseIds: [], denied: true }));
      return { kind: 'absent' };
    }
    const change = whyNot(row, person, stepping) ?? (await work(tx, row));
    if (typeof change === 'string') {
      await commit(tx, lineOf(deps, by, { action: `refused:${called}`, caseIds: [], denied: false }));
      return { kind: 'refused', refusal: change };
    }
    await commit(tx, [...change, ...sentBy(by), ...lineOf(deps, by, { action: called, caseIds: [], denied: false })]);
    return { kind: 'done' };
  });
}

function whyNot(row: ItemRow, person: string, { takesOver = false }: Stepping): InboxRefusal | null {
  if (row.state !== 'waiting') return 'item-ended';
  return row.claimed_by === null || row.claimed_by === person || takesOver ? null : 'item-claimed';
}

export interface DocumentOfPart {
  /** Of the part. */
  readonly number: number;
  /** Of the document. */
  readonly kind: string;
  readonly audience?: string;
  readonly title: string;
  /** The party who sent it, and parties whom it is about. */
  readonly sender?: string;
  readonly about?: readonly string[];
  /** A date; absent: the day on which it is filed. */
  readonly receivedOn?: string;
}

export interface ItemToFile extends InboxAsked {
  readonly caseId: string;
  /** At least one, each a document of its own. */
  readonly documents: readonly DocumentOfPart[];
  /** Leaves everything else of it with the item, so that the item is done with; else the rest waits. */
  readonly isAll: boolean;
}

export type ItemEvents = readonly { readonly number: number; readonly seq: number }[];

export type ItemFiled =
  | { readonly kind: 'filed'; readonly events: ItemEvents }
  /** Those before it were filed; this one was not, and the rest waits. */
  | { readonly kind: 'stopped'; readonly number: number; readonly outcome: Outcome; readonly filed: ItemEvents }
  | Exclude<InboxStep, { readonly kind: 'done' }>;

/** Files parts of an item, each with an event of its own; the item is filed with the event after which nothing of it waits. */
export async function fileItem(deps: CommandDeps, by: Overseer, asked: ItemToFile): Promise<ItemFiled> {
  const { item, caseId, documents, isAll } = asked;
  const { principal, proof } = by;
  const { tenant, person } = principal;
  const may = await mayFile(deps, by, item);
  if (may.kind !== 'row') return may;
  const [parts] = await deps.database.once(programContext(tenant, person), [readParts(tenant, item)]);
  const fileOf = new Map(parts.rows.flatMap(({ number, file }) => (file === null ? [] : [[number, file] as const])));
  const named = documents.map(({ number }) => number);
  const others = parts.rows.flatMap(({ number }) => (named.includes(number) ? [] : [number]));
  const events: { number: number; seq: number }[] = [];
  for (const [at, document] of documents.entries()) {
    const { number } = document;
    const file = fileOf.get(number);
    if (file === undefined) return { kind: 'refused', refusal: 'part-unknown' };
    const isLast = at === documents.length - 1;
    const outcome = await executeCommand(deps, principal, {
      caseId,
      command: filingOf(document, file),
      inbound: { item, leave: isAll && isLast ? others : [] },
      idempotencyKey: `inbox ${item} ${number}`,
      proof,
      // What is kept of the form says what each of them is to be.
      ...(isLast && by.unsent !== undefined ? { unsent: by.unsent } : {}),
    });
    if (outcome.kind === 'session-gone') return { kind: 'session-gone' };
    if (outcome.kind !== 'applied') return { kind: 'stopped', number, outcome, filed: events };
    events.push({ number, seq: outcome.version });
  }
  return { kind: 'filed', events };
}

/** What nobody says is not in the command, so that the same filing asked again is the same request. */
function filingOf(
  { kind, audience, title, sender, about, receivedOn }: DocumentOfPart,
  file: string,
): Extract<CaseCommand, { type: 'FileDocument' }> {
  return {
    ...{ type: 'FileDocument', of: kind, title, file },
    ...(audience === undefined ? {} : { audience }),
    ...(sender === undefined ? {} : { sender }),
    ...(about === undefined ? {} : { about }),
    ...(receivedOn === undefined ? {} : { receivedOn }),
  };
}

export interface CaseToOpen extends Omit<ItemToFile, 'caseId'> {
  readonly caseType: string;
  readonly data: Fields;
  /** The same for the same request. */
  readonly key: string;
}

export type ItemOpened =
  | { readonly kind: 'opened'; readonly caseId: string; readonly reference: string; readonly filed: ItemFiled }
  | { readonly kind: 'unopened'; readonly outcome: Outcome }
  | Exclude<InboxStep, { readonly kind: 'done' }>;

/** Opens a case of what came in and files it there. Where the filing stops, the case is there and the rest of the item waits. */
export async function openCaseOf(deps: CommandDeps, by: Overseer, asked: CaseToOpen): Promise<ItemOpened> {
  const { item, caseType, data, key, documents, isAll } = asked;
  const { principal, proof } = by;
  const may = await mayFile(deps, by, item);
  if (may.kind !== 'row') return may;
  const opened = await executeCommand(deps, principal, {
    ...{ open: { caseType, data }, idempotencyKey: `inbox ${item} open ${key}`, proof },
  });
  if (opened.kind === 'session-gone') return { kind: 'session-gone' };
  if (opened.kind !== 'applied') return { kind: 'unopened', outcome: opened };
  const { caseId, reference } = opened;
  return { kind: 'opened', caseId, reference, filed: await fileItem(deps, by, { item, caseId, documents, isAll }) };
}

type MayFile = { readonly kind: 'row' } | Exclude<InboxStep, { readonly kind: 'done' }>;

/** Asked before anything is done; with the event, it is asked again. */
async function mayFile(deps: CommandDeps, by: Overseer, item: string): Promise<MayFile> {
  const { tenant, person } = by.principal;
  const context = programContext(tenant, person);
  const [proven, items] = await deps.database.once(context, [by.proof, readItem(tenant, item)]);
  if (proven.count === 0) return { kind: 'session-gone' };
  const [row] = items.rows;
  if (row === undefined || !authorize(by.principal, { type: 'file-item' }, { tenant, team: row.queue }).allowed) {
    await deps.database.once(context, lineOf(deps, by, { action: 'file-item', caseIds: [], denied: true }));
    return { kind: 'absent' };
  }
  const isTaken = row.claimed_by !== null && row.claimed_by !== person;
  return isTaken ? { kind: 'refused', refusal: 'item-claimed' } : { kind: 'row' };
}

/** What needs nobody's work, since the program has done what there was to do: on record with the reason, and by whom. */
export async function endByProgram(
  deps: Pick<CommandDeps, 'database' | 'keys' | 'nowMs'>,
  { tenant, item, reason }: InboxAsked & { readonly tenant: number; readonly reason: string },
): Promise<void> {
  const at = new Date(deps.nowMs()).toISOString();
  await deps.database.transaction(programContext(tenant, INBOX_SYSTEM), async (tx) => {
    const [rows, keys] = await flight(tx, [lockItem(tenant, item), loadKeys(tenant, item)]);
    if (rows.rows[0]?.state !== 'waiting') return;
    const sealed = sealReason(itemKey(deps, { tenant, item }, keys.rows), { tenant, item }, reason);
    await commit(tx, rejectItem(tenant, item, { reason: sealed, who: INBOX_SYSTEM, at }));
  });
}
