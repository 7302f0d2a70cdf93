// Which role the case type asks of whoever issues a command. Knows nothing of who holds it.
import type { CaseCommand } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';

/** The role, or undefined where any member of the case's team may. An unknown task is for the decider to refuse. */
export function requiredRole(command: CaseCommand, caseType: CaseType): string | undefined {
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
    case 'AddNote':
      return undefined;
    default:
      return command satisfies never;
  }
}
