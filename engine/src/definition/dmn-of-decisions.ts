// Turns the decision tables of a case type into one DMN model: the fields that they ask for or write as input data with
// their types, each table as a decision. What is no decision (labels, forms, the plan) has no place there.
import type { Decision, DmnModel, InputData, ItemDefinition } from '../dmn/model.ts';
import { parseExpression } from '../expression/expression.ts';
import type { CaseType, DecisionDefinition, FieldDefinition, FieldKind } from './case-type.ts';
import { asExpression } from './check-decisions.ts';
import { modelOfDecision } from './compile-decision.ts';

/** By this a model of ours is known when it is read again. */
export const OUR_MODELS = 'https://casewright.example/case-types/';

/** Kinds whose values are those of a type of FEEL, each under the name that tells it when it is read again. */
export const TYPE_NAMES: Readonly<Record<Exclude<FieldKind, 'choice'>, string>> = {
  text: 'string',
  'long-text': 'longText',
  number: 'number',
  money: 'money',
  date: 'date',
  instant: 'date and time',
  boolean: 'boolean',
};

/** The model, with a field where a table asks for it or writes it. Evaluating its decisions gives what the tables give. */
export function modelOfDecisions(caseType: CaseType): DmnModel {
  const tables = [...caseType.decisions.values()];
  const used = new Set(tables.flatMap((table) => [...table.outputs, ...fieldsAskedBy(table)]));
  const fields = [...caseType.fields.values()].filter(({ name }) => used.has(name));
  return {
    ...{ name: caseType.title, namespace: `${OUR_MODELS}${caseType.name}` },
    ...{ imports: [], knowledge: [], services: [] },
    types: typesOf(fields),
    inputs: fields.map((field): InputData => ({ id: idOf(field.name), name: field.name, type: typeName(field) })),
    decisions: tables.flatMap((table) => decisionsOf(table, caseType)),
  };
}

function decisionsOf(table: DecisionDefinition, { fields }: CaseType): readonly Decision[] {
  const asked = fieldsAskedBy(table);
  return modelOfDecision(table, fields).decisions.map((decision) => ({
    ...decision,
    requires: [...fields.keys()]
      .filter((field) => asked.has(field))
      .map((field) => ({ kind: 'input' as const, href: `#${idOf(field)}` })),
  }));
}

/** An id of XML, which may hold no colon. */
function idOf(field: string): string {
  return `field.${field}`;
}

function fieldsAskedBy({ inputs, rules }: DecisionDefinition): ReadonlySet<string> {
  const texts = [...inputs, ...rules.flatMap(({ when, then }) => [...when.map(asExpression), ...then])];
  return new Set(
    texts.flatMap((text) => {
      const parsed = parseExpression(text);
      return 'expression' in parsed ? parsed.expression.names : [];
    }),
  );
}

function typeName({ name, kind }: FieldDefinition): string {
  return kind === 'choice' ? `${name}Choice` : TYPE_NAMES[kind];
}

function typesOf(fields: readonly FieldDefinition[]): readonly ItemDefinition[] {
  const kinds = new Set(fields.map(({ kind }) => kind));
  return [
    ...(kinds.has('money') ? [itemDefinition(TYPE_NAMES.money, 'number', null)] : []),
    ...(kinds.has('long-text') ? [itemDefinition(TYPE_NAMES['long-text'], 'string', null)] : []),
    ...fields
      .filter(({ kind }) => kind === 'choice')
      .map((field) => {
        const values = (field.options ?? []).map(({ value }) => JSON.stringify(value)).join(', ');
        return itemDefinition(typeName(field), 'string', values);
      }),
  ];
}

function itemDefinition(name: string, type: string, allowedValues: string | null): ItemDefinition {
  return { name, type, allowedValues, isCollection: false, typeConstraint: null, components: [], function: null };
}
