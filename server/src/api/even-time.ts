// When a refusal leaves. What is hidden takes the database a little longer than what does not exist; many tries would tell the two
// apart. So both leave at whole steps of time since the request came, and both fit well into the first.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

const STEP_MS = 20;

/** Resolves at the next whole step since the request came. */
export async function evenTime({ elapsedTime }: FastifyReply): Promise<void> {
  await sleep(STEP_MS - (elapsedTime % STEP_MS));
}
