// What people do with an item of the inbox besides receiving it: take it, hand it to another queue, reject it, file it. Each is one
// transaction with its line in the access log; what is filed changes with the event of the case.
import { authorize, type Action } from '@casewright/engine/policy';
import { appendAccessLog } from '../store/append-access-log.ts';
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
import { sealReason } from '../store/inbound-words.ts';
import { loadKeys } from '../store/load-case.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { Outcome } from './command-request.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import { dueFrom, holidaysNow } from './inbox-clock.ts';
import type { Overseer } from './oversee.ts';
import { INBOX_SYSTEM, itemKey } from './receive-item.ts';

/** Why something that may be known of is not done with an item. */
export type InboxRefusal =
  /** It was filed or rejected meanwhile. */
  | 'item-ended'
  /** Somebody else has taken it. */
  | 'item-claimed'
  /** There is no such queue. */
  | 'queue-unknown'
  /** There is no such part, or it cannot be filed. */
  | 'part-unknown';

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

/** To the queue of another team; its clock begins anew there. */
export function hand(
  deps: CommandDeps,
  by: Overseer,
  { item, queue }: InboxAsked & { readonly queue: string },
): Promise<InboxStep> {
  const { tenant } = by.principal;
  return withItem(deps, by, {
    ...{ item, action: 'file-item', called: 'hand-item' },
    async work(tx) {
      const [queues, holidays] = await flight(tx, [readQueues(tenant, queue), holidaysNow(tenant)]);
      const [known] = queues.rows;
      if (known === undefined) return 'queue-unknown';
      const dueOn = dueFrom(known, new Date(deps.nowMs()).toISOString(), holidays.rows);
      return [handItem(tenant, item, { queue, dueOn })];
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

interface Stepping extends InboxAsked {
  readonly action: Extract<Action['type'], 'file-item' | 'reject-item'>;
  /** In the access log. */
  readonly called: string;
  /** Also where somebody else has taken it. */
  readonly takesOver?: boolean;
  /** The change, or why there is none. */
  readonly work: (tx: Tx) => Promise<readonly Statement[] | InboxRefusal>;
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
      await commit(tx, lineOf(deps, by, { called, denied: true }));
      return { kind: 'absent' };
    }
    const change = whyNot(row, person, stepping) ?? (await work(tx));
    if (typeof change === 'string') {
      await commit(tx, lineOf(deps, by, { called: `refused:${called}`, denied: false }));
      return { kind: 'refused', refusal: change };
    }
    await commit(tx, [...change, ...lineOf(deps, by, { called, denied: false })]);
    return { kind: 'done' };
  });
}

function whyNot(row: ItemRow, person: string, { takesOver = false }: Stepping): InboxRefusal | null {
  if (row.state !== 'waiting') return 'item-ended';
  return row.claimed_by === null || row.claimed_by === person || takesOver ? null : 'item-claimed';
}

function lineOf(
  { nowMs }: CommandDeps,
  { principal, purpose }: Overseer,
  { called: action, denied }: { readonly called: string; readonly denied: boolean },
): readonly Statement[] {
  const { tenant, person, authority, onBehalfOf = null } = principal;
  const at = nowMs();
  const line = { entryId: uuidV7(at), person, authority, onBehalfOf, action, caseIds: [], denied };
  const stated = { ...line, purpose: purpose ?? null };
  return appendAccessLog(tenant, new Date(at).toISOString(), [stated]);
}

export interface DocumentOfPart {
  /** Of the part. */
  readonly number: number;
  /** Of the document. */
  readonly kind: string;
  readonly audience?: string;
  readonly title: string;
}

export interface ItemToFile extends InboxAsked {
  readonly caseId: string;
  /** At least one, each a document of its own. */
  readonly documents: readonly DocumentOfPart[];
  /** Leaves everything else of it with the item, so that the item is done with; else the rest waits. */
  readonly isAll: boolean;
}

export type ItemFiled =
  | { readonly kind: 'filed'; readonly events: readonly { readonly number: number; readonly seq: number }[] }
  /** Those before it were filed; this one was not, and the rest waits. */
  | { readonly kind: 'stopped'; readonly number: number; readonly outcome: Outcome; readonly filed: number }
  | Exclude<InboxStep, { readonly kind: 'done' }>;

/** Files parts of an item, each with an event of its own; the item is filed with the event after which nothing of it waits. */
export async function fileItem(deps: CommandDeps, by: Overseer, asked: ItemToFile): Promise<ItemFiled> {
  const { item, caseId, documents, isAll } = asked;
  const { principal, proof } = by;
  const { tenant, person } = principal;
  const [items, parts] = await deps.database.once(programContext(tenant, person), [
    readItem(tenant, item),
    readParts(tenant, item),
  ]);
  const [row] = items.rows;
  if (row === undefined || !authorize(principal, { type: 'file-item' }, { tenant, team: row.queue }).allowed) {
    await deps.database.once(programContext(tenant, person), lineOf(deps, by, { called: 'file-item', denied: true }));
    return { kind: 'absent' };
  }
  if (row.claimed_by !== null && row.claimed_by !== person) return { kind: 'refused', refusal: 'item-claimed' };
  const fileOf = new Map(parts.rows.flatMap(({ number, file }) => (file === null ? [] : [[number, file] as const])));
  const named = documents.map(({ number }) => number);
  const others = parts.rows.flatMap(({ number }) => (named.includes(number) ? [] : [number]));
  const events: { number: number; seq: number }[] = [];
  for (const [at, { number, kind, audience, title }] of documents.entries()) {
    const file = fileOf.get(number);
    if (file === undefined) return { kind: 'refused', refusal: 'part-unknown' };
    const isLast = at === documents.length - 1;
    const outcome = await executeCommand(deps, principal, {
      caseId,
      command: { type: 'FileDocument', of: kind, title, file, ...(audience === undefined ? {} : { audience }) },
      inbound: { item, leave: isAll && isLast ? others : [] },
      idempotencyKey: `inbox ${item} ${number}`,
      proof,
    });
    if (outcome.kind === 'session-gone') return { kind: 'session-gone' };
    if (outcome.kind !== 'applied') return { kind: 'stopped', number, outcome, filed: events.length };
    events.push({ number, seq: outcome.version });
  }
  return { kind: 'filed', events };
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
