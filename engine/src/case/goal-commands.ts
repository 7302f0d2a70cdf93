// Commands on goals: setting one, reviewing it, concluding it.
import { concludeGoal, reviewGoal, setGoal } from '../entries/entries.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { GoalCommand } from './commands.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';

export function changeGoal(asked: EntryAsked, command: GoalCommand): EntryDecided {
  const { draft, at } = asked;
  const definition = draft.caseType.goals.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  const closed = closedFor(asked, command.type === 'SetGoal' || definition.blocksClosing);
  if (closed !== null) return closed;
  if (command.type === 'SetGoal') {
    return putNew(
      asked,
      { of: command.of, ruled: setGoal(definition, command, { at, entries: entriesIn(draft) }) },
      'GoalSet',
    );
  }
  const { entry } = command;
  const goal = entryNamed(asked, command, 'goal');
  if (goal === null) return unknownEntry(entry);
  if (command.type === 'ReviewGoal') {
    return putChanged(asked, { entry, ruled: reviewGoal(goal, command, at) }, { type: 'GoalReviewed' });
  }
  const { attainment, reasons } = command;
  return putChanged(
    asked,
    { entry, ruled: concludeGoal(definition, goal, { attainment, reasons, at }) },
    { type: 'GoalConcluded' },
  );
}
