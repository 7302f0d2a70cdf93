// What waits in the queues of the inbox, soonest due first, one item with its parts and their bytes, and what somebody is told is late: for
// the team whose queue it is. The rows are the program's alone, so what they say is looked at only after the policy has said yes.
import { authorize, withoutCaseFile } from '@casewright/engine/policy';
import { Corrupt } from '../errors.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { streamOfSealed, type SealedFile } from '../files/sealed-bytes.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { openFileWords } from '../store/file-words.ts';
import { readItem, readQueues, type ItemAfter, type QueueRow } from '../store/inbound.ts';
import {
  listItems,
  listQueueMembers,
  listQueueTitles,
  listToldItems,
  readPartFacts,
  readWorkedItem,
  type ItemsAsked,
  type WorkedItemRow,
} from '../store/inbound-work.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';
import { countItems } from '../store/unaccounted.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { isUuid } from './cursor.ts';
import { itemLine, wholeItem, wordsOf } from './inbox-views.ts';
import type { InboxItemView, InboxPageView, InboxQueuesView, WholeItemView } from './inbox-views.ts';
import { rangeOf, type ByteRange, type FileView } from './read-document.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface AskedItems extends Partial<Pick<ItemsAsked, 'state' | 'channel'>> {
  /** Of one queue; absent: of all that are theirs. */
  readonly queue?: string | undefined;
  /** Those alone that they have taken. */
  readonly mine?: boolean | undefined;
  readonly after?: string | undefined;
}

export interface AskedPart {
  readonly item: string;
  readonly number: number;
  readonly range: ByteRange | null;
}

export interface InboxQueries {
  readonly queues: (asker: Asker) => Promise<ReadAnswer<InboxQueuesView>>;
  readonly list: (asker: Asker, of: AskedItems) => Promise<ReadAnswer<InboxPageView>>;
  readonly show: (asker: Asker, item: string) => Promise<ReadAnswer<WholeItemView>>;
  readonly part: (asker: Asker, asked: AskedPart) => Promise<ReadAnswer<FileView>>;
  /** Part of the notices of somebody, which are asked of the policy and recorded. */
  readonly told: (asker: Pick<Asker, 'principal'>) => Promise<readonly InboxItemView[]>;
}

export interface InboxQueryDeps {
  readonly send: SendReading;
  readonly database: Database;
  readonly keys: KeyProvider;
  /** Absent: bytes are not read here. */
  readonly files: Pick<ObjectStore, 'read'> | null;
  readonly now: () => number;
}

const PAGE = 50;
const TOLD = 50;
/** Of one team; of a larger one somebody who is not among them is given an item by its lead. */
const MOST_PEOPLE = 300;

export function openInboxQueries(deps: InboxQueryDeps): InboxQueries {
  return {
    queues: (asker) =>
      answerRead(deps.send, asker, {
        ...{ action: { type: 'list-work' }, name: 'list-inbox-queues', asked: [], statements: [] },
        fold: async () => {
          const view = await queuesOf(deps, asker);
          return { view: withoutCaseFile(view), caseIds: [], results: view.items.length };
        },
      }),
    list: (asker, of) =>
      answerRead(deps.send, asker, {
        ...{ action: { type: 'list-work' }, name: 'list-inbox', asked: [], statements: [] },
        filter: JSON.stringify(of),
        fold: async () => {
          const view = await page(deps, asker, of);
          return { view: withoutCaseFile(view), caseIds: [], results: view.items.length };
        },
      }),
    show: (asker, item) => show(deps, asker, item),
    part: (asker, asked) => showPart(deps, asker, asked),
    told: async ({ principal }) => {
      const { tenant, person } = principal;
      const [rows] = await deps.database.once(programContext(tenant, person), [
        listToldItems(tenant, { person, limit: TOLD }),
      ]);
      return rows.rows.filter(({ queue }) => isTheirs(principal, queue)).map((row) => lineOf(deps, tenant, row));
    },
  };
}

function isTheirs(principal: Asker['principal'], queue: string): boolean {
  return authorize(principal, { type: 'read-inbox' }, { tenant: principal.tenant, team: queue }).allowed;
}

function lineOf({ keys }: Pick<InboxQueryDeps, 'keys'>, tenant: number, row: WorkedItemRow): InboxItemView {
  return itemLine(row, wordsOf(keys, tenant, row));
}

async function queuesOf({ database, now }: InboxQueryDeps, { principal }: Asker): Promise<InboxQueuesView> {
  const { tenant, person } = principal;
  const today = new Date(now()).toISOString().slice(0, 10);
  const [queues, counts, titles, members] = await database.once(programContext(tenant, person), [
    readQueues(tenant, null),
    countItems(tenant, today),
    listQueueTitles(tenant),
    listQueueMembers(tenant, MOST_PEOPLE),
  ]);
  const items = queues.rows
    .filter(({ queue }) => isTheirs(principal, queue))
    .map(({ queue, days }) => {
      const row = counts.rows.find((one) => one.queue === queue);
      return { queue, days, waiting: row?.waiting ?? 0, overdue: row?.overdue ?? 0 };
    });
  // Who has no queue of their own hands nothing on, and is told of nobody.
  if (items.length === 0) return { items, handTo: [] };
  const handTo = titles.rows.map(({ queue, title }) => ({
    ...{ queue, title },
    people: members.rows.filter((one) => one.queue === queue).map((one) => ({ person: one.person, name: one.name })),
  }));
  return { items, handTo };
}

