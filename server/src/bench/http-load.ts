// A closed-loop load of HTTP requests: so many clients, each sending its next request when the last was answered, for a
// bounded time. Used against our server and against the bare one, so that its own cost weighs on both alike.
import { openWireClient, type WireAnswer, type WireClient, type WireRequest } from './http-client.ts';
import { percentile } from './percentiles.ts';

export interface LoadOptions {
  readonly port: number;
  readonly clients: number;
  readonly seconds: number;
  /** The next request of a client, or null when there is none left. */
  readonly next: (client: number) => WireRequest | null;
  /** Told of each answer that was no refusal. */
  readonly onAnswer?: (answer: WireAnswer) => void;
}

export interface LoadResult {
  readonly requests: number;
  readonly failures: number;
  /** What the first failure said, for the reader of the report. */
  readonly firstFailure: string | null;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

interface Tally {
  readonly times: number[];
  readonly failures: string[];
}

/** Runs the load and waits for the last answers. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const wires = await Promise.all(Array.from({ length: options.clients }, () => openWireClient(options.port)));
  const tally: Tally = { times: [], failures: [] };
  const started = performance.now();
  await Promise.all(wires.map((wire, client) => runClient({ ...options, wire, client, started, tally })));
  const seconds = (performance.now() - started) / 1000;
  for (const wire of wires) wire.close();
  return summarise(tally, seconds);
}

export interface AskedAlone extends Pick<LoadResult, 'requests' | 'p50Ms' | 'p95Ms'> {
  /** Of the last answer. */
  readonly body: string;
}

/** One question again and again by one client: the times are its own and not of waiting for others. @throws where it is refused */
export async function askAlone(
  port: number,
  { seconds, requestOf }: { readonly seconds: number; readonly requestOf: (turn: number) => WireRequest },
): Promise<AskedAlone> {
  let turn = 0;
  let body = '{}';
  const { firstFailure, requests, p50Ms, p95Ms } = await runLoad({
    ...{ port, clients: 1, seconds },
    next: () => requestOf((turn += 1)),
    onAnswer: (answer) => {
      ({ body } = answer);
    },
  });
  if (firstFailure !== null) throw new Error(`A question was refused: ${firstFailure}`);
  return { requests, p50Ms, p95Ms, body };
}

interface ClientOptions extends LoadOptions {
  readonly wire: WireClient;
  readonly client: number;
  readonly started: number;
  readonly tally: Tally;
}

async function runClient({ wire, client, started, tally, seconds, next, onAnswer }: ClientOptions): Promise<void> {
  const until = started + seconds * 1000;
  while (performance.now() < until) {
    const request = next(client);
    if (request === null) return;
    const sent = performance.now();
    const answer = await wire.send(request);
    if (answer.status >= 400) {
      tally.failures.push(`${answer.status} ${answer.body.slice(0, 300)}`);
    } else {
      tally.times.push(performance.now() - sent);
      onAnswer?.(answer);
    }
  }
}

function summarise({ times, failures }: Tally, seconds: number): LoadResult {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    requests: sorted.length,
    failures: failures.length,
    firstFailure: failures[0] ?? null,
    seconds,
    perSecond: sorted.length / seconds,
    p50Ms: percentile(sorted, 0.5),
    p95Ms: percentile(sorted, 0.95),
    p99Ms: percentile(sorted, 0.99),
  };
}
