// Who may do work in a case at all, as its case type says besides the role that each piece of work asks for. It compares
// names of roles; who has them is known elsewhere.
import { valueOver } from '../form/form.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { CaseState } from './state.ts';
import type { CaseCommand } from './commands.ts';

/** Doing work, and recording what work records: what people decide about access or the end of a case is none. */
const WORK: readonly CaseCommand['type'][] = [
  ...(['StartTask', 'CompleteTask', 'PlanItem', 'MovePlanItem', 'OccurListener', 'RecordData'] as const),
];

/** Whether a command is work, for which `mayAct` is asked. */
export function isWork({ type }: Pick<CaseCommand, 'type'>): boolean {
  return WORK.includes(type);
}

/**
 * Whether somebody may do work as the case stands.
 *
 * @param has whether they have a role in the team of the case
 */
export function mayAct(caseType: CaseType, { data }: Pick<CaseState, 'data'>, has: (role: string) => boolean): boolean {
  return (caseType.access?.acting ?? []).every(({ when, by }) => {
    // What cannot be evaluated denies.
    const isOver = when !== undefined && valueOver(caseType, when, data) === false;
    return isOver || by.some(has);
  });
}
