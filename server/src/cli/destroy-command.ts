// `casewright destroy`: lawful destruction of a closed case, or of one person's data.
import { destroy, type DestroyRefusal, type DestroyRequest } from '../commands/destroy.ts';
import { casesOfPerson, destroyPerson, type PartOutcome } from '../commands/destroy-person.ts';
import { notYetDue } from '../commands/not-yet-due.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { approversFrom, maintenanceOf, requiredText, textOption } from './maintenance.ts';

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
    approvers: approversFrom(call, 'which two people approve'),
  };
  const system = await call.doors.open();
  try {
    const cases =
      name === undefined
        ? await casesWith(system, call, subject)
        : [await findCase(system, textOption(call, 'agency'), name)];
    if (cases.length === 0) throw new UsageError(`No case has a key of a subject "${subject}".`);
    let [destroyed, refused] = [0, 0];
    for (const of of cases) {
      const whole = { ...of, ...asked };
      const request = early === null ? onItsDay(system, whole) : whole;
      const became = await destroyOne(call, system, { ...request, isNamed: name !== undefined });
      if (became === 'destroyed') destroyed += 1;
      if (became === 'refused') refused += 1;
    }
    call.doors.print(`${count(destroyed, 'destruction')} carried out, ${refused} refused.`);
    return refused === 0 ? ExitCode.ok : ExitCode.problems;
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
    cases.push(...(await casesOfPerson(deps, tenant, subject)).map((caseId) => ({ tenant, caseId })));
  }
  return cases;
}

/** A whole case is asked for its day under its lock; what somebody may have erased of themselves has none. */
function onItsDay({ deps }: CliSystem, request: DestroyRequest): DestroyRequest {
  const { tenant, caseId, subject } = request;
  if (subject !== '') return request;
  return { ...request, stillSo: (tx, head) => notYetDue(deps, tx, { tenant, caseId, head }) };
}

interface ToDestroy extends DestroyRequest {
  /** Whether this case was asked for by itself. */
  readonly isNamed: boolean;
}

/** With somebody the documents go that are about nobody else. `nothing`: they are in the case, and it holds nothing about them to destroy. */
async function destroyOne(
  { doors }: CommandCall,
  system: CliSystem,
  { isNamed, ...request }: ToDestroy,
): Promise<'destroyed' | 'refused' | 'nothing'> {
  const deps = { ...system.deps, keeper: maintenanceOf(system).destructions };
  const { subject } = request;
  const isTheirs = (id: string, party: string): boolean => [id, party, party.replace(/^party\./, '')].includes(subject);
  const parts = subject === '' ? [] : await destroyPerson(deps, { ...request, isTheirs });
  for (const { outcome } of parts) tell(doors, request, outcome);
  if (parts.length > 0) return parts.every(({ outcome }) => outcome.kind === 'destroyed') ? 'destroyed' : 'refused';
  const outcome = await destroy(deps, request);
  const isNothing = outcome.kind === 'refused' && NOTHING.includes(outcome.refusal.code);
  if (isNothing && !isNamed) return 'nothing';
  tell(doors, request, outcome);
  return outcome.kind;
}

const NOTHING: readonly DestroyRefusal['code'][] = ['unknown-subject', 'destroyed-already'];

function tell(doors: CommandCall['doors'], request: DestroyRequest, outcome: PartOutcome): void {
  if (outcome.kind === 'possible') return;
  if (outcome.kind === 'refused') {
    doors.print(`Case ${request.caseId}: ${destructionRefused(outcome.refusal)}`);
    return;
  }
  const { certificate, record } = outcome;
  const what = certificate.subject === '' ? '' : ` what subject ${certificate.subject} had in`;
  doors.print(
    `Destroyed${what} case ${certificate.caseId}: ${count(certificate.keys.length, 'key')} erased, certificate ${record}, under ${certificate.authority}, ${certificate.class}.`,
  );
}

/** Why nothing was destroyed, after the name of a case and a colon. */
export function destructionRefused(refusal: DestroyRefusal): string {
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
