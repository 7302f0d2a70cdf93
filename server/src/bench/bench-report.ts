// Puts what was measured into words: tables first, ratios and goals last. It measures nothing.
import type { CommandFigures } from './measure-commands.ts';
import type { EngineFigures } from './measure-engine.ts';
import type { OverheadFigures } from './measure-overhead.ts';
import type { ReadKind } from './measure-reads.ts';
import type { FileFigure } from './measure-files.ts';
import type { LoadFigure } from './measure-load.ts';
import type { SearchFigure } from './measure-search.ts';
import type { WorkFigures } from './measure-work.ts';
import type { ServerProfile } from './profile-server.ts';
import { ratioOf, type Measurement } from './interleave.ts';
import type { CommandSize } from './record-commands.ts';
import { figure, textTable } from './text-table.ts';

export interface BenchFigures {
  /** `pgbench (PostgreSQL) 15.x`, or null where it is not installed. */
  readonly pgbench: string | null;
  /** Null for each part that was not asked for. */
  readonly sizes: { readonly open: CommandSize; readonly complete: CommandSize } | null;
  readonly commands: CommandFigures | null;
  readonly reads: Readonly<Record<ReadKind, readonly Measurement[]>> | null;
  readonly overhead: OverheadFigures | null;
  readonly work: WorkFigures | null;
  readonly search: readonly SearchFigure[] | null;
  readonly load: readonly LoadFigure[] | null;
  readonly files: readonly FileFigure[] | null;
  readonly engine: EngineFigures | null;
  readonly profiles: readonly ServerProfile[];
}

export interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly goal: number;
  /** Whether more is better. */
  readonly atLeast: boolean;
  readonly unit: string;
}

const FLOOR_GOAL = 0.8;
const FILE_GOAL = 0.5;
const COMMAND_CPU_MS = 0.5;
const WORK_GOAL = 1.2;
const SEARCH_GOAL_MS = 100;
/** interface.md, 4.3: a load board of 50,000 open tasks. */
const LOAD_GOAL_MS = 1000;
const ENGINE_GOAL = 100_000;
/** Of what a command takes without chain and audit. */
const OVERHEAD_GOAL = 0.15;
/** Commands a second of the plan engine alone, on one core. */
const PLAN_GOAL = 100_000;

export function tablesOf({
  pgbench,
  sizes,
  commands,
  overhead,
  reads,
  work,
  search,
  load,
  engine,
  files,
}: BenchFigures): string {
  const limit =
    pgbench === null
      ? 'pgbench is not installed, so the limit is not measured (Debian: apt install postgresql-contrib).'
      : `limit = ${pgbench}, the same rows in prepared, pipelined statements; floor = bare node:http + pg.`;
  const written = (size: CommandSize | undefined): string =>
    size === undefined ? '' : ` (${size.statements} statements, ${figure(size.bytes)} bytes of values)`;
  const sections = [
    ...(commands === null ? [] : [`${limit}\n`]),
    ...(commands === null ? [] : section(`Opening a case${written(sizes?.open)}`, measurementTable(commands.open))),
    ...(commands === null
      ? []
      : section(`Completing a task${written(sizes?.complete)}`, measurementTable(commands.complete))),
    ...(overhead === null ? [] : section('Opening a case, with and without', measurementTable(overhead.open))),
    ...(overhead === null ? [] : section('Completing a task, with and without', measurementTable(overhead.complete))),
    ...(reads === null
      ? []
      : section(
          'Reading one case (floor = with one committed line of the access log a request)',
          measurementTable(reads.case),
        )),
    ...(reads === null ? [] : section('My work, 50 rows', measurementTable(reads.work))),
    ...(reads === null ? [] : section('The list of cases, 50 rows', measurementTable(reads.cases))),
    ...(work === null ? [] : section('My work as the number of cases grows (policy on)', workTable(work))),
    ...(files === null ? [] : section('Keeping files beside a plain copy with hashing', fileTable(files))),
    ...(search === null ? [] : section('Searching the large database (policy and access log on)', searchTable(search))),
    ...(load === null ? [] : section('The load of teams (policy and access log on)', loadTable(load))),
    ...(engine === null ? [] : [engineText(engine)]),
  ];
  return sections.join('\n');
}

function section(title: string, table: string): readonly string[] {
  return [title, `${table}\n`];
}

/** One line for each ratio and each goal: reached, or missed by how much. */
export function ratiosOf(figures: BenchFigures): string {
  const lines = verdictsOf(figures).map((verdict) => {
    const { what, value, goal, atLeast, unit } = verdict;
    const by = figure(Math.abs(value - goal));
    return [
      what,
      `${figure(value)}${unit}`,
      `${atLeast ? 'at least' : 'at most'} ${figure(goal)}`,
      isReached(verdict) ? 'reached' : `missed by ${by}`,
    ];
  });
  return ['Ratios and goals', textTable(['', 'measured', 'goal', ''], lines), ...limitLines(figures)].join('\n');
}

