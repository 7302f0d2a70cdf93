// What a person was told of facts that are said to be wrong: only where they may read the field in the case that took it.
import type { CaseState } from '@casewright/engine/case';
import { correctionFaces } from '@casewright/engine/view';
import type { CorrectionNoticeRow } from '../store/notices.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { CaseTypes } from './case-types.ts';
import type { NoticeView } from './list-notices.ts';
import type { Reader } from './sessions.ts';

export async function correctionNotices(
  caseTypes: CaseTypes,
  reader: Reader,
  rows: readonly CorrectionNoticeRow[],
): Promise<readonly NoticeView[]> {
  const views: NoticeView[] = [];
  for (const row of rows) {
    const caseType = await caseTypes.byHash(reader.principal, row.case_type_hash);
    // The store keeps exactly what the engine made.
    const state = JSON.parse(row.state) as CaseState;
    const faces = correctionFaces(caseType, state, readablePartsOf(row, caseType));
    const face = faces.find(({ correction }) => correction === row.clock);
    if (face === undefined) continue;
    views.push({
      ...{ caseId: row.case_id, reference: row.reference, caseType: row.case_type, team: row.team },
      ...{ about: 'correction', clock: face.title, dueOn: row.due_on, share: null },
      ...{ reachedOn: row.reached_on, toldAt: row.told_at, asked: null },
    });
  }
  return views;
}
