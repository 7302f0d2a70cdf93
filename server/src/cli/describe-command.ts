// `casewright describe`: writes the handbook of kinds of case, with the drafts of their assessments. It needs no database.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handbookOf } from '../handbook/handbook.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode } from './exit-codes.ts';
import { textOption } from './maintenance.ts';
import { findCaseTypes, problemLine, readCaseType } from './read-case-types.ts';

export function describeCommand(call: CommandCall): Promise<ExitCode> {
  const { doors, positionals } = call;
  const folder = textOption(call, 'to') ?? '.';
  let [written, problems] = [0, 0];
  for (const place of findCaseTypes(positionals, doors.caseTypesFolder)) {
    const read = readCaseType(place);
    if ('problems' in read) {
      problems += read.problems.length;
      for (const problem of read.problems) doors.print(problemLine(read.file, problem));
      continue;
    }
    const file = join(folder, `${read.caseType.name}-${read.caseType.version}.html`);
    write(folder, file, handbookOf(read.caseType));
    doors.print(`${file}: ${read.caseType.title}`);
    written += 1;
  }
  doors.print(`${count(written, 'handbook')} written, ${count(problems, 'problem')} found.`);
  return Promise.resolve(problems === 0 ? ExitCode.ok : ExitCode.problems);
}

function write(folder: string, file: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new EnvironmentError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
