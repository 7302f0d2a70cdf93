// Says where our server's own time goes: it is started with Node's profiler, loaded with one kind of request after the
// other, and the samples of each stretch are summed up.
import { mkdirSync } from 'node:fs';
import { openCases } from './case-supply.ts';
import type { BenchWorld } from './bench-world.ts';
import { readProfile, summariseProfile, type ProfileSummary, type ProfileWindow } from './cpu-profile.ts';
import type { WireRequest } from './http-client.ts';
import { runLoad } from './http-load.ts';
import { ourRequests, signInOften } from './our-requests.ts';
import { figure, textTable } from './text-table.ts';

export interface ServerProfile {
  readonly what: string;
  readonly requests: number;
  readonly summary: ProfileSummary;
}

export interface ProfileOrder {
  /** The profile stays there, to be opened with the developer tools of a browser. */
  readonly folder: string;
  readonly seconds: number;
  readonly caseIds: readonly string[];
  readonly team: string;
}

const CLIENTS = 8;
const LISTED = 15;
const PLACES = 12;
const SESSIONS = 800;

interface Stretch {
  readonly what: string;
  readonly requests: number;
  readonly window: ProfileWindow;
}

/** Numbers of cases opened to be worked on here, in the first team. */
const FIRST_NUMBER = 500_000_000;

export async function profileServer(world: BenchWorld, order: ProfileOrder): Promise<readonly ServerProfile[]> {
  mkdirSync(order.folder, { recursive: true });
  const ready = [
    ...(await openCases(world, {
      first: FIRST_NUMBER,
      count: Math.ceil(order.seconds * 5000),
      step: world.teams.length,
    })),
  ];
  const server = await world.startServer(order.folder);
  const requests = ourRequests('profile', await signInOften(world, order.team, SESSIONS), order.team);
  const kinds: readonly (readonly [string, () => WireRequest | null])[] = [
    ['open a case', requests.open],
    ['complete a task', () => completion(ready, requests.complete)],
    ['read a case', inTurn(order.caseIds, requests.readCase)],
    ['my work, 50 rows', requests.work],
    ['list of cases, 50 rows', requests.cases],
  ];
  const stretches: Stretch[] = [];
  for (const [what, next] of kinds) {
    await runLoad({ port: server.port, clients: CLIENTS, seconds: 1, next });
    const fromUs = steadyUs();
    const { requests: count } = await runLoad({ port: server.port, clients: CLIENTS, seconds: order.seconds, next });
    stretches.push({ what, requests: count, window: { fromUs, toUs: steadyUs() } });
  }
  await server.stop();
  const profile = readProfile(order.folder);
  return stretches.map(({ what, requests: count, window }) => ({
    what,
    requests: count,
    summary: summariseProfile(profile, window),
  }));
}

/** The functions and files that took most time, as text. */
export function profileText(profiles: readonly ServerProfile[]): string {
  return profiles.map(oneText).join('\n\n');
}

function oneText({ what, requests, summary }: ServerProfile): string {
  const each = (ms: number): string => `${figure((ms * 1000) / requests)} us`;
  const share = (part: number): string => `${(part * 100).toFixed(1)} %`;
  const functions = summary.functions
    .slice(0, LISTED)
    .map((line) => [`${line.name}  ${line.place}`, share(line.share), each(line.selfMs)]);
  const places = summary.places.slice(0, PLACES).map((line) => [line.place, share(line.share), each(line.selfMs)]);
  return [
    `Where the time of our server goes: ${what} (${figure(requests)} requests, ${each(summary.busyMs)} of JavaScript and native code each)`,
    textTable(['function itself', 'share', 'a request'], functions),
    textTable(['file or package', 'share', 'a request'], places),
  ].join('\n');
}

function completion(ready: string[], complete: (caseId: string) => WireRequest): WireRequest | null {
  const caseId = ready.pop();
  return caseId === undefined ? null : complete(caseId);
}

function inTurn(caseIds: readonly string[], request: (caseId: string) => WireRequest): () => WireRequest {
  let at = 0;
  return () => {
    at = (at + 1) % caseIds.length;
    return request(caseIds[at] ?? '');
  };
}

function steadyUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
