// The texts of help for commands on case types in files: checking, telling of and converting them. None needs a database.

export const CONVERT = `casewright convert <from> <to>

Turns a case type in YAML into CMMN 1.1, or a CMMN model (1.1 or 1.0) into a case type, by the endings of the two names
(.yaml, .cmmn); or the decisions of a case type into DMN 1.5, or a DMN model (1.1 to 1.5) into a case type that decides the same
(.dmn). What a case type cannot say is refused with its place, and nothing is written then. What CMMN has no place for goes along in extensions, and comes back. A model of another product gives the
least that a case type needs; "casewright check" then says what is missing. <to> must not exist.`;

export const CONVERT_CCD = `casewright convert-ccd <folder> --to <file.yaml> [--without <ends>] [--on <date>] [--case-type <id>]

Turns a CCD definition, as JSON sheets in a folder and the folders in it, into a case type. Beside <file.yaml> it writes
<file.yaml>.report.json with what became of every row (carried, in part with what is lost, or not carried and why) and the
names that stand for CCD's ids, and <file.yaml>.report.txt for people. None of the three may exist.

  --without <ends>   pieces that are left out, by the ends of their names, with commas (default: prod,shuttered)
  --on <date>        the day for which rows must be live (default: today)
  --case-type <id>   which, where the definition has several`;

export const CHECK = `casewright check [<case type> …] [--strict]

Checks case types and their import mappings, and tells every problem with file, line and reason.
A case type is a name of a shipped one, a folder of one or of several, or a YAML file; without any, all shipped ones are checked.
The blocks that lie beside them are checked as well; a problem of what a case type imports is told in the file of the block.

  --strict   what is only warned of counts as a problem`;

export const SCENARIOS = `casewright scenarios [<case type> …] [--missing] [--at-least <percent>] [--json]

Plays the scenarios of case types with a virtual clock, and tells every expectation that does not hold. Then says how much
of each case type was used while they were played: stages, tasks, happenings (milestones, timers, listeners), criteria that
fired, rows of decision and routing tables, moves of issues and the like, and permissions (steps that say their roles).
A case type is a name of a shipped one, a folder of one or of several; without any, the scenarios of all shipped ones are played.

  --missing               also names what no scenario used
  --at-least <percent>    a case type of which less was used counts as a problem
  --json                  prints all of it as JSON and nothing else`;

export const CONFORMANCE = `casewright conformance <suite> <folder>

Runs the cases of a conformance suite that lie in a folder and tells every case that fails, with what was expected and
what came. Ends with how many passed, per level and in all.

  cmmn  scenarios/*.json and the models they name, in the format cmmn-scenario/1
  dmn   the OMG's Technology Compatibility Kit for DMN (models *.dmn, cases *.xml), at any depth`;
