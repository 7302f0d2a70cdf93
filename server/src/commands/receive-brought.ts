// What a person or a system brings to a queue of the inbox through the interface: asked of the policy, kept like everything that comes in,
// and the same once however often it is sent under one key. A key that was used for something else is told, so that nothing is taken for
// what came before and lost by that.
import { createHash, type Hash } from 'node:crypto';
import { authorize } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { openFileWords } from '../store/file-words.ts';
import { readParts } from '../store/inbound.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';
import { lineOf } from './access-line.ts';
import type { Overseer } from './oversee.ts';
import { receiveItem, type ItemThatCame, type ReceivedItem } from './receive-item.ts';
import type { UploadDeps } from './upload-types.ts';

export interface BroughtItem {
  readonly queue: string;
  /** As the file is called where it comes from. */
  readonly name: string;
  readonly mediaType: string;
  /** What whoever brings it says of it; of a mail, the mail says it. */
  readonly from: string | null;
  readonly subject: string | null;
  /** The same for the same thing, for whoever sends it again. */
  readonly key: string;
  readonly bytes: AsyncIterable<Buffer>;
}

export interface BroughtView {
  readonly item: string;
  /** False where it was received before. */
  readonly isNew: boolean;
  /** Why it was rejected at once, on record; null where it waits in its queue. */
  readonly rejected: { readonly code: string; readonly reason: string } | null;
  /** Parts that the gate holds back. */
  readonly heldBack: readonly { readonly number: number; readonly code: string }[];
}

export type Brought =
  | { readonly kind: 'done'; readonly value: BroughtView }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly refusal: 'key-reused' | 'file-too-large' }
  | { readonly kind: 'session-gone' };

export interface MailToTake {
  readonly tenant: number;
  readonly queue: string;
  readonly raw: Buffer;
  readonly mediaType: MailType;
  readonly name: string;
  readonly brought: Pick<ItemThatCame, 'channel' | 'same' | 'by'>;
}

export type MailType = 'message/rfc822' | 'application/vnd.ms-outlook';

export interface BroughtDeps extends UploadDeps {
  /** Reads a mail, and receives it. */
  readonly takeMail: (mail: MailToTake) => Promise<ReceivedItem>;
  /** Most bytes of a mail. */
  readonly mailMost: number;
}

export async function receiveBrought(deps: BroughtDeps, by: Overseer, asked: BroughtItem): Promise<Brought> {
  const { tenant, person } = by.principal;
  const context = programContext(tenant, person);
  const [proven] = await deps.database.once(context, [by.proof]);
  if (proven.count === 0) return { kind: 'session-gone' };
  if (!authorize(by.principal, { type: 'receive-item' }, { tenant, team: asked.queue }).allowed) {
    await deps.database.once(context, lineOf(deps, by, { action: 'receive-item', caseIds: [], denied: true }));
    return { kind: 'absent' };
  }
  const hash = createHash('sha256');
  const bytes = hashed(asked.bytes, hash);
  const received = await take(deps, by, { asked, bytes });
  if (received === 'too-large') return { kind: 'refused', refusal: 'file-too-large' };
  if (received.kind === 'no-queue') return { kind: 'absent' };
  const { item } = received;
  if (received.kind === 'rejected') {
    const { code, reason } = received;
    return { kind: 'done', value: { item, isNew: true, rejected: { code, reason }, heldBack: [] } };
  }
  const { isNew, refused: heldBack } = received;
  if (!isNew && !(await isSame(deps, tenant, { item, bytes, hash }))) return { kind: 'refused', refusal: 'key-reused' };
  return { kind: 'done', value: { item, isNew, rejected: null, heldBack } };
}

const MAILS: readonly string[] = ['message/rfc822', 'application/vnd.ms-outlook'] satisfies readonly MailType[];

function isMail(mediaType: string): mediaType is MailType {
  return MAILS.includes(mediaType);
}

interface Taking {
  readonly asked: BroughtItem;
  readonly bytes: AsyncGenerator<Buffer>;
}

async function take(
  deps: BroughtDeps,
  { principal }: Overseer,
  { asked, bytes }: Taking,
): Promise<ReceivedItem | 'too-large'> {
  const { tenant, person, authority } = principal;
  const { queue, name, mediaType, key, from, subject } = asked;
  const same = JSON.stringify(['api', person, key]);
  const brought = { channel: 'api', same, by: { person, authority } } as const;
  if (isMail(mediaType)) {
    const raw = await collect(bytes, deps.mailMost);
    return raw === null ? 'too-large' : deps.takeMail({ tenant, queue, raw, mediaType, name, brought });
  }
  async function* files(): AsyncGenerator<{ name: string; bytes: AsyncIterable<Buffer> }> {
    yield { name, bytes };
  }
  const words = { from, subject: subject ?? name, text: null, sentAt: null, warnings: [] };
  return receiveItem(deps, { tenant, queue, ...brought, words, files: files() });
}

/** Null where there are more. */
async function collect(bytes: AsyncIterable<Buffer>, most: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > most) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

interface Compared {
  readonly item: string;
  readonly bytes: AsyncGenerator<Buffer>;
  readonly hash: Hash;
}

/** Whether what was sent now is what was kept. Of what is kept no more nobody can tell, and it stays what it was. */
async function isSame(deps: BroughtDeps, tenant: number, { item, bytes, hash }: Compared): Promise<boolean> {
  // What nobody has read yet is part of what was sent.
  while ((await bytes.next()).done !== true);
  const context = programContext(tenant, 'receive-item');
  const [parts] = await deps.database.once(context, [readParts(tenant, item)]);
  const file = parts.rows.find(({ number }) => number === 0)?.file ?? null;
  if (file === null) return true;
  const [files, keys] = await deps.database.once(context, [readFile(tenant, file), readKeyOfFile(tenant, file)]);
  const [row, key] = [files.rows[0], keys.rows[0]];
  if (row === undefined || key === undefined) return true;
  const owner = { tenant, caseId: row.case_id, subject: row.subject };
  const documentKey = deps.keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  const { content } = openFileWords(documentKey, { tenant, file }, row.sealed);
  return content === null || content === hash.digest('hex');
}
