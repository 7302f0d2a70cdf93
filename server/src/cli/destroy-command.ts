// `casewright destroy`: lawful destruction of a closed case, or of one person's data.
import { programContext } from '../store/context.ts';
import { destroy, type DestroyRefusal, type DestroyRequest } from '../commands/destroy.ts';
import { notYetDue } from '../commands/not-yet-due.ts';
import { secretName } from '../store/keys.ts';
import { casesOfSubject } from '../store/cases-of-subject.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { maintenanceOf, requiredText, textOption } from './maintenance.ts';

export async function destroyCommand(call: CommandCall): Promise<ExitCode> {
  const name = textOption(call, 'case');
  const subject = textOption(call, 'subject') ?? '';
  if (name === undefined && subject === '') throw new UsageError('Say which case, or whose data: --case, --subject.');
  const early =
    textOption(call, 'before-due') === undefined ? null : requiredText(call, 'before-due', 'what lets it go earlier');
  const authority = requiredText(call, 'authority', 'under what law or schedule');
  const asked = {
    subject,
    authority: early === null ? authority : `${authority}; before its day by ${early}`,
    class: requiredText(call, 'class', 'which class of records it is'),
    approvers: requiredText(call, 'approved-by', 'which two people approve')
      .split(',')
      .map((person) => person.trim())
      .filter((person) => person !== ''),
  };
  const system = await call.doors.open();
  try {
    const cases =
      name === undefined
        ? await casesWith(system, call, subject)
        : [await findCase(system, textOption(call, 'agency'), name)];
    if (cases.length === 0) throw new UsageError(`No case has a key of a subject "${subject}".`);
    let destroyed = 0;
    for (const of of cases) {
      const request = { ...of, ...asked };
      if (await destroyOne(call, system, early === null ? onItsDay(system, request) : request)) destroyed += 1;
    }
    call.doors.print(`${count(destroyed, 'destruction')} carried out, ${cases.length - destroyed} refused.`);
    return destroyed === cases.length ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}

async function casesWith(
  { database, deps }: CliSystem,
  call: CommandCall,
  subject: string,
): Promise<readonly { readonly tenant: number; readonly caseId: string }[]> {
  const cases: { readonly tenant: number; readonly caseId: string }[] = [];
  for (const { tenant } of await chooseAgencies(database, textOption(call, 'agency'))) {
    const names = [subject, secretName(deps.keys, tenant, subject)];
    const [found] = await database.once(programContext(tenant, 'system.disposal'), [casesOfSubject(tenant, names)]);
    cases.push(...found.rows.map((row) => ({ tenant, caseId: row.case_id })));
  }
  return cases;
}

/** A whole case is asked for its day under its lock; what somebody may have erased of themselves has none. */
function onItsDay({ deps }: CliSystem, request: DestroyRequest): DestroyRequest {
  const { tenant, caseId, subject } = request;
  if (subject !== '') return request;
  return { ...request, stillSo: (tx, head) => notYetDue(deps, tx, { tenant, caseId, head }) };
}

/** @returns whether it was carried out */
async function destroyOne({ doors }: CommandCall, system: CliSystem, request: DestroyRequest): Promise<boolean> {
  const keeper = maintenanceOf(system).destructions;
  const outcome = await destroy({ ...system.deps, keeper }, request);
  if (outcome.kind === 'refused') {
    doors.print(`Case ${request.caseId}: ${sentenceOf(outcome.refusal)}`);
    return false;
  }
  const { certificate, record } = outcome;
  const what = certificate.subject === '' ? '' : ` what subject ${certificate.subject} had in`;
  doors.print(
    `Destroyed${what} case ${certificate.caseId}: ${count(certificate.keys.length, 'key')} erased, certificate ${record}, under ${certificate.authority}, ${certificate.class}.`,
  );
  return true;
}

function sentenceOf(refusal: DestroyRefusal): string {
  switch (refusal.code) {
    case 'unknown-case':
      return 'there is no such case.';
    case 'unknown-subject':
      return 'nobody of that name or id has a key in it.';
    case 'not-closed':
      return 'it is not closed. Close it first.';
    case 'held':
      return `it is under hold${refusal.holds.length === 0 ? '' : ` (${refusal.holds.join(', ')})`}.`;
    case 'approvers':
      return refusal.unknown.length === 0
        ? 'two different people of the agency must approve.'
        : `these are no active people of the agency: ${refusal.unknown.join(', ')}. Two different ones must approve.`;
    case 'destroyed-already':
      return `it was destroyed before; see certificate ${refusal.record}.`;
    case 'to-keep':
      return refusal.action === 'retain'
        ? 'its records are kept for good, as its class says.'
        : 'its records are to be transferred, as its class says, and not destroyed.';
    case 'not-as-reviewed':
      return `${refusal.reason} To destroy it before, say by what law or order: --before-due.`;
    case 'damaged':
      return `it cannot be read, and nothing was destroyed. ${refusal.reason} Run "casewright verify".`;
  }
}
