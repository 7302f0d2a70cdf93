// Reads the command line of the long proofs. Runs none of them.

export const SUITES = [
  'figures',
  'mutated-fines',
  'tamper',
  'columns',
  'log-cost',
  'import-kills',
  'plan',
  'mutants',
  'hostile',
  'hostile-files',
  'policy',
  'read-audit',
  'canaries',
  'matrix',
  'watch',
  'explain',
  'lives',
  'rows',
  'key-kills',
  'people',
  'release-attack',
  'redaction',
  'documents',
  'retention',
  'held',
  'texts',
  'papers',
  'letters',
  'inbox',
  'disposal-kills',
  'forecast',
] as const;

export type SuiteName = (typeof SUITES)[number];

export interface FullOptions {
  readonly suites: readonly SuiteName[];
  readonly seed: number;
  /** Kills of each victim, times that each way of tampering is tried. */
  readonly kills: number;
  readonly times: number;
  /** Tamperings of the fifteen kinds, in all. */
  readonly tamperings: number;
  /** Of the log that is made where the published one is not wanted or not there, or whatever a suite makes; nought: as many as it has of its own. */
  readonly madeCases: number;
  /** Commands of the trials of the plan engine. */
  readonly commands: number;
  /** Hostile inputs at the doors of the engine. */
  readonly inputs: number;
  /** Mutated files at the gate. */
  readonly files: number;
  /** Random worlds of facts about access. */
  readonly worlds: number;
  /** Lines of the access log that is asked who looked at what. */
  readonly reads: number;
  /** Cases with canaries that are destroyed. */
  readonly canaries: number;
  /** Labelled looks that the rules which notice snooping are held against. */
  readonly looks: number;
  /** People around the case that is asked about. */
  readonly people: number;
  /** Made-up cases of each shipped kind. */
  readonly lives: number;
  /** Made-up cases with letters to people who are hidden. */
  readonly letterCases: number;
  /** Records of made-up people who have one already. */
  readonly duplicates: number;
  /** Made-up documents whose words are looked for. */
  readonly papers: number;
  /** Pairs of releases of open data, and sets of rows, that are attacked. */
  readonly tables: number;
  /** Documents that are brought while everything is killed or that are redacted; nought: as many as the suite has of its own. */
  readonly documents: number;
  /** Random histories of which it is reckoned when they are due. */
  readonly histories: number;
  /** Attempts to destroy what is under hold. */
  readonly attempts: number;
  readonly made: boolean;
  /** Forgets how far an interrupted run came. */
  readonly fresh: boolean;
}

