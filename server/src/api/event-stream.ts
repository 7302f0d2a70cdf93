// A server-sent event stream (HTML living standard, 9.2) over one answer. Knows nothing of what is sent, only that it
// was redacted.
import type { OutgoingHttpHeaders } from 'node:http';
import type { Redacted } from '@casewright/engine/policy';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Comments keep proxies from closing a quiet stream. */
const HEARTBEAT_MS = 20_000;
/** A reader that does not read is let go rather than buffered for; its browser connects again. */
const UNSENT_BYTES_MAX = 64 * 1024;
/** When a browser connects again: spread, since a change of rights may end the streams of many at once. */
const RETRY_MS = 2_000;
const RETRY_SPREAD_MS = 2_000;

export interface EventStream<V> {
  /** Sends one event for each. */
  readonly send: (views: Redacted<readonly V[]>) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
}

/** Takes the answer over from Fastify and keeps it open. */
export function openEventStream<V>(request: FastifyRequest, reply: FastifyReply): EventStream<V> {
  // Fastify sets only headers that Node can send.
  const headers = reply.getHeaders() as OutgoingHttpHeaders;
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write(`retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_SPREAD_MS)}\n\n`);
  const write = (text: string): void => {
    if (raw.writableLength > UNSENT_BYTES_MAX) raw.destroy();
    else raw.write(text);
  };
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  raw.on('close', () => clearInterval(heartbeat));
  // A write to a connection that is just going away is nobody's fault.
  raw.on('error', () => raw.destroy());
  request.raw.on('error', () => raw.destroy());
  return {
    send: (views) => {
      for (const view of views) write(`data: ${JSON.stringify(view)}\n\n`);
    },
    onClose: (listener) => void raw.on('close', listener),
    close: () => void raw.end(),
  };
}