export function isReached({ value, goal, atLeast }: Verdict): boolean {
  return atLeast ? value >= goal : value <= goal;
}

export function verdictsOf(figures: BenchFigures): readonly Verdict[] {
  const { commands, reads } = figures;
  const written =
    commands === null
      ? []
      : ([
          ['open a case', commands.open],
          ['complete a task', commands.complete],
        ] as const);
  const read =
    reads === null
      ? []
      : ([
          ['read a case', reads.case],
          ['my work', reads.work],
          ['list of cases', reads.cases],
        ] as const);
  return [
    ...[...written, ...read].flatMap(([what, measurements]) => floorVerdicts(what, measurements)),
    ...written.flatMap(([what, measurements]) => cpuVerdicts(what, measurements)),
    ...overheadVerdicts(figures.overhead),
    ...growthVerdicts(figures.work),
    ...(figures.search ?? []).map(searchVerdict),
    ...(figures.load ?? []).map(loadVerdict),
    ...(figures.files === null ? [] : figures.files.slice(-1).map(fileVerdict)),
    ...engineVerdicts(figures.engine),
  ];
}

function floorVerdicts(what: string, measurements: readonly Measurement[]): readonly Verdict[] {
  return pairs(measurements, 'ours', 'floor').map(({ ours, other }) => ({
    what: `${what}, ${clientsText(ours.clients)}: of the floor`,
    value: ratioOf(ours, other),
    goal: FLOOR_GOAL,
    atLeast: true,
    unit: '',
  }));
}

function cpuVerdicts(what: string, measurements: readonly Measurement[]): readonly Verdict[] {
  return measurements.flatMap(({ contender, clients, appCpuMs, databaseCpuMs }) => {
    if (contender !== 'ours' || appCpuMs === null || databaseCpuMs === null) return [];
    const value = appCpuMs + databaseCpuMs;
    return [
      {
        what: `${what}, ${clientsText(clients)}: processor time`,
        value,
        goal: COMMAND_CPU_MS,
        atLeast: false,
        unit: ' ms',
      },
    ];
  });
}

function overheadVerdicts(overhead: OverheadFigures | null): readonly Verdict[] {
  if (overhead === null) return [];
  const measured = [
    ['open a case', overhead.open],
    ['complete a task', overhead.complete],
  ] as const;
  return measured.flatMap(([what, measurements]) =>
    pairs(measurements, 'chained', 'unchained').map(({ ours, other }) => ({
      what: `${what}, ${clientsText(ours.clients)}: added by chain and audit`,
      value: 1 / ratioOf(ours, other) - 1,
      goal: OVERHEAD_GOAL,
      atLeast: false,
      unit: '',
    })),
  );
}

function growthVerdicts(work: WorkFigures | null): readonly Verdict[] {
  if (work === null) return [];
  const what = `my work p95, ${figure(work.large.cases)} against ${figure(work.small.cases)} cases`;
  return [
    { what: `${what}, in the database`, value: work.databaseRatio, goal: WORK_GOAL, atLeast: false, unit: ' times' },
    { what: `${what}, through HTTP`, value: work.httpRatio, goal: WORK_GOAL, atLeast: false, unit: ' times' },
  ];
}

function engineVerdicts(engine: EngineFigures | null): readonly Verdict[] {
  if (engine === null) return [];
  return [
    {
      what: 'the engine alone',
      value: engine.commandsPerSecond,
      goal: ENGINE_GOAL,
      atLeast: true,
      unit: ' commands a second',
    },
    {
      what: `the engine alone, ${engine.plan.items} plan items`,
      value: engine.plan.commandsPerSecond,
      goal: PLAN_GOAL,
      atLeast: true,
      unit: ' commands a second',
    },
  ];
}

function limitLines({ commands }: BenchFigures): readonly string[] {
  if (commands === null) return [];
  const of = (what: string, measurements: readonly Measurement[]): readonly string[] =>
    pairs(measurements, 'ours', 'limit').map(
      ({ ours, other }) => `${what}, ${clientsText(ours.clients)}: ours ${figure(ratioOf(ours, other))}`,
    );
  const lines = [...of('open a case', commands.open), ...of('complete a task', commands.complete)];
  return lines.length === 0 ? [] : ['Of the limit (no goal)', ...lines.map((line) => `  ${line}`)];
}

