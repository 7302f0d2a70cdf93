// The part of a handbook that says which periods run, by which law, and what happens to them.
import type { CaseType, ClockDefinition } from '@casewright/engine/definition';
import { el, type Html, join, list, table } from './html.ts';
import { fieldLabel, lawText, periodText, roleTitle } from './words.ts';

export function clocksPart(caseType: CaseType): Html | null {
  const clocks = [...caseType.clocks.values()];
  if (clocks.length === 0) return null;
  return join([
    el('h2', { id: 'clocks' }, 'Clocks and law'),
    table(
      'Periods',
      ['Clock', 'How long', 'Runs from', 'Until', 'Law', 'What happens to it'],
      clocks.map((clock) => [
        clock.title,
        clock.rule === undefined ? periodText({ count: clock.days, unit: 'days' }) : periodText(clock.rule.within),
        fieldLabel(caseType, clock.from),
        clock.stop === 'closing' ? 'closing' : fieldLabel(caseType, clock.stop.field),
        lawText(clock.law),
        list(happenings(caseType, clock)),
      ]),
    ),
  ]);
}

function happenings(caseType: CaseType, { kind, rule, escalation = [] }: ClockDefinition): readonly string[] {
  return [
    kind === 'deadline' ? 'passing it is a breach' : 'a party may act within it',
    ...Object.values(rule?.pauses ?? {}).map(({ title, law }) => `pauses: ${title} (${law.reference})`),
    ...Object.values(rule?.extensions ?? {}).map(
      ({ title, by, law }) =>
        `may be extended${by === null ? '' : ` by ${periodText(by)}`}: ${title} (${law.reference})`,
    ),
    ...(rule?.deemed === undefined
      ? []
      : [`unused, it counts as decided: ${rule.deemed.outcome} (${rule.deemed.law.reference})`]),
    ...(rule?.warn ?? []).map((share) => `warns at ${share} %`),
    ...escalation.map(
      ({ at, to }) => `${at === 'due' ? 'when due' : `at ${at} %`}: ${roleTitle(caseType, to)} is told`,
    ),
  ];
}
