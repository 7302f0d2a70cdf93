// `casewright export-proof`: one file that proves what was recorded in a case, and the verifier of it beside it.
import { programContext } from '../store/context.ts';
import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { relayOutbox } from '../store/claim-outbox.ts';
import { makeCheckpoint } from '../store/make-checkpoint.ts';
import { findCaseByName, readCaseProof } from '../store/read-case-proof.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';

const VERIFIER = 'casewright-verify.mjs';
const BATCH = 500;

export async function exportProofCommand({ doors, positionals, options }: CommandCall): Promise<ExitCode> {
  const [name] = positionals;
  if (name === undefined) throw new UsageError('Say which case, by its reference or its id.');
  const slug = typeof options['agency'] === 'string' ? options['agency'] : undefined;
  const system = await doors.open();
  try {
    const { tenant, caseId } = await findCase(system, slug, name);
    const { database, deps } = system;
    while ((await relayOutbox(database, tenant, BATCH)).relayed > 0);
    const signer = deps.keys.logSigner(tenant);
    const checkpoint = await makeCheckpoint(database, { tenant, signer, now: new Date(doors.nowMs()).toISOString() });
    const proof =
      checkpoint === null
        ? null
        : await database.snapshot(programContext(tenant, 'system.log'), (tx) =>
            readCaseProof(tx, { tenant, caseId }, { checkpoint, key: signer.text }),
          );
    if (proof === null) {
      doors.print('An event of the case is not in the log of the agency. Run "casewright verify".');
      return ExitCode.problems;
    }
    const to = typeof options['to'] === 'string' ? options['to'] : `proof-${caseId}.json`;
    write(to, `${JSON.stringify(proof, null, 1)}\n`, join(doors.programFolder, VERIFIER));
    doors.print(
      `${to} proves ${count(proof.events.length, 'event')} in a log of ${proof.size}; check it with "node ${VERIFIER} ${to}".`,
    );
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

async function findCase(
  { database }: CliSystem,
  slug: string | undefined,
  name: string,
): Promise<{ readonly tenant: number; readonly caseId: string }> {
  const found: { readonly tenant: number; readonly caseId: string }[] = [];
  for (const { tenant } of await chooseAgencies(database, slug)) {
    const [cases] = await database.once(programContext(tenant, 'system.log'), [findCaseByName(tenant, name)]);
    found.push(...cases.rows.map((row) => ({ tenant, caseId: row.case_id })));
  }
  const [only, other] = found;
  if (only === undefined) throw new UsageError(`There is no case "${name}".`);
  if (other !== undefined)
    throw new UsageError(`There are ${found.length} cases "${name}"; say which by its id, or name the agency.`);
  return only;
}

function write(to: string, text: string, verifier: string): void {
  try {
    writeFileSync(to, text);
    copyFileSync(verifier, join(dirname(to), VERIFIER));
  } catch (error) {
    throw new EnvironmentError(`${to} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
