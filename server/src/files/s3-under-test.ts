// A store that speaks S3, on the loopback and in this process, and a bad line to it: for tests.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import S3rver from 's3rver';
import { openS3Store, type S3Settings } from './s3-store.ts';

export const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** What the line does to a request: null lets it through. */
export type Fault =
  | 'cut-request'
  | 'cut-answer'
  | 'error-500'
  | 'slow-down'
  | 'silent'
  | 'other-bytes'
  | 'short-answer';

export interface Line {
  readonly address: string;
  /** Asked for each request, with its method and its address. */
  fault: (method: string, url: string) => Fault | null;
  /** Faults that struck. */
  readonly struck: () => number;
  readonly close: () => Promise<void>;
}

export interface StoreUnderTest {
  readonly address: string;
  readonly close: () => Promise<void>;
}

export async function startS3(folder: string, bucket: string): Promise<StoreUnderTest> {
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory: folder },
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export function settingsFor(endpoint: string, bucket: string): S3Settings {
  return {
    bucket,
    endpoint,
    region: 'us-east-1',
    prefix: 'casewright/',
    credentials: CREDENTIALS,
    patienceMs: 500,
    attempts: 2,
  };
}

export const openS3At = (endpoint: string, bucket: string): ReturnType<typeof openS3Store> =>
  openS3Store(settingsFor(endpoint, bucket));

export async function startLine(to: string): Promise<Line> {
  let struck = 0;
  const { hostname, port } = new URL(to);
  const line = {
    fault: (_method: string, _url: string): Fault | null => null,
  };
  const server = createServer((asked, answer) => {
    const fault = line.fault(asked.method ?? '', asked.url ?? '');
    if (fault !== null) struck += 1;
    if (fault === 'silent') return void asked.resume();
    if (fault === 'error-500' || fault === 'slow-down') return refuse(asked, answer, fault);
    if (fault === 'cut-request') return void asked.once('data', () => asked.destroy());
    const sent = request(
      { host: hostname, port, method: asked.method, path: asked.url, headers: asked.headers },
      (got) => pass(got, answer, fault),
    );
    sent.on('error', () => answer.destroy());
    asked.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port, so its address is of this kind.
  const { port: own } = server.address() as AddressInfo;
  return Object.assign(line, {
    address: `http://127.0.0.1:${own}`,
    struck: () => struck,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

function refuse(asked: IncomingMessage, answer: ServerResponse, fault: 'error-500' | 'slow-down'): void {
  asked.resume();
  const [status, code] = fault === 'slow-down' ? [503, 'SlowDown'] : [500, 'InternalError'];
  asked.on('end', () => {
    answer.writeHead(status, { 'content-type': 'application/xml' });
    answer.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>fault</Message></Error>`);
  });
}

function pass(got: IncomingMessage, answer: ServerResponse, fault: Fault | null): void {
  const pieces: Buffer[] = [];
  got.on('data', (piece: Buffer) => pieces.push(piece));
  got.on('end', () => {
    const bytes = Buffer.concat(pieces);
    if (fault === 'other-bytes') for (let at = 0; at < bytes.length; at += 1000) bytes[at] = (bytes[at] ?? 0) ^ 1;
    if (fault === 'cut-answer') {
      answer.writeHead(got.statusCode ?? 500, { ...got.headers, 'content-length': String(bytes.length + 1) });
      answer.write(bytes.subarray(0, bytes.length >> 1), () => answer.destroy());
      return;
    }
    const body = fault === 'short-answer' ? bytes.subarray(0, bytes.length >> 1) : bytes;
    // A head says how long the body would be.
    const length = bytes.length === 0 ? {} : { 'content-length': String(body.length) };
    answer.writeHead(got.statusCode ?? 500, { ...got.headers, ...length });
    answer.end(body);
  });
}
