// Messages (RFC 5322, MIME of RFC 2045 to 2047): read part by part; each attachment is judged as if it had come by itself, each
// body as the text or page that it is. Nesting, parts and sizes are bounded by the same budget.
import { bytesOfBuffer, type Bytes } from '../files/bytes.ts';
import { sliceOf, type Inspection } from './inspection.ts';
import { judgeHtmlText } from './judge-markup.ts';
import type { Kind } from './kinds.ts';
import { readText } from './read-text.ts';
import { refuse } from './refusals.ts';

const MOST_HEADERS = 512 * 1024;
const MOST_MAIL = 256 * 1024 ** 2;
const MOST_NESTED = 30;
const FIELD =
  /^(received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|x-[\w-]+|content-type|reply-to|sender|dkim-signature|arc-[\w-]+|authentication-results|cc|bcc|in-reply-to|references|thread-[\w-]+|return-receipt-to|list-[\w-]+|importance|user-agent|content-[\w-]+|accept-language|received-spf|autocrypt|envelope-to|resent-[\w-]+):/i;

/** A message begins with fields of its head, of which it has at least three that messages have. */
export function looksLikeMail(head: string): boolean {
  const lines = head.replace(/^From [^\r\n]*\r?\n/, '').split(/\r?\n/);
  const blank = lines.indexOf('');
  const fields = (blank < 0 ? lines : lines.slice(0, blank)).slice(0, 400);
  if (fields.length === 0 || !fields.every((line) => /^[\w-]+[ \t]*:|^[ \t]/.test(line))) return false;
  const known = new Set(fields.filter((line) => FIELD.test(line)).map((line) => line.split(':')[0]?.toLowerCase()));
  return (
    known.size >= 3 && ['from', 'received', 'message-id', 'mime-version', 'return-path'].some((name) => known.has(name))
  );
}

export async function judgeMail(inspection: Inspection): Promise<Kind> {
  const { bytes, budget, depth } = inspection;
  if (bytes.size > MOST_MAIL) refuse('too-large');
  if (depth >= budget.limits.depth) refuse('too-deep');
  await judgePart(inspection, bytes, 0);
  return 'eml';
}

interface Head {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: string;
  readonly name: string;
  readonly attached: boolean;
  /** Where the body begins. */
  readonly body: number;
}

async function judgePart(inspection: Inspection, part: Bytes, nested: number): Promise<void> {
  if (nested > MOST_NESTED) refuse('too-deep');
  inspection.budget.member();
  await inspection.budget.breathe();
  const head = await readHead(part);
  const body = sliceOf(part, head.body, part.size - head.body);
  if (head.type.startsWith('multipart/')) {
    if (head.encoding !== '' && !/^(7bit|8bit|binary)$/.test(head.encoding)) refuse('broken');
    if (head.type === 'multipart/encrypted') refuse('password-protected');
    const boundary = head.parameters.get('boundary') ?? '';
    if (boundary === '' || boundary.length > 200) refuse('broken');
    for (const inner of await splitParts(inspection, body, boundary)) await judgePart(inspection, inner, nested + 1);
    return;
  }
  await judgeLeaf(inspection, head, await decodeBody(inspection, body, head.encoding));
}

async function judgeLeaf(inspection: Inspection, head: Head, content: Bytes): Promise<void> {
  if (content.size === 0) return;
  if (head.type === 'message/external-body' || head.type === 'message/partial') refuse('outside-link');
  if (/^application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature)$/.test(head.type))
    return refuseLargeSignature(content);
  if (/^application\/(x-)?pkcs7-mime$/.test(head.type)) refuse('password-protected');
  const plain = !head.attached && head.name === '';
  if (plain && (head.type === 'text/html' || head.type === 'application/xhtml+xml'))
    return judgeHtmlBody(inspection, content);
  if (plain && /^(text\/|message\/(delivery-status|disposition-notification)|$)/.test(head.type))
    return judgePlainBody(inspection, content);
  await inspection.judgeInner(content, head.name === '' ? nameFor(head.type) : head.name);
}

function nameFor(type: string): string {
  return type.startsWith('message/rfc822') ? 'message.eml' : 'part';
}

function refuseLargeSignature(content: Bytes): void {
  if (content.size > 64 * 1024) refuse('hidden-content');
}

async function judgeHtmlBody({ budget }: Inspection, content: Bytes): Promise<void> {
  if (content.size > 16 * 1024 ** 2) refuse('too-large');
  let text = '';
  await readText(content, budget, (piece) => {
    text += piece;
  });
  judgeHtmlText(text, (code) => void budget.warnings.add(code));
}

