// Reads mail as Outlook saves it (.msg, [MS-OXMSG]). Mails within the mail are attachments of it and not read. Runs in a reader process.
import library, { type FieldsData } from '@kenjiuno/msgreader';
import { fieldsOf } from './bounce.ts';
import { wordsOfHtml } from './html-text.ts';
import { boundMail } from './mail-bounds.ts';
import type { Mail, MailAddress, MailAttachment } from './mail.ts';
import { PaperError, type PaperLimits } from './paper.ts';
import { decodeText } from './plain-text.ts';

type Reader = InstanceType<typeof library.default>;

/**
 * The library is CommonJS: what loads it hands out its module or what that exports by default, as whoever bundles it thinks best.
 * Its types know the first alone.
 */
const OutlookReader =
  (library.default as typeof library.default | undefined) ?? (library as unknown as typeof library.default);

/** @throws PaperError `damaged` where it is no such file */
export function outlookMail(bytes: Buffer, limits: PaperLimits): Mail {
  const first = read(open(bytes));
  // Old mails are in a page of Windows, which is known once they were read.
  const page = first.messageCodepage ?? first.internetCodepage;
  const reader = open(bytes, PAGES.has(page ?? 0) ? `cp${page}` : null);
  const fields = read(reader);
  const headers = new Map(fieldsOf(fields.headers ?? ''));
  // A mail that was never sent has no headers of its own; Outlook keeps its identifier all the same.
  if (!headers.has('message-id') && fields.messageId !== undefined) headers.set('message-id', fields.messageId);
  const recipients = fields.recipients ?? [];
  const attachments = (fields.attachments ?? []).map((each, at) => attachmentOf(reader, each, at));
  const of = (kind: string): readonly MailAddress[] =>
    recipients.filter(({ recipType }) => (recipType ?? 'to') === kind).map(addressOf);
  return boundMail(
    {
      from: senderOf(fields),
      to: of('to'),
      cc: of('cc'),
      date: headers.get('date') ?? fields.clientSubmitTime ?? fields.messageDeliveryTime ?? null,
      subject: fields.subject ?? '',
      headers,
      text: textOf(fields),
      attachments: attachments.filter((each) => each !== null),
      // Outlook takes reports apart and keeps none of RFC 3464.
      bounce: null,
      warnings: attachments.includes(null) ? ['attachment-damaged'] : [],
    },
    limits,
  );
}

/** Pages of Windows that are no Unicode and not the one that is taken where nothing is said. */
const PAGES = new Set([874, 932, 936, 949, 950, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258]);

function open(bytes: Buffer, ansiEncoding: string | null = null): Reader {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  const reader = new OutlookReader(copy.buffer);
  if (ansiEncoding !== null) reader.parserConfig = { ansiEncoding };
  return reader;
}

function read(reader: Reader): FieldsData {
  try {
    const fields = reader.getFileData();
    if (fields.error === undefined && fields.dataType === 'msg') return fields;
  } catch {
    // Its bounds were not what it found.
  }
  throw new PaperError('damaged');
}

function senderOf(fields: FieldsData): MailAddress | null {
  const known = [
    fields.senderSmtpAddress,
    fields.sentRepresentingSmtpAddress,
    fields.creatorSMTPAddress,
    fields.senderEmail,
  ];
  // Exchange writes its own kind of address where it knows the person.
  const address = known.find((each) => each?.includes('@')) ?? '';
  const name = fields.senderName ?? '';
  return address === '' && name === '' ? null : { name, address };
}

function addressOf({ name, smtpAddress, email }: FieldsData): MailAddress {
  return { name: name ?? '', address: smtpAddress ?? email ?? '' };
}

function textOf({ body, bodyHtml, html }: FieldsData): string {
  if (body !== undefined && body.trim() !== '') return body;
  const page = bodyHtml ?? (html === undefined ? undefined : decodeText(Buffer.from(html)));
  return page === undefined ? '' : wordsOfHtml(page).text;
}

function attachmentOf(reader: Reader, fields: FieldsData, at: number): MailAttachment | null {
  try {
    const { fileName, content } = reader.getAttachment(fields);
    const mediaType =
      fields.innerMsgContent === true
        ? 'application/vnd.ms-outlook'
        : (fields.attachMimeTag ?? 'application/octet-stream');
    return { name: fileName || `attachment-${at + 1}`, mediaType, bytes: Buffer.from(content) };
  } catch {
    return null;
  }
}
