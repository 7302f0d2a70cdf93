// Judges what was killed: the data afterwards equals that of an undisturbed import, verifies, equals its own rebuild, and
// holds each acknowledged request exactly once; and each kind of kill did cut work off.
import { readFileSync } from 'node:fs';
import { differencesOf, digestOf, type Digest } from './digest.ts';
import type { Ground } from './ground.ts';
import type { Traffic } from './kill-traffic.ts';
import { runProgram, type ProgramPlace } from './program.ts';
import { resultOf, type SuiteResult } from './suite.ts';

export const VICTIMS = ['import', 'database', 'server'] as const;

export type Victim = (typeof VICTIMS)[number];

export interface Kill {
  readonly victim: Victim;
  /** Events of the import when it was killed, of all that there will be. */
  readonly atEvents: number;
  readonly interrupted: boolean;
  readonly evidence: string;
}

/** What an undisturbed import left behind. */
export interface Undisturbed {
  readonly digest: Digest;
  readonly report: unknown;
  readonly seconds: number;
}

export interface Killed {
  readonly place: ProgramPlace;
  readonly ground: Ground;
  /** The number of the agency that was imported into. */
  readonly importTenant: number;
  readonly kills: readonly Kill[];
  readonly reportFile: string;
  /** The requests that ran beside the import: whose they were, and which key was answered with which case. */
  readonly traffic: Traffic;
  readonly trafficTenant: number;
  readonly answered: readonly (readonly [string, string])[];
}

export async function judgeKills(killed: Killed, undisturbed: Undisturbed): Promise<SuiteResult> {
  const { place, ground, traffic } = killed;
  const failures: string[] = [];
  const digest = await digestOf(ground, killed.importTenant);
  failures.push(...differencesOf(undisturbed.digest, digest));
  if (JSON.stringify(comparableReport(killed.reportFile)) !== JSON.stringify(undisturbed.report))
    failures.push('The report of the import differs from that of the undisturbed one.');
  const verified = await runProgram(place, ['verify']);
  if (verified.code !== 0) failures.push(`verify: ${verified.stdout.trim().split('\n').slice(-3).join(' ')}`);
  const rebuilt = await runProgram(place, ['rebuild', '--check']);
  if (rebuilt.code !== 0) failures.push(`rebuild --check: ${rebuilt.stdout.trim().split('\n').slice(-3).join(' ')}`);
  failures.push(...(await judgeTraffic(killed)));
  const kills = countKills(killed.kills);
  for (const [victim, { interruptedWork }] of Object.entries(kills))
    if (interruptedWork === 0)
      failures.push(
        `No kill of the ${victim} interrupted any work, so nothing was proved. ${evidenceOf(killed, victim)}`,
      );
  return resultOf(
    {
      kills,
      cases: digest.cases,
      events: digest.events,
      verify: lastLine(verified.stdout),
      rebuild: lastLine(rebuilt.stdout),
      casesOpenedThroughHttp: killed.answered.length,
      answersLostAndAskedAgain: traffic.lostAnswers(),
      undisturbedSeconds: undisturbed.seconds,
      digests: digest.parts,
    },
    failures,
  );
}

/** Each answered key opened exactly the case that was answered, and nothing else was opened. */
async function judgeTraffic({ ground, answered, traffic, trafficTenant }: Killed): Promise<readonly string[]> {
  const failures = traffic.refusals.slice(0, 3).map((refusal) => `A request was refused: ${refusal}`);
  const rows = await ground.query<{ key: string; case_id: string }>(
    'select r.key, r.case_id from receipt r join event e on e.tenant = r.tenant and e.case_id = r.case_id and e.seq = 1 where r.tenant = $1',
    [trafficTenant],
  );
  const stored = new Map(rows.map(({ key, case_id: caseId }) => [key.slice(key.indexOf(' ') + 1), caseId]));
  const lost = answered.filter(([key, caseId]) => stored.get(key) !== caseId);
  if (lost.length > 0) failures.push(`${lost.length} acknowledged cases are not there as they were answered.`);
  const [opened] = await ground.query<{ cases: number }>(
    'select count(*)::int as cases from case_head where tenant = $1',
    [trafficTenant],
  );
  if (opened?.cases !== stored.size) failures.push(`${opened?.cases} cases stand for ${stored.size} keys.`);
  if (stored.size < answered.length) failures.push('Keys were lost.');
  return failures;
}

function countKills(kills: readonly Kill[]): Readonly<Record<string, { killed: number; interruptedWork: number }>> {
  return Object.fromEntries(
    VICTIMS.map((victim) => {
      const own = kills.filter((kill) => kill.victim === victim);
      return [victim, { killed: own.length, interruptedWork: own.filter((kill) => kill.interrupted).length }];
    }),
  );
}

function evidenceOf({ kills }: Killed, victim: string): string {
  return kills
    .filter((kill) => kill.victim === victim)
    .map((kill) => `At ${kill.atEvents} events: ${kill.evidence}`)
    .join(' ');
}

/** The report of an import without what differs between any two runs. */
export function comparableReport(file: string): unknown {
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof report !== 'object' || report === null) return report;
  return Object.fromEntries(Object.entries(report).filter(([name]) => name !== 'seconds' && name !== 'resumedFrom'));
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
