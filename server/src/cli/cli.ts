// The command line: finds the command, gives it its options, and turns its end into an exit code. The commands that need
// a database get it from the main, opened only when they ask.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { CommandDeps } from '../commands/execute-command.ts';
import type { DestructionList } from '../backup/destruction-list.ts';
import { Unavailable } from '../errors.ts';
import type { ConnectionSettings, Database } from '../store/database.ts';
import type { WrappingServices } from '../store/wrap-agency-keys.ts';
import type { SecretOf } from '../store/keys.ts';
import type { OwnerAccess } from '../store/whole-database.ts';
import { auditorCommand } from './auditor-command.ts';
import { backupCommand } from './backup-command.ts';
import { accessCommand } from './access-command.ts';
import { checkCommand } from './check-command.ts';
import { convertCcdCommand } from './convert-ccd-command.ts';
import { convertCommand } from './convert-command.ts';
import { delegationsCommand } from './delegations-command.ts';
import { packageCommand } from './package-command.ts';
import { peopleCommand } from './people-command.ts';
import { conformanceCommand } from './conformance-command.ts';
import { describeCommand } from './describe-command.ts';
import { disposalCommand } from './disposal-command.ts';
import { destroyCommand } from './destroy-command.ts';
import { eraseCommand } from './erase-command.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { goalsCommand } from './goals-command.ts';
import { holdCommand } from './hold-command.ts';
import { inboxCommand } from './inbox-command.ts';
import { lettersCommand } from './letters-command.ts';
import { keysCommand } from './keys-command.ts';
import { retentionCommand } from './retention-command.ts';
import { restoreCommand } from './restore-command.ts';
import type { UploadDeps } from '../commands/upload-types.ts';
import type { PrintingDeps } from '../dispatch/print-batch.ts';
import type { Papers } from '../papers/open-papers.ts';
import type { SweepDeps } from '../commands/sweep-files.ts';
import { subjectCommand } from './subject-command.ts';
import { sweepCommand } from './sweep-command.ts';
import { holidaysCommand } from './holidays-command.ts';
import { draftCommand } from './draft-command.ts';
import { exportProofCommand } from './export-proof-command.ts';
import { logKeysCommand } from './log-keys-command.ts';
import { importCommand } from './import-command.ts';
import { moveCommand } from './move-command.ts';
import { releaseCommand } from './release-command.ts';
import { readsCommand } from './reads-command.ts';
import { rebuildCommand } from './rebuild-command.ts';
import { routingCommand } from './routing-command.ts';
import { samplesCommand } from './samples-command.ts';
import { scenariosCommand } from './scenarios-command.ts';
import { isCommand, usageOf, type CommandName } from './usage.ts';
import { rightsCommand } from './rights-command.ts';
import { systemsCommand } from './systems-command.ts';
import { transferCommand } from './transfer-command.ts';
import { textsCommand } from './texts-command.ts';
import { verifyCommand } from './verify-command.ts';
import { watchCommand } from './watch-command.ts';
import { whatIfCommand } from './what-if-command.ts';

/** An opened database with its command path. */
export interface CliSystem {
  readonly database: Database;
  readonly deps: CommandDeps;
  /** Where a witness keeps what it was given of our logs; null where there is none. */
  readonly witnessFolder: string | null;
  /** What only whoever keeps the installation running may; absent where a command is tried without one. */
  readonly maintenance?: Maintenance;
  /** What keeps and reads what comes in; absent where a command is tried without it. */
  readonly inbox?: {
    readonly files: Pick<UploadDeps, 'store' | 'judge' | 'limits'>;
    readonly openPapers: () => Pick<Papers, 'mailOf' | 'close'>;
  };
  /** What prints letters; absent where a command is tried without it. */
  readonly letters?: Pick<PrintingDeps, 'readFiled' | 'printCover'>;
  /** Where what is published lies; absent where a command is tried without it. */
  readonly publishedFolder?: string;
  readonly close: () => Promise<void>;
}

export interface Maintenance {
  readonly access: OwnerAccess;
  /** The superuser of the embedded database; null where somebody else runs it. */
  readonly administrator: ConnectionSettings | null;
  readonly ownerDatabase: Database;
  readonly keyServices: () => WrappingServices;
  readonly secretOf: SecretOf;
  /** Makes the next wrapping key in a file. @returns its version */
  readonly makeWrappingKey: () => number;
  readonly refreshKeys: () => Promise<void>;
  /** How long a running server may take to learn of a new agency key. */
  readonly settleMs: number;
  readonly destructions: DestructionList;
  /** Where files are kept. */
  readonly files: SweepDeps['store'];
  readonly applyDestructions: () => Promise<number>;
  readonly backupKeyFolder: string;
}

