// Reads two of the messages that a client sends to PostgreSQL, Parse and Bind (PostgreSQL documentation, "Message
// Formats"), out of a chunk of whole messages. Everything else is passed over.

export type FrontendMessage =
  | { readonly kind: 'parse'; readonly name: string; readonly text: string }
  | { readonly kind: 'bind'; readonly name: string; readonly values: readonly (string | Buffer | null)[] };

const PARSE = 0x50;
const BIND = 0x42;
/** Types of messages are letters; what a connection begins with has a length first. */
const FIRST_LETTER = 0x41;

export function readFrontendMessages(chunk: Buffer): readonly FrontendMessage[] {
  const messages: FrontendMessage[] = [];
  let at = 0;
  while (at + 5 <= chunk.length && (chunk[at] ?? 0) >= FIRST_LETTER) {
    const length = chunk.readInt32BE(at + 1);
    const body = chunk.subarray(at + 5, at + 1 + length);
    if (chunk[at] === PARSE) messages.push(readParse(body));
    if (chunk[at] === BIND) messages.push(readBind(body));
    at += 1 + length;
  }
  return messages;
}

function readParse(body: Buffer): FrontendMessage {
  const name = textAt(body, 0);
  return { kind: 'parse', name: name.text, text: textAt(body, name.next).text };
}

function readBind(body: Buffer): FrontendMessage {
  const portal = textAt(body, 0);
  const name = textAt(body, portal.next);
  const formats = shortsAt(body, name.next);
  const count = body.readInt16BE(formats.next);
  const values: (string | Buffer | null)[] = [];
  let at = formats.next + 2;
  for (let index = 0; index < count; index += 1) {
    const length = body.readInt32BE(at);
    at += 4;
    const bytes = body.subarray(at, at + Math.max(0, length));
    at += bytes.length;
    // One format may stand for all.
    const isBinary = (formats.shorts[formats.shorts.length === 1 ? 0 : index] ?? 0) === 1;
    if (length === -1) values.push(null);
    else values.push(isBinary ? Buffer.from(bytes) : bytes.toString('utf8'));
  }
  return { kind: 'bind', name: name.text, values };
}

function textAt(body: Buffer, at: number): { readonly text: string; readonly next: number } {
  const end = body.indexOf(0, at);
  return { text: body.toString('utf8', at, end), next: end + 1 };
}

function shortsAt(body: Buffer, at: number): { readonly shorts: readonly number[]; readonly next: number } {
  const count = body.readInt16BE(at);
  const shorts = Array.from({ length: count }, (_, index) => body.readInt16BE(at + 2 + 2 * index));
  return { shorts, next: at + 2 + 2 * count };
}
