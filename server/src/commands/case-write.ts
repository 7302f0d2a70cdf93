// What one transaction does to one case: its new events, sealed and chained, and everything that is stored with them. It
// is gathered in memory event by event and becomes statements at the end, so that several events of a case cost one head
// and one set of derived rows. Sends nothing.
import { instantOf } from '@casewright/engine/calendar';
import { tasksToFollow, type CaseEvent, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { policyVersion } from '@casewright/engine/policy';
import { Corrupt } from '../errors.ts';
import type { EventToStore } from '../store/append-event.ts';
import type { CaseLink } from '../store/case-links.ts';
import { type TakenRow, takenRowsOf } from '../store/correction-rows.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import { ALGORITHM, genesisHash, hashEvent, hashPayload } from '../store/hash-event.ts';
import { secretName, type KeyProvider } from '../store/keys.ts';
import type { AccessColumns } from '../store/case-access.ts';
import type { KeyRow } from '../store/load-case.ts';
import type { ReceiptToStore } from '../store/receipts.ts';
import type { KeyToStore } from '../store/save-keys.ts';
import { sealEvent, subjectsToSeal, type CaseKeys, type SealedFor } from '../store/seal-event.ts';
import type { Statement } from '../store/statement.ts';
import type { HashText } from '../store/trace-rows.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { completeKeys, type CompletedKeys } from './complete-keys.ts';
import type { Prepared } from './prepared.ts';

/** Where a case stands before a transaction. */
export interface CaseBefore {
  readonly tenant: number;
  readonly caseId: string;
  /** The version under which it goes on. */
  readonly caseType: CaseType;
  /** The version that it leaves, where it moves from one to another. */
  readonly leaving?: CaseType;
  /** Null when the case does not exist yet. */
  readonly state: CaseState | null;
  readonly lastHash: Buffer | undefined;
  readonly keys: readonly KeyRow[];
  /** What the rows of the case say of who may read it; null when it does not exist yet. */
  readonly access: AccessColumns | null;
  /** Units above a team, the nearest first. */
  readonly aboveOf: (team: string) => readonly string[];
}

export interface CaseWrite {
  readonly before: CaseBefore;
  /** Where the case stands after the events so far. */
  state: CaseState | null;
  lastHash: Buffer;
  readonly events: EventToStore[];
  readonly addedKeys: KeyToStore[];
  readonly receipts: ReceiptToStore[];
  /** What the first event says of a parent. */
  readonly links: CaseLink[];
  /** Case tasks to look at after this. */
  readonly followUps: FollowUp[];
  /** Facts that were taken over from other cases. */
  readonly taken: TakenRow[];
  /** Events with which the case ended. */
  readonly ends: Omit<FollowUp, 'task'>[];
  /** What comes to the case from elsewhere, before anything that hangs on it. */
  readonly moves: Statement[];
  /** Rows of its own that a consequence of an event writes. */
  readonly others: Statement[];
  /** The keys at hand; what no event needed is still wrapped. */
  keys: CaseKeys;
  readonly wrapped: Map<string, KeyRow>;
  /** How texts by which its people are met are hashed; null until an event was added. */
  hash: HashText | null;
}

export function startWrite(before: CaseBefore): CaseWrite {
  return {
    before,
    state: before.state,
    lastHash: before.lastHash ?? genesisHash(before.tenant, before.caseId),
    events: [],
    addedKeys: [],
    receipts: [],
    links: [],
    followUps: [],
    taken: [],
    ends: [],
    moves: [],
    others: [],
    keys: { ofCase: undefined, ofSubjects: new Map() },
    wrapped: new Map(before.keys.map((row) => [row.subject, row])),
    hash: null,
  };
}

/** Adds an event that was decided on the write's state, with the state that it leads to, and the receipt of its command. */
export function addEvent(provider: KeyProvider, write: CaseWrite, adding: Adding): void {
  addConsequence(provider, write, adding);
  const { caseId } = write.before;
  write.receipts.push({ ...adding.prepared.receipt, caseId, version: adding.after.version, rejection: '' });
}

/** Adds an event that follows from another one of the same command and so has no receipt of its own. */
export function addConsequence(provider: KeyProvider, write: CaseWrite, adding: Adding): void {
  const keys = keysFor(provider, write, adding);
  const stored = makeEvent(write, { ...adding, keys, sealing: sealedFor(provider, write, adding.after) });
  write.events.push(stored);
  write.hash = (text) => provider.requestMac(write.before.tenant, text);
  write.addedKeys.push(...keys.added);
  write.keys = keys;
  noteRelatives(write, { event: adding.event, after: adding.after, recordedAt: adding.prepared.recordedAt });
  write.taken.push(...takenRowsOf(adding.event, adding.after.version));
  write.state = adding.after;
  write.lastHash = stored.hash;
}

/** Cases that tasks open: the link to a parent, tasks to look at, and an end of which the parent must hear. */
function noteRelatives(
  write: CaseWrite,
  { event, after, recordedAt }: { readonly event: CaseEvent; readonly after: CaseState; readonly recordedAt: string },
): void {
  const { caseId, caseType } = write.before;
  const seq = after.version;
  if (event.type === 'CaseOpened' && event.parent !== undefined) {
    const { caseId: parentId, task, depth } = event.parent;
    write.links.push({ caseId, parentId, task, depth });
  }
  for (const task of tasksToFollow(caseType, event)) write.followUps.push({ caseId, seq, task, recordedAt });
  if (after.status === 'closed' && write.state?.status !== 'closed') write.ends.push({ caseId, seq, recordedAt });
}

interface Adding {
  readonly prepared: Prepared;
  readonly event: CaseEvent;
  readonly after: CaseState;
}

function sealedFor(provider: KeyProvider, { before }: CaseWrite, state: CaseState): SealedFor {
  const { tenant, caseType } = before;
  return { caseType, state, nameOf: (subject) => secretName(provider, tenant, subject) };
}

function keysFor(provider: KeyProvider, write: CaseWrite, { prepared, event, after }: Adding): CompletedKeys {
  const { tenant, caseId } = write.before;
  const subjects = subjectsToSeal(event, sealedFor(provider, write, after));
  const known = unwrapNeeded(provider, write, ['', ...subjects]);
  if (write.state !== null && known.ofCase === undefined) {
    throw new Corrupt(`The key of case ${caseId} was destroyed; nothing can be added to it.`);
  }
  const { nowMs, recordedAt: createdAt } = prepared;
  return completeKeys(provider, { tenant, caseId }, { known, subjects, newId: () => uuidV7(nowMs), createdAt });
}

/** Only the keys that an event needs are unwrapped, each once. */
function unwrapNeeded(provider: KeyProvider, write: CaseWrite, subjects: readonly string[]): CaseKeys {
  const rows: KeyRow[] = [];
  for (const subject of subjects) {
    const row = write.wrapped.get(subject);
    if (row === undefined) continue;
    rows.push(row);
    write.wrapped.delete(subject);
  }
  if (rows.length === 0) return write.keys;
  const { tenant, caseId } = write.before;
  const { ofCase, ofSubjects } = unwrapKeys(provider, { tenant, caseId }, rows);
  return { ofCase: ofCase ?? write.keys.ofCase, ofSubjects: new Map([...write.keys.ofSubjects, ...ofSubjects]) };
}

function makeEvent(
  { before, lastHash }: CaseWrite,
  { prepared, event, after, keys, sealing }: Adding & { readonly keys: CompletedKeys; readonly sealing: SealedFor },
): EventToStore {
  const place = { tenant: before.tenant, caseId: before.caseId, seq: after.version };
  const payload = sealEvent(event, { ...sealing, place, keys });
  const envelope = {
    ...place,
    algorithm: ALGORITHM,
    type: event.type,
    occurred: event.occurred,
    occurredAt: instantOf(event.occurred, before.caseType.zone),
    recordedAt: prepared.recordedAt,
    actor: prepared.actor,
    authority: prepared.principal.authority,
    commandId: prepared.commandId,
    caseTypeHash: Buffer.from(after.caseType.hash, 'hex'),
    policyVersion,
    keyId: keys.ofCase.keyId,
    payloadHash: hashPayload(payload),
    previousHash: lastHash,
  };
  return { ...envelope, payload, hash: hashEvent(envelope) };
}
