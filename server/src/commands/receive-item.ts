// Receives what comes in, by whatever way: an item in a queue before the first byte, its files kept and looked at, and only then an answer.
// Whatever is killed on the way, the item stands in its queue, and the same thing that comes again goes on with the same item.
import { Unavailable } from '../errors.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { programContext } from '../store/context.ts';
import { commit, flight } from '../store/database.ts';
import {
  addItem,
  addPart,
  arriveItem,
  dropStrayFiles,
  readItemByMark,
  readQueues,
  rejectUnkept,
  reopenItem,
  type InboundChannel,
  type ItemRow,
  type PartToAdd,
} from '../store/inbound.ts';
import { sealInboundWords, sealReason, type InboundWords } from '../store/inbound-words.ts';
import { newDataKey } from '../store/keys.ts';
import { loadKeys, type KeyRow } from '../store/load-case.ts';
import { saveKeys } from '../store/save-keys.ts';
import { unwrapOwnKey } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { dueFrom, holidaysNow } from './inbox-clock.ts';
import { FileRefused, keepFile } from './keep-file.ts';
import type { JudgeFile, UploadDeps } from './upload-types.ts';

export interface PartThatCame {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

export interface ItemThatCame {
  readonly tenant: number;
  readonly channel: InboundChannel;
  readonly queue: string;
  /** What makes two arrivals the same; only a keyed hash of it is kept. */
  readonly same: string;
  readonly words: Omit<InboundWords, 'names'>;
  /** First the whole as it came, which is kept whatever is in it; then what was taken out of it. */
  readonly files: AsyncIterable<PartThatCame>;
  /** Who brought it, for the record. */
  readonly by?: { readonly person: string; readonly authority: string };
}

export type ReceivedItem =
  | {
      readonly kind: 'received';
      readonly item: string;
      /** False where the same thing was received before. */
      readonly isNew: boolean;
      /** Parts that the gate refused or held back. */
      readonly refused: readonly { readonly number: number; readonly code: string }[];
    }
  /** It has nothing in it, or is too large to be kept: on record as a rejected item. */
  | { readonly kind: 'rejected'; readonly item: string; readonly code: string; readonly reason: string }
  | { readonly kind: 'no-queue' };

export const INBOX_SYSTEM = 'system.inbox';
const KIND = 'inbound';
const TEXT_MOST = 20_000;

/**
 * Durable before it answers.
 * @throws Unavailable as stores, scanner and database do; then whoever brought it brings it again, and nothing is there twice
 */
export async function receiveItem(deps: UploadDeps, came: ItemThatCame): Promise<ReceivedItem> {
  const begun = await begin(deps, came);
  if (begun === null) return { kind: 'no-queue' };
  const { row } = begun;
  if (row.state !== 'waiting' || row.arrived_at !== null)
    return { kind: 'received', item: row.item_id, isNew: false, refused: [] };
  const parts: PartToAdd[] = [];
  const names: string[] = [];
  for await (const part of came.files) {
    const kept = await keepPart(deps, came, { item: row.item_id, number: parts.length, part });
    if (kept.number === 0 && kept.file === null) return rejectWhole(deps, came, { begun, kept });
    parts.push(kept);
    names.push(part.name);
  }
  if (parts.length === 0) return rejectWhole(deps, came, { begun, kept: NOTHING });
  return complete(deps, came, { begun, parts, names });
}

const NOTHING: PartToAdd = { number: 0, file: null, code: 'file-empty', said: 'There is nothing in it.' };

interface Begun {
  readonly row: ItemRow;
  /** 32 bytes; opens the words of the item. */
  readonly key: Buffer;
}

/** Null where there is no such queue. The row and the key of its words go first. */
async function begin(deps: UploadDeps, { tenant, channel, queue, same }: ItemThatCame): Promise<Begun | null> {
  const nowMs = deps.nowMs();
  const at = new Date(nowMs).toISOString();
  const mark = deps.keys.requestMac(tenant, `inbound ${channel} ${same}`);
  return deps.database.transaction(programContext(tenant, INBOX_SYSTEM), async (tx) => {
    const [queues, holidays] = await flight(tx, [readQueues(tenant, queue), holidaysNow(tenant)]);
    const [known] = queues.rows;
    if (known === undefined) return null;
    const dueOn = dueFrom(known, at, holidays.rows);
    const itemId = uuidV7(nowMs);
    const [added, found] = await flight(tx, [
      addItem(tenant, { itemId, mark, channel, queue, dueOn, at }),
      readItemByMark(tenant, mark),
    ]);
    const [row] = found.rows;
    // Another arrival of the same at this very moment, which this one does not see yet.
    if (row === undefined) throw new Unavailable('The same is just being received.', { retryAfterS: 1 });
    if (added.count === 1) {
      const made = newDataKey(uuidV7(nowMs));
      const { by: wrappedBy, wrapped } = deps.keys.wrap({ tenant, caseId: itemId, subject: '' }, made.key);
      await commit(
        tx,
        saveKeys(tenant, [{ caseId: itemId, subject: '', keyId: made.keyId, wrapped, wrappedBy, createdAt: at }]),
      );
      return { row, key: made.key };
    }
    const [keys, reopened] = await flight(tx, [loadKeys(tenant, row.item_id), reopenItem(tenant, row.item_id, dueOn)]);
    const key = itemKey(deps, { tenant, item: row.item_id }, keys.rows);
    return { row: reopened.count === 1 ? { ...row, state: 'waiting' } : row, key };
  });
}

/** The key that opens the words of an item. */
export function itemKey(
  { keys }: Pick<UploadDeps, 'keys'>,
  { tenant, item }: { readonly tenant: number; readonly item: string },
  rows: readonly KeyRow[],
): Buffer {
  return unwrapOwnKey(keys, { tenant, caseId: item }, rows) ?? Buffer.alloc(0);
}

const OF_THE_WAY: readonly string[] = ['given-up', 'file-lost', 'discarded'];

interface Keeping {
  readonly item: string;
  readonly number: number;
  readonly part: PartThatCame;
}

async function keepPart(
  deps: UploadDeps,
  { tenant, channel }: ItemThatCame,
  { item, number, part }: Keeping,
): Promise<PartToAdd> {
  const held: { code: string | null; said: string | null } = { code: null, said: null };
  // Nothing that came is lost because of what is in it: the whole is kept sealed, and held back from every case.
  const holding: JudgeFile = async (bytes, about) => {
    const verdict = await deps.judge(bytes, about);
    if (verdict.verdict !== 'refused' || verdict.retryAfterS !== null) return verdict;
    Object.assign(held, { code: verdict.code, said: verdict.reason });
    const { name } = about;
    return { verdict: 'unscanned', mediaType: 'application/octet-stream', scanner: null, warnings: [], name };
  };
  const judge = number === 0 ? holding : deps.judge;
  const toKeep = { tenant, caseId: item, kind: KIND, audience: null, person: INBOX_SYSTEM, name: part.name };
  try {
    const { file } = await keepFile({ ...deps, judge }, { ...toKeep, channel, bytes: part.bytes });
    return { number, file, ...held };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    // Not for what is in it: another arrival of the same was first, or the store lost some of it. It comes again.
    if (OF_THE_WAY.includes(error.code)) throw new Unavailable('It was not kept. Bring it again.', { retryAfterS: 1 });
    return { number, file: null, code: error.code, said: error.message };
  }
}

interface Completing {
  readonly begun: Begun;
  readonly parts: readonly PartToAdd[];
  readonly names: readonly string[];
}

function complete(deps: UploadDeps, came: ItemThatCame, { begun, parts, names }: Completing): Promise<ReceivedItem> {
  const { tenant, words } = came;
  const item = begun.row.item_id;
  const at = new Date(deps.nowMs()).toISOString();
  const text = words.text?.slice(0, TEXT_MOST) ?? null;
  const sealed = sealInboundWords(begun.key, { tenant, item }, { ...words, text, names });
  return deps.database.transaction<ReceivedItem>(programContext(tenant, INBOX_SYSTEM), async (tx) => {
    const [arrived] = await flight(tx, [arriveItem(tenant, item, { sealed, at })]);
    const isNew = arrived.count === 1;
    await commit(tx, [
      ...(isNew ? parts.map((part) => addPart(tenant, item, part)) : []),
      dropStrayFiles(tenant, item, at),
      ...lineOf(deps, came),
    ]);
    const refused = isNew ? parts.flatMap(({ number, code }) => (code === null ? [] : [{ number, code }])) : [];
    return { kind: 'received', item, isNew, refused };
  });
}

async function rejectWhole(
  deps: UploadDeps,
  came: ItemThatCame,
  { begun, kept }: { readonly begun: Begun; readonly kept: PartToAdd },
): Promise<ReceivedItem> {
  const { tenant } = came;
  const item = begun.row.item_id;
  const at = new Date(deps.nowMs()).toISOString();
  const [code, said] = [kept.code ?? 'file-empty', kept.said ?? ''];
  const reason = sealReason(begun.key, { tenant, item }, said);
  await deps.database.once(programContext(tenant, INBOX_SYSTEM), [
    rejectUnkept(tenant, item, { reason, who: INBOX_SYSTEM, at }),
    dropStrayFiles(tenant, item, at),
    ...lineOf(deps, came),
  ]);
  return { kind: 'rejected', item, code, reason: said };
}

/** That something came is on record, as everything is that is done. */
function lineOf({ nowMs }: UploadDeps, { tenant, by }: ItemThatCame): ReturnType<typeof appendAccessLog> {
  const at = nowMs();
  const { person, authority } = by ?? { person: INBOX_SYSTEM, authority: 'inbox' };
  const line = { entryId: uuidV7(at), person, authority, action: 'receive-item', caseIds: [], denied: false };
  return appendAccessLog(tenant, new Date(at).toISOString(), [line]);
}