/** A page begins after `<day> <item>`; anything else is the beginning. It grants nothing: each queue is asked anew. */
function afterOf(text: string | undefined): ItemAfter | null {
  const [, due, itemId] = /^(\d{4}-\d\d-\d\d) ([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return due === undefined || itemId === undefined || !isUuid(itemId) ? null : { due, itemId };
}

async function page(deps: InboxQueryDeps, { principal }: Asker, asked: AskedItems): Promise<InboxPageView> {
  const { tenant, person } = principal;
  const { state = 'waiting', channel = null, mine = false } = asked;
  const context = programContext(tenant, person);
  const [known] = await deps.database.once(context, [readQueues(tenant, asked.queue ?? null)]);
  const queues = known.rows.map((row: QueueRow) => row.queue).filter((queue) => isTheirs(principal, queue));
  const after = afterOf(asked.after);
  const of = { queues, state, channel, owner: mine ? person : null, after, limit: PAGE };
  const [rows] = await deps.database.once(context, [listItems(tenant, of)]);
  const last = rows.rows.at(-1);
  const isMore = rows.rows.length === PAGE && last !== undefined;
  return {
    items: rows.rows.map((row) => lineOf(deps, tenant, row)),
    next: isMore ? `${last.due_on} ${last.item_id}` : null,
  };
}

/** The team whose it is; nobody's where there is no such item. */
async function teamOf({ database }: InboxQueryDeps, { principal }: Asker, item: string): Promise<string> {
  const { tenant, person } = principal;
  const [rows] = await database.once(programContext(tenant, person), [readItem(tenant, item)]);
  return rows.rows[0]?.queue ?? '';
}

async function show(deps: InboxQueryDeps, asker: Asker, item: string): Promise<ReadAnswer<WholeItemView>> {
  const { tenant, person } = asker.principal;
  const team = await teamOf(deps, asker, item);
  return answerRead<[], WholeItemView>(deps.send, asker, {
    ...{ action: { type: 'read-inbox' }, name: 'read-inbox-item', asked: [], statements: [], team, filter: item },
    fold: async () => {
      const [rows, parts] = await deps.database.once(programContext(tenant, person), [
        readWorkedItem(tenant, item),
        readPartFacts(tenant, item),
      ]);
      const [row] = rows.rows;
      // It may have been handed on since it was asked whose it is.
      if (row === undefined || row.queue !== team) return null;
      const view = wholeItem(deps.keys, tenant, { row, parts: parts.rows });
      return { view: withoutCaseFile(view), caseIds: [], results: 1 };
    },
  });
}

/** Of a part that waits or was left; what was filed is read in its case, and what the gate holds back leaves for nobody. */
async function showPart(deps: InboxQueryDeps, asker: Asker, asked: AskedPart): Promise<ReadAnswer<FileView>> {
  const { tenant, person } = asker.principal;
  const { item, number, range } = asked;
  const team = await teamOf(deps, asker, item);
  return answerRead<[], FileView>(deps.send, asker, {
    ...{ action: { type: 'read-inbox' }, name: 'read-inbox-part', asked: [], statements: [], team },
    filter: `${item} ${number} ${JSON.stringify(range)}`,
    fold: async () => {
      const [rows, parts] = await deps.database.once(programContext(tenant, person), [
        readItem(tenant, item),
        readPartFacts(tenant, item),
      ]);
      const part = parts.rows.find((one) => one.number === number);
      const isOpen = part?.code === null && (part.state === 'waiting' || part.state === 'left');
      if (rows.rows[0]?.queue !== team || part === undefined || !isOpen || part.file === null) return null;
      const view = await fileView(deps, { tenant, item, file: part.file, range });
      return view === null ? null : { view: withoutCaseFile(view), caseIds: [], results: 1 };
    },
  });
}

interface FileOfItem {
  readonly tenant: number;
  readonly item: string;
  readonly file: string;
  readonly range: ByteRange | null;
}

/** Null where it is kept no more, as what a rejected item had after a while. */
async function fileView(
  { database, keys, files }: InboxQueryDeps,
  { tenant, item, file, range }: FileOfItem,
): Promise<FileView | null> {
  const context = programContext(tenant, 'read-inbox-part');
  const [found, wrapped] = await database.once(context, [readFile(tenant, file), readKeyOfFile(tenant, file)]);
  const [row, key] = [found.rows[0], wrapped.rows[0]];
  if (files === null || key === undefined || row?.state !== 'received' || row.case_id !== item) return null;
  const { cipher, size, subject, sealed: words, media_type: mediaType } = row;
  if (cipher === null || size === null || mediaType === null)
    throw new Corrupt(`File ${file} of the inbox is received and not whole.`);
  const documentKey = keys.unwrap({ tenant, caseId: item, subject }, { by: key.wrapped_by, wrapped: key.wrapped });
  const object = { tenant, cipher: cipher.toString('hex') };
  const sealed: SealedFile = {
    ...{ place: { tenant, file, size }, documentKey },
    read: (start, length) => files.read(object, start, length),
  };
  const cut = rangeOf(range, size);
  const shown = cut === 'unsatisfiable' ? { start: 0, length: 0 } : (cut ?? { start: 0, length: size });
  const { name, content } = openFileWords(documentKey, { tenant, file }, words);
  const pieces = (): AsyncGenerator<Buffer> => streamOfSealed(sealed, shown);
  return { name, mediaType, content: content ?? object.cipher, size, range: cut, pieces };
}
