// May this principal issue this command: the role that the case type asks for, brought to the policy.
import { type CaseCommand, isEntryCommand, queueOfAssignee, roleOfEntryCommand } from '@casewright/engine/case';
import { managerOf, type CaseType } from '@casewright/engine/definition';
import { CASE_PLAN, definitionOf } from '@casewright/engine/plan';
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
  return planners === undefined || planners.length === 0 ? [requiredRole(command, caseType)] : planners;
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

/** The role, or undefined where any member of the case's team may. An unknown task is for the decider to refuse. */
function requiredRole(command: CaseCommand, caseType: CaseType): string | undefined {
  if (isEntryCommand(command)) return roleOfEntryCommand(caseType, command);
  switch (command.type) {
    case 'OpenCase':
      return caseType.opening.by;
    case 'CloseCase':
    case 'ReopenCase':
      return caseType.closing.by;
    // The whole case is moved by whoever may close it, a step by whoever does it.
    case 'MovePlanItem':
      return command.item === CASE_PLAN
        ? caseType.closing.by
        : caseType.items.get(definitionOf(command.item))?.task?.by;
    case 'ClassifyCase':
    case 'GiveAccess':
    case 'EndAccess':
    case 'DecideAccess':
    case 'ReviewBreakGlass':
      return managerOf(caseType);
    case 'StartTask':
    case 'CompleteTask':
      return caseType.items.get(definitionOf(command.task))?.task?.by;
    case 'AssignTask':
    case 'OccurListener':
    case 'RecordData':
    case 'FireTimer':
    case 'RecordChild':
    case 'ReturnChild':
    case 'ChangeDueDate':
    case 'SuspendClock':
    case 'ResumeClock':
    case 'ExtendClock':
    case 'RecountClocks':
    case 'AddNote':
    case 'PlanItem':
    // Anybody of the agency may ask, and in an emergency act: that is what the policy is asked about these two.
    case 'RequestAccess':
    case 'BreakGlass':
      return undefined;
    default:
      return command satisfies never;
  }
}
