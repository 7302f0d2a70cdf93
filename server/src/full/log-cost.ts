// What the log costs: how fast the worker gives events their leaves, signs and hands over, how long a proof takes, and how fast
// everything is verified. The command path has no part in it, so nothing of it is measured here.
import { programContext } from '../store/context.ts';
import { join } from 'node:path';
import { configurationOf, openSystem } from '../open-system.ts';
import { lastCheckpoint, proveInclusion } from '../store/make-checkpoint.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyLog } from '../store/verify-log.ts';
import { fileWitness, readWitnessFile } from '../witness/file-witness.ts';
import { publishLog } from '../worker/log.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { openGround } from './ground.ts';
import { runProgram, type ProgramPlace } from './program.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface LogCostOptions extends SuiteOptions {
  readonly log: string;
  readonly mapping: string;
}

const PROOFS = 200;

export async function logCost(options: LogCostOptions): Promise<SuiteResult> {
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'log-cost') };
  const ground = await openGround(place.data);
  const ended = await runProgram(place, ['import', options.log, '--mapping', options.mapping]);
  if (ended.code === null || ended.code > 1) throw new Error(`The import ended with ${ended.code}.`);
  const tenant = (await ground.tenantOf('imported')) ?? 0;
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: place.data }), () => {});
  try {
    const { database, deps } = system;
    const { keys, nowMs } = deps;
    const witness = join(options.folder, 'witness');
    const log = keys.logSigner(tenant);
    const append = await timed(() => emptyOutbox(database, tenant));
    const publish = await timed(() => publishLog({ database, keys, nowMs, witnesses: [fileWitness(witness)] }, tenant));
    const prove = await timed(() =>
      database.snapshot(programContext(tenant, 'full'), async (tx) => {
        const size = (await lastCheckpoint(tx, tenant, log))?.size ?? 0;
        for (let at = 0; at < PROOFS; at += 1)
          await proveInclusion(tx, tenant, { index: Math.floor((at * size) / PROOFS), size });
      }),
    );
    const chain = await timed(() => verifyChain(database, { tenant }));
    const witnessed = await readWitnessFile(witness, log.name);
    const verify = await timed(() => verifyLog(database, { tenant, log, witnessed }));
    const events = chain.result.events;
    return resultOf(
      {
        events,
        loggedPerSecond: rate(append.result.relayed, append.ms),
        signAndWitnessMs: Math.round(publish.ms),
        proofMs: Math.round((prove.ms / PROOFS) * 100) / 100,
        chainVerifiedPerSecond: rate(events, chain.ms),
        logVerifiedPerSecond: rate(verify.result.leaves, verify.ms),
        verifiedPerSecond: rate(events, chain.ms + verify.ms),
        chainProcessorUs: perEvent(chain.processorUs, events),
        logProcessorUs: perEvent(verify.processorUs, events),
      },
      [...chain.result.problems, ...verify.result.problems].map(({ code, reason }) => `${code}. ${reason}`),
    );
  } finally {
    await system.close();
    await ground.close();
  }
}

interface Timed<T> {
  readonly result: T;
  readonly ms: number;
  /** Microseconds of processor time of this process, which does not depend on what else the machine does. */
  readonly processorUs: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: performance.now() - started, processorUs: user + system };
}

function perEvent(processorUs: number, events: number): number {
  return Math.round((processorUs / events) * 10) / 10;
}

function rate(count: number, ms: number): number {
  return Math.round((count / ms) * 1000);
}
