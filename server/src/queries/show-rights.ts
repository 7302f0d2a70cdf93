// What people asked of what a case holds about them: corrections and statements of disagreement with everybody who is to be told, and consents
// with everything that was done under each. Of other cases only those that whoever asks may see are named.
import type { CaseState } from '@casewright/engine/case';
import { type CaseType, sectionsOf } from '@casewright/engine/definition';
import {
  type ConsentFace,
  consentFaces,
  type CorrectionFace,
  correctionFaces,
  cutToParts,
  mayReadField,
} from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import { seqOfCorrection, takenFrom, type TakenRow, toldOf, type ToldRow } from '../store/correction-rows.ts';
import type { Database } from '../store/database.ts';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { readFoundCases } from '../store/search-cases.ts';
import { partTitle } from './access-world-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { spokenTo, type CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface TakerView {
  readonly caseId: string;
  readonly reference: string;
  /** The field that holds it there. */
  readonly field: string;
}

export interface CorrectionView extends CorrectionFace {
  /** Cases that took the wrong fact over, and whether each was told. */
  readonly takers: readonly (TakerView & { readonly isTold: boolean })[];
}

export interface ConsentView extends ConsentFace {
  /** Cases that took a fact over under it. */
  readonly takers: readonly (TakerView & { readonly purpose: string })[];
}

export interface RightsView {
  readonly corrections: readonly CorrectionView[];
  readonly consents: readonly ConsentView[];
  /** Purposes that rest on consent in cases of this kind, and the role of whoever consents. */
  readonly purposes: readonly { readonly purpose: string; readonly title: string; readonly of: string }[];
  /** Sections of cases of this kind, which a consent may be for. */
  readonly sections: readonly { readonly section: string; readonly title: string }[];
}

export interface RightsOptions {
  readonly caseId: string;
  readonly database: Database;
  readonly caseTypes: CaseTypes;
}

export function showRights(send: SendReading, reader: Reader, options: RightsOptions): Promise<ReadAnswer<RightsView>> {
  const { caseId, database, caseTypes } = options;
  const { tenant, person, holding } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-rights',
    asked: [caseId],
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async ([found]) => {
      const row = requireRow(found.rows);
      const caseType = spokenTo(reader, await caseTypes.byHash(reader.principal, row.case_type_hash));
      const parts = readablePartsOf(row, caseType);
      // The store keeps exactly what the engine made.
      const state = JSON.parse(row.state) as CaseState;
      const [taken, told] = await database.once(programContext(tenant, 'system.rights'), [
        takenFrom(tenant, caseId),
        toldOf(tenant, caseId),
      ]);
      const ids = [...new Set(taken.rows.map((one) => one.case_id))];
      // Asked under their own rights: of a case that they may not see nothing is said.
      const [seen] = await database.once({ tenant, person, holding }, [readFoundCases(tenant, ids)]);
      const takers: Takers = { taken: [], told: told.rows };
      for (const other of inScope(reader, seen.rows)) {
        const type = await caseTypes.byHash(reader.principal, other.case_type_hash);
        const of = { caseId: other.case_id, reference: other.reference, parts: readablePartsOf(other, type), type };
        for (const one of taken.rows)
          if (one.case_id === of.caseId && mayReadField(of.type, one.field, of.parts))
            takers.taken.push({ row: one, taker: { caseId: of.caseId, reference: of.reference, field: one.field } });
      }
      const view = cutToParts(parts, () => viewOf(caseType, state, { parts, takers }));
      return { view, ...shownParts(parts), caseIds: [caseId, ...takers.taken.map(({ taker }) => taker.caseId)] };
    },
  });
}

interface Takers {
  readonly taken: { readonly row: TakenRow; readonly taker: TakerView }[];
  readonly told: readonly ToldRow[];
}

function viewOf(
  caseType: CaseType,
  state: CaseState,
  { parts, takers }: { readonly parts: ReturnType<typeof readablePartsOf>; readonly takers: Takers },
): RightsView {
  return {
    corrections: correctionFaces(caseType, state, parts).map((face) => ({ ...face, takers: takersOf(face, takers) })),
    consents: consentFaces(caseType, state, parts).map((face) => ({
      ...face,
      takers: takers.taken
        .filter(({ row }) => row.consent === face.consent && mayReadField(caseType, row.source_field, parts))
        .map(({ row, taker }) => ({ ...taker, purpose: row.purpose })),
    })),
    purposes: [...(caseType.consents?.values() ?? [])].map(({ purpose, title, of }) => ({ purpose, title, of })),
    sections: sectionsOf(caseType).map((section) => ({ section, title: partTitle(caseType, section) })),
  };
}

/** Those that took it before it was said to be wrong. */
function takersOf({ correction, field }: CorrectionFace, { taken, told }: Takers): CorrectionView['takers'] {
  const number = seqOfCorrection(correction);
  return taken
    .filter(({ row }) => row.source_field === field && row.source_seq < number)
    .map(({ taker }) => ({
      ...taker,
      isTold: told.some(
        (one) => one.from_correction === correction && one.case_id === taker.caseId && one.field === taker.field,
      ),
    }));
}
