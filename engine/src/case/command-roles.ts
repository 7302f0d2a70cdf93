// Which roles a command asks for, as its case type says. Who has one is known elsewhere.
import { managerOf } from '../definition/access-definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';
import type { CaseCommand } from './commands.ts';
import { isEntryCommand, roleOfEntryCommand } from './entry-roles.ts';

/**
 * The roles of which whoever gives the command must have one, or undefined where any member of the case's team may. Planning
 * tables name roles of their own, which the decider compares; an unknown task is for it to refuse.
 */
export function rolesOfCommand(caseType: CaseType, command: CaseCommand): readonly string[] | undefined {
  if (isEntryCommand(command)) return oneOf(roleOfEntryCommand(caseType, command));
  switch (command.type) {
    case 'OpenCase':
      return caseType.opening.by;
    case 'CloseCase':
    case 'ReopenCase':
      return [caseType.closing.by];
    // The whole case is moved by whoever may close it, a step by whoever does it.
    case 'MovePlanItem':
      return command.item === CASE_PLAN
        ? [caseType.closing.by]
        : caseType.items.get(definitionOf(command.item))?.task?.by;
    case 'ClassifyCase':
    case 'GiveAccess':
    case 'EndAccess':
    case 'DecideAccess':
    case 'ReviewBreakGlass':
      return [managerOf(caseType)];
    case 'StartTask':
    case 'CompleteTask':
      return caseType.items.get(definitionOf(command.task))?.task?.by;
    case 'AssignTask':
    case 'OccurListener':
    case 'RecordData':
    case 'TakeFact':
    case 'FireTimer':
    case 'RecordChild':
    case 'ReturnChild':
    case 'ChangeDueDate':
    case 'SuspendClock':
    case 'ResumeClock':
    case 'ExtendClock':
    case 'RecountClocks':
    case 'SuggestWall':
    case 'AddNote':
    case 'RecordCorrection':
    case 'ReceiveCorrection':
    case 'SettleRecipient':
    case 'PlanItem':
    // Anybody of the agency may ask, and in an emergency act: the policy is asked about these two.
    case 'RequestAccess':
    case 'BreakGlass':
      return undefined;
    default:
      return command satisfies never;
  }
}

function oneOf(role: string | undefined): readonly string[] | undefined {
  return role === undefined ? undefined : [role];
}
