// Somebody who brings documents through HTTP while servers are killed: asks where a file stands, goes on there, and asks again with the
// same key until there is an answer. Now and then the line is cut at this end.
import { Agent, request } from 'node:http';
import type { Chance } from './seeded-chance.ts';

/** A document that is to be brought. */
export interface DocumentToBring {
  readonly number: number;
  readonly caseId: string;
  readonly size: number;
}

/** One that was acknowledged. */
export interface Acknowledged extends DocumentToBring {
  readonly entry: string;
  readonly content: string;
}

export interface ClientTally {
  /** Pieces that broke off, by whatever. */
  interrupted: number;
  /** Of them those that were cut at this end. */
  cutHere: number;
  /** Files brought again from their beginning, since a store lost parts that it had acknowledged. */
  broughtAgain: number;
  /** Pieces that are on their way now. */
  underWay: number;
  /** Empty ones, which were refused as they must be. */
  empty: number;
  readonly unexpected: string[];
}

export function freshTally(): ClientTally {
  return { interrupted: 0, cutHere: 0, broughtAgain: 0, underWay: 0, empty: 0, unexpected: [] };
}

export interface Bringing {
  /** Where the server listens now; null while it is away. */
  readonly port: () => number | null;
  readonly cookie: string;
  readonly chance: Chance;
  readonly tally: ClientTally;
  readonly run: string;
}

const PAUSE_MS = 60;
const PART = 8 * 1024 * 1024;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Null for what must be refused. */
export async function bringDocument(bringing: Bringing, document: DocumentToBring): Promise<Acknowledged | null> {
  const bytes = contentOf(document);
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const key = `${bringing.run}-${document.number}-${attempt}`;
    const begun = await begin(bringing, document, key);
    if (begun === null) return null;
    const path = `/api/v1/cases/${document.caseId}/uploads/${begun}`;
    await send(bringing, path, bytes);
    const ended = await untilAnswered(bringing, { method: 'POST', path: `${path}/finish`, body: '{}' });
    const said = json(ended.body);
    if (said['state'] === 'rejected' && JSON.stringify(said['refused']).includes('file-lost')) {
      bringing.tally.broughtAgain += 1;
      continue;
    }
    if (said['state'] !== 'received' && said['state'] !== 'filed') {
      bringing.tally.unexpected.push(
        `finish of ${document.number}: ${ended.status} ${ended.body.toString().slice(0, 200)}`,
      );
      return null;
    }
    return file(bringing, document, { key, file: begun, found: said['found'] });
  }
  throw new Error(`Document ${document.number} could not be brought in twenty attempts.`);
}

async function begin(
  bringing: Bringing,
  { caseId, size, number }: DocumentToBring,
  key: string,
): Promise<string | null> {
  const body = JSON.stringify({ of: 'paper', name: `paper ${number}.txt`, size });
  const begun = await untilAnswered(bringing, { method: 'POST', path: `/api/v1/cases/${caseId}/uploads`, body, key });
  if (begun.status === 201) return String(json(begun.body)['file']);
  if (size === 0 && begun.status === 422) bringing.tally.empty += 1;
  else bringing.tally.unexpected.push(`start of ${number}: ${begun.status} ${begun.body.toString().slice(0, 200)}`);
  return null;
}

async function send(bringing: Bringing, path: string, bytes: Buffer): Promise<void> {
  for (;;) {
    const asked = await untilAnswered(bringing, { method: 'GET', path });
    const { offset, state } = json(asked.body);
    if (state !== 'arriving' || offset === bytes.length) return;
    const at = Number(offset);
    const piece = bytes.subarray(at, at + bringing.chance.between(1, 3) * PART);
    // A line of this end breaks, more often where more is sent.
    const cutAt = bringing.chance.percent(piece.length > 500_000 ? 20 : 3)
      ? bringing.chance.between(0, piece.length)
      : null;
    const headers = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' };
    bringing.tally.underWay += 1;
    const answer = await ask(bringing, { method: 'PATCH', path, body: piece, headers, cutAt });
    bringing.tally.underWay -= 1;
    if (answer !== null) continue;
    bringing.tally.interrupted += 1;
    if (cutAt !== null) bringing.tally.cutHere += 1;
    await pause();
  }
}

interface ToFile {
  readonly key: string;
  readonly file: string;
  readonly found: unknown;
}

async function file(
  bringing: Bringing,
  document: DocumentToBring,
  { key, file: id, found }: ToFile,
): Promise<Acknowledged | null> {
  const path = `/api/v1/cases/${document.caseId}/documents`;
  const body = JSON.stringify({ of: 'paper', title: `Paper ${document.number}`, file: id });
  const filed = await untilAnswered(bringing, { method: 'POST', path, body, key: `file-${key}` });
  if (filed.status !== 200) {
    bringing.tally.unexpected.push(
      `filing of ${document.number}: ${filed.status} ${filed.body.toString().slice(0, 200)}`,
    );
    return null;
  }
  // An object of whatever members; the one that is named is compared as text.
  const { content } = Object(found) as { readonly content?: unknown };
  return { ...document, entry: `document.${String(json(filed.body)['version'])}`, content: String(content) };
}

/** Text that anybody can make again from the number: every line says whose it is. */
export function contentOf({ number, size }: Pick<DocumentToBring, 'number' | 'size'>): Buffer {
  const lines: string[] = [];
  for (let line = 0; line < 400; line += 1)
    lines.push(`document ${number} line ${line} ${'abcdefghij'.repeat(3 + ((number + line) % 7))}\n`);
  const bytes = Buffer.alloc(size, lines.join(''));
  // No two parts of a long one are alike.
  for (let at = PART; at + 20 < size; at += PART) bytes.write(String(at).padStart(20, '.'), at);
  return bytes;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes after which the line is cut. */
  readonly cutAt?: number | null;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** Asks until there is an answer that does not say to ask again. */
export async function untilAnswered(bringing: Bringing, asked: Asked): Promise<Answer> {
  for (;;) {
    const answer = await ask(bringing, asked);
    const isLater = answer === null || answer.status >= 500 || answer.status === 429 || says(answer, 'try-again');
    if (!isLater) return answer;
    await pause();
  }
}

function says({ status, body }: Answer, code: string): boolean {
  return status === 409 && body.includes(`"${code}"`);
}

/** Null where there was no answer. */
async function ask(
  bringing: Bringing,
  { method, path, body, key, headers = {}, cutAt = null }: Asked,
): Promise<Answer | null> {
  const port = bringing.port();
  if (port === null) return null;
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  return new Promise((resolve) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port, method, path, agent },
        headers: {
          ...{ cookie: bringing.cookie, 'sec-fetch-site': 'same-origin', 'content-length': length },
          ...(length === 0 || headers['content-type'] !== undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...headers,
        },
      },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces) }));
        answer.on('error', () => resolve(null));
        answer.on('aborted', () => resolve(null));
      },
    );
    sent.on('error', () => resolve(null));
    sent.setTimeout(120_000, () => sent.destroy());
    if (cutAt === null || body === undefined) sent.end(body);
    else sent.write(Buffer.from(body).subarray(0, cutAt), () => sent.destroy());
  });
}

function json(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    // An object of whatever members.
    return Object(JSON.parse(body.toString('utf8'))) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
