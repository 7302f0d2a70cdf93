// `casewright routing`: sets what routing must know of people, and does every routed assignment again.
import { existsSync, readFileSync } from 'node:fs';
import { auditAssignments } from '../store/audit-assignments.ts';
import { setWorkFacts, type WorkFacts } from '../store/set-work-facts.ts';
import { findMissing } from '../store/find-people.ts';
import { casesFor, tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { agencyNamed, chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { readWorkFacts } from './work-facts-file.ts';
import { programContext } from '../store/context.ts';

export async function routingCommand(call: CommandCall): Promise<ExitCode> {
  const [what = '', file] = call.positionals;
  const agency = call.options['agency'];
  const slug = typeof agency === 'string' ? agency : undefined;
  if (what === 'audit' && file === undefined) return audit(call, slug);
  if (what !== 'facts' || file === undefined) throw new UsageError('Say "routing facts <file>" or "routing audit".');
  if (slug === undefined) throw new UsageError('Say whose people they are: --agency <slug>.');
  if (!existsSync(file)) throw new UsageError(`There is no file "${file}".`);
  const read = readWorkFacts(readFileSync(file, 'utf8'));
  if ('problems' in read) {
    for (const problem of read.problems) call.doors.print(`${file}: ${problem}`);
    call.doors.print(`${count(read.problems.length, 'problem')} found, nothing set.`);
    return ExitCode.problems;
  }
  const system = await call.doors.open();
  try {
    return await set(call, system, { slug, people: read.people });
  } finally {
    await system.close();
  }
}

async function set(
  { doors }: CommandCall,
  { database }: CliSystem,
  { slug, people }: { readonly slug: string; readonly people: readonly WorkFacts[] },
): Promise<ExitCode> {
  const agency = await agencyNamed(database, slug);
  const context = programContext(agency.tenant, 'set-up');
  const named = people.map(({ person }) => person);
  const [missing] = await database.once(context, [findMissing(agency.tenant, named)]);
  for (const { person } of missing.rows) doors.print(`${slug} has no person ${person}.`);
  if (missing.count > 0) {
    doors.print(`${count(missing.count, 'problem')} found, nothing set.`);
    return ExitCode.problems;
  }
  await setWorkFacts(database, context, people);
  doors.print(`Set what routing knows of ${people.length === 1 ? '1 person' : `${people.length} people`}.`);
  return ExitCode.ok;
}

async function audit({ doors, options }: CommandCall, slug: string | undefined): Promise<ExitCode> {
  const asked = { as: nameFrom(options), purpose: anyPurposeFrom(options) };
  const system = await doors.open();
  const deps = { database: system.database, nowMs: doors.nowMs };
  try {
    const total = { assignments: 0, draws: 0, partly: 0, problems: 0 };
    for (const { tenant, slug: agency } of await chooseAgencies(system.database, slug)) {
      const told = await tellAtCommandLine(deps, { ...asked, tenant, action: 'audit-assignments' }, async (by) => {
        const audit = await auditAssignments(system.deps, tenant);
        const { known } = await casesFor(deps, tenant, { by, caseIds: audit.problems.map((one) => one.caseId) });
        const caseIds = known.map((row) => row.case_id);
        return { told: { ...audit, names: new Set(caseIds) }, caseIds };
      });
      if (told === null) throw new UsageError(`${agency} has no active person of this name.`);
      const { problems, names, ...counts } = told;
      for (const { caseId, seq, reason } of problems)
        doors.print(
          names.has(caseId)
            ? `${agency}: case ${caseId}, event ${seq}: ${reason}`
            : `${agency}: a case that may not be told to you: ${reason}`,
        );
      total.assignments += counts.assignments;
      total.draws += counts.draws;
      total.partly += counts.partly;
      total.problems += problems.length;
    }
    const partly = total.partly === 0 ? '' : `, ${total.partly} only in part since their grounds were destroyed`;
    doors.print(
      `${count(total.assignments, 'routed assignment')} with ${count(total.draws, 'draw')} done again${partly}, ${count(total.problems, 'problem')} found.`,
    );
    return total.problems === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}