/** What the main gives to the command line. */
export interface CliDoors {
  /** Opens the database; called only by commands that need one. */
  readonly open: () => Promise<CliSystem>;
  /** Has one folder for each shipped case type. */
  readonly caseTypesFolder: string;
  /** Has the files that are handed out as they are. */
  readonly programFolder: string;
  /** A line of the result, on standard output. */
  readonly print: (line: string) => void;
  /** Progress and remarks, on standard error. */
  readonly say: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** What a command gets. */
export interface CommandCall {
  readonly doors: CliDoors;
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

interface Command {
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many arguments it takes at most. */
  readonly positionals: number;
  readonly run: (call: CommandCall) => Promise<ExitCode>;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const commands: Readonly<Record<Exclude<CommandName, 'help' | 'serve'>, Command>> = {
  access: {
    options: {
      ...{ agency: text, as: text, person: text, part: text, at: text, after: text, closed: flag },
      ...{ rules: text, wall: text, end: text },
    },
    positionals: 2,
    run: accessCommand,
  },
  import: {
    options: { mapping: text, agency: text, 'import-id': text, 'dry-run': flag, json: text },
    positionals: 1,
    run: importCommand,
  },
  verify: {
    options: { agency: text, case: text, as: text, purpose: text, 'skip-rows': flag },
    positionals: 0,
    run: verifyCommand,
  },
  'export-proof': {
    options: { agency: text, to: text, as: text, purpose: text },
    positionals: 1,
    run: exportProofCommand,
  },
  package: {
    options: {
      ...{ agency: text, list: text, to: text, reason: text, days: text, as: text, purpose: text },
      ...{ readable: flag, 'dry-run': flag },
    },
    positionals: 2,
    run: packageCommand,
  },
  transfer: { options: { agency: text, days: text, clear: flag }, positionals: 2, run: transferCommand },
  texts: { options: { agency: text, failed: flag }, positionals: 2, run: textsCommand },
  'log-keys': { options: {}, positionals: 0, run: logKeysCommand },
  rebuild: { options: { agency: text, check: flag }, positionals: 0, run: rebuildCommand },
  holidays: { options: { agency: text, as: text, purpose: text }, positionals: 2, run: holidaysCommand },
  move: {
    options: {
      ...{ agency: text, from: text, to: text, names: text, report: text, case: text, reason: text },
      ...{ as: text, purpose: text },
    },
    positionals: 2,
    run: moveCommand,
  },
  'what-if': {
    options: {
      ...{ agency: text, version: text, from: text, to: text, assume: text, report: text, as: text, purpose: text },
    },
    positionals: 2,
    run: whatIfCommand,
  },
  draft: {
    options: {
      ...{ agency: text, as: text, draft: text, hash: text, from: text, reason: text, difference: text, file: text },
    },
    positionals: 2,
    run: draftCommand,
  },
  check: { options: { strict: flag }, positionals: Number.POSITIVE_INFINITY, run: checkCommand },
  describe: { options: { to: text }, positionals: Number.POSITIVE_INFINITY, run: describeCommand },
  convert: { options: {}, positionals: 2, run: convertCommand },
  'convert-ccd': {
    options: { to: text, on: text, without: text, 'case-type': text },
    positionals: 1,
    run: convertCcdCommand,
  },
  scenarios: {
    options: { json: flag, missing: flag, 'at-least': text },
    positionals: Number.POSITIVE_INFINITY,
    run: scenariosCommand,
  },
  conformance: { options: {}, positionals: 2, run: conformanceCommand },
  routing: { options: { agency: text, as: text, purpose: text }, positionals: 2, run: routingCommand },
  samples: { options: { agency: text, as: text, purpose: text }, positionals: 2, run: samplesCommand },
  rights: {
    options: {
      ...{ agency: text, person: text, unit: text, clearance: text, markers: text, 'read-in': text },
      ...{ 'wall-off': text, 'delegate-to': text, until: text, under: text, top: flag, as: text, purpose: text },
    },
    positionals: 2,
    run: rightsCommand,
  },
  delegations: {
    options: {
      ...{ agency: text, person: text, instrument: text, from: text, until: text, 'given-by': text, reason: text },
      ...{ as: text, purpose: text },
    },
    positionals: 2,
    run: delegationsCommand,
  },
  release: {
    options: {
      ...{ agency: text, as: text, from: text, until: text, hash: text, reason: text, to: text, address: text },
    },
    positionals: 2,
    run: releaseCommand,
  },
  people: { options: { agency: text, as: text, reason: text }, positionals: 25, run: peopleCommand },
  subject: {
    options: {
      ...{ agency: text, as: text, request: text, about: text, items: text, 'names-others': flag, copy: text },
      ...{ words: text, code: text, reason: text, hash: text, to: text, language: text, queue: flag, 'dry-run': flag },
    },
    positionals: 2,
    run: subjectCommand,
  },
  erase: {
    options: {
      ...{ agency: text, request: text, about: text, law: text, class: text, 'approved-by': text, ordered: text },
      'dry-run': flag,
    },
    positionals: 0,
    run: eraseCommand,
  },
  goals: {
    options: {
      ...{ agency: text, as: text, from: text, to: text, 'case-type': text, goal: text, concluded: flag },
      ...{ period: text, cohort: text, csv: text },
    },
    positionals: 0,
    run: goalsCommand,
  },
  reads: {
    options: { agency: text, as: text, person: text, case: text, from: text, to: text, purpose: text, csv: text },
    positionals: 0,
    run: readsCommand,
  },
  auditor: {
    options: {
      ...{ agency: text, as: text, by: text, person: text, name: text, purpose: text, from: text, until: text },
      ...{ 'case-types': text, teams: text, case: text, 'recorded-from': text, 'recorded-until': text },
    },
    positionals: 2,
    run: auditorCommand,
  },
  watch: {
    options: { agency: text, zone: text, hours: text, place: text, person: text, case: text, as: text },
    positionals: 1,
    run: watchCommand,
  },
  destroy: {
    options: {
      ...{ agency: text, case: text, subject: text, authority: text, class: text, 'approved-by': text },
      'before-due': text,
    },
    positionals: 0,
    run: destroyCommand,
  },
  hold: {
    options: {
      ...{ agency: text, case: text, reason: text, hold: text, as: text, purpose: text, title: text, tell: text },
      ...{ 'case-type': text, team: text, outcome: text, subject: text, 'opened-from': text, 'opened-to': text },
      ...{ where: text, 'approved-by': text, 'dry-run': flag },
    },
    positionals: 1,
    run: holdCommand,
  },
  retention: {
    options: {
      ...{ agency: text, case: text, as: text, purpose: text, year: text, from: text, to: text, 'case-type': text },
      ...{ action: text, csv: text, kind: text, name: text, on: text },
    },
    positionals: 1,
    run: retentionCommand,
  },
  disposal: {
    options: {
      ...{ agency: text, as: text, purpose: text, reason: text, to: text, 'case-type': text, hash: text },
      ...{ 'dry-run': flag },
    },
    positionals: 2,
    run: disposalCommand,
  },
  inbox: {
    options: {
      ...{ agency: text, queue: text, as: text, days: text, zone: text, place: text, lead: text, 'dry-run': flag },
    },
    positionals: Number.POSITIVE_INFINITY,
    run: inboxCommand,
  },
  letters: {
    options: { agency: text, to: text, as: text, on: text, again: text, reason: text, 'dry-run': flag },
    positionals: 2,
    run: lettersCommand,
  },
  keys: { options: { agency: text, wrapping: flag, to: text }, positionals: 1, run: keysCommand },
  backup: { options: { days: text }, positionals: 1, run: backupCommand },
  restore: { options: {}, positionals: 1, run: restoreCommand },
  sweep: { options: { repair: flag, deep: flag }, positionals: 1, run: sweepCommand },
  systems: {
    options: { agency: text, name: text, actions: text, 'case-types': text, roles: text, days: text, token: flag },
    positionals: 2,
    run: systemsCommand,
  },
};

/**
 * Runs one command line.
 * @param args without the program's own name
 * @returns the exit code; only bugs are thrown
 */
export async function runCli(args: readonly string[], doors: CliDoors): Promise<ExitCode> {
  const [name = 'help', ...rest] = args;
  if (name === 'help' || name === '--help' || name === '-h')
    return help(
      rest.filter((arg) => !arg.startsWith('-')),
      doors,
    );
  if (!isCommand(name)) return misunderstood(`There is no command "${name}".`, 'help', doors);
  if (rest.includes('--help') || rest.includes('-h')) return help([name], doors);
  // The launcher gives `serve` to a main of its own; here only its help is known.
  if (name === 'help' || name === 'serve') return help([name], doors);
  try {
    const command = commands[name];
    return await command.run({ doors, ...parse(command, rest) });
  } catch (error) {
    if (error instanceof UsageError) return misunderstood(error.message, name, doors);
    // Whatever room a sentence for people comes from, it carries one of these names, or says that the database cannot serve.
    if (error instanceof Unavailable || (error instanceof Error && sentences.includes(error.name))) {
      doors.say(error.message);
      return ExitCode.environment;
    }
    throw error;
  }
}

const sentences: readonly string[] = [
  'EnvironmentError',
  'LaunchError',
  'MigrationError',
  'ImportStopped',
  'ListUnreachable',
  'BackupError',
  'KeysUnreachable',
];

function parse(command: Command, args: readonly string[]): Pick<CommandCall, 'positionals' | 'options'> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length > command.positionals)
      throw new UsageError(`"${positionals[command.positionals] ?? ''}" is one argument too many.`);
    // No option of ours may be given several times, so no value is a list.
    return { positionals, options: values as CommandCall['options'] };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${error.message.split('. ')[0] ?? ''}.`);
    throw error;
  }
}

function help([name]: readonly string[], doors: CliDoors): ExitCode {
  if (name !== undefined && !isCommand(name)) return misunderstood(`There is no command "${name}".`, 'help', doors);
  doors.print(usageOf(name ?? 'help'));
  return ExitCode.ok;
}

function misunderstood(sentence: string, command: CommandName, doors: CliDoors): ExitCode {
  doors.say(
    `${sentence} Run "casewright ${command === 'help' ? 'help' : `${command} --help`}" to see what can be asked.`,
  );
  return ExitCode.usage;
}
