// The texts of `help` and `--help`. They say what a command does; the commands themselves hold to it.

export const commandNames = [
  'serve',
  'import',
  'verify',
  'rebuild',
  'check',
  'scenarios',
  'conformance',
  'convert',
  'systems',
  'help',
] as const;

export type CommandName = (typeof commandNames)[number];

const codes = `Exit codes: 0 all is well; 1 problems were found; 2 the command line was not understood; 3 the surroundings
do not allow it (no database, a full disk, a missing file). The last line of the output is the result.`;

const database = `The database is the embedded one in the folder CASEWRIGHT_DATA (default .data), which is started if it does not run,
or the one named in DATABASE_URL (PostgreSQL 15 or newer).`;

const texts: Readonly<Record<CommandName, string>> = {
  serve: `casewright serve

Runs the server: the staff app, the interface under /api/v1, timers and live updates, until Ctrl-C.

  PORT, HOST                 where to listen (8080, 127.0.0.1)
  CASEWRIGHT_DEMO=1          a demonstration agency whose people sign in without a password
  CASEWRIGHT_IDENTITY        the file that names your identity providers
  CASEWRIGHT_PUBLIC_ORIGIN   the address that people use where a proxy stands in front, e.g. https://cases.example

${database}`,
  import: `casewright import <log> --mapping <mapping> [options]

Plays an event log (CSV or XES, plain or .gz) through the command path, each row as its person at its time.
An interrupted import goes on where it stopped when it is run again with the same file.

  --mapping <mapping>   a case type that has one (infringement-notice), one of several (infringement-notice/name),
                        or the path of a mapping file
  --agency <slug>       the agency that gets the cases; made if there is none (default: imported)
  --import-id <id>      a name of this import (default: made from the file, the mapping and the case type)
  --dry-run             decides everything and writes nothing; needs no database
  --json <file>         also writes the whole report there as JSON

${database}`,
  verify: `casewright verify [--agency <slug>] [--case <id>]

Recomputes every hash of every event and names the case and the event where something was changed, removed or moved.

${database}`,
  rebuild: `casewright rebuild [--agency <slug>] [--check]

Makes everything that is derived (heads, lists, timers, access) anew from the events, and says what had differed.
What cannot be read is left as it stands and counts as a problem.

  --check   only compares; any difference counts as a problem

${database}`,
  check: `casewright check [<case type> …]

Checks case types and their import mappings, and tells every problem with file, line and reason.
A case type is a name of a shipped one, a folder, or a YAML file; without any, all shipped ones are checked.`,
  scenarios: `casewright scenarios [<case type> …]

Plays the scenarios of case types with a virtual clock, and tells every expectation that does not hold.
A case type is a name of a shipped one or a folder; without any, the scenarios of all shipped ones are played.`,
  conformance: `casewright conformance <suite> <folder>

Runs the cases of a conformance suite that lie in a folder and tells every case that fails, with what was expected and
what came. Ends with how many passed, per level and in all.

  cmmn  scenarios/*.json and the models they name, in the format cmmn-scenario/1
  dmn   the OMG's Technology Compatibility Kit for DMN (models *.dmn, cases *.xml), at any depth`,
  convert: `casewright convert <from> <to>

Turns a case type in YAML into CMMN 1.1, or a CMMN model (1.1 or 1.0) into a case type, by the endings of the two names
(.yaml, .cmmn); or the decisions of a case type into DMN 1.5, or a DMN model (1.1 to 1.5) into a case type that decides the same
(.dmn). What a case type cannot say is refused with its place, and nothing is written then. What CMMN has no place for goes along in extensions, and comes back. A model of another product gives the
least that a case type needs; "casewright check" then says what is missing. <to> must not exist.`,
  systems: `casewright systems [list] [--agency <slug>]
casewright systems add --agency <slug> --name <name> --actions <action>,… [options]
casewright systems end --agency <slug> <client_id>

Which other systems may get tokens (docs/operator.md). A new one gets an id and a secret, which is shown once.

  --actions <action>,…       read-session, read-case, list-cases, list-work, list-case-types, verify-chain; provision for
                             a directory (SCIM); for changes the commands: OpenCase, RecordData, AddNote, CompleteTask, …
  --roles <team>/<role>,…    what it is in which teams; a token opens nothing that these do not
  --case-types <name>,…      the kinds of cases that it is for (default: all)
  --days <number>            until then it is known (365)
  --token                    gives a token that holds as long instead of a secret, for programs that cannot ask for one

${database}`,
  help: `casewright <command> [options]

  serve       run the server
  import      play an event log into cases
  verify      check the hash chains of all events
  rebuild     make everything that is derived anew from the events
  check       check case types
  scenarios   play the scenarios of case types
  conformance run a conformance suite
  systems     let other systems in, by tokens
  convert     turn a case type into CMMN or DMN, or such a model into a case type
  help        this text; "casewright help <command>" or "casewright <command> --help" for more

${codes}`,
};

/** The help of one command, ending with the exit codes. */
export function usageOf(command: CommandName): string {
  return command === 'help' ? texts.help : `${texts[command]}\n\n${codes}`;
}

export function isCommand(name: string): name is CommandName {
  // The list is of literals, and the question is whether any text is among them.
  return (commandNames as readonly string[]).includes(name);
}
