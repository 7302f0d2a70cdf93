// How the parts of a definition are said: periods, triggers, roles and law.
import type { CaseType, Criterion, OnPart, PlanItemDefinition, Rule } from '@casewright/engine/definition';

type PeriodText = { readonly count: number; readonly unit: string };

/** `20 working days`. */
export function periodText({ count, unit }: PeriodText): string {
  const name = unit.replace('-', ' ');
  return `${count} ${count === 1 ? name.replace(/s$/, '') : name}`;
}

export function lawText({ reference, kind }: { readonly reference: string; readonly kind: string }): string {
  return `${reference} (${kind === 'statute' ? 'law' : 'policy of the agency'})`;
}

export function roleTitle({ roles }: CaseType, role: string | undefined): string {
  return role === undefined ? 'Anybody of the team' : (roles.get(role)?.title ?? role);
}

export function partyTitle({ parties }: CaseType, party: string): string {
  return party === 'agency' ? 'The agency' : (parties.get(party)?.title ?? party);
}

export function itemTitle({ items }: CaseType, item: string): string {
  return items.get(item)?.title ?? item;
}

export function fieldLabel({ fields }: CaseType, field: string): string {
  return fields.get(field)?.label ?? field;
}

/** When an item begins: each alternative in one sentence; none where it begins with what holds it. */
export function beginnings(caseType: CaseType, { entry }: PlanItemDefinition): readonly string[] {
  return entry.map((criterion) => criterionText(caseType, criterion));
}

export function endings(caseType: CaseType, { exit }: PlanItemDefinition): readonly string[] {
  return exit.map((criterion) => criterionText(caseType, criterion));
}

function criterionText(caseType: CaseType, { on, when }: Criterion): string {
  const happened = on.map((part) => partText(caseType, part)).join(' and ');
  const holds = when === undefined ? '' : `${happened === '' ? 'when ' : ', if '}${when.source}`;
  return `${happened === '' ? '' : `after ${happened}`}${holds}`;
}

const TRANSITIONS: Readonly<Record<string, string>> = {
  ...{
    complete: 'is done',
    occur: 'has happened',
    exit: 'has ended early',
    terminate: 'was stopped',
    start: 'has begun',
  },
  ...{ create: 'is there', enable: 'may be done', fault: 'has failed' },
};

function partText(caseType: CaseType, part: OnPart): string {
  if (part.source === 'item')
    return `“${itemTitle(caseType, part.item)}” ${TRANSITIONS[part.transition] ?? part.transition}`;
  if (part.source === 'field') return `“${fieldLabel(caseType, part.field)}” is recorded (${part.change})`;
  return 'something happens in the case';
}

/** `yes`, `no`, or the condition on which it depends. */
export function ruleText(rule: Rule): string {
  return typeof rule === 'boolean' ? (rule ? 'yes' : 'no') : `when ${rule.source}`;
}
