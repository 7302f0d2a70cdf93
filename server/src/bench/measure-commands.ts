// Measures two commands, opening a case and completing a task of one, against the bare server and against pgbench, all
// writing the same rows.
import { bareSupply, openCases, rateMemory, type NumberedCases } from './case-supply.ts';
import { CLIENT_STRIDE, runPgbench } from './pgbench.ts';
import { pgbenchScript } from './pgbench-script.ts';
import type { BenchWorld } from './bench-world.ts';
import { runLoad, type LoadResult } from './http-load.ts';
import { interleave, type Contender, type Measurement, type Plan, type Slice } from './interleave.ts';
import { COMPLETION, OPENING } from './bench-world.ts';
import type { ChildServer } from './child-server.ts';
import type { WireRequest } from './http-client.ts';
import type { OurRequests } from './our-requests.ts';
import type { CommandTemplates } from './record-commands.ts';

export interface CommandBench {
  readonly world: BenchWorld;
  readonly templates: CommandTemplates;
  readonly floor: ChildServer;
  readonly ours: ChildServer;
  readonly requests: OurRequests;
  /** False where pgbench is not installed. */
  readonly pgbench: boolean;
  /** Numbers from here on belong to no case; this one belongs to the team of the officer who completes tasks. */
  readonly firstNumber: number;
}

export interface CommandFigures {
  readonly open: readonly Measurement[];
  readonly complete: readonly Measurement[];
}

/** Numbers of bare cases: those that the floor opens, those that pgbench opens, those made to be worked on. */
export const FLOOR_CASES = 1_000_000_000;
const PGBENCH_CASES = 20_000_000_000;
const SUPPLIED_CASES = 40_000_000_000;

const FIRST_GUESS = { limit: 14_000, floor: 6_000, ours: 4_000 };

export async function measureCommands(bench: CommandBench, plan: Plan): Promise<CommandFigures> {
  const opened: string[] = [];
  const rates = rateMemory(FIRST_GUESS);
  const open = await interleave([...limitOpening(bench), floorOpening(bench), oursOpening(bench, opened)], plan);
  for (const { contender, clients, perSecond } of open)
    rates.learn(contender, { clients, seconds: plan.seconds }, perSecond);
  const supply = bareSupply(bench.world, { like: bench.templates.example.caseId, firstNumber: SUPPLIED_CASES });
  const complete = await interleave(
    [
      ...limitCompleting(bench, { supply, rates }),
      floorCompleting(bench, { supply, rates }),
      oursCompleting(bench, { opened, rates }),
    ],
    plan,
  );
  return { open, complete };
}

interface BareMaterial {
  readonly supply: (count: number) => Promise<NumberedCases>;
  readonly rates: ReturnType<typeof rateMemory>;
}

function limitOpening({ world, templates, pgbench }: CommandBench): readonly Contender[] {
  if (!pgbench) return [];
  const script = pgbenchScript(templates.open, world.tenant);
  let firstCase = PGBENCH_CASES;
  const run = ({ clients, seconds }: Slice): Promise<LoadResult> => {
    const first = firstCase;
    firstCase += clients * CLIENT_STRIDE;
    return runPgbench({ connection: world.connection, script, clients, length: { seconds }, firstCase: first });
  };
  return [{ name: 'limit', pid: null, run }];
}

function limitCompleting(
  { world, templates, pgbench }: CommandBench,
  { supply, rates }: BareMaterial,
): readonly Contender[] {
  if (!pgbench) return [];
  const script = pgbenchScript(templates.complete, world.tenant);
  let cases: NumberedCases = { first: 0, count: 0 };
  return [
    {
      name: 'limit',
      pid: null,
      async prepare(slice) {
        // Its spare is left out: pgbench ends when its transactions are done, not after a time.
        const each = Math.ceil(rates.need('limit', slice) / 1.33 / slice.clients);
        cases = await supply(each * slice.clients);
      },
      async run(slice) {
        const transactions = Math.floor(cases.count / slice.clients);
        const result = await runPgbench({
          connection: world.connection,
          script,
          clients: slice.clients,
          length: { transactions },
          firstCase: cases.first,
        });
        rates.learn('limit', slice, result.perSecond);
        return result;
      },
    },
  ];
}

function floorOpening({ floor }: CommandBench): Contender {
  const request: WireRequest = { method: 'POST', path: '/cases', headers: {}, body: JSON.stringify(OPENING) };
  return {
    name: 'floor',
    pid: floor.pid,
    run: (slice) => runLoad({ ...slice, port: floor.port, next: () => request }),
  };
}

function floorCompleting({ floor }: CommandBench, { supply, rates }: BareMaterial): Contender {
  const body = JSON.stringify({ data: COMPLETION.data });
  let next = 0;
  let end = 0;
  return {
    name: 'floor',
    pid: floor.pid,
    async prepare(slice) {
      const { first, count } = await supply(rates.need('floor', slice));
      next = first;
      end = first + count;
    },
    async run(slice) {
      const result = await runLoad({
        ...slice,
        port: floor.port,
        next() {
          if (next === end) return null;
          next += 1;
          return { method: 'POST', path: `/cases/${next - 1}`, headers: {}, body };
        },
      });
      rates.learn('floor', slice, result.perSecond);
      return result;
    },
  };
}

function oursOpening({ ours, requests }: CommandBench, opened: string[]): Contender {
  const onAnswer = ({ body }: { readonly body: string }): void => {
    const caseId = /"caseId":"([^"]+)"/.exec(body)?.[1];
    if (caseId !== undefined) opened.push(caseId);
  };
  return {
    name: 'ours',
    pid: ours.pid,
    run: (slice) => runLoad({ ...slice, port: ours.port, next: requests.open, onAnswer }),
  };
}

function oursCompleting(
  { world, ours, requests, firstNumber }: CommandBench,
  { opened, rates }: { readonly opened: string[]; readonly rates: ReturnType<typeof rateMemory> },
): Contender {
  let nextNumber = firstNumber;
  return {
    name: 'ours',
    pid: ours.pid,
    async prepare(slice) {
      const count = rates.need('ours', slice) - opened.length;
      if (count <= 0) return;
      const step = world.teams.length;
      opened.push(...(await openCases(world, { first: nextNumber, count, step })));
      nextNumber += count * step;
    },
    async run(slice) {
      const result = await runLoad({
        ...slice,
        port: ours.port,
        next() {
          const caseId = opened.pop();
          return caseId === undefined ? null : requests.complete(caseId);
        },
      });
      rates.learn('ours', slice, result.perSecond);
      return result;
    },
  };
}
