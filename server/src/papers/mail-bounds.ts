// Brings what a library read of a mail within bounds: how many words, addresses and attachments, and no controls in any of them. Each
// cut is a warning. Knows no format of mail.
import type { Mail, MailAddress, MailAttachment, MailWarning } from './mail.ts';
import { tidyText } from './pages.ts';
import type { PaperLimits } from './paper.ts';

/** Of a subject, a name, an address, an identifier. */
const WORDS_MOST = 1_000;
const ADDRESSES_MOST = 500;
const REFERENCES_MOST = 100;
const ATTACHMENTS_MOST = 500;

/** What a library gave, before anything is believed of it. */
export interface FoundMail {
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly date: string | null;
  readonly subject: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  readonly bounce: Mail['bounce'];
  readonly warnings: readonly MailWarning[];
}

export function boundMail(found: FoundMail, limits: PaperLimits): Mail {
  const warnings = new Set<MailWarning>(found.warnings);
  const words = (text: string): string => {
    const tidy = tidyText(text).replaceAll(/\s+/g, ' ');
    if (tidy.length > WORDS_MOST) warnings.add('words-cut');
    return tidy.slice(0, WORDS_MOST);
  };
  const people = (list: readonly MailAddress[]): readonly MailAddress[] => {
    if (list.length > ADDRESSES_MOST) warnings.add('words-cut');
    return list.slice(0, ADDRESSES_MOST).map(({ name, address }) => ({ name: words(name), address: words(address) }));
  };
  const [from = null] = found.from === null ? [] : people([found.from]);
  if (from === null || from.address === '') warnings.add('no-sender');
  const date = instantOf(found.date);
  if (date === null) warnings.add((found.date ?? '').trim() === '' ? 'no-date' : 'bad-date');
  const text = tidyText(found.text);
  if (text.length > limits.characters) warnings.add('text-cut');
  const identifier = (name: string): string | null => identifiersIn(found.headers.get(name) ?? '')[0] ?? null;
  return {
    kind: 'mail',
    ...{ from, to: people(found.to), cc: people(found.cc), date, subject: words(found.subject) },
    messageId: identifier('message-id'),
    inReplyTo: identifier('in-reply-to'),
    references: identifiersIn(found.headers.get('references') ?? '').slice(-REFERENCES_MOST),
    autoSubmitted: autoSubmittedOf(found.headers),
    text: text.slice(0, limits.characters),
    bounce: found.bounce,
    attachments: boundAttachments(found.attachments, { limits, warnings, words }),
    warnings: [...warnings],
  };
}

interface Bounds {
  readonly limits: PaperLimits;
  readonly warnings: Set<MailWarning>;
  readonly words: (text: string) => string;
}

function boundAttachments(list: readonly MailAttachment[], bounds: Bounds): readonly MailAttachment[] {
  if (list.length > ATTACHMENTS_MOST) bounds.warnings.add('too-many-attachments');
  // What is answered beside the attachments needs its own room.
  let left = bounds.limits.outputBytes / 2;
  return list.slice(0, ATTACHMENTS_MOST).flatMap(({ name, mediaType, bytes }, at) => {
    left -= bytes.length;
    if (left < 0) bounds.warnings.add('attachment-too-large');
    const given = bounds.words(name).replaceAll(/[/\\]/g, '_');
    const type = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/.exec(mediaType.toLowerCase())?.[0];
    const kept = { name: given || `attachment-${at + 1}`, mediaType: type ?? 'application/octet-stream', bytes };
    return left < 0 ? [] : [kept];
  });
}

/** @returns an instant in UTC, of a year that mail can have; null for anything else */
function instantOf(text: string | null): string | null {
  const time = Date.parse(text ?? '');
  if (Number.isNaN(time)) return null;
  const year = new Date(time).getUTCFullYear();
  return year < 1970 || year > 2200 ? null : new Date(time).toISOString();
}

/** Identifiers with their angle brackets (RFC 5322, 3.6.4), in their order. */
export function identifiersIn(text: string): readonly string[] {
  return text.slice(0, 200_000).match(/<[^<>\s]{1,500}>/g) ?? [];
}

/** RFC 3834, section 5: anything but `no` was sent by a program. */
function autoSubmittedOf(headers: ReadonlyMap<string, string>): string | null {
  const said = /^\s*([a-z-]{1,40})/i.exec(headers.get('auto-submitted') ?? '')?.[1]?.toLowerCase() ?? 'no';
  return said === 'no' ? null : said;
}
