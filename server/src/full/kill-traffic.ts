// People at work while servers are killed: a few clients open cases through HTTP, each with a key, and ask again with the
// same key until they get an answer. What was answered is kept, to be held against what is in the database at the end.
import { request } from 'node:http';
import { pause } from './running-office.ts';

export interface TrafficOptions {
  /** Cookie header of the person who works. */
  readonly cookie: string;
  readonly clients: number;
  /** Pause of a client between two cases, in milliseconds. */
  readonly pauseMs: number;
  /** Distinguishes the keys of this run. */
  readonly run: string;
  /** The body with which a case is opened. */
  readonly body: string;
}

export interface Traffic {
  /** The server is there: at this port. */
  readonly connect: (port: number) => void;
  /** Requests that were sent and have no answer yet. */
  readonly inFlight: () => number;
  /** Resolves when a request is on its way. */
  readonly sending: () => Promise<void>;
  /** Answered: the key and the case that it opened. */
  readonly answered: ReadonlyMap<string, string>;
  /** Answers lost to a kill, and asked for again. */
  readonly lostAnswers: () => number;
  /** Refusals; there should be none. */
  readonly refusals: readonly string[];
  /** Lets every client get its last answer, and ends. */
  readonly stop: () => Promise<void>;
}

interface State {
  port: number | null;
  inFlight: number;
  lost: number;
  stopping: boolean;
  readonly waiters: (() => void)[];
}

const AGAIN_MS = 40;

export function startTraffic(options: TrafficOptions): Traffic {
  const state: State = { port: null, inFlight: 0, lost: 0, stopping: false, waiters: [] };
  const answered = new Map<string, string>();
  const refusals: string[] = [];
  const clients = Array.from({ length: options.clients }, async (_, client) => {
    for (let number = 1; !state.stopping; number += 1) {
      const key = `${options.run}-${client}-${number}`;
      const answer = await untilAnswered(state, options, key);
      if ('caseId' in answer) answered.set(key, answer.caseId);
      else refusals.push(answer.refusal);
      await pause(options.pauseMs);
    }
  });
  return {
    connect: (port) => void (state.port = port),
    inFlight: () => state.inFlight,
    sending: () => (state.inFlight > 0 ? Promise.resolve() : new Promise((resolve) => state.waiters.push(resolve))),
    answered,
    lostAnswers: () => state.lost,
    refusals,
    async stop() {
      state.stopping = true;
      await Promise.all(clients);
    },
  };
}

type Answer = { readonly caseId: string } | { readonly refusal: string };

async function untilAnswered(state: State, options: TrafficOptions, key: string): Promise<Answer> {
  for (;;) {
    const answer = state.port === null ? null : await ask(state, state.port, { options, key });
    if (answer !== null) return answer;
    await pause(AGAIN_MS);
  }
}

/** Null when there was no answer, or one that says to ask again. */
async function ask(
  state: State,
  port: number,
  { options, key }: { readonly options: TrafficOptions; readonly key: string },
): Promise<Answer | null> {
  state.inFlight += 1;
  for (const wake of state.waiters.splice(0)) wake();
  try {
    const { status, text } = await post(port, { cookie: options.cookie, key, body: options.body });
    if (status === 201) return { caseId: /"caseId":"([^"]+)"/.exec(text)?.[1] ?? '' };
    if (status === 409 || status === 429 || status >= 500) return null;
    return { refusal: `${status} ${text.slice(0, 200)}` };
  } catch (error) {
    // Before the connection stands, nothing was sent and no answer can be lost.
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')) state.lost += 1;
    return null;
  } finally {
    state.inFlight -= 1;
  }
}

function post(
  port: number,
  { cookie, key, body }: { readonly cookie: string; readonly key: string; readonly body: string },
): Promise<{ readonly status: number; readonly text: string }> {
  const headers = {
    ...{ cookie, 'idempotency-key': key, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method: 'POST', path: '/api/v1/cases', headers, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
