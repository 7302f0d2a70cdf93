// What waits in a queue of the inbox, due first, and one item with its parts: for the team whose queue it is. The rows are the program's
// alone, so they are read when the policy has said yes.
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { readItem, readParts, waitingItems, type ItemAfter, type ItemRow, type PartRow } from '../store/inbound.ts';
import { openInboundWords, openReason, type InboundWords } from '../store/inbound-words.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface InboxItemView {
  readonly item: string;
  readonly queue: string;
  readonly channel: ItemRow['channel'];
  readonly receivedAt: string;
  readonly dueOn: string;
  /** Who has taken it. */
  readonly owner: string | null;
  /** False while not all of it has come. */
  readonly isWhole: boolean;
  readonly from: string | null;
  readonly subject: string | null;
}

export interface InboxPageView {
  readonly items: readonly InboxItemView[];
  /** Where the page after it begins; null at the end. */
  readonly next: string | null;
}

export interface InboxPartView {
  readonly number: number;
  readonly name: string;
  readonly state: PartRow['state'];
  /** Why the gate does not let it be filed. */
  readonly refused: { readonly code: string; readonly reason: string } | null;
  readonly caseId: string | null;
  readonly seq: number | null;
}

export interface WholeItemView extends InboxItemView {
  readonly state: ItemRow['state'];
  readonly text: string | null;
  readonly sentAt: string | null;
  readonly warnings: readonly string[];
  readonly who: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly parts: readonly InboxPartView[];
}

export interface InboxQueries {
  readonly list: (
    asker: Asker,
    of: { readonly queue: string; readonly after: string | undefined },
  ) => Promise<ReadAnswer<InboxPageView>>;
  readonly show: (
    asker: Asker,
    of: { readonly queue: string; readonly item: string },
  ) => Promise<ReadAnswer<WholeItemView>>;
}

interface InboxQueryDeps {
  readonly send: SendReading;
  readonly database: Database;
  readonly keys: KeyProvider;
}

const PAGE = 50;

export function openInboxQueries(deps: InboxQueryDeps): InboxQueries {
  return {
    list: (asker, { queue, after }) =>
      answerRead(deps.send, asker, {
        ...{
          action: { type: 'read-inbox' },
          name: 'list-inbox',
          asked: [],
          statements: [],
          team: queue,
          filter: queue,
        },
        fold: async () => {
          const view = await page(deps, asker, { queue, after: afterOf(after) });
          return { view: withoutCaseFile(view), caseIds: [], results: view.items.length };
        },
      }),
    show: (asker, { queue, item }) =>
      answerRead(deps.send, asker, {
        ...{ action: { type: 'read-inbox' }, name: 'read-inbox-item', asked: [], statements: [], team: queue },
        filter: item,
        fold: async () => {
          const view = await whole(deps, asker, { queue, item });
          return view === null ? null : { view: withoutCaseFile(view), caseIds: [], results: 1 };
        },
      }),
  };
}

/** A page begins after `<day> <item>`; anything else is the beginning. It grants nothing: the queue is asked anew. */
function afterOf(text: string | undefined): ItemAfter | null {
  const [, due, itemId] = /^(\d{4}-\d\d-\d\d) ([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return due === undefined || itemId === undefined ? null : { due, itemId };
}

async function page(
  { database, keys }: InboxQueryDeps,
  { principal: { tenant, person } }: Asker,
  { queue, after }: { readonly queue: string; readonly after: ItemAfter | null },
): Promise<InboxPageView> {
  const [rows] = await database.once(programContext(tenant, person), [
    waitingItems(tenant, { queue, after, limit: PAGE }),
  ]);
  const items = rows.rows.map((row) => {
    const { wrapped, wrapped_by: by, item_id: caseId } = row;
    const key = wrapped === null || by === null ? null : keys.unwrap({ tenant, caseId, subject: '' }, { by, wrapped });
    return lineOf(row, wordsOf(row, { tenant, key }));
  });
  const last = rows.rows.at(-1);
  const isMore = rows.rows.length === PAGE && last !== undefined;
  return { items, next: isMore ? `${last.due_on} ${last.item_id}` : null };
}

interface Opening {
  readonly tenant: number;
  /** Null where it is gone. */
  readonly key: Buffer | null;
}

function wordsOf(row: ItemRow, { tenant, key }: Opening): InboundWords | null {
  return row.sealed === null || key === null ? null : openInboundWords(key, { tenant, item: row.item_id }, row.sealed);
}

function lineOf(row: ItemRow, words: InboundWords | null): InboxItemView {
  return {
    ...{ item: row.item_id, queue: row.queue, channel: row.channel, receivedAt: row.received_at, dueOn: row.due_on },
    ...{ owner: row.claimed_by, isWhole: row.arrived_at !== null },
    ...{ from: words?.from ?? null, subject: words?.subject ?? null },
  };
}

/** Null where it is in no such queue. */
async function whole(
  { database, keys }: InboxQueryDeps,
  { principal: { tenant, person } }: Asker,
  { queue, item }: { readonly queue: string; readonly item: string },
): Promise<WholeItemView | null> {
  const [rows, parts, wrapped] = await database.once(programContext(tenant, person), [
    readItem(tenant, item),
    readParts(tenant, item),
    loadKeys(tenant, item),
  ]);
  const [row] = rows.rows;
  if (row === undefined || row.queue !== queue) return null;
  const own = wrapped.rows.find(({ subject }) => subject === '');
  const owner = { tenant, caseId: item, subject: '' };
  const key = own === undefined ? null : keys.unwrap(owner, { by: own.wrapped_by, wrapped: own.wrapped });
  const words = wordsOf(row, { tenant, key });
  return {
    ...lineOf(row, words),
    ...{ state: row.state, text: words?.text ?? null, sentAt: words?.sentAt ?? null, warnings: words?.warnings ?? [] },
    ...{ who: row.who, endedAt: row.ended_at },
    reason: row.reason === null || key === null ? null : openReason(key, { tenant, item }, row.reason),
    parts: parts.rows.map(({ number, state, code, said, case_id: caseId, seq }) => ({
      ...{ number, name: words?.names[number] ?? '', state, caseId, seq },
      refused: code === null ? null : { code, reason: said ?? '' },
    })),
  };
}
