// The texts of `help` and `--help`. They say what a command does; the commands themselves hold to it.

import { CHECK, CONFORMANCE, CONVERT, CONVERT_CCD, SCENARIOS } from './usage-of-definitions.ts';
import { ERASE, SUBJECT } from './usage-of-rights.ts';
import { RELEASE } from './usage-of-releases.ts';
import { INBOX, LETTERS, PACKAGE, SAMPLES, TEXTS, TRANSFER } from './usage-of-keeping.ts';
import { DESTROY, DISPOSAL, HOLD, RETENTION } from './usage-of-disposal.ts';
import { DRAFT, MOVE, WHAT_IF } from './usage-of-versions.ts';

export const commandNames = [
  'serve',
  'import',
  'verify',
  'export-proof',
  'log-keys',
  'rebuild',
  'holidays',
  'draft',
  'move',
  'what-if',
  'check',
  'scenarios',
  'describe',
  'conformance',
  'convert',
  'convert-ccd',
  'routing',
  'samples',
  'access',
  'systems',
  'rights',
  'delegations',
  'people',
  'subject',
  'goals',
  'release',
  'reads',
  'auditor',
  'watch',
  'retention',
  'hold',
  'disposal',
  'destroy',
  'erase',
  'sweep',
  'texts',
  'inbox',
  'letters',
  'keys',
  'backup',
  'restore',
  'transfer',
  'package',
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
  CASEWRIGHT_CASE_TYPES      a folder with case types of your own, which the demonstration has as well
  CASEWRIGHT_IDENTITY        the file that names your identity providers
  CASEWRIGHT_KEY_PROGRAM     a program that wraps agency keys in a module or key service
  CASEWRIGHT_PUBLIC_ORIGIN   the address that people use where a proxy stands in front, e.g. https://cases.example

${database}`,
  import: `casewright import <file> --mapping <mapping> [options]

Plays an event log (CSV or XES, plain or .gz) through the command path, each row as its person at its time; or a table of
cases (CSV or JSON), each row as a whole case or not at all. Every row is applied, there already, or rejected with its reason.
An interrupted import goes on where it stopped when it is run again with the same file.

  --mapping <mapping>   a case type that has one (infringement-notice), one of several (infringement-notice/name),
                        or the path of a mapping file
  --agency <slug>       the agency that gets the cases; made if there is none (default: imported)
  --import-id <id>      a name of this import (default: made from the file, the mapping and the case type)
  --dry-run             decides everything and writes nothing; needs no database
  --json <file>         also writes the whole report there as JSON

${database}`,
  verify: `casewright verify [--agency <slug>] [--skip-rows] [--case <id> [--as <person>] [--purpose <name>]]

Recomputes every hash of every event, of the log and of its checkpoints, compares the log with what the witness in
CASEWRIGHT_WITNESS_FOLDER has kept, and the rights that stand with those that were recorded. Names the case and the event
where something was changed, removed or moved. Compares what protects the rows (policies, row security, functions, grants)
with what the migrations gave, and every row that is derived, such as walls, lists and grants, with the events, as
"rebuild --check" does. That last part opens every event; --skip-rows leaves it out. With --case only that case is compared, with its own hashes and the log;
what bars the person in whose name it is asked is asked, and it is on record.

${database}`,
  'export-proof': `casewright export-proof <reference or id of a case> [--agency <slug>] [--to <file>]
  [--as <person>] [--purpose <name>]

Writes one file that proves what was recorded in a case and when it was there at the latest: the envelopes of its events
with the hashes of their contents, the proof that each is in the agency's log, and the signed checkpoint with what witnesses
said of it. The verifier, one file that needs nothing but Node, is put beside it:

  node casewright-verify.mjs <file> [--key <key of the log>] [--witness <key>] [<checkpoint> …]

No content of the case is in the file. It is not given where anything bars the person in whose name it is asked from the case or a
part of it; without --as, where anything would bar anybody. The look is in the access log. What happened up to now is logged and signed first.

  --to <file>   where to write (default: proof-<id of the case>.json)

${database}`,
  'log-keys': `casewright log-keys

Tells the keys with which the logs of the agencies are signed, for whoever witnesses them or checks a proof, and the key
with which this installation signs as a witness for others.

${database}`,
  rebuild: `casewright rebuild [--agency <slug>] [--check]

Makes everything that is derived (heads, lists, timers, access) anew from the events, and says what had differed.
What cannot be read is left as it stands and counts as a problem.

  --check   only compares; any difference counts as a problem

${database}`,
  holidays: `casewright holidays show --agency <slug>
casewright holidays preview <file> --agency <slug>
casewright holidays import <file> --agency <slug>

The table of public holidays by which an agency counts days: shows it in the form of a file, tells which running clocks
another one would move, or adopts another one and moves them. A file is YAML or JSON:

  version: act-2027.1       a name of its own, kept with every date that is counted by it
  firstYear: 2015           the years that the table covers; every place has holidays in each of them
  lastYear: 2036
  places:
    AU-ACT:
      Canberra Day: 2015-03-09 2016-03-14 …

A table replaces the one before as a whole, so begin with what "show" prints. One that lacks a year or a place that a
running clock needs is refused. An import that was cut off goes on when it is run again; the server's worker also goes on.

${database}`,
  move: `${MOVE}

${database}`,
  'what-if': `${WHAT_IF}

${database}`,
  draft: `${DRAFT}

${database}`,
  release: `${RELEASE}

${database}`,
  check: CHECK,
  describe: `casewright describe [<case type> …] [--to <folder>]

Writes a handbook of each kind of case as one page of HTML that loads nothing: its plan as a picture and in words, what is recorded and why,
who may do what, clocks and law, tables, and drafts of a privacy impact assessment and a security assessment. Without a
name, of all shipped ones.

  --to <folder>   where to write (default: here)

${codes}`,
  scenarios: SCENARIOS,
  conformance: CONFORMANCE,
  convert: CONVERT,
  'convert-ccd': CONVERT_CCD,
  routing: `casewright routing facts <file> --agency <slug>
casewright routing audit [--agency <slug>]

"facts" sets what routing must know of people: capacity, skills, languages, places, queues, absence and declared interests,
from a YAML file with a group for each person. Everything of a person is set at once; nobody else is touched.
"audit" does every routed assignment again from what is stored and names each that does not come out the same.

${database}`,
  samples: `${SAMPLES}\n\n${database}`,
  access: `casewright access why <case> [--person <person>] [--part <part>] [--at <instant>]
casewright access who <case> [--part <part>] [--at <instant>] [--after <next>]
casewright access reach <person> [--closed] [--after <next>]
casewright access what-if <case> [--wall <person>] [--end <id>]
casewright access diff --rules <file.json> [--after <next>]

Who may read what, and why, as JSON. Each needs --agency <slug> and --as <person>: it is asked in the name of that person, who
is told what they would be told in the staff app, and the access log says that an operator asked. <case> is a reference or an id.

  why      why somebody may or may not read a case; without --person, whoever asks
  who      everybody who may read it, 50 a page
  reach    the cases that somebody reaches; for the role privacy-officer
  what-if  who would gain and lose by a wall, or by the end of what was given; nothing is changed
  diff     who would gain and lose what by another version of the rules of access, 25 cases a page; for the role privacy-officer

${database}`,
  systems: `casewright systems [list] [--agency <slug>]
casewright systems add --agency <slug> --name <name> --actions <action>,… [options]
casewright systems end --agency <slug> <client_id>

Which other systems may get tokens (docs/operator.md). A new one gets an id and a secret, which is shown once.

  --actions <action>,…       read-session, read-case, list-cases, search-cases, export-cases, list-work, list-case-types, verify-chain; provision for
                             a directory (SCIM); for changes the commands: OpenCase, RecordData, AddNote, CompleteTask, …
  --roles <team>/<role>,…    what it is in which teams; a token opens nothing that these do not
  --case-types <name>,…      the kinds of cases that it is for (default: all)
  --days <number>            until then it is known (365)
  --token                    gives a token that holds as long instead of a secret, for programs that cannot ask for one

${database}`,
  rights: `casewright rights [list] --agency <slug>
casewright rights give --agency <slug> --person <id> (--clearance <scale>:<level> [--markers <marker>,…] | --read-in
           <compartment> | --delegate-to <person>) [--until <date or instant>]
casewright rights give --agency <slug> (--person <id> | --unit <team>) --wall-off <matter>
casewright rights end --agency <slug> <id>
casewright rights place --agency <slug> <team> (--under <team> | --top)

What people and units hold beside their memberships, by the rules in docs/access-rules.md, and which unit lies below which.
Every change is evidence in the agency's log and counts from the next request on. The cases of a unit that is moved are
shown to nobody until the worker has made their rows anew, some thousand a minute.

${database}`,
  delegations: `casewright delegations [list] --agency <slug>
casewright delegations give --agency <slug> --person <id> --instrument <name> --from <date> [--until <date>] --given-by <id>
casewright delegations end --agency <slug> <id> --reason <text>

The register of delegations: who may make the determinations of case types that name an instrument. --given-by is who signed it.
Where somebody holds none on the day, the decision is refused; one that was ended counts for nothing more. Every change is
evidence in the agency's log. Handing work over to a colleague is another thing: see "rights".

${database}`,
  people: `casewright people match --agency <slug> --as <person> <case>/<party>
casewright people show --agency <slug> --as <person> <case>/<party>
casewright people merge --agency <slug> --as <person> <case>/<party> <case>/<party> --reason <text>
casewright people unmerge --agency <slug> --as <person> <case>/<party> [<case>/<party> ...] --reason <text>

Who somebody in a case may be in other cases, with a score and reasons, and what every record of one person knows. To merge is to
hold two records to be of one person; no fact of either is changed, and to unmerge takes it back, with those who are named beside.
A case is named by its id or reference, a party by its id in it. It is asked and done in the name of somebody of the agency, who
is told of no case that is not for them, and it is in the access log.

${database}`,
  goals: `casewright goals --agency <slug> --as <person> --from <date> --to <date> [options]

How many goals were set, what became of them, and where what was measured lies, in cases that this person may read. What was
measured is told of five goals and more. To ask is in the access log.

  --case-type <name>    one kind of case (default: all)
  --goal <name>         one kind of goal (default: all)
  --concluded           goals that were concluded in the time, and not those that were set in it
  --period <name>       month, quarter, year or financial-year, which begins as the case type says (default: all in one)
  --cohort <name>       team, opened (when the case was opened), or a cohort that the kind of case offers in reports
  --csv <file>          writes a table; no cell of it is a formula

${database}`,
  reads: `casewright reads --agency <slug> --case <id> --purpose <name>
casewright reads --agency <slug> --person <id> --from <date> --to <date> --purpose <name> [--csv <file>]

Tells who looked at a case, or every case that somebody saw or asked for in a time: how often, when, in what way, and what of
it. To look here is in the access log too, with its purpose; where it cannot be recorded, nothing is told.

  --as <person>  in whose name: cases that a wall, clearance, compartment, seal or purpose keeps them off are only counted;
                 without it, every case is that asks for anything or keeps anybody off
  --csv <file>   writes a table; no cell of it is a formula

${database}`,
  auditor: `casewright auditor [list] --agency <slug>
casewright auditor give --agency <slug> --by <person> --person <id> --purpose <name> --from <date> --until <date> [options]
casewright auditor end --agency <slug> --by <person> <seat>

Who may look at everything that was recorded, for a time and within a scope, and change nothing. A seat is given by a person of
the agency, never to themselves and never to somebody who belongs to a team. Both are evidence in the agency's log.

  --name <name>                 of somebody whom the agency does not know yet
  --case-types <name>,…         the kinds of cases (default: all)
  --teams <team>,…              the teams whose cases (default: all)
  --case <id>                   one case only
  --recorded-from, --recorded-until <date>
                                only what was recorded in this time

${database}`,
  watch: `casewright watch [show] --agency <slug>
casewright watch set --agency <slug> --zone <zone> [--hours 07:00-19:00] [--place <place>]
casewright watch tie|untie --agency <slug> --person <id> --case <id> [--as self|kin]

When an agency works, and whose case is whose, for the rules that notice who looks at cases without a reason
(docs/operator.md). Without hours no hour is unusual; without a place only weekends are no working days.

${database}`,
  subject: SUBJECT,
  erase: ERASE,
  hold: HOLD,
  retention: RETENTION,
  disposal: DISPOSAL,
  destroy: DESTROY,
  texts: `${TEXTS}

${database}`,
  sweep: `casewright sweep
casewright sweep files [--repair] [--deep]

Writes anew the tables that hold values in the clear, so that the files of the database keep no bytes of what was destroyed,
and, with the embedded database, empties its write-ahead log. The tables are locked meanwhile, so run it at a quiet time.
With a PostgreSQL of yours, checkpoints, its write-ahead log and archives are for its administrator.

"sweep files" holds the files of documents against what is known of them and against the events that name them, and reports
what is missing, changed or left over. --repair gives up what was brought and not filed for fourteen days, removes bytes of
what was refused or destroyed, and puts aside bytes of which nothing is known; it never deletes those. --deep reads every file.
A running server does the same without --deep every six hours.`,
  keys: `casewright keys list [--agency <slug>]
casewright keys rotate [--agency <slug>]
casewright keys rotate --wrapping [--to files]
casewright keys retire [--agency <slug>]

"list" tells the agency keys, what wrapped each, and how many data keys are under it.

"rotate" makes a new agency key and wraps every data key with it, in batches, while everything goes on. One that was cut off
goes on when it is run again. What events hold is not written anew: their data keys stay the same. It is on record.

"rotate --wrapping" wraps the agency keys themselves anew, of all agencies: with a new wrapping key in a file of the data
folder, or by the key program (CASEWRIGHT_KEY_PROGRAM) with the key that it uses now. It goes on in the same way.

"retire" erases agency keys that a rotation left behind, ten minutes after its end and where nothing is left under them.

  --to files   wraps them with the files of the data folder, where a key program is set that is to be given up

${database}`,
  ...{ transfer: TRANSFER, package: PACKAGE, inbox: INBOX, letters: LETTERS },
  backup: `casewright backup <folder> [--days <number>]
casewright backup expire
casewright backup list

Writes everything, in one moment and while everything goes on, into a new folder, sealed under a key of its own. The key is
put into CASEWRIGHT_BACKUP_KEYS (default: backup-keys in the data folder); keep it apart from the backup. "expire" destroys
the keys whose day is over: their backups can never be read again. "list" tells the keys and their days.

  --days <number>   until then the backup can be restored (90)

master.key is not in it, and without master.key a backup cannot be restored.`,
  restore: `casewright restore <folder>

Puts a backup into a new, empty installation with the master.key of the one it was taken of, all of it or nothing, checks
every hash, and destroys again what was lawfully destroyed since it was taken, by the list in CASEWRIGHT_DESTRUCTIONS.`,
  help: `casewright <command> [options]

  serve       run the server
  import      play an event log into cases
  verify      check all events, the log, its checkpoints and witnesses
  export-proof write down the proof of one case
  log-keys    tell the keys of the logs
  rebuild     make everything that is derived anew from the events
  holidays    show, compare and adopt public holidays
  check       check case types
  scenarios   play the scenarios of case types
  conformance run a conformance suite
  systems     let other systems in, by tokens
  rights      give clearances and the like, place units below units
  delegations say who may decide under which instrument
  subject     put together what is held about a person who asks, and give it out
  people      say who in several cases is one person, and take that back
  reads       tell who looked at a case, or what somebody looked at
  auditor     give and end the seats of auditors
  watch       say when an agency works and whose case is whose
  retention   tell when cases may be disposed of, and why
  hold        keep cases from being destroyed
  disposal    dispose of what is due, by lists that two people approve
  destroy     destroy a closed case, or one person's data in it, lawfully
  erase       erase what is held about a person who asks, as far as nothing keeps it
  sweep       take what was destroyed out of the files of the database
  inbox       what comes in: queues, taking mail and scans in, what waits, what is unaccounted
  letters     letters on paper: printing them, when they were posted, what came back
  texts       which texts of files could not be read, and reading them again
  keys        rotate the keys of agencies
  backup      take a sealed backup, or destroy the keys of old ones
  restore     restore one into an empty installation
  transfer    take an agency to another installation, bring one in, or check a bag (BagIt)
  package     take cases out as packages that can be read and brought in again, or check such packages
  convert     turn a case type into CMMN or DMN, or such a model into a case type
  convert-ccd turn a CCD definition into a case type, and report every row
  access      ask who may read what, and why
  routing     set what routing knows of people, or do its assignments again
  samples     draw samples of finished work again, and see whether they are the same
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
