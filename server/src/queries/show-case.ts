// One case as its reader sees it, folded from the state that its last event left.
import { dateOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { viewCase, type CaseFace } from '@casewright/engine/view';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { answerRead, type ReadAnswer, type ReadPath, type Shown } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import type { Reader } from './sessions.ts';

export interface CaseOptions {
  readonly caseId: string;
  readonly nowMs: number;
  readonly caseTypes: CaseTypes;
}

export function showCase(path: ReadPath, reader: Reader, options: CaseOptions): Promise<ReadAnswer<CaseFace>> {
  return answerRead(path, reader, {
    action: { type: 'read-case' },
    name: 'read-case',
    asked: [options.caseId],
    statements: [readCase(reader.principal.tenant, options.caseId, reader.tokens)],
    fold: ([found]) => {
      const row = found.rows[0];
      return row === undefined ? null : fold(row, reader.principal, options);
    },
  });
}

async function fold(
  row: CaseRecord,
  principal: Principal,
  { caseId, nowMs, caseTypes }: CaseOptions,
): Promise<Shown<CaseFace>> {
  const caseType = await caseTypes.byHash(principal, row.case_type_hash);
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const view = viewCase(caseType, state, {
    caseId,
    today: dateOf(new Date(nowMs).toISOString(), caseType.zone),
    mayDo: (role) => principal.teams.some((membership) => membership.team === row.team && membership.role === role),
  });
  return { view, caseIds: [caseId], team: row.team };
}