function pairs(
  measurements: readonly Measurement[],
  name: string,
  beside: string,
): readonly { readonly ours: Measurement; readonly other: Measurement }[] {
  return measurements
    .filter(({ contender }) => contender === name)
    .flatMap((ours) => {
      const other = measurements.find(({ contender, clients }) => contender === beside && clients === ours.clients);
      return other === undefined ? [] : [{ ours, other }];
    });
}

function measurementTable(measurements: readonly Measurement[]): string {
  const head = ['', 'clients', 'a second', 'p50 ms', 'p95 ms', 'p99 ms', 'cpu ms app', 'cpu ms database', 'refused'];
  const rows = measurements.map((one) => [
    one.contender,
    String(one.clients),
    figure(one.perSecond),
    figure(one.p50Ms),
    figure(one.p95Ms),
    figure(one.p99Ms),
    figure(one.appCpuMs),
    figure(one.databaseCpuMs),
    one.firstFailure === null ? '0' : `${one.failures} (${one.firstFailure.slice(0, 60)})`,
  ]);
  return textTable(head, rows);
}

function workTable({ small, large }: WorkFigures): string {
  const head = ['cases', 'rows of tasks', 'database p50 ms', 'p95 ms', 'HTTP p50 ms', 'p95 ms'];
  const row = ({ cases, tasks, database, http }: WorkFigures['small']): readonly string[] => [
    figure(cases),
    figure(tasks),
    figure(database.p50Ms),
    figure(database.p95Ms),
    figure(http.p50Ms),
    figure(http.p95Ms),
  ];
  return textTable(head, [row(small), row(large)]);
}

function searchTable(figures: readonly SearchFigure[]): string {
  const head = ['reader', 'for', 'searches', 'found', 'cut', 'p50 ms', 'p95 ms'];
  const rows = figures.map(({ reader, question, searches, found, isCut, p50Ms, p95Ms }) => [
    ...[reader, question, figure(searches), figure(found), isCut ? 'yes' : '', figure(p50Ms), figure(p95Ms)],
  ]);
  return textTable(head, rows);
}

function loadTable(figures: readonly LoadFigure[]): string {
  const head = ['reader', 'for', 'open tasks', 'exact', 'asked', 'p50 ms', 'p95 ms'];
  const rows = figures.map(({ reader, question, tasks, isExact, asked, p50Ms, p95Ms }) => [
    ...[reader, question, figure(tasks), isExact ? 'yes' : '', figure(asked), figure(p50Ms), figure(p95Ms)],
  ]);
  return textTable(head, rows);
}

function loadVerdict({ reader, question, p95Ms }: LoadFigure): Verdict {
  const what = `${question}, for ${reader}, p95`;
  return { what, value: p95Ms, goal: LOAD_GOAL_MS, atLeast: false, unit: ' ms' };
}

function searchVerdict({ reader, question, p95Ms }: SearchFigure): Verdict {
  const what = `search by ${reader} for ${question}, p95`;
  return { what, value: p95Ms, goal: SEARCH_GOAL_MS, atLeast: false, unit: ' ms' };
}

function fileTable(figures: readonly FileFigure[]): string {
  const head = ['megabytes', 'plain copy with hash MB/s', 'kept sealed MB/s', 'ratio', 'least', 'most', 'rounds'];
  const rows = figures.map(({ megabytes, copied, kept, ratio, ratios, rounds }) => [
    ...[megabytes, copied, kept, ratio, ratios.least, ratios.most, rounds].map(figure),
  ]);
  return textTable(head, rows);
}

/** The goal is that of a large file: the last one. */
function fileVerdict({ megabytes, ratio }: FileFigure): Verdict {
  const what = `keeping a file of ${megabytes} MB, sealed and hashed twice: of a plain copy with hashing`;
  return { what, value: ratio, goal: FILE_GOAL, atLeast: true, unit: '' };
}

function engineText(engine: EngineFigures): string {
  const { commandsPerSecond, commands, scenarios, microseconds, plan, flat } = engine;
  const rate = `${figure(commandsPerSecond)} commands a second on one core (${figure(microseconds)} microseconds each)`;
  const flatness = flat.map(({ untouched, microseconds: each }) => `${untouched}: ${figure(each)}`).join(', ');
  return [
    `The engine alone: ${rate}, over ${scenarios} shipped scenarios with their conditions, ${figure(commands)} commands.`,
    `On a case type of ${plan.items} items: ${figure(plan.commandsPerSecond)} commands a second (${figure(plan.microseconds)} microseconds each).`,
    `Microseconds of a command beside so many items that nothing touches: ${flatness}.`,
  ].join('\n');
}

function clientsText(clients: number): string {
  return clients === 1 ? '1 client' : `${clients} clients`;
}
