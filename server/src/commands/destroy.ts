// Lawful destruction: of a closed case, or of what one person's key seals in it. One transaction removes the keys, records the
// certificate as evidence, ends the chain with it in the clear, purges what is derived, and has the list outside the
// database say so before it commits. Whether it may be is settled by the database's own function; what is asked here before
// is asked to say it well.
import type { CaseState } from '@casewright/engine/case';
import { programContext } from '../store/context.ts';
import { openCheckpoint } from '../merkle/checkpoint.ts';
import { isOwnReference } from './references.ts';
import { Conflict, OutcomeUnknown } from '../errors.ts';
import { flight, rollback, type Tx } from '../store/database.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { findDestruction, purgeInterests, purgeRelatives, type Certificate } from '../store/destruction.ts';
import { hashPayload } from '../store/hash-event.ts';
import { destroyKeys } from '../store/destroy-keys.ts';
import { secretName, type KeyProvider } from '../store/keys.ts';
import { holdsOn } from '../store/hold-queries.ts';
import { readRetention } from '../store/retention-rows.ts';
import { loadKeys, type KeyRow } from '../store/load-case.ts';
import { readLastCheckpoint } from '../store/make-checkpoint.ts';
import { findPerson } from '../store/find-people.ts';
import { lockHead, type StoredHeadRow } from '../store/read-projection.ts';
import { remakeCase } from '../store/rebuild.ts';
import { removeAccess } from '../store/save-access.ts';
import type { Statement } from '../store/statement.ts';
import { endChain } from './destruction-event.ts';
import { redactReports } from './redact-reports.ts';
import type { CommandDeps } from './execute-command.ts';

export interface DestroyRequest {
  readonly tenant: number;
  readonly caseId: string;
  /** The id of a subject, or the name of the party that it is; empty: the whole case. */
  readonly subject: string;
  readonly authority: string;
  readonly class: string;
  readonly approvers: readonly string[];
  /** Asked under the lock of the case whether it is still as it was reviewed; else why it is not. */
  readonly stillSo?: (tx: Tx, head: StoredHeadRow) => Promise<string | null>;
  /** What is written in the same transaction, given the number of the record and the moment. */
  readonly alongside?: (record: number, at: string) => readonly Statement[];
}

/** Keeps outside the database what was destroyed, so that restoring an old copy brings nothing back. */
export interface DestructionKeeper {
  /** Durable when it resolves. @returns the id of the line */
  readonly note: (destroyed: { readonly tenant: number; readonly certificate: Certificate }) => Promise<string>;
  /** What was noted did not come about. */
  readonly cancel: (id: string) => Promise<void>;
}

export interface DestroyDeps extends Pick<CommandDeps, 'database' | 'keys' | 'caseTypes' | 'nowMs'> {
  readonly keeper: DestructionKeeper;
}

export type DestroyRefusal =
  | { readonly code: 'unknown-case' }
  | { readonly code: 'unknown-subject' }
  | { readonly code: 'not-closed' }
  | { readonly code: 'held'; readonly holds: readonly string[] }
  /** Two different people must approve, each active in the agency; these are not. */
  | { readonly code: 'approvers'; readonly unknown: readonly string[] }
  | { readonly code: 'destroyed-already'; readonly record: number }
  /** Its records are to be kept for good, or handed over, and not to be destroyed. */
  | { readonly code: 'to-keep'; readonly action: string }
  /** It is no longer what was reviewed. */
  | { readonly code: 'not-as-reviewed'; readonly reason: string }
  /** An event of the case cannot be read; the verifier says which. */
  | { readonly code: 'damaged'; readonly reason: string };

export type DestroyOutcome =
  | { readonly kind: 'destroyed'; readonly record: number; readonly certificate: Certificate }
  | { readonly kind: 'refused'; readonly refusal: DestroyRefusal };

const PERSON = 'system.disposal';
const ATTEMPTS = 5;

