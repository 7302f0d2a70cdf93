// Facts that other cases of the same people have on record and that may be offered in a case: looked for under the rights of whoever
// asks, in the transaction of a command or a read. Which may be offered is for the engine to say.
import type { Said } from '@casewright/engine/sentences';
import type { CaseState, FieldValue } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import {
  type CorrectionFace,
  correctionFaces,
  factsOffered,
  factsSought,
  isEventHidden,
  type CaseToRead,
  type FactFound,
} from '@casewright/engine/view';
import type { CaseTypes } from './case-types.ts';
import { flight, type Tx } from './database.ts';
import { factSources } from './fact-sources.ts';
import { secretName, type KeyProvider } from './keys.ts';
import type { CaseFileRecord } from './list-cases.ts';
import { loadKeys } from './load-case.ts';
import { openEvent } from './open-event.ts';
import { readEventsBackwards, type EventRow } from './read-events.ts';
import { readablePartsOf } from './readable-parts-of.ts';
import { TOMBSTONE, type CaseKeys } from './seal-event.ts';
import { unwrapKeys } from './unwrap-keys.ts';

export interface FactsAsked {
  readonly tenant: number;
  readonly caseId: string;
  /** The case for which it is asked. */
  readonly target: CaseToRead;
  /** Names of its fields; null: all. */
  readonly fields: readonly string[] | null;
  /** Kinds of case to which a token is limited; null: it is not. */
  readonly scope: readonly string[] | null;
  /** The instant at which it is asked, by which consents are in force. */
  readonly now: string;
}

/** A fact with where, when and by whom it was collected. */
export interface FactOnOffer {
  /** The field of the case for which it is asked. */
  readonly field: string;
  readonly value: FieldValue;
  readonly authority: string;
  /** The consent there on which it rests, by id; null where it rests on none. */
  readonly consent: string | null;
  /** Why it may not be taken, in a sentence about consent; null where it may. */
  readonly refused: Said | null;
  /** What is said there of it being wrong: corrections and statements of disagreement. */
  readonly corrections: readonly CorrectionFace[];
  readonly from: {
    readonly caseId: string;
    readonly reference: string;
    readonly caseType: string;
    /** The number of the event that recorded it. */
    readonly version: number;
    readonly field: string;
  };
  /** Null where the event is one of which they may know neither. */
  readonly collected: { readonly occurred: string; readonly actor: string } | null;
}

interface Deps {
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
}

/** Cases of one person that are looked at, the newest. */
const MOST_CASES = 50;
const EVENTS_PER_PAGE = 50;
/** Above every sequence number. */
const NEWEST = 2_147_483_647;

export async function findFacts(deps: Deps, tx: Tx, asked: FactsAsked): Promise<readonly FactOnOffer[]> {
  const { tenant, caseId, target, fields, scope, now } = asked;
  const sought = factsSought(target, fields);
  if (sought.length === 0) return [];
  const subjects = [...new Set(sought.map(({ whose }) => whose.subject))];
  const names = subjects.flatMap((subject) => [subject, secretName(deps.keys, tenant, subject)]);
  const [sources] = await flight(tx, [factSources({ tenant, names, except: caseId, limit: MOST_CASES })]);
  const offers: FactOnOffer[] = [];
  for (const row of sources.rows) {
    if (scope !== null && !scope.includes(row.case_type)) continue;
    const caseType = await deps.caseTypes.byHash(tx, tenant, row.case_type_hash);
    // The store keeps exactly what the engine made.
    const state = JSON.parse(row.state) as CaseState;
    const other = { caseType, state, parts: readablePartsOf(row, caseType) };
    const use = { caseType: target.caseType.name, now, isGone: (value: FieldValue) => value === TOMBSTONE };
    const found = factsOffered(sought, other, use);
    if (found.length > 0) offers.push(...(await onOffer(deps, tx, { tenant, row, other, found })));
  }
  return offers;
}

interface Source {
  readonly tenant: number;
  readonly row: CaseFileRecord;
  readonly other: CaseToRead;
  readonly found: readonly FactFound[];
}

/** Goes back through the events of the other case until each field was recorded. */
async function onOffer(deps: Deps, tx: Tx, { tenant, row, other, found }: Source): Promise<readonly FactOnOffer[]> {
  const { case_id: caseId, reference, case_type: caseType } = row;
  const [wrapped] = await flight(tx, [loadKeys(tenant, caseId)]);
  const keys = unwrapKeys(deps.keys, { tenant, caseId }, wrapped.rows);
  const waiting = new Set(found.map(({ field }) => field));
  const recorded = new Map<string, Recorded>();
  for (let before = NEWEST; waiting.size > 0;) {
    const [page] = await flight(tx, [readEventsBackwards({ tenant, caseId, from: before, limit: EVENTS_PER_PAGE })]);
    for (const event of page.rows) {
      before = event.seq;
      await note(deps, tx, { tenant, event, keys, other, waiting, recorded });
    }
    if (page.rows.length < EVENTS_PER_PAGE) break;
  }
  const notes = correctionFaces(other.caseType, other.state, other.parts).filter(({ isPast }) => !isPast);
  return found.flatMap(({ sought, field, value, authority, consent, refused }) => {
    const at = recorded.get(field);
    if (at === undefined) return [];
    const from = { caseId, reference, caseType, version: at.version, field };
    const corrections = notes.filter((note) => note.field === field);
    const told = { value, authority, consent, refused, corrections };
    return [{ field: sought.field.name, ...told, from, collected: at.collected }];
  });
}

type Recorded = Pick<FactOnOffer, 'collected'> & { readonly version: number };

interface ToNote {
  readonly tenant: number;
  readonly event: EventRow;
  readonly keys: CaseKeys;
  readonly other: CaseToRead;
  readonly waiting: Set<string>;
  readonly recorded: Map<string, Recorded>;
}

async function note(deps: Deps, tx: Tx, { tenant, event: row, keys, other, waiting, recorded }: ToNote): Promise<void> {
  const { case_id: caseId, seq, type, occurred, payload, actor } = row;
  const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
  if (opened.kind !== 'event') return;
  const fields = opened.event.changes.flatMap((change) => ('field' in change ? [change.field] : []));
  const set = fields.filter((field) => waiting.has(field));
  if (set.length === 0) return;
  const then: CaseType = await deps.caseTypes.byHash(tx, tenant, row.case_type_hash);
  const isHidden = isEventHidden(then, opened.event, other.parts);
  for (const field of set) {
    waiting.delete(field);
    recorded.set(field, { version: seq, collected: isHidden ? null : { occurred, actor } });
  }
}