/** What a plain body, or what no part holds, has no use for; some programs show it as a page. */
const TAGS =
  /<\s{0,8}(script|html|svg|iframe|object|embed|!doctype|\?php)|<[a-z][^<>]{0,500}[\s/"']on[a-z]{3,30}\s{0,8}=/i;

async function judgePlainBody({ budget }: Inspection, content: Bytes): Promise<void> {
  let before = '';
  await readText(content, budget, (piece) => {
    if (TAGS.test(before + piece)) refuse('hidden-content');
    before = piece.slice(-40);
  });
}

async function readHead(part: Bytes): Promise<Head> {
  const raw = (await part.read(0, MOST_HEADERS)).toString('latin1');
  // A part may have no head at all.
  const none = /^\r?\n/.exec(raw);
  const end = none ?? /\r?\n\r?\n/.exec(raw);
  if (end === null && part.size >= MOST_HEADERS) refuse('broken');
  const text = none === null ? raw.slice(0, end?.index ?? raw.length) : '';
  if (TAGS.test(text)) refuse('hidden-content');
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]+)[ \t]*:\s*(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    // Of two fields of one name, programs choose differently.
    if (/^content-(type|transfer-encoding|disposition)$/.test(key) && fields.has(key)) refuse('two-in-one');
    fields.set(key, value);
  }
  const [type, parameters] = readParameters(fields.get('content-type') ?? '');
  const [disposition, more] = readParameters(fields.get('content-disposition') ?? '');
  const encoding = (fields.get('content-transfer-encoding') ?? '')
    .slice(0, 200)
    .replace(/\([^)]*\)/g, '')
    .trim()
    .toLowerCase();
  return {
    ...{ type, parameters, encoding, attached: disposition === 'attachment' },
    name: nameOf(more, 'filename') || nameOf(parameters, 'name'),
    body: end === null ? part.size : end.index + end[0].length,
  };
}

function readParameters(field: string): readonly [string, ReadonlyMap<string, string>] {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of field.matchAll(
    /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g,
  ))
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
  return [(field.split(';')[0] ?? '').trim().toLowerCase(), parameters];
}

/** Names as RFC 2231 cuts and encodes them, and as RFC 2047 does. */
function nameOf(parameters: ReadonlyMap<string, string>, key: string): string {
  const pieces = [
    key,
    `${key}*`,
    ...Array.from({ length: 40 }, (_none, index) => [`${key}*${index}`, `${key}*${index}*`]).flat(),
  ];
  const found = pieces.flatMap((piece) => {
    const value = parameters.get(piece);
    return value === undefined ? [] : [piece.endsWith('*') ? undoPercent(value.replace(/^[\w-]*'[\w-]*'/, '')) : value];
  });
  return found
    .join('')
    .replace(/=\?[\w-]+\?([bq])\?([^?]*)\?=\s*/gi, (_all, form: string, text: string) =>
      form.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : undoPercent(text.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, '%$1')),
    );
}

function undoPercent(text: string): string {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Cuts at lines that are the boundary; what is before the first and behind the last is looked at as text. */
async function splitParts(inspection: Inspection, body: Bytes, boundary: string): Promise<readonly Bytes[]> {
  const { budget } = inspection;
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const marks: { readonly at: number; readonly end: number; readonly last: boolean }[] = [];
  for (let base = 0; base < body.size;) {
    await budget.breathe();
    const window = await body.read(base, 1024 ** 2);
    for (let at = window.indexOf(mark); at >= 0; at = window.indexOf(mark, at + mark.length)) {
      const place = base + at;
      const before = at > 0 ? window[at - 1] : place === 0 ? 10 : (await body.read(place - 1, 1))[0];
      const after = (await body.read(place + mark.length, 200)).toString('latin1');
      const line = /^(--)?[ \t]*(\r?\n|$)/.exec(after);
      if (before === 10 && line !== null && marks.at(-1)?.at !== place)
        marks.push({ at: place, end: place + mark.length + line[0].length, last: line[1] === '--' });
    }
    base += window.length < 1024 ** 2 ? window.length : window.length - mark.length;
  }
  if (marks.length === 0) refuse('truncated');
  await judgePlainBody(inspection, sliceOf(body, 0, marks[0]?.at ?? 0));
  const closing = marks.find(({ last }) => last);
  if (closing !== undefined) await judgePlainBody(inspection, sliceOf(body, closing.end, body.size - closing.end));
  const parts: Bytes[] = [];
  for (const [index, { end, last }] of marks.entries()) {
    if (last) break;
    const next = marks[index + 1]?.at ?? body.size;
    parts.push(sliceOf(body, end, Math.max(0, next - end)));
  }
  return parts;
}

async function decodeBody({ budget }: Inspection, body: Bytes, encoding: string): Promise<Bytes> {
  if (encoding === '' || /^(7bit|8bit|binary)$/.test(encoding)) return body;
  if (encoding !== 'base64' && encoding !== 'quoted-printable') refuse('broken');
  if (body.size > budget.limits.partBytes * 1.5) refuse('too-large');
  const text = (await body.read(0, body.size)).toString('latin1');
  const decoded = encoding === 'base64' ? undoBase64(text) : undoQuoted(text);
  budget.inflated(decoded.length);
  return bytesOfBuffer(decoded);
}

function undoBase64(text: string): Buffer {
  const tight = text.replace(/\s+/g, '');
  // What is not of the alphabet is skipped by some programs and ends it for others.
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(tight)) refuse('broken');
  return Buffer.from(tight, 'base64');
}

function undoQuoted(text: string): Buffer {
  const plain = text
    .replace(/=[ \t]{0,100}\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
