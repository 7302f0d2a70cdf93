// Turns a DMN model into the source of a case type whose decisions are the model's: inputs and answers become fields, each
// decision a table and a task that it does, in the order in which they need each other. What a case type cannot say is
// refused with its place; nothing is left out in silence but labels, drawings and ids.
import type { Decision, DecisionTable, DmnModel, TableOutput } from '../dmn/model.ts';
import { renameNames } from '../dmn/rename-names.ts';
import { OUR_MODELS } from './dmn-of-decisions.ts';
import { type FieldType, fieldTypeOf, textsIn } from './field-type-of-dmn.ts';
import { fieldNames, slugOf } from './names-of-dmn.ts';

/** A sentence about one part of the model, named in words from the outside in. */
export interface ConversionProblem {
  readonly path: string;
  readonly reason: string;
}

export type DecisionsOfDmn =
  | { readonly source: Readonly<Record<string, unknown>>; readonly named: NamedParts }
  | { readonly problems: readonly ConversionProblem[] };

/** What the parts of the model are called in the case type. */
export interface NamedParts {
  /** Field of each input data, by its name. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Fields that each decision writes, by the decision's name, each with the name of its output. */
  readonly decisions: ReadonlyMap<string, readonly { readonly output: string | null; readonly field: string }[]>;
}

/** The source is plain data, to be written as YAML and checked like any other. */
export function sourceOfDmn(model: DmnModel): DecisionsOfDmn {
  const problems: ConversionProblem[] = [...refusedParts(model)];
  const converting = startConverting(model, problems);
  const decisions: Record<string, unknown> = {};
  for (const decision of model.decisions) {
    const table = tableOf(decision, converting);
    if (table !== null) decisions[slugOf(decision.name)] = table;
  }
  if (model.decisions.length === 0) problems.push({ path: 'model', reason: 'It holds no decision.' });
  if (problems.length > 0) return { problems };
  const fields = [...converting.types].map(([name, type]): [string, unknown] => [name, { ...type, label: name }]);
  return {
    source: {
      ...leastFrame(model, converting),
      data: Object.fromEntries(fields),
      decisions,
      plan: { tasks: Object.fromEntries(model.decisions.map((decision) => taskOf(decision, model))) },
    },
    named: { inputs: converting.inputs, decisions: converting.outputs },
  };
}

interface Converting {
  readonly model: DmnModel;
  readonly ours: boolean;
  readonly problems: ConversionProblem[];
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, readonly { readonly output: string | null; readonly field: string }[]>;
  /** What texts of the model ask for, and the field that it is. */
  readonly rename: ReadonlyMap<string, string>;
  readonly types: Map<string, FieldType>;
  /** A field for whoever opens such a case, where the model has no input data: a form asks something. */
  readonly note: string | null;
}

function refusedParts({ imports, knowledge, services }: DmnModel): readonly ConversionProblem[] {
  const refused = (path: string, what: string): ConversionProblem => ({
    path,
    reason: `A case type has no place for ${what}. Put what it says into the tables that use it.`,
  });
  return [
    ...imports.map(({ name }) => refused(`import “${name}”`, 'what another model defines')),
    ...knowledge.map(({ name }) => refused(`business knowledge model “${name}”`, 'a function')),
    ...services.map(({ name }) => refused(`decision service “${name}”`, 'a decision service')),
  ];
}

function startConverting(model: DmnModel, problems: ConversionProblem[]): Converting {
  const ours = model.namespace.startsWith(OUR_MODELS);
  const names = fieldNames();
  const inputs = new Map(model.inputs.map(({ name }) => [name, names.of(name)]));
  const outputs = new Map(
    model.decisions.map((decision) => [
      decision.name,
      outputsOf(decision).map(({ name }, _, all) => {
        const own = name === null ? undefined : inputs.get(name);
        return { output: name, field: own ?? names.of(all.length > 1 && name !== null ? name : decision.name) };
      }),
    ]),
  );
  const rename = new Map(inputs);
  for (const [name, fields] of outputs)
    if (fields[0] !== undefined && fields.length === 1) rename.set(name, fields[0].field);
  const types = new Map<string, FieldType>();
  const note = model.inputs.length === 0 ? names.of('note') : null;
  if (note !== null) types.set(note, { type: 'long-text' });
  const converting: Converting = { model, ours, problems, inputs, outputs, rename, types, note };
  for (const input of model.inputs) {
    addType(converting, inputs.get(input.name) ?? '', { path: `input data “${input.name}”`, type: input.type });
  }
  for (const decision of model.decisions) addOutputTypes(decision, converting);
  return converting;
}

