// The part of a handbook that says which periods run, by which law, and what happens to them.
import type { CaseType, ClockDefinition } from '@casewright/engine/definition';
import { el, type Html, join, list, table } from './html.ts';
import { fieldLabel, itemTitle, lawText, periodText, roleTitle } from './words.ts';

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
        movingText(caseType, clock.from),
        clock.stops.map((stop) => (stop === 'closing' ? 'closing' : movingText(caseType, stop))).join(', or '),
        lawText(clock.law),
        list(happenings(caseType, clock)),
      ]),
    ),
  ]);
}

/** What begins or ends it: a field that is recorded, or a step that is done. */
function movingText(caseType: CaseType, moving: { readonly field: string } | { readonly item: string }): string {
  return 'field' in moving ? fieldLabel(caseType, moving.field) : itemTitle(caseType, moving.item);
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
