// Which role a command on an issue or the like asks for, as its case type says. Who has it is known elsewhere.
import type { CaseType } from '../definition/case-type.ts';
import type { CaseCommand, EntryCommand } from './commands.ts';

/** The list of its kind, as hiding knows it: `issues.allegation`. */
export function listOfCommand(command: EntryCommand): string {
  switch (command.type) {
    case 'RaiseIssue':
    case 'DecideIssue':
    case 'ReopenIssue':
      return 'issues';
    case 'AddParty':
    case 'EndParty':
    case 'ReplaceParty':
      return 'parties';
    case 'SetGoal':
    case 'ReviewGoal':
    case 'ConcludeGoal':
      return 'goals';
    case 'ImposeObligation':
    case 'MeetObligation':
    case 'WaiveObligation':
      return 'obligations';
  }
}

const COMMANDS: Readonly<Record<EntryCommand['type'], true>> = {
  ...{ RaiseIssue: true, DecideIssue: true, ReopenIssue: true },
  ...{ AddParty: true, EndParty: true, ReplaceParty: true },
  ...{ SetGoal: true, ReviewGoal: true, ConcludeGoal: true },
  ...{ ImposeObligation: true, MeetObligation: true, WaiveObligation: true },
};

export function isEntryCommand(command: CaseCommand): command is EntryCommand {
  return Object.hasOwn(COMMANDS, command.type);
}

/**
 * Kinds of which a command says something, as hiding knows them: its own, those of whoever it names, and the decisions that an
 * obligation may arise from. A refusal would tell how these stand.
 */
export function kindsOfCommand(
  { issues, parties, goals, obligations }: CaseType,
  command: EntryCommand,
): readonly string[] {
  const own = `${listOfCommand(command)}.${command.of}`;
  const named = (roles: readonly string[] = []): readonly string[] => roles.map((role) => `parties.${role}`);
  if (command.type === 'AddParty') return [own, ...named(parties.get(command.of)?.represents)];
  if (command.type === 'SetGoal') return [own, ...named(goals.get(command.of)?.owner)];
  if (command.type !== 'ImposeObligation') return [own];
  const arising = command.arisesFrom === undefined ? [] : [...issues.keys()].map((issue) => `issues.${issue}`);
  return [own, ...named(obligations.get(command.of)?.owedBy), ...arising];
}

/** Undefined where anybody of the team may, and for a kind that there is not, which the decider refuses. */
export function roleOfEntryCommand(caseType: CaseType, command: EntryCommand): string | undefined {
  switch (command.type) {
    case 'RaiseIssue':
      return caseType.issues.get(command.of)?.by;
    case 'DecideIssue':
    case 'ReopenIssue':
      return caseType.issues.get(command.of)?.decidedBy;
    case 'AddParty':
    case 'EndParty':
    case 'ReplaceParty':
      return caseType.parties.get(command.of)?.by;
    case 'SetGoal':
    case 'ReviewGoal':
    case 'ConcludeGoal':
      return caseType.goals.get(command.of)?.by;
    case 'ImposeObligation':
    case 'MeetObligation':
      return caseType.obligations.get(command.of)?.by;
    case 'WaiveObligation':
      return caseType.obligations.get(command.of)?.waivedBy;
  }
}