/** @throws the operational errors of `errors.ts`; after `OutcomeUnknown` asking again tells what became of it */
export async function destroy(deps: DestroyDeps, request: DestroyRequest): Promise<DestroyOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptDestruction(deps, request);
    } catch (error) {
      const refused = refusalOf(error);
      if (refused !== null) return { kind: 'refused', refusal: refused };
      if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Why it would be refused as things are; null where it would be done. Nothing is. */
export function tryDestruction(
  deps: Omit<DestroyDeps, 'keeper'>,
  request: DestroyRequest,
): Promise<DestroyRefusal | null> {
  return deps.database.transaction(programContext(request.tenant, PERSON), async (tx) => {
    const seen = await look(tx, request, (subject) => secretName(deps.keys, request.tenant, subject));
    rollback(tx);
    return 'code' in seen ? seen : null;
  });
}

async function attemptDestruction(deps: DestroyDeps, request: DestroyRequest): Promise<DestroyOutcome> {
  const noted: { id: string | null } = { id: null };
  try {
    const outcome = await deps.database.transaction(programContext(request.tenant, PERSON), async (tx) => {
      const seen = await look(tx, request, (subject) => secretName(deps.keys, request.tenant, subject));
      if ('code' in seen) {
        rollback(tx);
        return { kind: 'refused', refusal: seen } as const;
      }
      return carryOut(deps, tx, { request, seen, noted });
    });
    if (outcome.kind === 'refused' && noted.id !== null) await deps.keeper.cancel(noted.id);
    return outcome;
  } catch (error) {
    // Where nobody knows whether it was committed, the line stays: it was approved, and the next start compares.
    if (noted.id !== null && !(error instanceof OutcomeUnknown)) await deps.keeper.cancel(noted.id);
    throw error;
  }
}

interface SeenForDestruction {
  readonly subject: string;
  readonly head: StoredHeadRow;
  readonly keys: readonly KeyRow[];
}

async function look(tx: Tx, request: DestroyRequest, nameOf: NameOf): Promise<SeenForDestruction | DestroyRefusal> {
  const { tenant, caseId } = request;
  const approvers = [...new Set(request.approvers)];
  const [heads, keys] = await flight(tx, [lockHead(tenant, caseId), loadKeys(tenant, caseId)]);
  const [head] = heads.rows;
  if (head === undefined) return { code: 'unknown-case' };
  const held = new Set(keys.rows.map((row) => row.subject));
  const names = request.subject === '' ? [''] : keyNamesOf(head, request.subject, nameOf);
  const subject = names.find((name) => held.has(name)) ?? request.subject;
  const [holds, earlier, schedule, ...people] = await flight(tx, [
    holdsOn(tenant, [caseId]),
    findDestruction(tenant, caseId, names),
    readRetention(tenant, caseId),
    ...approvers.map((person) => findPerson(tenant, person)),
  ]);
  const [destroyed] = earlier.rows;
  const own = keys.rows.filter((row) => subject === '' || row.subject === subject);
  if (own.length === 0 && destroyed !== undefined) return { code: 'destroyed-already', record: destroyed.record };
  if (own.length === 0) return { code: 'unknown-subject' };
  if (head.status === 'open') return { code: 'not-closed' };
  if (holds.count > 0) return { code: 'held', holds: holds.rows.map((row) => row.hold_id) };
  const action = schedule.rows[0]?.action ?? null;
  if (subject === '' && (action === 'retain' || action === 'transfer')) return { code: 'to-keep', action };
  const reason = (await request.stillSo?.(tx, head)) ?? null;
  if (reason !== null) return { code: 'not-as-reviewed', reason };
  const unknown = approvers.filter((_, index) => people[index]?.count === 0);
  if (unknown.length > 0 || approvers.length < 2) return { code: 'approvers', unknown };
  return { head, subject, keys: own };
}

type NameOf = (subject: string) => string;

/** What the key may be called of somebody who is named by the party of the opening, the party's id or their own. */
function keyNamesOf({ state }: Pick<StoredHeadRow, 'state'>, given: string, nameOf: NameOf): readonly string[] {
  const { parties, entries } = peopleIn(state);
  const ids = [parties[given], entries[given], given].filter((id) => id !== undefined);
  return ids.flatMap((id) => [id, nameOf(id)]);
}

/** Who is who in a case: the parties of its opening by name, and those that came later by id. */
function peopleIn(state: string): {
  readonly parties: Readonly<Record<string, string>>;
  readonly entries: Readonly<Record<string, string>>;
} {
  // Written by the program alone: the state of a case, or what is left of one, which has neither member.
  const { parties = {}, entries = {} } = JSON.parse(state) as Partial<Pick<CaseState, 'parties' | 'entries'>>;
  const added = Object.entries(entries).flatMap(([id, entry]) =>
    entry.kind === 'party' ? [[id, entry.subject] as const] : [],
  );
  return { parties, entries: Object.fromEntries(added) };
}

interface ToCarryOut {
  readonly request: DestroyRequest;
  readonly seen: SeenForDestruction;
  readonly noted: { id: string | null };
}

async function carryOut(deps: DestroyDeps, tx: Tx, { request, seen, noted }: ToCarryOut): Promise<DestroyOutcome> {
  const { tenant, caseId } = request;
  const { subject } = seen;
  const at = new Date(deps.nowMs()).toISOString();
  const certificate = await certify(deps, tx, { request, seen, at });
  const record = await nextCustody(tx, tenant);
  const event = endChain({ tenant, head: seen.head, at, body: { shape: 1, record, certificate } });
  await flight(tx, [
    ...recordCustody({ tenant, seq: record, actor: PERSON, at }, ['destroyed', certificate]),
    // Here everything is checked once more, and for good.
    destroyKeys(tenant, certificate, record),
    ...event,
    ...purges(deps.keys, tenant, { caseId, subject, head: seen.head, keys: seen.keys }),
    ...(request.alongside?.(record, at) ?? []),
  ]);
  await redactReports(tx, tenant, subject === '' ? seen.head.reference : null);
  noted.id = await deps.keeper.note({ tenant, certificate });
  const reason = await remakeCase(deps, tx, { tenant, caseId });
  if (reason !== null) return { kind: 'refused', refusal: { code: 'damaged', reason } };
  return { kind: 'destroyed', record, certificate };
}

export interface ToPurge {
  readonly caseId: string;
  readonly subject: string;
  readonly head: Pick<StoredHeadRow, 'reference' | 'tokens' | 'state'>;
  readonly keys: readonly KeyRow[];
}

/** What remains of derived rows is made anew from the events that can still be read. */
export function purges(
  provider: KeyProvider,
  tenant: number,
  { caseId, subject, head, keys }: ToPurge,
): ReturnType<typeof purgeRelatives> {
  const named = Object.values(peopleIn(head.state).entries);
  const subjects = keys.map((row) => row.subject).filter((id) => id !== '');
  if (subject !== '') {
    const own = named.filter((id) => secretName(provider, tenant, id) === subject);
    return [purgeInterests(tenant, [subject, ...own])];
  }
  return [
    ...purgeRelatives(tenant, caseId),
    removeAccess(tenant, caseId, head.tokens),
    purgeInterests(tenant, [caseId, head.reference, ...subjects, ...named]),
  ];
}

async function certify(
  deps: DestroyDeps,
  tx: Tx,
  { request, seen, at }: { readonly request: DestroyRequest; readonly seen: SeenForDestruction; readonly at: string },
): Promise<Certificate> {
  const { tenant, caseId, authority, class: recordsClass } = request;
  const { head, subject, keys } = seen;
  const [checkpoints] = await flight(tx, [readLastCheckpoint(tenant)]);
  const note = checkpoints.rows[0]?.note;
  const checkpoint = note === undefined ? null : openCheckpoint(note, deps.keys.logSigner(tenant));
  const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
  return {
    ...{ caseId, caseType: head.case_type, subject, authority, class: recordsClass },
    reference: isOwnReference(caseType.reference, head.reference) ? head.reference : null,
    approvers: [...new Set(request.approvers)].toSorted(),
    ...{ events: head.version, lastHash: head.last_hash.toString('hex') },
    keys: keys.map((row) => ({
      ...{ keyId: row.key_id, subject: row.subject },
      wrappedHash: hashPayload(row.wrapped).toString('hex'),
    })),
    method: 1,
    log: checkpoint === null ? null : { size: checkpoint.size, root: checkpoint.root.toString('hex') },
    destroyedAt: at,
  };
}

/** A hold that came in between, or a right that ended: the function of the database refuses by a code of its own. */
function refusalOf(error: unknown): DestroyRefusal | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code } = error;
  if (code === 'CW001') return { code: 'unknown-case' };
  if (code === 'CW002') return { code: 'not-closed' };
  if (code === 'CW003') return { code: 'held', holds: [] };
  return code === 'CW004' ? { code: 'approvers', unknown: [] } : null;
}
