// Keeping what somebody typed and has not sent, for them alone. Whoever may read a case may keep what they are writing in it; what is
// typed before there is a case is sealed under a key of its own. Two windows of one person do not write over one another: each saving
// says from which version it goes on.
import { authorize } from '@casewright/engine/policy';
import { readerContext, type Context } from '../store/context.ts';
import { commit, flight, readingAs, rollback, type Database, type Tx } from '../store/database.ts';
import { newDataKey, type KeyProvider } from '../store/keys.ts';
import { loadKeys, type KeyRow } from '../store/load-case.ts';
import { readCase, resourceOf, type CaseRecord } from '../store/read-case.ts';
import { saveKeys } from '../store/save-keys.ts';
import type { Statement } from '../store/statement.ts';
import {
  addUnsent,
  countUnsent,
  dropUnsent,
  MOST_UNSENT,
  readUnsent,
  saveUnsent,
  sealUnsent,
  sweepUnsent,
  unsentPlaceOf,
  type UnsentFields,
  type UnsentPlace,
  type UnsentRow,
} from '../store/unsent-texts.ts';
import { unwrapOwnKey } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { lineOf } from './access-line.ts';
import type { Overseen, Overseer } from './oversee.ts';

export interface UnsentDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly nowMs: () => number;
}

/** Another window saved, sent or discarded it meanwhile; they keep too many; or somebody else is signed in by now. */
export type UnsentRefusal = 'unsent-moved' | 'unsent-too-many' | 'unsent-of-another';

export interface UnsentAsked {
  /** Null where there is no case yet. */
  readonly caseId: string | null;
  readonly place: string;
  /** Null discards it. */
  readonly fields: UnsentFields | null;
  /** The version that was seen; 0 where there was none. */
  readonly version: number;
  /** Who typed it. */
  readonly person: string;
}

export interface UnsentKept {
  /** 0 where nothing is kept any more. */
  readonly version: number;
  readonly savedAt: string | null;
}

type Kept = Overseen<UnsentKept, UnsentRefusal>;

/** What nobody went on with for so long is gone. */
const KEPT_MS = 30 * 86_400_000;
const NOTHING: UnsentKept = { version: 0, savedAt: null };
const ACTION = 'keep-unsent-text';