function outputsOf({ logic }: Decision): readonly Pick<TableOutput, 'name' | 'type' | 'values'>[] {
  return logic?.kind === 'table' ? logic.outputs : [{ name: null, type: null, values: null }];
}

function addOutputTypes(decision: Decision, converting: Converting): void {
  const fields = converting.outputs.get(decision.name) ?? [];
  outputsOf(decision).forEach((output, index) => {
    const field = fields[index]?.field ?? '';
    if (converting.types.has(field)) return;
    const { logic } = decision;
    const counted = logic?.kind === 'table' && logic.aggregation !== null ? 'number' : null;
    const whole = fields.length === 1 ? (decision.type ?? logic?.type ?? null) : null;
    const type = output.type ?? whole ?? counted;
    const name = output.name === null || fields.length === 1 ? '' : `, output “${output.name}”`;
    addType(converting, field, { path: `decision “${decision.name}”${name}`, type });
    // What may come out is a choice, where it is a list of texts; the order says nothing where one rule counts.
    const options = output.values === null ? null : textsIn(output.values);
    const is = converting.types.get(field);
    if (options !== null && is?.type === 'long-text') converting.types.set(field, { type: 'choice', options });
  });
}

function addType(
  { model, ours, types, problems }: Converting,
  field: string,
  { path, type }: { readonly path: string; readonly type: string | null },
): void {
  const found = fieldTypeOf(type, model.types, ours);
  if ('reason' in found) problems.push({ path, reason: found.reason });
  else types.set(field, found);
}

function tableOf(decision: Decision, converting: Converting): Readonly<Record<string, unknown>> | null {
  const { logic, name, question } = decision;
  const path = `decision “${name}”`;
  const title = (question ?? name).slice(0, 200);
  const known = converting.problems.length;
  checkRequirements(decision, converting);
  if (logic?.kind === 'literal') {
    const then = renamed(logic.text, { path, converting });
    // One rule that always holds gives what the expression gives.
    return { title, inputs: ['true'], outputs: fieldsOf(decision, converting), rules: [{ when: ['-'], then: [then] }] };
  }
  if (logic?.kind !== 'table') {
    const what = logic === null ? 'It has no logic.' : `A case type has no place for a boxed ${logic.kind}.`;
    converting.problems.push({ path, reason: `${what} Make it a decision table or one expression.` });
    return null;
  }
  checkTable(logic, fieldsOf(decision, converting), { path, converting });
  if (converting.problems.length > known) return null;
  const cell = (text: string, where: string): string => renamed(text, { path: `${path}, ${where}`, converting });
  const rules = logic.rules.map((rule, at) => ({
    when: rule.inputs.map((text, column) =>
      testOf(text, { path: `${path}, rule ${at + 1}, input ${column + 1}`, converting }),
    ),
    then: rule.outputs.map((text, column) => cell(text, `rule ${at + 1}, output ${column + 1}`)),
  }));
  return {
    title,
    hit: HITS[hitOf(logic)],
    inputs: logic.inputs.map(({ expression }, column) => cell(expression, `input ${column + 1}`)),
    outputs: fieldsOf(decision, converting),
    rules: [...rules, ...defaultRule(logic, cell)],
  };
}

const HITS: Readonly<Record<string, string>> = {
  UNIQUE: 'unique',
  FIRST: 'first',
  ANY: 'any',
  'COLLECT SUM': 'sum',
  'COLLECT COUNT': 'count',
  'COLLECT MIN': 'min',
  'COLLECT MAX': 'max',
};

function hitOf({ hitPolicy, aggregation }: DecisionTable): string {
  return aggregation === null ? hitPolicy : `${hitPolicy} ${aggregation}`;
}

interface At {
  readonly path: string;
  readonly converting: Converting;
}

const COLUMN =
  'A case type cannot restrict a column to values that are not the choice of its field. Restrict the type of the field to the same texts.';

/** True where a column is restricted to just what its field is a choice of. */
function sameTexts(values: string, field: FieldType | undefined): boolean {
  const texts = textsIn(values);
  return texts !== null && JSON.stringify(texts) === JSON.stringify(field?.options);
}

