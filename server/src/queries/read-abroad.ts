// Reading what another agency shares. The read runs in the tenant of the owner, with what the rules let this person hold there,
// worked out anew from the shares as they stand at that moment; the pointer in the recipient's own tenant only says where to ask.
// Both agencies have a line of it.
import { withoutCaseFile } from '@casewright/engine/policy';
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { listAgencies } from '../store/list-agencies.ts';
import { seeSharedCases } from '../store/see-cases.ts';
import { sharedHoldingOf } from '../store/reader-standing.ts';
import { findPointers, proveShares, readShares, type SharedPointer } from '../store/case-shares.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { RecordRead } from './record-read.ts';
import type { Reader } from './sessions.ts';

export interface SharedOptions {
  readonly database: Database;
  readonly send: SendReading;
  readonly record: RecordRead;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface SharedCaseView {
  readonly caseId: string;
  readonly reference: string;
  readonly status: 'open' | 'closed';
  /** The agency whose case it is. */
  readonly agency: { readonly slug: string; readonly name: string };
}

export interface SharedCases {
  /** Asks in the reader's own agency, and, where there is no such case for them, where it is shared. */
  readonly orShared: <V>(
    reader: Reader,
    caseId: string,
    ask: (reader: Reader) => Promise<ReadAnswer<V>>,
  ) => Promise<ReadAnswer<V>>;
  readonly list: (reader: Reader) => Promise<ReadAnswer<{ readonly items: readonly SharedCaseView[] }>>;
}

export function openSharedCases(options: SharedOptions): SharedCases {
  const { send } = options;
  return {
    async orShared(reader, caseId, ask) {
      const own = await ask(reader);
      if (own.kind !== 'absent') return own;
      for (const { owner } of await pointersOf(options, reader, caseId)) {
        const abroad = await readerAbroad(options, reader, { owner, caseIds: [caseId] });
        const answer = abroad === null ? own : await ask(abroad);
        if (answer.kind !== 'answer') continue;
        await recordAtHome(options, reader, { name: 'read-shared-case', caseIds: [caseId] });
        return answer;
      }
      return own;
    },
    async list(reader) {
      const found = await pointersOf(options, reader, null);
      const items: SharedCaseView[] = [];
      for (const owner of new Set(found.map((pointer) => pointer.owner))) {
        const caseIds = found.filter((pointer) => pointer.owner === owner).map((pointer) => pointer.case_id);
        const abroad = await readerAbroad(options, reader, { owner, caseIds });
        const answer = abroad === null ? null : await listAbroad(options, abroad, caseIds);
        if (answer?.kind === 'answer') items.push(...answer.view);
      }
      return answerRead(send, reader, {
        ...{ action: { type: 'list-cases' }, name: 'list-shared-cases', asked: [], statements: [] },
        fold: () => ({ view: withoutCaseFile({ items }), caseIds: items.map(({ caseId }) => caseId) }),
      });
    },
  };
}

/** Where to ask; none where the session has ended meanwhile. */
async function pointersOf(
  { database }: SharedOptions,
  { principal, proof }: Reader,
  caseId: string | null,
): Promise<readonly SharedPointer[]> {
  const { tenant, person, scope, onBehalfOf } = principal;
  // What a token is for is named in its scope, and no scope names another agency. What an agency shares is handed on to nobody.
  if (scope !== undefined || onBehalfOf !== undefined) return [];
  const [proved, found] = await database.once({ tenant, person }, [proof, findPointers(tenant, caseId)]);
  return proved.rows.length === 0 ? [] : found.rows;
}

/** Somebody of another agency: they are shown what is shared, and nothing of the work on it. */
export interface ReaderAbroad extends Reader {
  readonly abroad: true;
}

/** The reader as the owner knows them: of another agency, in no team, holding what the shares give. Null where that is nothing. */
async function readerAbroad(
  { database, now }: SharedOptions,
  reader: Reader,
  { owner, caseIds }: { readonly owner: number; readonly caseIds: readonly string[] },
): Promise<ReaderAbroad | null> {
  const { principal, session, purpose = null } = reader;
  const recipient = principal.tenant;
  const [shares] = await database.once({ tenant: owner, person: 'shared-reads' }, [
    readShares(owner, { recipient, caseIds }),
  ]);
  if (shares.rows.length === 0) return null;
  const { tokens } = sharedHoldingOf({
    ...{ tenant: recipient, person: principal.person, lines: session.standing, purpose, nowMs: now() },
    ...{ owner, shares: shares.rows.map(({ fact }) => fact), gives: reader.gives },
  });
  const named = { tenant: owner, person: `agency-${recipient}.${principal.person}`.slice(0, 64), teams: [] };
  return {
    ...{ ...reader, abroad: true },
    principal: { ...principal, ...named, authority: `agency:${recipient}:${principal.authority}`, holding: tokens },
    ...{ lanes: [], listTokens: [], namedCases: caseIds },
    proof: proveShares({ owner, recipient, caseIds, facts: shares.rows }),
  };
}

async function listAbroad(
  { database, send }: SharedOptions,
  abroad: Reader,
  caseIds: readonly string[],
): Promise<ReadAnswer<readonly SharedCaseView[]>> {
  const { tenant } = abroad.principal;
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const owner = agencies.rows.find((row) => row.tenant === tenant);
  const agency = { slug: owner?.slug ?? '', name: owner?.name ?? '' };
  return answerRead(send, abroad, {
    ...{ action: { type: 'list-cases' }, name: 'list-shared-cases', asked: caseIds },
    statements: [seeSharedCases(tenant, caseIds)],
    fold: ([seen]) => ({
      view: withoutCaseFile(
        seen.rows.map(({ case_id: caseId, reference, status }) => ({ caseId, reference, status, agency })),
      ),
      caseIds: seen.rows.map((row) => row.case_id),
    }),
  });
}

/** Before the answer leaves, as every line. */
async function recordAtHome(
  { record }: SharedOptions,
  { principal, purpose }: Reader,
  { name, caseIds }: { readonly name: string; readonly caseIds: readonly string[] },
): Promise<void> {
  const { tenant, person, authority } = principal;
  await record(tenant, {
    person,
    authority,
    action: name,
    caseIds,
    denied: false,
    purpose: purpose ?? null,
    rule: 'share',
  });
}