/** Keeps a text or discards it. What it answers is so after a crash too. */
export function keepUnsent(deps: UnsentDeps, by: Overseer, asked: UnsentAsked): Promise<Kept> {
  const { tenant, person } = by.principal;
  const { caseId } = asked;
  return deps.database.transaction<Kept>(readerContext(by.principal), async (tx) => {
    const at = unsentPlaceOf(by.principal, asked.place);
    const [proven, heads, , kept, counted, keys] = await flight(tx, [
      by.proof,
      readCase(tenant, caseId ?? NO_CASE),
      readingAs(tx, 'program'),
      readUnsent(at),
      countUnsent(at),
      loadKeys(tenant, caseId ?? NO_CASE),
    ]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const [row = null] = kept.rows;
    const rule = ruleOf(by, caseId, heads.rows);
    if (rule === null || (row !== null && row.case_id !== caseId)) {
      await commit(tx, line(deps, by, { caseId, denied: true, rule: null }));
      return { kind: 'absent' };
    }
    // What one person typed is never kept for the next who signs in on that machine, nor discarded by them.
    const isOwn = asked.person === person;
    if (!isOwn && asked.fields !== null) return leave(tx, 'unsent-of-another');
    const isFull = row === null && (counted.rows[0]?.texts ?? 0) >= MOST_UNSENT;
    const found: Found = {
      at,
      row: isOwn ? row : null,
      keys: keys.rows,
      isFull,
      line: line(deps, by, { caseId, denied: false, rule }),
    };
    return asked.fields === null ? discard(tx, found) : save(deps, tx, { ...found, asked, fields: asked.fields });
  });
}

/** No case has it. */
const NO_CASE = '00000000-0000-0000-0000-000000000000';

/** By which rule they may; null where they may not. */
function ruleOf({ principal }: Overseer, caseId: string | null, heads: readonly CaseRecord[]): string | null {
  const { tenant } = principal;
  const [head] = heads;
  if (caseId !== null && head === undefined) return null;
  const decision =
    head === undefined
      ? authorize(principal, { type: 'list-case-types' }, { tenant })
      : authorize(principal, { type: 'read-case' }, resourceOf(tenant, head));
  return decision.allowed ? decision.grant.rule : null;
}

function line(
  deps: UnsentDeps,
  by: Overseer,
  { caseId, denied, rule }: { readonly caseId: string | null; readonly denied: boolean; readonly rule: string | null },
): readonly Statement[] {
  return lineOf(deps, by, { action: ACTION, caseIds: caseId === null ? [] : [caseId], denied, rule });
}

interface Found {
  readonly at: UnsentPlace;
  readonly row: UnsentRow | null;
  readonly keys: readonly KeyRow[];
  readonly isFull: boolean;
  readonly line: readonly Statement[];
}

/** Whatever version it has: whoever discards it has said so. */
async function discard(tx: Tx, { at, row, line }: Found): Promise<Kept> {
  await commit(tx, [...(row === null ? [] : dropUnsent(at)), ...line]);
  return { kind: 'done', value: NOTHING };
}

interface ToSave extends Found {
  readonly asked: UnsentAsked;
  readonly fields: UnsentFields;
}

/** That somebody began to write is on record; that they went on writing is not, or the log would be of nothing else. */
async function save(deps: UnsentDeps, tx: Tx, { at, row, keys, isFull, line, asked, fields }: ToSave): Promise<Kept> {
  if (isFull) return leave(tx, 'unsent-too-many');
  if ((row?.version ?? 0) !== asked.version) return leave(tx, 'unsent-moved');
  const now = deps.nowMs();
  const savedAt = new Date(now).toISOString();
  const key = await keyFor(deps, tx, { tenant: at.tenant, asked, row, keys });
  const sealed = sealUnsent(key.key, at, fields);
  const write =
    row === null
      ? addUnsent(at, { caseId: asked.caseId, keyOf: key.keyOf, sealed, at: savedAt })
      : saveUnsent(at, { sealed, at: savedAt }, row.version);
  const written = await flight(tx, [...key.added, write]);
  // Another window was faster.
  if (written.at(-1)?.count !== 1) return leave(tx, 'unsent-moved');
  await commit(tx, row === null ? line : []);
  return { kind: 'done', value: { version: asked.version + 1, savedAt } };
}

function leave(tx: Tx, refusal: UnsentRefusal): Kept {
  rollback(tx);
  return { kind: 'refused', refusal };
}

interface Sealing {
  readonly tenant: number;
  readonly asked: UnsentAsked;
  readonly row: UnsentRow | null;
  readonly keys: readonly KeyRow[];
}

interface KeyToSeal {
  readonly key: Buffer;
  readonly keyOf: string;
  readonly added: readonly Statement[];
}

/** The key of the case, or of the text itself, which is made with its first saving. */
async function keyFor(deps: UnsentDeps, tx: Tx, { tenant, asked, row, keys }: Sealing): Promise<KeyToSeal> {
  if (asked.caseId !== null || row !== null) {
    const keyOf = asked.caseId ?? row?.key_of ?? NO_CASE;
    const rows = asked.caseId === null ? (await flight(tx, [loadKeys(tenant, keyOf)]))[0].rows : keys;
    return { key: openKey(deps, { tenant, keyOf, keys: rows }), keyOf, added: [] };
  }
  const now = deps.nowMs();
  const keyOf = uuidV7(now);
  const { keyId, key } = newDataKey(uuidV7(now));
  const { by: wrappedBy, wrapped } = deps.keys.wrap({ tenant, caseId: keyOf, subject: '' }, key);
  const createdAt = new Date(now).toISOString();
  return {
    key,
    keyOf,
    added: saveKeys(tenant, [{ caseId: keyOf, subject: '', keyId, wrapped, wrappedBy, createdAt }]),
  };
}

function openKey(
  { keys: provider }: Pick<UnsentDeps, 'keys'>,
  { tenant, keyOf, keys }: { readonly tenant: number; readonly keyOf: string; readonly keys: readonly KeyRow[] },
): Buffer {
  const key = unwrapOwnKey(provider, { tenant, caseId: keyOf }, keys);
  // The row of the text goes with its key, so whoever found the one finds the other.
  if (key === undefined) throw new Error('A text that was not sent has no key.');
  return key;
}

/** Removes, in one agency, what nobody went on with for a month. */
export async function sweepUnsentTexts({ database, nowMs }: UnsentDeps, context: Context): Promise<void> {
  await database.once(context, sweepUnsent(context.tenant, new Date(nowMs() - KEPT_MS).toISOString()));
}

export interface UnsentDoors {
  readonly keepUnsent: (by: Overseer, asked: UnsentAsked) => Promise<Kept>;
}

export function unsentDoors(deps: UnsentDeps): UnsentDoors {
  return { keepUnsent: (by, asked) => keepUnsent(deps, by, asked) };
}
