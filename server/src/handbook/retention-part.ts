// The part of a handbook that says how long records are kept: classes, what makes each begin, and periods under which nothing goes.
import type { CaseType, RetentionDefinition, RetentionTrigger } from '@casewright/engine/definition';
import { el, type Html, join, table } from './html.ts';
import { fieldLabel, partyTitle } from './words.ts';

export function retentionPart(caseType: CaseType): Html | null {
  const { retention } = caseType;
  if (retention === undefined) return null;
  return join([
    el('h3', {}, 'How long the records are kept'),
    ...(retention.note === null ? [] : [el('p', {}, retention.note)]),
    el('p', {}, choiceText(retention)),
    table(
      'Classes of records',
      ['Class', 'Authority', 'For cases that end as', 'Counts from', 'Period', 'Then'],
      retention.classes.map((one) => [
        one.called,
        `${one.authority}, class ${one.number}, version ${one.version}`,
        `${outcomesText(caseType, one.outcomes)}${one.when === null ? '' : `, where ${one.when.source}`}`,
        triggerText(caseType, one.trigger),
        one.said,
        one.action,
      ]),
    ),
    table(
      'Never before',
      ['What', 'Authority', 'Counts from', 'Period'],
      retention.floors.map((one) => [one.called, one.authority, triggerText(caseType, one.trigger), one.said]),
    ),
  ]);
}

function choiceText({ choose, financialYearStarts }: RetentionDefinition): string {
  const which = choose === 'first' ? 'the first counts' : 'the one that keeps longest counts';
  return `Where several classes apply, ${which}. A financial year begins on the first day of month ${financialYearStarts}.`;
}

function outcomesText({ closing }: CaseType, outcomes: readonly string[] | null): string {
  if (outcomes === null) return 'anything';
  return outcomes.map((one) => closing.outcomes.find(({ value }) => value === one)?.label ?? one).join(', ');
}

function triggerText(caseType: CaseType, trigger: RetentionTrigger): string {
  switch (trigger.kind) {
    case 'closed':
      return 'closing';
    case 'parent-closed':
      return 'closing of the case that opened it';
    case 'last-contact':
      return 'the last contact';
    case 'closed-plus':
      return `closing and ${trigger.term.years} years, ${trigger.term.months} months, ${7 * trigger.term.weeks + trigger.term.days} days`;
    case 'field':
      return fieldLabel(caseType, trigger.field);
    case 'age':
      return `age ${trigger.years}, by ${fieldLabel(caseType, trigger.field)}`;
    case 'latest':
      return `the latest of: ${latestText(caseType, trigger)}`;
    case 'determination': {
      const kinds = trigger.kinds?.map((kind) => caseType.determinations.get(kind)?.title ?? kind).join(', ');
      return `the last ${trigger.on === 'start' ? 'beginning' : 'end'} of ${kinds ?? 'any determination'}`;
    }
    case 'manual':
      return `a day that is recorded as “${trigger.name}”`;
    case 'death':
      return `the recorded death of: ${partyTitle(caseType, trigger.party)}`;
    case 'repeal':
      return `the repeal of: ${trigger.law}`;
  }
}

function latestText(caseType: CaseType, of: Extract<RetentionTrigger, { readonly kind: 'latest' }>): string {
  return [
    ...(of.closed ? ['closing'] : []),
    ...(of.linked ? ['closing of the cases that it opened'] : []),
    ...of.fields.map((field) => fieldLabel(caseType, field)),
    ...of.entries.map((kind) => `the last ${kind}`),
  ].join(', ');
}
