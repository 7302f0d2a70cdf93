// What is changed besides cases, by whoever works with them or oversees them: one set of doors, so that the program and its tests open the same.
import type { Database } from '../store/database.ts';
import { administrationDoors, type AdministrationDoors } from './administration-steps.ts';
import { hereDoors, type HereDoors } from './be-here.ts';
import type { CommandDeps } from './execute-command.ts';
import { peopleDoors } from './link-people.ts';
import { phraseDoors, type PhraseDeps, type PhraseDoors } from './phrase-steps.ts';
import { printDoors, type PrintDoors } from './print-steps.ts';
import { recordsDoors, type RecordsDoorsOfCommands } from './records-doors.ts';
import { sampleDoors, type SampleDoors } from './sample-steps.ts';
import { subjectFileDoors, type SubjectFileDoors } from './subject-doors.ts';
import { unsentDoors, type UnsentDoors } from './unsent-texts.ts';
import { viewDoors, type ViewDoors } from './view-steps.ts';

export interface DeskDoors
  extends
    AdministrationDoors,
    HereDoors,
    PhraseDoors,
    PrintDoors,
    RecordsDoorsOfCommands,
    SampleDoors,
    SubjectFileDoors,
    UnsentDoors,
    ViewDoors,
    ReturnType<typeof peopleDoors> {}

type DeskDeps = CommandDeps & {
  readonly database: Database;
  readonly teamsAnsweredFor: PhraseDeps['teamsAnsweredFor'];
  /** Gives out a file of what is held about somebody. */
  readonly giveOut: SubjectFileDoors['exportSubjectFile'];
};

export function deskDoors(deps: DeskDeps): DeskDoors {
  return {
    ...administrationDoors(deps),
    ...hereDoors(deps),
    ...peopleDoors(deps),
    ...phraseDoors(deps),
    ...printDoors(deps),
    ...recordsDoors(deps),
    ...sampleDoors(deps),
    ...subjectFileDoors(deps),
    ...unsentDoors(deps),
    ...viewDoors(deps),
  };
}
