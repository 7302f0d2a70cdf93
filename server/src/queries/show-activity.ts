// What happened in a case, newest first, in plain words: each event opened, and described by the case type under which
// it was recorded.
import type { CaseType } from '@casewright/engine/definition';
import { stoodInFor } from '@casewright/engine/policy';
import { actorName, cutToParts, describeEvent, type ReadableParts } from '@casewright/engine/view';
import { findActorNames } from '../store/find-people.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent, type OpenedEvent, type StoredEvent } from '../store/open-event.ts';
import { readCase } from '../store/read-case.ts';
import { readEventsBackwards, type EventRow } from '../store/read-events.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf, following, type AtOnce } from './at-once.ts';
import { spokenTo, type CaseTypes } from './case-types.ts';
import { isCount, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface ActivityEntryView {
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly detail: readonly string[];
  /** Null, as the next four, where what happened would tell its reader of what they may not read. */
  readonly occurred: string | null;
  readonly recordedAt: string | null;
  readonly actor: string | null;
  readonly actorName: string | null;
  /** Name of the colleague for whom they stood in. */
  readonly onBehalfOf: string | null;
}

export interface ActivityPageView {
  readonly items: readonly ActivityEntryView[];
  readonly next: string | null;
}

export interface ActivityOptions {
  readonly caseId: string;
  readonly after: string | undefined;
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
}

/** Above every sequence number. */
const NEWEST = 2_147_483_647;

export async function showActivity(
  send: SendReading,
  reader: Reader,
  options: ActivityOptions,
): Promise<ReadAnswer<ActivityPageView>> {
  const { tenant } = reader.principal;
  const { caseId } = options;
  const before = options.after === undefined ? NEWEST : placeOf(options.after);
  if (before === undefined) return { kind: 'invalid-cursor' };
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-activity',
    asked: [caseId],
    statements: [
      readCase(tenant, caseId),
      readEventsBackwards({ tenant, caseId, from: before, limit: PAGE_ROWS + 1 }),
      loadKeys(tenant, caseId),
      findActorNames(tenant, caseId, before),
    ],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, events, keys, names]) => {
      const known: Known = {
        keys: unwrapKeys(options.keys, { tenant, caseId }, keys.rows),
        names: new Map(names.rows.map(({ person, name }) => [person, name])),
      };
      const kind = options.caseTypes.byHash(reader.principal, requireRow(found.rows).case_type_hash);
      return following(kind, (caseType) => {
        const parts = readablePartsOf(requireRow(found.rows), caseType);
        const describe = describer(reader, options, { ...known, parts, now: caseType });
        return following(allOf(events.rows.slice(0, PAGE_ROWS).map(describe)), (items) => {
          const last = events.rows.length > PAGE_ROWS ? items.at(-1) : undefined;
          const next = last === undefined ? null : writeCursor([String(last.seq)]);
          return { view: cutToParts(parts, () => ({ items, next })), ...shownParts(parts), caseIds: [caseId] };
        });
      });
    },
  });
}

interface Known {
  readonly keys: CaseKeys;
  readonly names: ReadonlyMap<string, string>;
}

function describer(
  reader: Reader,
  options: ActivityOptions,
  known: Known & { readonly parts: ReadableParts; readonly now: CaseType },
): (row: EventRow) => AtOnce<ActivityEntryView> {
  const { principal } = reader;
  const { caseId, caseTypes } = options;
  const nameOf = (person: string): string => actorName(person, known.names, reader.languages);
  return (row) => {
    const { seq, type, occurred, recorded_at: recordedAt, actor, authority } = row;
    const colleague = stoodInFor(authority);
    const onBehalfOf = colleague === null ? null : nameOf(colleague);
    const base = { seq, type, occurred, recordedAt, actor, actorName: nameOf(actor), onBehalfOf };
    const opened = tryOpen({ tenant: principal.tenant, caseId, seq, type, occurred, payload: row.payload }, known.keys);
    if (opened.kind === 'damaged')
      return { ...base, title: 'This record was changed and cannot be read', detail: [VERIFY] };
    if (opened.kind === 'destroyed') return { ...base, title: 'Lawfully destroyed', detail: [] };
    if (opened.kind === 'destruction') {
      const { authority, class: recordsClass } = opened.body.certificate;
      return { ...base, title: 'Personal data lawfully destroyed', detail: [`${authority}, ${recordsClass}`] };
    }
    return following(caseTypes.byHash(principal, row.case_type_hash), (own) => {
      const caseType = spokenTo(reader, own);
      const { title, detail, hidden } = describeEvent(caseType, opened.event, {
        nameOf,
        parts: known.parts,
        now: known.now,
        ...(reader.languages === undefined ? {} : { languages: reader.languages }),
      });
      return { ...base, ...(hidden === true ? UNKNOWN : {}), title, detail };
    });
  };
}

/** A clock that runs out does so at an instant, and by itself: both would say which. */
const UNKNOWN = {
  ...{ type: 'Hidden', occurred: null, recordedAt: null },
  ...{ actor: null, actorName: null, onBehalfOf: null },
} as const;

const VERIFY = 'Verify the case to see which of its records differ from what was written.';

/** A record that was tampered with does not hide the others; what its bytes are worth is for the chain to say. */
function tryOpen(stored: StoredEvent, keys: CaseKeys): OpenedEvent | { readonly kind: 'damaged' } {
  try {
    return openEvent(stored, keys);
  } catch {
    return { kind: 'damaged' };
  }
}

/** Undefined for a cursor that this list did not make. */
function placeOf(cursor: string): number | undefined {
  const [seq] = readCursor(cursor, [isCount]) ?? [];
  return seq === undefined ? undefined : Number(seq);
}
