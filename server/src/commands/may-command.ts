// May this principal issue this command: the role that the case type asks for, brought to the policy.
import type { CaseCommand } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';
import { authorize, type Principal } from '@casewright/engine/policy';

export interface CommandOnCase {
  readonly command: CaseCommand;
  readonly caseType: CaseType;
  /** The team that has the case, or will have it. */
  readonly team: string;
}

/** The case must be of the principal's agency, as everything that row-level security lets through is. */
export function mayCommand(principal: Principal, { command, caseType, team }: CommandOnCase): boolean {
  const by = requiredRole(command, caseType);
  const action = { type: 'command' as const, command: command.type, ...(by === undefined ? {} : { by }) };
  return authorize(principal, action, { tenant: principal.tenant, team }).allowed;
}

/** The role, or undefined where any member of the case's team may. An unknown task is for the decider to refuse. */
function requiredRole(command: CaseCommand, caseType: CaseType): string | undefined {
  switch (command.type) {
    case 'OpenCase':
      return caseType.opening.by;
    case 'CloseCase':
      return caseType.closing.by;
    case 'StartTask':
    case 'CompleteTask':
      return caseType.items.get(definitionOf(command.task))?.task?.by;
    case 'AssignTask':
    case 'OccurListener':
    case 'RecordData':
    case 'FireTimer':
    case 'ChangeDueDate':
    case 'SuspendClock':
    case 'ResumeClock':
    case 'ExtendClock':
    case 'AddNote':
      return undefined;
    default:
      return command satisfies never;
  }
}
