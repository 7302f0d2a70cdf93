// One case as its reader sees it, folded from the state that its last event left.
import { dateOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { viewCase, type CaseFace, type RelatedFace } from '@casewright/engine/view';
import { relatedCases, type RelatedRow } from '../store/case-links.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { following } from './at-once.ts';
import { spokenTo, type CaseTypes } from './case-types.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

export interface CaseOptions {
  readonly caseId: string;
  readonly nowMs: number;
  readonly caseTypes: CaseTypes;
}

export function showCase(send: SendReading, reader: Reader, options: CaseOptions): Promise<ReadAnswer<CaseFace>> {
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-case',
    asked: [options.caseId],
    statements: [
      readCase(reader.principal.tenant, options.caseId),
      relatedCases(reader.principal.tenant, options.caseId),
    ],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, related]) => {
      const row = requireRow(found.rows);
      const caseType = options.caseTypes.byHash(reader.principal, row.case_type_hash);
      return following(caseType, (known) =>
        fold(row, spokenTo(reader, known), {
          reader,
          options,
          related: 'abroad' in reader ? [] : inScope(reader, related.rows),
        }),
      );
    },
  });
}

/** A case as another agency would see it that is shown some of its sections: no more than the reader may read themselves. */
export function showAsShared(
  send: SendReading,
  reader: Reader,
  { sections, ...options }: CaseOptions & { readonly sections: readonly string[] },
): Promise<ReadAnswer<CaseFace>> {
  const { caseId, nowMs, caseTypes } = options;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'preview-share',
    asked: [caseId],
    statements: [readCase(reader.principal.tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (known) => {
        const caseType = spokenTo(reader, known);
        const own = readablePartsOf(row, caseType);
        // A kind of case that is one section has none to share.
        const parts = own === null ? null : new Set(sections.filter((section) => own.has(section)));
        if (parts === null) return null;
        // The store keeps exactly what the engine made.
        const state = JSON.parse(row.state) as CaseState;
        const view = viewCase(caseType, state, {
          ...{ caseId, parts, isAbroad: true, parent: null, children: [] },
          today: dateOf(new Date(nowMs).toISOString(), caseType.zone),
          mayDo: () => false,
        });
        return { view, ...shownParts(parts), caseIds: [caseId] };
      });
    },
  });
}

/** The row that a case was found by; there is one, since its team has been asked. */
export function requireRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('A read was allowed without a row.');
  return row;
}

interface Asked {
  readonly reader: Reader;
  readonly options: CaseOptions;
  readonly related: readonly RelatedRow[];
}

function fold(row: CaseRecord, caseType: CaseType, { reader, options, related }: Asked): Shown<CaseFace> {
  const { caseId, nowMs } = options;
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const parts = readablePartsOf(row, caseType);
  const view = viewCase(caseType, state, {
    caseId,
    parts,
    isAbroad: 'abroad' in reader,
    today: dateOf(new Date(nowMs).toISOString(), caseType.zone),
    mayDo: (role) =>
      reader.principal.teams.some((one) => one.team === row.team && (role === undefined || one.role === role)),
    parent: facesOf(related, 'parent')[0] ?? null,
    children: facesOf(related, 'child'),
  });
  return { view, ...shownParts(parts), caseIds: [caseId, ...related.map(({ case_id: id }) => id)] };
}

function facesOf(related: readonly RelatedRow[], relation: RelatedRow['relation']): readonly RelatedFace[] {
  return related
    .filter((row) => row.relation === relation)
    .map(({ case_id: caseId, reference, case_type: caseType, task }) => ({ caseId, reference, caseType, task }));
}