export const FULL_HELP = `npm run full -- [<suite> ...] [options]

The long proofs. Each prints its seed, goes on where it was stopped when it is run again, and writes results/<suite>.json.

  figures         imports the published logs and holds the reports against every known figure
  mutated-fines   damages the fines log from three seeds; every row must be refused or applied as foretold
  tamper          tampers in fifteen kinds, also with every key in hand; verify must name each event (npm run tamper)
  columns         changes one byte in every column of stored events, and moves them in every way; verify must name each
  log-cost        measures how fast events are logged, proved and verified
  import-kills    kills the import, the database and the server during an import; nothing may be lost or doubled
  plan            plays random commands on random case types and holds every state against the laws of the plan engine
  mutants         puts faults into a copy of the plan engine; the scenarios and trials must notice each
  hostile         brings hostile models, tables, expressions and case types to the engine; none may throw, hang or fill the memory
  hostile-files   brings hostile, good and mutated files to the gate, each measured; nothing hostile may pass, nothing good be refused
  policy          decides access in random worlds by evaluator, database and oracle, which must agree; and puts faults into the rules
  read-audit      measures who looked at a case, what somebody saw, and what the audit adds to a read
  canaries        destroys cases and people's data and searches every byte of files, logs and backups for what they held
  matrix          asks every route as everybody about cases of every relation, and holds each answer to an oracle (npm run matrix)
  watch           holds the rules that notice snooping against labelled looks, and prints precision and recall
  explain         measures why, who, reach and what-if in an agency of many people
  lives           lets sensible people live made-up cases of every shipped kind for two years; each must come to an outcome
  rows            imports six published sets and made-up exports of four products; every row must be accounted for
  key-kills       kills the rotation of keys again and again while a server works; everything must open, and backups restore
  release-attack  attacks two successive releases of open data with a solver; nothing small may be recovered, and is without each protection
  documents       brings documents while server, database and store are killed; each must be there, once, as it was sent
  retention       reckons how long random cases are kept, as an oracle foretells from the text of the rules; and puts faults into them
  held            tries by every route to destroy what is under hold; nothing may go, and what is let go of must
  people          matches, merges and unmerges duplicates of made-up people; no fact may be misassigned, and faults must be noticed
  texts           reads made-up documents of every format; every known word must be found by those who may, and by nobody else
  papers          measures the first page of a long PDF by ranges, and pages of text a second of every format
  redaction       redacts made documents of many kinds; no extractor at hand may recover a secret, and what must stay is found
  disposal-kills  kills server and database while a list of disposal is gone through; each case must be wholly gone or wholly kept
  forecast        measures what becomes due by class and year, and which cases, in an agency of 100,000 closed cases
  inbox           sends mail, scans and things to an inbox while everything is killed; none may be lost, or there twice
  letters         makes letters of made-up cases; none may go to anybody else or tell where somebody is who is hidden

Without a suite, all of them. The published logs are looked for in ../shared/data, or in CASEWRIGHT_SHARED/data; a suite
that needs them says so and is skipped by name where they are absent.

  --seed <n>      where chance begins (1)
  --kills <n>     kills of each victim, or of rotations (10)
  --times <n>     times that each way of changing a column is tried, or each question about access asked (40)
  --tamperings <n> tamperings in all (10000)
  --made          uses a log made in the shape of the fines even where the published one is there
  --cases <n>     cases of that log (3000), to which documents are brought (1000), or, a tenth of them, of a list of disposal (3000)
  --documents <n> documents that are brought, a fifth as many to a store of objects, (10000), or that are redacted (1000), or mails (2000)
  --commands <n>  random commands on the plan engine (1000000)
  --inputs <n>    hostile inputs (100000)
  --files <n>     mutated files at the gate (10000)
  --worlds <n>    random worlds of facts about access (3000)
  --reads <n>     reads in the access log (1000000)
  --canaries <n>  cases that are destroyed (1000)
  --looks <n>     labelled looks (200000)
  --people <n>    people around a case (20000)
  --lives <n>     made-up cases of each kind (1000)
  --papers <n>    documents whose words are looked for (3000)
  --duplicates <n> records of people who have one already (500)
  --tables <n>    pairs of releases of open data (1000)
  --histories <n> random histories of cases (100000)
  --attempts <n>  attempts to destroy what is under hold (1000000)
  --letter-cases <n> made-up cases with letters (10000)
  --fresh         forgets how far an interrupted run came
  --help          this text`;

/** Options that are numbers, with what they are where nobody says. */
const NUMBERS: readonly (readonly [string, number])[] = [
  ['seed', 1],
  ['kills', 10],
  ['times', 40],
  ['tamperings', 10_000],
  ['cases', 0],
  ['commands', 1_000_000],
  ['inputs', 100_000],
  ['files', 10_000],
  ['worlds', 3000],
  ['reads', 1_000_000],
  ['canaries', 1000],
  ['looks', 200_000],
  ['people', 20_000],
  ['letter-cases', 10_000],
  ['lives', 1000],
  ['tables', 1000],
  ['duplicates', 500],
  ['histories', 100_000],
  ['attempts', 1_000_000],
  ['documents', 0],
  ['papers', 3000],
];

/** @returns the options, or a sentence that says what is wrong */
export function readFullOptions(args: readonly string[]): FullOptions | string {
  const numbers = new Map(NUMBERS);
  const flags = new Set<string>();
  const suites: SuiteName[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const suite = SUITES.find((name) => name === word);
    const name = word.replace(/^--/, '');
    if (suite !== undefined) suites.push(suite);
    else if (['made', 'fresh'].includes(name)) flags.add(name);
    else if (numbers.has(name) && /^\d{1,9}$/.test(args[at + 1] ?? '')) {
      numbers.set(name, Number(args[at + 1]));
      at += 1;
    } else
      return `"${word}" is neither a suite nor an option, or lacks its number. The suites are ${SUITES.join(', ')}; see --help.`;
  }
  const number = (name: string): number => numbers.get(name) ?? 0;
  return {
    suites: suites.length === 0 ? SUITES : suites,
    ...{
      seed: number('seed'),
      kills: number('kills'),
      times: number('times'),
      tamperings: number('tamperings'),
      madeCases: number('cases'),
    },
    ...{
      commands: number('commands'),
      inputs: number('inputs'),
      files: number('files'),
      worlds: number('worlds'),
      reads: number('reads'),
      canaries: number('canaries'),
      looks: number('looks'),
      people: number('people'),
      letterCases: number('letter-cases'),
      lives: number('lives'),
      duplicates: number('duplicates'),
      tables: number('tables'),
      papers: number('papers'),
      documents: number('documents'),
      histories: number('histories'),
      attempts: number('attempts'),
    },
    ...{ made: flags.has('made'), fresh: flags.has('fresh') },
  };
}
