// What chain and audit cost those who write: the real server beside a copy of it that neither hashes nor logs, each on a
// database of its own that began the same, in turns. The rate is what people feel; the processor time also holds what the
// worker does afterwards, as each slice ends when nothing of it waits for the log any more.
import { openCases, rateMemory, type RateMemory } from './case-supply.ts';
import type { BenchWorld } from './bench-world.ts';
import type { ChildServer } from './child-server.ts';
import { runLoad, type LoadResult } from './http-load.ts';
import { interleave, type Contender, type Measurement, type Plan, type Slice } from './interleave.ts';
import type { OurRequests } from './our-requests.ts';
import { untilLogged } from './until-logged.ts';

export interface OverheadSide {
  readonly world: BenchWorld;
  readonly server: ChildServer;
  /** Of an officer of the first team. */
  readonly requests: OurRequests;
}

/** `chained` is the real server. */
export type OverheadSides = Readonly<Record<'chained' | 'unchained', OverheadSide>>;

export interface OverheadFigures {
  readonly open: readonly Measurement[];
  readonly complete: readonly Measurement[];
}

/** Numbers of the cases that are made to be worked on; they begin with the first team. */
const SUPPLIED = 4_000_000;
const FIRST_GUESS = { chained: 1_000, unchained: 1_000 };

export async function measureOverhead(sides: OverheadSides, plan: Plan): Promise<OverheadFigures> {
  const rates = rateMemory(FIRST_GUESS);
  for (const side of Object.values(sides)) await slice(side, { clients: 8, seconds: plan.seconds }, side.requests.open);
  const named = Object.entries(sides);
  const open = await interleave(
    named.map(([name, side]) => opening(name, side)),
    plan,
  );
  const complete = await interleave(
    named.map(([name, side]) => completing({ name, side, rates })),
    plan,
  );
  return { open, complete };
}

function opening(name: string, side: OverheadSide): Contender {
  return { name, pid: side.server.pid, run: (of) => slice(side, of, side.requests.open) };
}

function completing({
  name,
  side,
  rates,
}: {
  readonly name: string;
  readonly side: OverheadSide;
  readonly rates: RateMemory;
}): Contender {
  const { world, server, requests } = side;
  const step = world.teams.length;
  let next = SUPPLIED;
  let cases: string[] = [];
  return {
    name,
    pid: server.pid,
    async prepare(of) {
      const count = rates.need(name, of) - cases.length;
      if (count > 0) cases = [...cases, ...(await openCases(world, { first: next, count, step }))];
      next += Math.max(0, count) * step;
      await untilLogged(world.owner);
    },
    async run(of) {
      const result = await slice(side, of, () => {
        const caseId = cases.pop();
        return caseId === undefined ? null : requests.complete(caseId);
      });
      rates.learn(name, of, result.perSecond);
      return result;
    },
  };
}

async function slice(
  { world, server }: OverheadSide,
  { clients, seconds }: Slice,
  next: Parameters<typeof runLoad>[0]['next'],
): Promise<LoadResult> {
  const result = await runLoad({ port: server.port, clients, seconds, next });
  await untilLogged(world.owner);
  return result;
}