function checkTable(table: DecisionTable, fields: readonly string[], { path, converting }: At): void {
  const { inputs, outputs, rules } = table;
  const refuse = (where: string, reason: string): void =>
    void converting.problems.push({ path: `${path}${where}`, reason });
  const hit = hitOf(table);
  if (HITS[hit] === undefined)
    refuse('', `A case type has no hit policy ${hit}: it would give several answers or order them.`);
  if (inputs.length === 0 || rules.length === 0) refuse('', 'A table of a case type has an input and a rule.');
  inputs.forEach(({ values, expression }, at) => {
    if (values === null) return;
    const field = converting.types.get(converting.inputs.get(expression.trim()) ?? '');
    if (!sameTexts(values, field)) refuse(`, input ${at + 1}`, COLUMN);
  });
  outputs.forEach(({ values, defaultOutput }, at) => {
    const field = converting.types.get(fields[at] ?? '');
    if (values !== null && !sameTexts(values, field)) refuse(`, output ${at + 1}`, COLUMN);
    if (defaultOutput !== null && hit !== 'FIRST') {
      refuse(
        `, output ${at + 1}`,
        'Only a table whose first rule counts can have a default, which becomes its last rule.',
      );
    }
  });
  rules.forEach(({ annotations }, at) => {
    if (annotations.some((text) => text.trim() !== ''))
      refuse(`, rule ${at + 1}`, 'A case type has no place for the annotation of a rule.');
  });
}

/** Where the first rule counts, a default is a last rule that always holds. */
function defaultRule(
  { inputs, outputs }: DecisionTable,
  cell: (text: string, where: string) => string,
): readonly { readonly when: readonly string[]; readonly then: readonly string[] }[] {
  if (outputs.every(({ defaultOutput }) => defaultOutput === null)) return [];
  return [
    {
      when: inputs.map(() => '-'),
      then: outputs.map(({ defaultOutput }, at) => cell(defaultOutput ?? 'null', `output ${at + 1}, default`)),
    },
  ];
}

/** What a decision needs of others must be one field of theirs. */
function checkRequirements({ name, requires }: Decision, { model, outputs, problems }: Converting): void {
  for (const required of requiredBy({ requires }, model)) {
    if ((outputs.get(required.name)?.length ?? 0) === 1) continue;
    const reason = `It needs the several answers of “${required.name}” as one value, for which a case type has no field.`;
    problems.push({ path: `decision “${name}”`, reason });
  }
}

function requiredBy({ requires }: Pick<Decision, 'requires'>, { decisions }: DmnModel): readonly Decision[] {
  return requires.flatMap(({ kind, href }) =>
    kind === 'decision' ? decisions.filter(({ id }) => `#${id}` === href) : [],
  );
}

function fieldsOf({ name }: Decision, { outputs }: Converting): readonly string[] {
  return (outputs.get(name) ?? []).map(({ field }) => field);
}

function renamed(text: string, { path, converting }: At): string {
  const result = renameNames(text, converting.rename);
  if ('text' in result) return result.text;
  converting.problems.push({ path, reason: result.problem });
  return text;
}

function testOf(text: string, { path, converting }: At): string {
  if (text.trim() === '-' || text.trim() === '') return '-';
  const result = renameNames(text, converting.rename, 'UnaryTests');
  if ('text' in result) return result.text;
  converting.problems.push({ path, reason: result.problem });
  return text;
}

/** The task that a decision does, as soon as those that it needs are done. */
function taskOf(decision: Decision, model: DmnModel): readonly [string, unknown] {
  const needs = requiredBy(decision, model).map(({ name }) => `decide-${slugOf(name)}`.slice(0, 60));
  const slug = slugOf(decision.name);
  const entry = needs.length === 0 ? {} : { entry: [{ after: needs }] };
  const title = decision.name.slice(0, 200);
  return [`decide-${slug}`.slice(0, 60), { title, by: 'worker', performs: 'decision', uses: slug, ...entry }];
}

/** The least that a case type needs; its author fills in the rest. */
function leastFrame({ name }: DmnModel, converting: Converting): Readonly<Record<string, unknown>> {
  const asked = converting.note === null ? [...converting.inputs.values()] : [converting.note];
  return {
    ...{ caseType: slugOf(name), version: '0.1.0', title: name.slice(0, 200), archetype: 'service' },
    ...{ reference: 'CASE-{year}-{sequence}', zone: 'UTC', team: 'cases' },
    purpose: { statement: 'To be written', authority: 'To be written' },
    classification: { scale: 'au-pspf', level: 'OFFICIAL' },
    roles: { worker: 'Worker' },
    opening: { form: 'open', by: 'worker' },
    forms: { open: { title: 'Open', fields: Object.fromEntries(asked.map((field) => [field, 'optional'])) } },
    closing: { by: 'worker', outcomes: { done: 'Done' } },
  };
}
