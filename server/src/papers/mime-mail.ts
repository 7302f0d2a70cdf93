// Reads mail as the internet sends it (RFC 5322, MIME). Mails within the mail are attachments of it and not read. Runs in a reader
// process.
import PostalMime, { type Address, type Email, type Mailbox } from 'postal-mime';
import { bounceOf } from './bounce.ts';
import { wordsOfHtml } from './html-text.ts';
import { boundMail } from './mail-bounds.ts';
import type { Mail, MailAttachment, MailWarning } from './mail.ts';
import { PaperError, type PaperLimits } from './paper.ts';
import { isWinmail, unpackWinmail } from './tnef.ts';

const HEADER_BYTES = 1 << 20;
/** A name of a field (RFC 5322, 3.6.8). */
const FIELD = /^[!-9;-~]+$/;
/** Levels of parts within parts. */
const LEVELS = 50;

/** @throws PaperError `damaged` where its headers are too long, its parts too deep, or it has no header at all */
export async function mimeMail(bytes: Buffer, limits: PaperLimits): Promise<Mail> {
  const email = await parse(bytes);
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers) if (FIELD.test(key) && !headers.has(key)) headers.set(key, value);
  if (headers.size === 0) throw new PaperError('damaged');
  const parts = email.attachments.map((part, at) => attachmentOf(part, at));
  const { attachments, warnings } = unpacked(parts);
  return boundMail(
    {
      from: mailboxes(email.from === undefined ? [] : [email.from])[0] ?? null,
      to: mailboxes(email.to ?? []),
      cc: mailboxes(email.cc ?? []),
      date: email.date ?? null,
      subject: email.subject ?? '',
      headers,
      text: textOf(email),
      attachments,
      bounce: bounceOf(headers.get('content-type') ?? '', parts),
      warnings,
    },
    limits,
  );
}

async function parse(bytes: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: LEVELS,
      maxHeadersSize: HEADER_BYTES,
    });
  } catch {
    throw new PaperError('damaged');
  }
}

/** The words for people: as text, else what a page of HTML says. */
function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  return html === undefined ? '' : wordsOfHtml(html).text;
}

function mailboxes(list: readonly Address[]): readonly Mailbox[] {
  return list.flatMap((each) => (each.group === undefined ? [each] : each.group));
}

function attachmentOf(part: Email['attachments'][number], at: number): MailAttachment {
  const { content, filename, mimeType } = part;
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content, 'utf8')
      : content instanceof ArrayBuffer
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return { name: filename ?? nameOf(mimeType, at), mediaType: mimeType, bytes };
}

function nameOf(mediaType: string, at: number): string {
  return mediaType === 'message/rfc822' ? `mail-${at + 1}.eml` : `attachment-${at + 1}`;
}

function unpacked(parts: readonly MailAttachment[]): {
  readonly attachments: readonly MailAttachment[];
  readonly warnings: readonly MailWarning[];
} {
  const warnings: MailWarning[] = [];
  const attachments = parts.flatMap((part) => {
    if (!isWinmail(part)) return [part];
    const inside = unpackWinmail(part.bytes);
    if (inside === null) warnings.push('bad-winmail');
    return inside ?? [part];
  });
  return { attachments, warnings };
}
