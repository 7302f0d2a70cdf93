// How a release was made, in words, as it is published with it. It says the rules and no figure: that they are known helps nobody to
// get round them.
import type { CaseType, PublishDefinition } from '../definition/definition.ts';
import type { Working } from './release-working.ts';

export function methodText(of: {
  readonly caseType: CaseType;
  readonly publish: PublishDefinition;
  readonly working: Working;
  readonly publisher: string;
}): string {
  const { caseType, publish, working, publisher } = of;
  const lines = [
    `# ${caseType.title}: how this was made`,
    '',
    `Published by ${publisher}, under the assessment ${publish.assessment}. Licence: ${publish.licence}`,
    '',
    `It tells of cases that are finished, by the ${publish.every} in which they were closed (${caseType.zone}), once it is over. Place: ${publish.place}.`,
    'Cases that may not be published are not counted at all. No name, number, address, date of birth, reference or text of a case is in it.',
    '',
    '## What is kept back',
    '',
    ...(working.kind === 'tables' ? tableRules(publish) : rowRules(publish)),
  ];
  return `${lines.join('\n')}\n`;
}

function tableRules({ threshold, diversity }: PublishDefinition): readonly string[] {
  return [
    `- A count of fewer than ${threshold} cases, or of cases of fewer than ${threshold} people, is kept back. Nought is shown.`,
    `- Further counts are kept back so that from everything that is shown, in this release and all before it, each of those could still be nought and could still be ${threshold} and more.`,
    `- Where something sensitive is told, all of a group are never told to have the same: there are at least ${diversity} different values, or they are kept back.`,
    `- A count that was published stays as it is until at least ${threshold} cases of it, of at least ${threshold} people, have come or gone. So what closed late, was corrected or may not be published any more may not be in it yet.`,
    '- A count that was kept back once is kept back in every later release. A period is published in one form only.',
  ];
}

function rowRules({ threshold, diversity, leaveOut }: PublishDefinition): readonly string[] {
  return [
    `- Columns were made coarser until every row is the same as those of at least ${threshold} people in all that others could know.`,
    `- What is sensitive has at least ${diversity} different values in every such group.`,
    `- Rows of groups that stayed smaller are left out: at most ${leaveOut} of 100.`,
    '- Rows of a period are published once. What closed late, was corrected or may not be published any more changes none.',
    '- Rows stand in the order of their texts, which says nothing of the order of cases.',
  ];
}
