// One request to the server and its answer. Knows HTTP and problem details; knows nothing of screens or of caching.
import { dropDraft } from './drafts.ts';
import { standingInFor } from './standing-in.ts';
import type { Problem } from './types.ts';

/** A refusal by the server, or a failure to reach it (status 0). */
export class RequestFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'RequestFailed';
    this.problem = problem;
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** The version of the case that the person was looking at. */
  readonly ifVersion?: number;
  /** The form in which it was typed: what the server keeps of that is gone once this is done. */
  readonly unsent?: string;
  /** Goes on when the page is left. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Sends one request to /api/v1. Resolves to the decoded answer (undefined where there is none);
 * rejects with `RequestFailed` for every refusal and for a server that cannot be reached.
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  if (!response.ok) throw new RequestFailed(await readProblem(response));
  if (options.unsent !== undefined) dropDraft(options.unsent);
  if (response.status === 204) return undefined as Answer; // Callers of routes without content ask for void.
  return (await response.json()) as Answer; // The server validates its answers by the same document.
}

/** True for a failure that says nothing about whether the act was done, so that the same act may be sent again. */
export function isUncertain(error: unknown): boolean {
  return error instanceof RequestFailed && (error.problem.status === 0 || error.problem.status >= 500);
}

/** True when somebody else changed the case first. */
export function isConflict(error: unknown): boolean {
  return error instanceof RequestFailed && (error.problem.status === 412 || error.problem.code === 'version-conflict');
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  if (options.ifVersion !== undefined) headers['if-match'] = `"v${options.ifVersion}"`;
  if (options.unsent !== undefined) headers['casewright-unsent-text'] = options.unsent;
  Object.assign(headers, ownHeaders(path));
  const { method = 'GET', keepalive = false } = options;
  const init: RequestInit = { method, headers, keepalive, credentials: 'same-origin' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal !== undefined) init.signal = options.signal;
  return fetchOf(path, init);
}

/** In the language of the page, in which the answer is shown, and for whom it is asked. Who is signed in is asked in one's own name. */
function ownHeaders(path: string): Readonly<Record<string, string>> {
  const language = { 'accept-language': document.documentElement.lang };
  const colleague = standingInFor();
  return colleague === null || path === 'session'
    ? language
    : { ...language, 'casewright-on-behalf-of': colleague.personId };
}

async function fetchOf(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api/v1/${path}`, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new RequestFailed(unreachable());
  }
}

/** Fetches bytes; rejects as `request` does. */
export async function requestBytes(
  path: string,
  { range, signal }: { readonly range: string; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const response = await fetchOf(path, {
    headers: { ...ownHeaders(path), range },
    credentials: 'same-origin',
    signal,
  });
  if (!response.ok) throw new RequestFailed(await readProblem(response));
  return new Uint8Array(await response.arrayBuffer());
}

/** Sends what a page that is being closed still has to send. Whether it arrives nobody is told. */
export function sendAtEnd(
  {
    method,
    path,
    body,
    ifVersion,
    unsent,
  }: Pick<RequestOptions, 'ifVersion' | 'body' | 'unsent'> & { readonly method: string; readonly path: string },
  idempotencyKey: string,
): void {
  const headers: Record<string, string> = {
    ...{ 'content-type': 'application/json', 'idempotency-key': idempotencyKey, ...ownHeaders(path) },
  };
  if (ifVersion !== undefined) headers['if-match'] = `"v${ifVersion}"`;
  if (unsent !== undefined) headers['casewright-unsent-text'] = unsent;
  const init = { method, headers, body: JSON.stringify(body), credentials: 'same-origin', keepalive: true } as const;
  fetch(`/api/v1/${path}`, init).catch(() => undefined);
}

export interface PieceToSend {
  /** Where in the file it goes. */
  readonly offset: number;
  readonly bytes: Blob;
  readonly signal: AbortSignal;
  /** Told how many bytes have left; that they are kept is for the answer to say. */
  readonly onSent: (bytes: number) => void;
}

/** Sends a piece of a file. It tells how far it is, which `fetch` cannot. Rejects as `request` does. */
export function sendPiece(path: string, { offset, bytes, signal, onSent }: PieceToSend): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('PATCH', `/api/v1/${path}`);
    sending.setRequestHeader('content-type', 'application/offset+octet-stream');
    sending.setRequestHeader('upload-offset', String(offset));
    for (const [name, value] of Object.entries(ownHeaders(path))) sending.setRequestHeader(name, value);
    sending.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    sending.addEventListener('load', () => {
      if (sending.status >= 200 && sending.status < 300) resolve();
      else reject(new RequestFailed(problemIn(sending.responseText, sending.status)));
    });
    sending.addEventListener('error', () => reject(new RequestFailed(unreachable())));
    sending.addEventListener('abort', () => reject(new DOMException('The person stopped it.', 'AbortError')));
    signal.addEventListener('abort', () => sending.abort());
    sending.send(bytes);
  });
}

function problemIn(text: string, status: number): Problem {
  const fallback: Problem = { type: 'about:blank', title: '', status, code: 'unexplained', detail: '' };
  try {
    return { ...fallback, ...(JSON.parse(text) as Partial<Problem>) }; // Checked by use: every member has a fallback.
  } catch {
    return fallback;
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'unexplained',
    detail: '',
  };
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) }; // Checked by use: every member has a fallback.
  } catch {
    return fallback;
  }
}

function unreachable(): Problem {
  return { type: 'about:blank', title: '', status: 0, code: 'unreachable', detail: '' };
}
