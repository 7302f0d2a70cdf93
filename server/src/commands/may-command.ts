// May this principal issue this command: the role that the case type asks for, brought to the policy.
import { type CaseCommand, queueOfAssignee, roleOfCommand } from '@casewright/engine/case';
import { managerOf, type CaseType } from '@casewright/engine/definition';
import { authorize, type AccessAsked, type Principal } from '@casewright/engine/policy';
import type { MoveCommand } from '@casewright/engine/versions';
import { missingForCommand, type ReadableParts } from '@casewright/engine/view';
import { isMove } from './decide-move.ts';

export interface CommandOnCase {
  readonly command: CaseCommand | MoveCommand;
  readonly caseType: CaseType;
  /** The team that has the case, or will have it. */
  readonly team: string;
  /** Units above it. */
  readonly above: readonly string[];
  /** What the case asks of its readers; undefined where it does not exist yet. */
  readonly access: AccessAsked | undefined;
  /** What the principal may read of the case; null: all of it. */
  readonly parts: ReadableParts;
}

/** The case must be of the principal's agency, as everything that row-level security lets through is. */
export function mayCommand(principal: Principal, { command, ...on }: CommandOnCase): boolean {
  const { caseType, team, above, access, parts } = on;
  const resourceOf = { tenant: principal.tenant, team, above, caseType: caseType.name };
  if (isMove(command)) return authorize(principal, { type: 'command', command: command.type }, resourceOf).allowed;
  if (missingForCommand(caseType, command, parts).length > 0) return false;
  return requiredRoles(principal, command, caseType).some((by) => {
    const action = { type: 'command' as const, command: command.type, ...(by === undefined ? {} : { by }) };
    return authorize(principal, action, access === undefined ? resourceOf : { ...resourceOf, access }).allowed;
  });
}

/** Roles of which one is needed: a planning table may name several. */
function requiredRoles(
  principal: Principal,
  command: CaseCommand,
  caseType: CaseType,
): readonly (string | undefined)[] {
  if (command.type === 'AssignTask' && namesAnother(command, workerOf(principal))) return [managerOf(caseType)];
  const planners = command.type === 'PlanItem' ? caseType.items.get(command.item)?.discretionary?.roles : undefined;
  return planners === undefined || planners.length === 0 ? [roleOfCommand(caseType, command)] : planners;
}

/**
 * Whose work it is that is done. Whoever stands in takes work for the colleague, as the colleague could; work that they give to
 * themselves would let them into the case when they stand in no more, so that is giving it to somebody else.
 */
export function workerOf({ person, onBehalfOf }: Pick<Principal, 'person' | 'onBehalfOf'>): string {
  return onBehalfOf ?? person;
}

/**
 * Whoever gives work to somebody else by name learns whether these may open the case, and so who is kept off it. That is for
 * those who may ask why: the role that manages access. Everybody of the team takes work, returns it, and puts it into queues.
 */
function namesAnother({ assignee }: Extract<CaseCommand, { type: 'AssignTask' }>, person: string): boolean {
  return assignee !== null && assignee !== person && queueOfAssignee(assignee) === null;
}
