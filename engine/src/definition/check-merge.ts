// What must hold of one merge field: it has one source, a value of the kind that is written, and something to say where nothing is on
// record. A field of a form that is always asked is always there; of everything else the case type has to say what happens.
import { checkReference, type Judging } from './check-data.ts';
import type { FieldDefinition } from './case-type.ts';
import type { MergeField, MergeKind } from './letter-definition.ts';
import { childOf, type MapEntry } from './located.ts';
import { type CaseTypeProblemCode, report } from './problem.ts';
import { evaluateExpression, isCollection, type Scope, type Value } from '../expression/expression.ts';

export function checkMerge({ key, at, value }: MapEntry, merge: MergeField, judging: Judging): void {
  const { clocks } = judging.compiled.caseType;
  const tell = (code: CaseTypeProblemCode, reason: string): void => report(judging.findings, at, { code, reason });
  const [expression, clock] = [childOf(value, 'value'), childOf(value, 'clock')];
  checkReference(judging, clock, { known: clocks, code: 'unknown-name' });
  if ((expression === null) === (clock === null)) {
    tell('not-accepted', `“${key}” has a value or a clock. Write one of the two.`);
    return;
  }
  checkWritten(key, merge, tell);
  checkKind(merge, judging, tell);
  const [otherwise, missing] = [childOf(value, 'else'), childOf(value, 'missing')];
  if (otherwise !== null && missing !== null)
    tell('not-accepted', `“${key}” says else and missing. Write one of the two.`);
  if (otherwise !== null || missing !== null || isAlwaysThere(merge, judging)) return;
  tell(
    'missing-key',
    `“${key}” may have no value when the letter is made. Add else: what stands there then, or missing: refuse.`,
  );
}

function checkWritten(key: string, { as, currency }: MergeField, tell: Tell): void {
  if (as === null) {
    const reason = `How “${key}” is written cannot be known. Add as: text, number, money, date or choice; that something is so is said with when.`;
    tell('wrong-kind', reason);
  }
  if (as === 'money' && currency === undefined)
    tell('missing-key', `“${key}” is money. Add its currency, such as EUR.`);
  if (as !== 'money' && currency !== undefined) tell('wrong-kind', `“${key}” is no money. Remove its currency.`);
}

type Tell = (code: CaseTypeProblemCode, reason: string) => void;

const MAY_BE: Readonly<Record<FieldDefinition['kind'], readonly MergeKind[]>> = {
  ...{ text: ['text'], 'long-text': ['text'], number: ['number'], money: ['money', 'number'], date: ['date'] },
  ...{ instant: ['date'], boolean: [], choice: ['choice'] },
};

/** A field is written as what it is; what is computed is tried on fields that are all filled in. */
function checkKind({ name, source, as }: MergeField, { compiled }: Judging, tell: Tell): void {
  if (source.from === 'clock') {
    if (as !== 'date') tell('wrong-kind', `“${name}” is a day. Remove as.`);
    return;
  }
  const { fields } = compiled.caseType;
  const field = fields.get(source.field ?? '');
  if (as === null) return;
  if (field !== undefined) {
    if (!MAY_BE[field.kind].includes(as))
      tell('wrong-kind', `“${field.name}” is of the type ${field.kind} and cannot be written as ${as}.`);
    return;
  }
  if (as === 'choice') {
    tell('wrong-kind', `“${name}” is computed and has no labels. Name the field itself, or write it as text.`);
    return;
  }
  if (source.value.source === '' || source.value.names.some((one) => !fields.has(one))) return;
  const { value } = evaluateExpression(source.value, filledIn([...fields.values()]));
  if (value === null || kindsOf(value).includes(as)) return;
  tell('wrong-kind', `“${name}” is to be written as ${as}, and “${source.value.source}” yields something else.`);
}

const SAMPLES: Readonly<Record<FieldDefinition['kind'], Value>> = {
  ...{ text: 'text', 'long-text': 'text', number: 1, money: { decimal: '1.00' }, date: { date: '2024-03-01' } },
  ...{ instant: { instant: '2024-03-01T12:00:00Z' }, boolean: true, choice: '' },
};

function filledIn(fields: readonly FieldDefinition[]): Scope {
  return Object.fromEntries(
    fields.map(({ name, kind, options }) => [name, kind === 'choice' ? (options?.[0]?.value ?? '') : SAMPLES[kind]]),
  );
}

function kindsOf(value: Value): readonly MergeKind[] {
  if (typeof value === 'string') return ['text'];
  if (typeof value === 'number') return ['number', 'money'];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if ('decimal' in value) return ['number', 'money'];
  return 'date' in value || 'instant' in value ? ['date'] : [];
}

function isAlwaysThere({ source }: MergeField, { compiled }: Judging): boolean {
  if (source.from === 'clock') return false;
  const { names } = source.value;
  const { derived, forms, opening } = compiled.caseType;
  const asked = forms.get(opening.form)?.fields ?? [];
  const always = new Set(
    asked.filter(({ required, when }) => required && when === undefined).map(({ field }) => field),
  );
  const isThere = (name: string, depth: number): boolean => {
    if (always.has(name)) return true;
    const from = derived.find(({ field }) => field === name)?.from.names;
    return from !== undefined && depth < 20 && from.every((one) => isThere(one, depth + 1));
  };
  // A value can be taken back, but an expression of what is always asked, without lists, has one when the case is opened.
  return names.length > 0 && names.every((name) => !isCollection(name) && isThere(name, 0));
}
