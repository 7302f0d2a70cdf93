// Reads the command line of the bench, and knows how long each part may take. Prints nothing.

export type BenchPart = 'commands' | 'overhead' | 'reads' | 'work' | 'search' | 'load' | 'engine' | 'files';

export interface BenchOptions {
  readonly quick: boolean;
  readonly parts: ReadonlySet<BenchPart>;
  /** Where the figures go as JSON; null for nowhere. */
  readonly json: string | null;
  /** Folder for processor profiles of our server; null for none. */
  readonly profile: string | null;
  /** Cases made by commands, and cases in the large database. */
  readonly madeCases: number;
  readonly largeCases: number;
  readonly clients: readonly number[];
  readonly rounds: number;
  /** Of one slice. */
  readonly seconds: number;
}

const PARTS: readonly BenchPart[] = ['commands', 'overhead', 'reads', 'work', 'search', 'load', 'engine', 'files'];

export const BENCH_HELP = `npm run bench -- [options]

Measures commands, reads and lists of this server beside a bare node:http + pg server and beside pgbench, all on one
PostgreSQL in a temporary folder, or on a new database of DATABASE_URL; and commands beside a copy of this server that
keeps neither chain nor log. Ratios come last.

  --quick            less than a minute: one short slice of each, 20,000 instead of 1,000,000 cases
  --only <parts>     of commands, overhead, reads, work, search, load, engine, files; separated by commas
  --clients <list>   1,8,32 unless told
  --seconds <n>      of one slice (3, or 0.5 with --quick)
  --rounds <n>       slices of each (3, or 1 with --quick)
  --cases <n>        cases in the large database
  --json <file>      writes all figures
  --profile <folder> also leaves processor profiles of our server and prints where its time goes
  --help             this text`;

/** @returns the options, or a sentence that says what is wrong */
export function readBenchOptions(args: readonly string[]): BenchOptions | string {
  const values = new Map<string, string>();
  const known = ['only', 'clients', 'seconds', 'rounds', 'cases', 'json', 'profile'];
  let quick = false;
  for (let at = 0; at < args.length; at += 1) {
    const name = (args[at] ?? '').replace(/^--/, '');
    if (name === 'quick') {
      quick = true;
      continue;
    }
    const value = args[at + 1];
    if (!known.includes(name) || value === undefined)
      return `"${args[at]}" is not an option of the bench, or lacks its value. See --help.`;
    values.set(name, value);
    at += 1;
  }
  return withDefaults(quick, values);
}

function withDefaults(quick: boolean, values: ReadonlyMap<string, string>): BenchOptions | string {
  const number = (name: string, otherwise: number): number => Number(values.get(name) ?? otherwise);
  const parts = (values.get('only') ?? PARTS.join(',')).split(',');
  const unknown = parts.find((part) => !PARTS.some((one) => one === part));
  if (unknown !== undefined) return `"${unknown}" is not a part of the bench; the parts are ${PARTS.join(', ')}.`;
  const options: BenchOptions = {
    quick,
    parts: new Set(PARTS.filter((part) => parts.includes(part))),
    json: values.get('json') ?? null,
    profile: values.get('profile') ?? null,
    madeCases: quick ? 2_000 : 10_000,
    largeCases: number('cases', quick ? 20_000 : 1_000_000),
    clients: (values.get('clients') ?? '1,8,32').split(',').map(Number),
    rounds: number('rounds', quick ? 1 : 3),
    seconds: number('seconds', quick ? 0.5 : 3),
  };
  const numbers = [options.largeCases, ...options.clients, options.rounds, options.seconds];
  return numbers.every((each) => each > 0 && each <= 100_000_000)
    ? options
    : 'Numbers of the bench are greater than nought. See --help.';
}
