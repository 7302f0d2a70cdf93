// Mail and files as items of the inbox: a mail is read in a bounded process, and is an item also where it cannot be read. A report that one
// of our letters did not arrive is told to its case as well.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, extname } from 'node:path';
import { endByProgram } from '../commands/inbox-steps.ts';
import type { CommandDeps } from '../commands/execute-command.ts';
import { receiveItem, type ItemThatCame, type PartThatCame, type ReceivedItem } from '../commands/receive-item.ts';
import type { UploadDeps } from '../commands/upload-types.ts';
import { takeReport } from '../dispatch/tell-cases.ts';
import { bytesOfBuffer } from '../files/bytes.ts';
import type { Mail, MailAnswer } from '../papers/mail.ts';
import type { Papers } from '../papers/open-papers.ts';

export interface InboxDeps extends CommandDeps, UploadDeps {
  readonly papers: Pick<Papers, 'mailOf'>;
}

export interface MailThatCame {
  readonly tenant: number;
  readonly queue: string;
  readonly raw: Buffer;
  readonly mediaType: 'message/rfc822' | 'application/vnd.ms-outlook';
  /** What the whole of it is called. */
  readonly name: string;
  /** Who sent it as the server that brought it says; for a mail that says nothing itself. */
  readonly envelopeFrom?: string;
  /** Where it did not come as mail: how, what makes it the same, and who brought it. */
  readonly brought?: Pick<ItemThatCame, 'channel' | 'same' | 'by'>;
}

/** Most bytes of a mail: it is in memory while it is read. */
export const MAIL_MOST = 64 * 1024 ** 2;

/** Durable before it answers. @throws Unavailable as `receiveItem` does */
export async function receiveMail(deps: InboxDeps, came: MailThatCame): Promise<ReceivedItem> {
  const { tenant, queue, raw, mediaType } = came;
  const answer = await deps.papers.mailOf(bytesOfBuffer(raw), mediaType);
  const received = await receiveItem(deps, {
    ...{ tenant, channel: 'mail', queue, same: sameMail(answer, raw), files: partsOf(answer, came), ...came.brought },
    words: wordsOf(answer, came.envelopeFrom ?? null),
  });
  if (received.kind === 'received' && answer.kind === 'mail')
    await tellOfBounce(deps, { tenant, received, mail: answer });
  return received;
}

/**
 * What makes two mails the same: the id that the sender gave it, with all that it says. The way that it took is not among it; nor is the id
 * enough, since whoever sends another mail with it first would make this one vanish.
 */
function sameMail(answer: MailAnswer, raw: Buffer): string {
  if (answer.kind !== 'mail' || answer.messageId === null) return `raw ${sha256(raw)}`;
  const { messageId, from, date, subject, text, attachments } = answer;
  const files = attachments.map(({ name, bytes }) => [name, sha256(bytes)]);
  return JSON.stringify(['mail', messageId, from?.address ?? '', date, subject, sha256(Buffer.from(text)), files]);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** More are not read by anybody. */
const MOST_ADDRESSES = 50;

function wordsOf(answer: MailAnswer, envelopeFrom: string | null): Parameters<typeof receiveItem>[1]['words'] {
  if (answer.kind !== 'mail') {
    const unread = { subject: null, text: null, sentAt: null, envelope: envelopeFrom };
    return { from: envelopeFrom, ...unread, warnings: [`unreadable-${answer.reason}`] };
  }
  const { from, subject, text, date, warnings } = answer;
  const to = [...answer.to, ...answer.cc].slice(0, MOST_ADDRESSES).map(({ address }) => address);
  const sender = from === null ? envelopeFrom : `${from.name} <${from.address}>`.trim();
  return { from: sender, subject, text, sentAt: date, warnings, to, envelope: envelopeFrom };
}

async function* partsOf(answer: MailAnswer, { raw, name }: MailThatCame): AsyncGenerator<PartThatCame> {
  yield { name, bytes: onePiece(raw) };
  for (const part of answer.kind === 'mail' ? answer.attachments : [])
    yield { name: part.name, bytes: onePiece(part.bytes) };
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes;
}

interface Bounced {
  readonly tenant: number;
  readonly received: Extract<ReceivedItem, { readonly kind: 'received' }>;
  readonly mail: Mail;
}

/** Where the case of the letter was told, nobody needs to work the report; it is kept with what became of it. */
async function tellOfBounce(deps: InboxDeps, { tenant, received, mail }: Bounced): Promise<void> {
  const id = mail.bounce?.originalMessageId ?? null;
  if (mail.bounce === null || id === null) return;
  for (const { action, status } of mail.bounce.recipients) {
    if (action !== 'failed') continue;
    const report = { originalMessageId: id, status: status ?? '5.0.0', action: 'failed' } as const;
    if (!(await takeReport(deps, tenant, report))) continue;
    const reason = 'It says that a letter did not arrive. The case of the letter was told.';
    await endByProgram(deps, { tenant, item: received.item, reason });
  }
}

export interface FileThatCame {
  readonly tenant: number;
  readonly queue: string;
  readonly path: string;
}

/** A file of a folder: a mail by its ending, anything else as a scan. */
export async function receiveFile(
  deps: InboxDeps,
  came: FileThatCame & { readonly readWhole: (path: string) => Promise<Buffer> },
): Promise<ReceivedItem> {
  const { tenant, queue, path } = came;
  const name = basename(path);
  const mediaType = MAILS[extname(name).toLowerCase()];
  if (mediaType !== undefined)
    return receiveMail(deps, { tenant, queue, raw: await came.readWhole(path), mediaType, name });
  const hash = createHash('sha256');
  for await (const piece of piecesOfPath(path)) hash.update(piece);
  const words = { from: null, subject: name, text: null, sentAt: null, warnings: [] };
  return receiveItem(deps, {
    ...{ tenant, channel: 'scan', queue, same: JSON.stringify(['file', name, hash.digest('hex')]), words },
    files: oneFile(name, path),
  });
}

const MAILS: Readonly<Record<string, MailThatCame['mediaType']>> = {
  '.eml': 'message/rfc822',
  '.msg': 'application/vnd.ms-outlook',
};

async function* oneFile(name: string, path: string): AsyncGenerator<PartThatCame> {
  yield { name, bytes: piecesOfPath(path) };
}

async function* piecesOfPath(path: string): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path)) yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
}
