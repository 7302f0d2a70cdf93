// `casewright erase`: erases what is held about a person who asked for it, as far as nothing keeps it, and says of each case what became of it.
import { erasePerson, type ErasedCase } from '../commands/erase-person.ts';
import type { PartOutcome } from '../commands/destroy-person.ts';
import { tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { destructionRefused } from './destroy-command.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { approversFrom, maintenanceOf, requiredText, textOption } from './maintenance.ts';
import { partyNamed } from './subject-texts.ts';

export async function eraseCommand(call: CommandCall): Promise<ExitCode> {
  const { doors } = call;
  const slug = requiredText(call, 'agency', 'in which agency');
  const request = requiredText(call, 'request', 'for which request, a case');
  const named = partyNamed(requiredText(call, 'about', 'about whom'));
  const said = {
    law: requiredText(call, 'law', 'under which law'),
    class: requiredText(call, 'class', 'which class of records it is'),
    approvers: approversFrom(call, 'which two people decided'),
    ordered: textOption(call, 'ordered') ?? null,
    isTrial: call.options['dry-run'] === true,
  };
  const system = await doors.open();
  try {
    const { tenant } = await agencyNamed(system.database, slug);
    const { caseId: requestCase } = await findCase(system, slug, request);
    const about = { caseId: (await findCase(system, slug, named.caseId)).caseId, entry: named.entry };
    const deps = { ...system.deps, keeper: maintenanceOf(system).destructions };
    const asked = { tenant, requestCase, request, about, ...said };
    const done = await tellAtCommandLine(
      { database: system.database, nowMs: doors.nowMs },
      { tenant, action: said.isTrial ? 'try-erasure' : 'erase-person', as: null, purpose: null },
      async () => {
        const told = await erasePerson(deps, asked);
        return {
          told,
          caseIds: 'cases' in told ? told.cases.map(({ caseId }) => caseId) : [],
          denied: !('cases' in told),
        };
      },
    );
    if (done === null) throw new UsageError('Nobody asks.');
    if ('refused' in done) {
      doors.print(
        done.refused === 'nobody'
          ? 'There is no such party in that case.'
          : `Two different people decide, each a privacy officer or records manager${done.people.length === 0 ? '' : `; these are none: ${done.people.join(', ')}`}.`,
      );
      return ExitCode.problems;
    }
    return told(call, done.cases, done.record);
  } finally {
    await system.close();
  }
}

function told({ doors }: CommandCall, cases: readonly ErasedCase[], record: number | null): ExitCode {
  let refused = 0;
  let parts = 0;
  for (const { caseId, parts: of } of cases)
    for (const { kind, outcome } of of) {
      const what = kind === 'document' ? 'a document about them' : 'what their key seals';
      if (outcome.kind === 'refused') refused += 1;
      else parts += 1;
      doors.print(`Case ${caseId}, ${what}: ${wordsOf(outcome)}`);
    }
  const tail = record === null ? 'Nothing was done.' : `Record ${record}.`;
  doors.print(
    `${count(cases.length, 'case')}, ${count(parts, 'part')} erased${record === null ? ' if it were done' : ''}, ${refused} refused. ${tail}`,
  );
  return refused === 0 ? ExitCode.ok : ExitCode.problems;
}

function wordsOf(outcome: PartOutcome): string {
  switch (outcome.kind) {
    case 'destroyed':
      return `erased, certificate ${outcome.record}.`;
    case 'possible':
      return 'would be erased.';
    case 'refused':
      return outcome.refusal.code === 'not-as-reviewed' ? outcome.refusal.reason : destructionRefused(outcome.refusal);
  }
}
