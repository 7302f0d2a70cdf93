// What another case offers for the command that takes it: looked for again in the transaction of the command, under the rights of
// whoever gives it, so that nothing is taken that changed, went, or is theirs to read no more. The look is on record with the event.
import type { OfferedFact } from '@casewright/engine/case';
import { appendAccessLog } from '../store/append-access-log.ts';
import type { CaseTypes } from '../store/case-types.ts';
import { flight, type Tx } from '../store/database.ts';
import { findFacts } from '../store/find-facts.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { Seen } from './look-first.ts';
import type { Prepared } from './prepared.ts';

interface Deps {
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
}

/** Null where the command takes none, or nothing is offered that is what it names. */
export async function offeredFor(
  deps: Deps,
  tx: Tx,
  { prepared, seen }: { readonly prepared: Prepared; readonly seen: Seen },
): Promise<OfferedFact | null> {
  const { principal } = prepared;
  const { command, caseType, caseId, state, head } = seen;
  // Nobody has rights of their own to hold a program against.
  if (command.type !== 'TakeFact' || state === null || head === undefined || principal.holding === 'program')
    return null;
  const { field, from } = command;
  const target = { caseType, state, parts: readablePartsOf(head, caseType) };
  const scope = principal.scope?.caseTypes ?? null;
  const now = new Date(prepared.nowMs).toISOString();
  const asked = { tenant: principal.tenant, caseId, target, fields: [field], scope, now };
  const facts = await findFacts(deps, tx, asked);
  const found = facts.find((fact) => fact.from.caseId === from.caseId && fact.from.version === from.version);
  if (found === undefined) return null;
  const { value, authority, consent, refused } = found;
  return {
    ...{ field: found.from.field, value, authority },
    ...(consent === null ? {} : { consent }),
    ...(refused === null ? {} : { refused }),
  };
}

/** Puts the look at the other case on record; written with the event, or not at all. */
export async function recordTaken(tx: Tx, { prepared, seen }: { readonly prepared: Prepared; readonly seen: Seen }) {
  if (seen.command.type !== 'TakeFact') return;
  const { principal, commandType, nowMs, recordedAt, request } = prepared;
  const { tenant, person, authority, onBehalfOf = null } = principal;
  const line = {
    ...{ entryId: uuidV7(nowMs), person, authority, onBehalfOf, action: commandType, denied: false },
    ...{ caseIds: [seen.command.from.caseId], purpose: request.purpose ?? null, rule: 'access', results: 1 },
  };
  await flight(tx, appendAccessLog(tenant, recordedAt, [line]));
}
