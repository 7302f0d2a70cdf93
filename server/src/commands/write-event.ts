// The second flight of a command: the event first, since its key decides who was first, then everything derived from it,
// and COMMIT.
import { instantOf } from '@casewright/engine/calendar';
import { evolve, type CaseEvent, type CaseState } from '@casewright/engine/case';
import { policyVersion } from '@casewright/engine/policy';
import { Corrupt } from '../errors.ts';
import { addOutbox } from '../store/add-outbox.ts';
import { appendEvent, type EventToStore } from '../store/append-event.ts';
import { commit, type Tx } from '../store/database.ts';
import { ALGORITHM, genesisHash, hashEvent, hashPayload } from '../store/hash-event.ts';
import type { KeyProvider } from '../store/keys.ts';
import { accessTokens, rowChanges } from '../store/projection.ts';
import { addReceipt } from '../store/receipts.ts';
import { addAccess, changeAccessStatus } from '../store/save-access.ts';
import { insertHead, updateHead } from '../store/save-head.ts';
import { saveKeys } from '../store/save-keys.ts';
import { addTasks, removeTasks } from '../store/save-tasks.ts';
import { addTimers, removeTimers } from '../store/save-timers.ts';
import { sealEvent, subjectsToSeal } from '../store/seal-event.ts';
import type { Statement } from '../store/statement.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { completeKeys, type CompletedKeys } from './complete-keys.ts';
import type { Outcome } from './command-request.ts';
import type { Seen } from './look-first.ts';
import type { Prepared } from './prepared.ts';

export interface ToWrite {
  readonly prepared: Prepared;
  readonly seen: Seen;
  readonly event: CaseEvent;
}

export async function writeEvent(deps: { readonly keys: KeyProvider }, tx: Tx, write: ToWrite): Promise<Outcome> {
  const { prepared, seen, event } = write;
  const after = evolve(seen.state, event);
  const keys = keysFor(deps.keys, write, after);
  const stored = makeEvent(write, after, keys);
  const [, head] = await commit(tx, [
    appendEvent(stored),
    headStatement(write, after, stored),
    ...keyStatements(deps.keys, prepared, keys),
    ...projectionStatements(write, after),
    addOutbox({ tenant: stored.tenant, caseId: stored.caseId, seq: stored.seq, recordedAt: stored.recordedAt }),
    addReceipt({ ...prepared.receipt, caseId: stored.caseId, version: stored.seq, rejection: '' }),
  ]);
  if (head.count !== 1) throw new Corrupt(`The head of case ${stored.caseId} is missing. Run the verifier.`);
  seen.committed();
  return {
    kind: 'applied',
    caseId: stored.caseId,
    version: stored.seq,
    reference: after.reference,
    event,
    replayed: false,
  };
}

function keysFor(provider: KeyProvider, { prepared, seen, event }: ToWrite, after: CaseState): CompletedKeys {
  const of = { tenant: prepared.principal.tenant, caseId: seen.caseId };
  const subjects = subjectsToSeal(event, seen.caseType, after.parties);
  // Only the keys that this event needs are unwrapped.
  const known = unwrapKeys(
    provider,
    of,
    seen.keys.filter(({ subject }) => subject === '' || subjects.includes(subject)),
  );
  if (seen.state !== null && known.ofCase === undefined) {
    throw new Corrupt(`The key of case ${seen.caseId} was destroyed; nothing can be added to it.`);
  }
  return completeKeys(provider, of, { known, subjects, newId: () => uuidV7(prepared.nowMs) });
}

function makeEvent({ prepared, seen, event }: ToWrite, after: CaseState, keys: CompletedKeys): EventToStore {
  const place = { tenant: prepared.principal.tenant, caseId: seen.caseId, seq: after.version };
  const payload = sealEvent(event, { place, caseType: seen.caseType, parties: after.parties, keys });
  const envelope = {
    ...place,
    algorithm: ALGORITHM,
    type: event.type,
    occurred: event.occurred,
    occurredAt: instantOf(event.occurred, seen.caseType.zone),
    recordedAt: prepared.recordedAt,
    actor: prepared.actor,
    authority: prepared.principal.authority,
    commandId: prepared.commandId,
    caseTypeHash: Buffer.from(after.caseType.hash, 'hex'),
    policyVersion,
    keyId: keys.ofCase.keyId,
    payloadHash: hashPayload(payload),
    previousHash: seen.head?.last_hash ?? genesisHash(place.tenant, place.caseId),
  };
  return { ...envelope, payload, hash: hashEvent(envelope) };
}

function headStatement({ seen }: ToWrite, after: CaseState, stored: EventToStore): Statement {
  const head = {
    tenant: stored.tenant,
    caseId: stored.caseId,
    version: stored.seq,
    lastHash: stored.hash,
    status: after.status,
    changedBy: stored.actor,
    changedAt: stored.recordedAt,
    state: JSON.stringify(after),
  };
  if (seen.state !== null) return updateHead(head);
  return insertHead({
    ...head,
    caseType: after.caseType.name,
    caseTypeHash: stored.caseTypeHash,
    reference: after.reference,
    team: after.team,
    openedAt: stored.occurredAt,
  });
}

function keyStatements(provider: KeyProvider, prepared: Prepared, keys: CompletedKeys): readonly Statement[] {
  if (keys.added.length === 0) return [];
  const { caseId, recordedAt } = prepared;
  return [
    saveKeys({
      tenant: prepared.principal.tenant,
      caseId,
      wrappedBy: provider.id,
      createdAt: recordedAt,
      keys: keys.added,
    }),
  ];
}

/** Only rows that changed. */
function projectionStatements({ prepared, seen }: ToWrite, after: CaseState): readonly Statement[] {
  const of = {
    tenant: prepared.principal.tenant,
    caseId: seen.caseId,
    team: after.team,
    caseType: after.caseType.name,
    reference: after.reference,
    status: after.status,
    openedAt: instantOf(after.opened, seen.caseType.zone),
  };
  const rows = rowChanges(seen.state, after, seen.caseType);
  const statements: Statement[] = [];
  if (seen.state === null) statements.push(addAccess(of, accessTokens(after)));
  else if (seen.state.status !== after.status) statements.push(changeAccessStatus(of, accessTokens(after)));
  statements.push(...removeTasks(of, rows.removedTasks));
  statements.push(...addTasks(of, rows.addedTasks));
  statements.push(...removeTimers(of, rows.removedTimers));
  statements.push(...addTimers(of, rows.addedTimers));
  return statements;
}
