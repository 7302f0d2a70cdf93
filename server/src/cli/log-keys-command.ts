// `casewright log-keys`: the public keys of the agencies' logs, and of this installation as a witness.
import { chooseAgencies } from './agencies.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';

export async function logKeysCommand({ doors }: CommandCall): Promise<ExitCode> {
  const system = await doors.open();
  try {
    const { keys } = system.deps;
    for (const { tenant, slug } of await chooseAgencies(system.database, undefined))
      doors.print(`log of ${slug}: ${keys.logSigner(tenant).text}`);
    doors.print(`witness: ${keys.witnessSigner().text}`);
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}
