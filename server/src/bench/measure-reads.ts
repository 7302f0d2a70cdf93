// Measures reading one case and two lists against a bare server that reads the same rows: once only reading, once also
// committing a line of the access log for each request, which is what ours does.
import { FLOOR_PATHS } from './bare-server.ts';
import type { ChildServer } from './child-server.ts';
import type { WireRequest } from './http-client.ts';
import { runLoad } from './http-load.ts';
import { interleave, type Contender, type Measurement, type Plan } from './interleave.ts';
import type { OurRequests } from './our-requests.ts';

export interface ReadBench {
  readonly floor: ChildServer;
  readonly ours: ChildServer;
  readonly requests: OurRequests;
  /** Cases of the officer's team, read in turn. */
  readonly caseIds: readonly string[];
}

export type ReadKind = 'case' | 'work' | 'cases';

export async function measureReads(
  bench: ReadBench,
  plan: Plan,
): Promise<Readonly<Record<ReadKind, readonly Measurement[]>>> {
  const readCase = (of: (caseId: string) => WireRequest): (() => WireRequest) => {
    let at = 0;
    return () => {
      at = (at + 1) % bench.caseIds.length;
      return of(bench.caseIds[at] ?? '');
    };
  };
  const { requests } = bench;
  const oneCase = await interleave(
    [
      floorReading(bench, { name: 'unaudited floor', next: readCase((caseId) => get(FLOOR_PATHS.case(caseId))) }),
      floorReading(bench, {
        name: 'floor',
        next: readCase((caseId) => get(FLOOR_PATHS.audited(FLOOR_PATHS.case(caseId)))),
      }),
      oursReading(bench, readCase(requests.readCase)),
    ],
    plan,
  );
  const list = (path: string, ours: () => WireRequest): Promise<readonly Measurement[]> =>
    interleave(
      [
        floorReading(bench, { name: 'unaudited floor', next: () => get(path) }),
        floorReading(bench, { name: 'floor', next: () => get(FLOOR_PATHS.audited(path)) }),
        oursReading(bench, ours),
      ],
      plan,
    );
  const work = await list(FLOOR_PATHS.work, requests.work);
  const cases = await list(FLOOR_PATHS.cases, requests.cases);
  return { case: oneCase, work, cases };
}

function get(path: string): WireRequest {
  return { method: 'GET', path, headers: {}, body: null };
}

function floorReading(
  { floor }: ReadBench,
  { name, next }: { readonly name: string; readonly next: () => WireRequest },
): Contender {
  return { name, pid: floor.pid, run: (slice) => runLoad({ ...slice, port: floor.port, next }) };
}

function oursReading({ ours }: ReadBench, next: () => WireRequest): Contender {
  return { name: 'ours', pid: ours.pid, run: (slice) => runLoad({ ...slice, port: ours.port, next }) };
}
