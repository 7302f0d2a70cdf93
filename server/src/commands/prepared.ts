// What is settled about a request before the database is asked, so that every attempt at it is the same command.
import { isOccurred } from '@casewright/engine/calendar';
import { stoodInFor, type Principal } from '@casewright/engine/policy';
import type { KeyProvider } from '../store/keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { CommandRequest } from './command-request.ts';

export interface Prepared {
  readonly principal: Principal;
  readonly request: CommandRequest;
  readonly commandType: string;
  /** Given, or minted for a case to be opened. */
  readonly caseId: string;
  readonly commandId: string;
  readonly actor: string;
  readonly nowMs: number;
  readonly recordedAt: string;
  /** Look for an earlier answer to this key first. Not at once: most keys are new, and a used one cannot be used again. */
  readonly askReceipt: boolean;
  readonly receipt: {
    readonly tenant: number;
    readonly key: string;
    readonly requestHash: Buffer;
    readonly recordedAt: string;
  };
}

/** Who did something, last whose work it was: of somebody who stands in both count. */
export function actorsOf(actor: string, authority: string): readonly string[] {
  const colleague = stoodInFor(authority);
  return colleague === null ? [actor] : [actor, colleague];
}

const LONGEST_KEY = 200;

export function prepare(
  deps: { readonly keys: KeyProvider; readonly nowMs: () => number },
  principal: Principal,
  request: CommandRequest,
): Prepared {
  checkRequest(principal, request);
  const nowMs = deps.nowMs();
  const recordedAt = new Date(nowMs).toISOString();
  const caseId = 'open' in request ? (request.open.caseId ?? uuidV7(nowMs)) : request.caseId;
  return {
    principal,
    request,
    commandType: 'open' in request ? 'OpenCase' : request.command.type,
    caseId,
    commandId: uuidV7(nowMs),
    actor: request.actor ?? principal.person,
    nowMs,
    recordedAt,
    askReceipt: false,
    receipt: {
      tenant: principal.tenant,
      // A key belongs to whoever used it, so that nobody can learn of another's.
      key: `${principal.person} ${request.idempotencyKey}`,
      requestHash: deps.keys.requestMac(principal.tenant, requestText(principal, request)),
      recordedAt,
    },
  };
}

function checkRequest(principal: Principal, request: CommandRequest): void {
  const { idempotencyKey, actor, occurred } = request;
  if (idempotencyKey === '' || idempotencyKey.length > LONGEST_KEY)
    throw new RangeError('An idempotency key has 1 to 200 characters.');
  if (occurred !== undefined && !isOccurred(occurred))
    throw new RangeError('This is neither a date nor an instant with its offset.');
  if (actor !== undefined && !principal.authority.startsWith('import:'))
    throw new Error('Only an import may act as somebody else.');
}

/** What makes two requests the same: for whom is among it, where somebody stands in. The proof is not part of it: a session may change between two tries. */
function requestText(principal: Principal, request: CommandRequest): string {
  const { occurred = null, expectedVersion = null, actor = null } = request;
  const { onBehalfOf } = principal;
  const { inbound } = request;
  const what = 'open' in request ? { open: request.open } : { caseId: request.caseId, command: request.command };
  return JSON.stringify({
    ...what,
    occurred,
    expectedVersion,
    actor,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(inbound === undefined ? {} : { inbound }),
  });
}
