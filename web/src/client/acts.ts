// Everything that a person can do to a case. An act keeps its idempotency key until its outcome is known, so a retry
// after a lost answer never does the same thing twice.
import { isUncertain, request } from './request.ts';
import type { CommandAnswer, FieldValue } from './types.ts';

export type Data = Readonly<Record<string, FieldValue>>;

export interface Act {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
  readonly ifVersion?: number;
  /** The form in which it was typed: what is kept of that goes with it. */
  readonly unsent?: string;
}

export function openCase(caseType: string, data: Data): Act {
  return { method: 'POST', path: 'cases', body: { caseType, data } };
}

export function startTask(caseId: string, task: string): Act {
  return { method: 'POST', path: `${taskPath(caseId, task)}/start`, body: {} };
}

/** Work that is not in the plan until somebody plans it. */
export function planItem(caseId: string, item: string): Act {
  return {
    method: 'POST',
    path: `cases/${encodeURIComponent(caseId)}/items/${encodeURIComponent(item)}/plan`,
    body: {},
  };
}

export function completeTask(
  caseId: string,
  task: string,
  given: { readonly data: Data; readonly ifVersion: number },
): Act {
  return {
    method: 'POST',
    path: `${taskPath(caseId, task)}/complete`,
    body: { data: given.data },
    ifVersion: given.ifVersion,
  };
}

export function assignTask(caseId: string, task: string, assignee: string | null): Act {
  return { method: 'POST', path: `${taskPath(caseId, task)}/assign`, body: { assignee } };
}

export function addNote(caseId: string, text: string): Act {
  return { method: 'POST', path: `cases/${encodeURIComponent(caseId)}/notes`, body: { text } };
}

export function closeCase(caseId: string, outcome: string, ifVersion: number): Act {
  return { method: 'POST', path: `cases/${encodeURIComponent(caseId)}/close`, body: { outcome }, ifVersion };
}

export function changeDueDate(
  caseId: string,
  clock: string,
  to: { readonly dueOn: string; readonly reason: string },
): Act {
  return {
    method: 'POST',
    path: `cases/${encodeURIComponent(caseId)}/clocks/${encodeURIComponent(clock)}/due-date`,
    body: to,
  };
}

let beforeActs: (() => Promise<void>) | null = null;

/** Sets what is waited for before anything is sent. */
export function setBeforeActs(wait: () => Promise<void>): void {
  beforeActs = wait;
}

/**
 * Sends acts, remembering the key of the last one while its outcome is unknown. One performer per place on a screen.
 * @param first the key of the first one; absent: a new one
 */
export function createPerformer(first?: string): (act: Act, atOnce?: boolean) => Promise<CommandAnswer> {
  let pending: { readonly act: string; readonly key: string } | null = null;
  return async (act, atOnce = false) => {
    if (!atOnce) await beforeActs?.();
    const described = JSON.stringify(act);
    const key = pending?.act === described ? pending.key : (first ?? newKey());
    pending = { act: described, key };
    try {
      const answer = await sendWithRetry(act, key);
      pending = null;
      return answer;
    } catch (error) {
      if (!isUncertain(error)) pending = null;
      throw error;
    }
  };
}

async function sendWithRetry(act: Act, key: string): Promise<CommandAnswer> {
  const { path, ...asked } = act;
  const send = () => request<CommandAnswer>(path, { ...asked, idempotencyKey: key });
  try {
    return await send();
  } catch (error) {
    if (!isUncertain(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 800));
    return send();
  }
}

function taskPath(caseId: string, task: string): string {
  return `cases/${encodeURIComponent(caseId)}/tasks/${encodeURIComponent(task)}`;
}

/** A version 4 UUID. `crypto.randomUUID` exists only on secure origins, and an office may serve this over plain HTTP inside. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => withVersion(byte, index).toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function withVersion(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}
