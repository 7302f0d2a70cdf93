// What people might write into a form: values by chance that its fields take, and near those by which conditions tell apart.
import { addDays } from '../calendar/calendar.ts';
import type { FieldValue, Fields } from '../case/case.ts';
import { isShown } from '../form/form.ts';
import type { CaseType, FieldDefinition } from '../definition/definition.ts';
import { type TrialValues, trialValues } from '../proof/trial-values.ts';
import type { Chance } from '../trial/chance.ts';
import type { Acting } from './acting.ts';

/** Who writes: in which case, on which day, and by which chance. */
export type Writing = Pick<Acting, 'caseType' | 'chance' | 'today' | 'entries'>;

const known = new WeakMap<CaseType, TrialValues>();

/** Values by which the conditions of a case type tell cases apart. */
export function tellingValues(caseType: CaseType): TrialValues {
  const found = known.get(caseType) ?? trialValues(caseType);
  known.set(caseType, found);
  return found;
}

/** Fields without which a form is not answered, by name. */
export function requiredFields({ forms }: CaseType, form: string | undefined): readonly string[] {
  return (forms.get(form ?? '')?.fields ?? []).flatMap(({ field, required }) => (required ? [field] : []));
}

/** Whether a field says something about somebody who is not there yet, so that it cannot be filled in. */
export function isAbsent({ caseType, entries }: Pick<Writing, 'caseType' | 'entries'>, name: string): boolean {
  const { personal, subject } = caseType.fields.get(name) ?? {};
  if (personal !== true || subject === undefined || caseType.parties.get(subject)?.later !== true) return false;
  return !Object.values(entries).some((entry) => entry.kind === 'party' && entry.of === subject);
}

/** Answers to a form: all that it requires, and some of the rest. */
export function answersTo(writing: Writing, form: string | undefined): Fields {
  const asked = writing.caseType.forms.get(form ?? '')?.fields ?? [];
  const answers: Record<string, FieldValue> = {};
  // In the order of the form, since an answer may bring the next question.
  for (const one of asked) {
    const definition = writing.caseType.fields.get(one.field);
    const isAnswered = one.required || (!isAbsent(writing, one.field) && writing.chance.share(0.6));
    if (definition === undefined || one.readOnly === true || !isAnswered) continue;
    if (isShown(writing.caseType, one, answers)) answers[one.field] = valueFor(writing, definition);
  }
  return answers;
}

/** A value that the field takes; never absent. */
export function valueFor(writing: Writing, field: FieldDefinition): FieldValue {
  const { chance, today } = writing;
  const telling = tellingValues(writing.caseType);
  switch (field.kind) {
    case 'boolean':
      return chance.share(0.5);
    case 'choice':
      return chance.maybe(field.options ?? [])?.value ?? null;
    case 'date':
      return dayNear(chance, today);
    case 'instant':
      return `${dayNear(chance, today)}T09:30:00Z`;
    case 'number':
      return tellingOf(telling, field.name, chance) ?? chance.below(40);
    case 'money':
      return tellingOf(telling, field.name, chance) ?? `${chance.below(9_000) + 20}.00`;
    case 'text':
    case 'long-text': {
      const text = tellingOf(telling, field.name, chance);
      return (typeof text === 'string' && text.length > 1 ? text : wordsFor(field, chance)).slice(0, field.maxLength);
    }
  }
}

/** Most of what people write down has happened, some is to come. */
function dayNear(chance: Chance, today: string): string {
  return chance.share(0.75) ? addDays(today, -chance.below(8)) : addDays(today, chance.below(60));
}

function tellingOf(telling: TrialValues, field: string, chance: Chance): FieldValue | undefined {
  const values = (telling.byField.get(field) ?? []).filter((value) => value !== null);
  return values.length > 0 && chance.share(0.6) ? chance.maybe(values) : undefined;
}

const SENTENCES = [
  'Talked it over by telephone, and it was confirmed in writing the same day.',
  'The papers were complete when they came in.',
  'Asked for the missing page; the rest agrees with what we have.',
  'See the record of the meeting. Nothing more was said about it.',
] as const;

const NAMES = ['Amal Haddad', 'Greta Lindholm', 'Joao Pereira', 'Mei Tanaka', 'Owen Price', 'Salma Rahimi'] as const;

/** A name where somebody is named, else a sentence that fits anywhere. */
function wordsFor({ name, personal }: FieldDefinition, chance: Chance): string {
  return personal && /name$/i.test(name) ? chance.pick(NAMES) : chance.pick(SENTENCES);
}
