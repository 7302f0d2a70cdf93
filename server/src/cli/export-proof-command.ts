// `casewright export-proof`: one file that proves what was recorded in a case, and the verifier of it beside it.
import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDestruction } from '../store/destruction.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { tellOfCase } from '../queries/tell-at-command-line.ts';
import { findCase, noCase } from './find-case.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { proveCase, signLog, VERIFIER } from './prove-case.ts';

export async function exportProofCommand({ doors, positionals, options }: CommandCall): Promise<ExitCode> {
  const [name] = positionals;
  if (name === undefined) throw new UsageError('Say which case, by its reference or its id.');
  const slug = typeof options['agency'] === 'string' ? options['agency'] : undefined;
  const [as, purpose] = [nameFrom(options), anyPurposeFrom(options)];
  const system = await doors.open();
  try {
    const { tenant, caseId } = await findCase(system, slug, name);
    const signed = await signLog(system, tenant, doors.nowMs);
    const asked = { tenant, caseId, as, purpose, action: 'export-proof' };
    const told = await tellOfCase({ database: system.database, nowMs: doors.nowMs }, asked, async () => ({
      proof: await proveCase(system, { tenant, caseId }, signed),
    }));
    if (told === null) throw new UsageError(noCase(name));
    const { proof } = told;
    if (proof === null) {
      doors.print('An event of the case is not in the log of the agency. Run "casewright verify".');
      return ExitCode.problems;
    }
    const to = typeof options['to'] === 'string' ? options['to'] : `proof-${caseId}.json`;
    write(to, `${JSON.stringify(proof, null, 1)}\n`, join(doors.programFolder, VERIFIER));
    doors.print(
      `${to} proves ${count(proof.events.length, 'event')} in a log of ${proof.size}; check it with "node ${VERIFIER} ${to}".`,
    );
    for (const { payload } of proof.events) if (payload !== undefined) doors.print(destroyedUnder(payload));
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

function destroyedUnder(payload: string): string {
  const { authority, class: recordsClass, subject } = readDestruction(Buffer.from(payload)).certificate;
  const what = subject === '' ? 'The case was' : 'What one subject had in the case was';
  return `${what} destroyed under ${authority}, ${recordsClass}; the proof does not need it.`;
}

function write(to: string, text: string, verifier: string): void {
  try {
    writeFileSync(to, text);
    copyFileSync(verifier, join(dirname(to), VERIFIER));
  } catch (error) {
    throw new EnvironmentError(`${to} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
