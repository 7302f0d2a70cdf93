// What a case says about who may read it, as the facts that the rules of access read.
import { type CaseState, queueOfAssignee } from '../case/case.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { AccessFact } from '../policy/policy.ts';

export interface CaseOfAgency {
  readonly tenant: number;
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly state: CaseState;
}

export function accessFactsOf({ tenant, caseId, state }: CaseOfAgency): readonly AccessFact[] {
  const id = `${tenant}/${caseId}`;
  const always = { from: null, until: null };
  const people = new Set(
    Object.values(state.status === 'closed' ? {} : state.tasks).flatMap(({ assignee }) =>
      assignee === undefined || queueOfAssignee(assignee) !== null ? [] : [assignee],
    ),
  );
  return [
    {
      ...{ kind: 'case', id: caseId, ...always, case: id, unit: `${tenant}/${state.team}`, matters: [] },
      ...{ classification: null, compartments: [], purposes: null, parts: [] },
    },
    ...[...people].map((person) => ({
      ...({ kind: 'assignment', id: `${caseId}.assignment.${person}`.slice(0, 64), ...always } as const),
      ...{ person: `${tenant}/${person}`, case: id, delegable: true },
    })),
  ];
}
