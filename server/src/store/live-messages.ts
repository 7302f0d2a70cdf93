// What is told to whoever listens in other processes: which cases have changed, and whose rights may no longer be what they
// were. Ids only. A listener believes nothing of it: it is a reason to ask again.
import type { Statement } from './statement.ts';

export const LIVE_CHANNEL = 'casewright_live';
export const UNSETTLED_CHANNEL = 'casewright_unsettled';
export const HERE_CHANNEL = 'casewright_here';

/** A case that changed, and who may hear of it. */
export interface LiveMessage {
  readonly tenant: number;
  readonly caseId: string;
  readonly seq: number;
  readonly tokens: readonly string[];
}

/** Rights or sessions that may have changed. */
export interface UnsettledMessage {
  readonly tenant: number;
  /** `person/<id>`, `unit/<id>`, `case/<id>` or `session/<start of the hash of its secret>`; null: everybody. */
  readonly whom: readonly string[] | null;
}

/** What somebody does in a case that they have open. */
export const DOINGS = ['reading', 'note', 'task', 'letter', 'form'] as const;
export type Doing = (typeof DOINGS)[number];

/** Somebody has a case open in a window, or has it no longer. */
export interface HereMessage {
  readonly tenant: number;
  readonly caseId: string;
  readonly person: string;
  /** Tells windows of one person apart. */
  readonly window: string;
  /** Null: they left. */
  readonly doing: Doing | null;
}

/** Told with the commit of the transaction. */
export function tellHere(message: HereMessage): Statement {
  return { name: 'tell-here', text: 'select pg_notify($1, $2)', values: [HERE_CHANNEL, JSON.stringify(message)] };
}

/** Undefined for what only looks like a message. */
export function readHereMessage(payload: string): HereMessage | undefined {
  const message = parse(payload);
  if (message === null || !('caseId' in message) || !('person' in message)) return undefined;
  if (!('window' in message) || !('doing' in message)) return undefined;
  const { tenant, caseId, person, window, doing } = message;
  if (typeof tenant !== 'number' || typeof caseId !== 'string' || typeof person !== 'string') return undefined;
  const known = DOINGS.find((one) => one === doing);
  if (typeof window !== 'string' || (doing !== null && known === undefined)) return undefined;
  return { tenant, caseId, person, window, doing: known ?? null };
}

/** PostgreSQL takes payloads of less than 8000 bytes. */
const PAYLOAD_BYTES_MAX = 7_900;

/** Told with the commit of the transaction; whom it would be too long to name is everybody. */
export function tellUnsettled(tenant: number, whom: readonly string[] | null): Statement {
  const named = JSON.stringify({ tenant, whom } satisfies UnsettledMessage);
  const fits = Buffer.byteLength(named) <= PAYLOAD_BYTES_MAX;
  return {
    name: 'tell-unsettled',
    text: 'select pg_notify($1, $2)',
    values: [UNSETTLED_CHANNEL, fits ? named : JSON.stringify({ tenant, whom: null } satisfies UnsettledMessage)],
  };
}

/** Undefined for what only looks like a message. */
export function readLiveMessage(payload: string): LiveMessage | undefined {
  const message = parse(payload);
  if (message === null || !('caseId' in message) || !('seq' in message) || !('tokens' in message)) return undefined;
  const { tenant, caseId, seq, tokens } = message;
  if (typeof tenant !== 'number' || typeof caseId !== 'string' || typeof seq !== 'number') return undefined;
  return isListOfTexts(tokens) ? { tenant, caseId, seq, tokens } : undefined;
}

export function readUnsettledMessage(payload: string): UnsettledMessage | undefined {
  const message = parse(payload);
  if (message === null || !('whom' in message)) return undefined;
  const { tenant, whom } = message;
  if (typeof tenant !== 'number' || !(whom === null || isListOfTexts(whom))) return undefined;
  return { tenant, whom };
}

function parse(payload: string): { readonly tenant: unknown } | null {
  try {
    const message: unknown = JSON.parse(payload);
    return typeof message === 'object' && message !== null && 'tenant' in message ? message : null;
  } catch {
    return null;
  }
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
