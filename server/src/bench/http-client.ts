// One connection that sends one HTTP/1.1 request after the other. It knows only as much of HTTP as the servers under
// measurement answer, because the load runs on the same cores: a full client would cost more than a bare server does.
import { connect, type Socket } from 'node:net';

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface WireAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

export interface WireClient {
  /** Sends the next request; only one may be on its way. Rejects when the connection breaks. */
  readonly send: (request: WireRequest) => Promise<WireAnswer>;
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: Error) => void;
}

const HEAD_END = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);

/** @param port on the loopback interface */
export function openWireClient(port: number): Promise<WireClient> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(clientOf(socket, port));
    });
  });
}

function clientOf(socket: Socket, port: number): WireClient {
  let received: Buffer = NOTHING;
  let waiting: Waiting | null = null;
  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed the connection.')));
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const parsed = parseAnswer(received);
    if (parsed === null) return;
    received = received.subarray(parsed.bytes);
    const { resolve } = waiting ?? {};
    waiting = null;
    resolve?.(parsed.answer);
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('The server closed the connection.'));
          return;
        }
        waiting = { resolve, reject };
        socket.write(requestText(request, port));
      }),
    close: () => socket.destroy(),
  };
}

function requestText({ method, path, headers, body }: WireRequest, port: number): string {
  let text = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n`;
  for (const name in headers) text += `${name}: ${headers[name] ?? ''}\r\n`;
  if (body === null) return `${text}\r\n`;
  return `${text}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Null until the whole answer has come. Bodies have a length or there is none: neither server sends chunks. */
function parseAnswer(bytes: Buffer): { readonly answer: WireAnswer; readonly bytes: number } | null {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const end = headEnd + HEAD_END.length + length;
  if (bytes.length < end) return null;
  const body = bytes.toString('utf8', headEnd + HEAD_END.length, end);
  return { answer: { status: Number(head.slice(9, 12)), head, body }, bytes: end };
}
