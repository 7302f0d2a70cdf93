// The search for canaries with a fault: destroyed keys come back, and every place of a file, of a redaction and of a letter must be named.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { canaries } from './canaries.ts';
import type { CanariesOptions } from './canary-report.ts';
import { resultOf, type SuiteResult } from './suite.ts';

/** What must be noticed; where somebody is, is sealed for a person and not for a file. */
const NOTICED = [
  ...['file-bytes', 'file-name', 'file-title', 'redaction', 'redaction-title', 'letter', 'inbox-bytes', 'inbox-name'],
  ...['contact-name', 'contact-mail', 'contact-address'],
];
const CASES = 4;

/** The proof, and that it would have failed. */
export async function canariesControlled(options: CanariesOptions): Promise<SuiteResult> {
  const proof = await canaries(options);
  const { counts, failures } = await control(options);
  return resultOf({ ...proof.counts, control: counts }, [...proof.failures, ...failures]);
}

export async function control(options: CanariesOptions): Promise<Pick<SuiteResult, 'counts' | 'failures'>> {
  mkdirSync(join(options.folder, 'faulty'), { recursive: true });
  const faulty = { ...options, folder: join(options.folder, 'faulty'), canaries: CASES, fault: 'keys-kept' } as const;
  const { failures } = await canaries(faulty);
  const said = (failures.find((failure) => failure.startsWith('openedEvents:')) ?? '').split(/[\s,]+/);
  const missed = NOTICED.filter((place) => !said.includes(place));
  const counts = { places: NOTICED.length, noticed: NOTICED.length - missed.length };
  return { counts, failures: missed.map((place) => `Keys that came back do not show in ${place}.`) };
}
