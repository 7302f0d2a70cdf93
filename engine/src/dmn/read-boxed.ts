// Reads boxed expressions and decision tables from XML of any DMN version (1.1 to 1.5; DMN 1.5, chapters 7, 8 and 10.2).
import type { Aggregation, Boxed, BoxedFunction, DecisionTable, HitPolicy, Named } from './model.ts';
import { attribute, childNamed, childrenNamed, problemOf, type XmlElement } from './xml.ts';
import type { DmnProblem } from './model.ts';

export interface ReadingModel {
  readonly problems: DmnProblem[];
  /** Turns what a model of this file calls a type into the name that it is looked up by. */
  readonly typeName: (written: string) => string;
}

const BOXED = [
  ...['literalExpression', 'context', 'list', 'relation', 'functionDefinition', 'invocation', 'decisionTable'],
  ...['conditional', 'filter', 'for', 'some', 'every'],
];

/** The boxed expression directly below an element; null where there is none. */
export function boxedIn(element: XmlElement | null, reading: ReadingModel, path: string): Boxed | null {
  const found = element === null ? null : childNamed(element, ...BOXED);
  return found === null ? null : readBoxed(found, reading, path);
}

function readBoxed(element: XmlElement, reading: ReadingModel, path: string): Boxed {
  const type = typeOf(element, reading);
  const part = (name: string): Boxed => boxedPart(element, { name, path }, reading);
  switch (element.name) {
    case 'context':
      return { kind: 'context', type, entries: entriesOf(element, reading, path) };
    case 'list':
      return { kind: 'list', type, items: itemsOf(element, reading, path) };
    case 'relation': {
      const columns = childrenNamed(element, 'column').map((column) => readNamed(column, reading));
      const rows = childrenNamed(element, 'row').map((row, index) =>
        itemsOf(row, reading, `${path} > row ${index + 1}`),
      );
      return { kind: 'relation', type, columns, rows };
    }
    case 'functionDefinition':
      return readFunction(element, reading, path);
    case 'invocation':
      return readInvocation(element, reading, path);
    case 'decisionTable':
      return readTable(element, reading, path);
    case 'conditional':
      return { kind: 'conditional', type, if: part('if'), then: part('then'), else: part('else') };
    case 'filter':
      return { kind: 'filter', type, in: part('in'), match: part('match') };
    case 'for':
    case 'some':
    case 'every': {
      const variable = attribute(element, 'iteratorVariable') ?? '';
      const body = part(element.name === 'for' ? 'return' : 'satisfies');
      return { kind: element.name, type, variable, in: part('in'), body };
    }
    default:
      return readLiteral(element, reading, path);
  }
}

/** A function definition, also where it stands as the logic of a business knowledge model. */
export function readFunction(element: XmlElement, reading: ReadingModel, path: string): BoxedFunction {
  const kind = attribute(element, 'kind');
  return {
    kind: 'function',
    type: typeOf(element, reading),
    language: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    parameters: childrenNamed(element, 'formalParameter').map((parameter) => readNamed(parameter, reading)),
    body: boxedIn(element, reading, path),
  };
}

/** Name and type of a variable, parameter or column. */
export function readNamed(element: XmlElement, reading: ReadingModel): Named {
  return { name: attribute(element, 'name') ?? '', type: typeOf(element, reading) };
}

/** DMN 1.1 writes the name of a type as an element with a prefix, later versions as an attribute. */
export function typeOf(element: XmlElement, reading: ReadingModel): string | null {
  const written = attribute(element, 'typeRef') ?? childNamed(element, 'typeRef')?.text.trim() ?? null;
  return written === null || written === '' ? null : reading.typeName(written);
}

/** The text of unary tests, as in `<inputEntry><text>`. */
export function testsIn(element: XmlElement | null): string | null {
  const text = element === null ? null : childNamed(element, 'text');
  return text === null || text.text.trim() === '' ? null : text.text.trim();
}

function readLiteral(element: XmlElement, reading: ReadingModel, path: string): Boxed {
  const language = attribute(element, 'expressionLanguage');
  if (language !== null && !/\/FEEL\/?$/i.test(language)) {
    reading.problems.push(problemOf(element, path, 'Only FEEL is evaluated; this expression names another language.'));
  }
  const text = childNamed(element, 'text')?.text ?? '';
  return { kind: 'literal', type: typeOf(element, reading), text: text.trim() };
}

function boxedPart(
  element: XmlElement,
  { name, path }: { readonly name: string; readonly path: string },
  reading: ReadingModel,
): Boxed {
  const inner = `${path} > ${name}`;
  const found = boxedIn(childNamed(element, name), reading, inner);
  if (found === null) reading.problems.push(problemOf(element, path, `The ${element.name} has no “${name}”.`));
  return found ?? NOTHING;
}

const NOTHING: Boxed = { kind: 'literal', type: null, text: 'null' };

function itemsOf(element: XmlElement, reading: ReadingModel, path: string): readonly Boxed[] {
  return childrenNamed(element, ...BOXED).map((child, index) =>
    readBoxed(child, reading, `${path} > item ${index + 1}`),
  );
}

function entriesOf(
  element: XmlElement,
  reading: ReadingModel,
  path: string,
): Extract<Boxed, { kind: 'context' }>['entries'] {
  return childrenNamed(element, 'contextEntry').map((entry, index) => {
    const variable = childNamed(entry, 'variable');
    const named = variable === null ? null : readNamed(variable, reading);
    const inner = `${path} > ${named === null ? `entry ${index + 1}` : `entry “${named.name}”`}`;
    return { variable: named, value: boxedIn(entry, reading, inner) ?? NOTHING };
  });
}

function readInvocation(element: XmlElement, reading: ReadingModel, path: string): Boxed {
  const bindings = childrenNamed(element, 'binding').map((binding) => {
    const parameter = attribute(childNamed(binding, 'parameter'), 'name') ?? '';
    return { parameter, value: boxedIn(binding, reading, `${path} > argument “${parameter}”`) ?? NOTHING };
  });
  const called = boxedIn(element, reading, path) ?? NOTHING;
  return { kind: 'invocation', type: typeOf(element, reading), called, bindings };
}

const POLICIES: ReadonlyMap<string, HitPolicy> = new Map(
  (['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const).map((name) => [
    name,
    name,
  ]),
);
const AGGREGATIONS: ReadonlyMap<string, Aggregation> = new Map(
  (['SUM', 'COUNT', 'MIN', 'MAX'] as const).map((name) => [name, name]),
);

function readTable(element: XmlElement, reading: ReadingModel, path: string): DecisionTable {
  const policy = POLICIES.get(attribute(element, 'hitPolicy') ?? 'UNIQUE');
  const aggregation = attribute(element, 'aggregation');
  if (policy === undefined) reading.problems.push(problemOf(element, path, 'There is no such hit policy.'));
  const table: DecisionTable = {
    kind: 'table',
    type: typeOf(element, reading),
    hitPolicy: policy ?? 'UNIQUE',
    aggregation: AGGREGATIONS.get(aggregation ?? '') ?? null,
    inputs: childrenNamed(element, 'input').map((input) => tableInput(input, reading)),
    outputs: childrenNamed(element, 'output').map((output) => ({
      ...readNamed(output, reading),
      name: attribute(output, 'name'),
      values: testsIn(childNamed(output, 'outputValues')),
      defaultOutput: testsIn(childNamed(output, 'defaultOutputEntry')),
    })),
    annotations: childrenNamed(element, 'annotation').map((annotation) => attribute(annotation, 'name') ?? ''),
    rules: childrenNamed(element, 'rule').map((rule) => ({
      inputs: childrenNamed(rule, 'inputEntry').map((entry) => testsIn(entry) ?? '-'),
      outputs: childrenNamed(rule, 'outputEntry').map((entry) => testsIn(entry) ?? 'null'),
      annotations: childrenNamed(rule, 'annotationEntry').map((entry) => testsIn(entry) ?? ''),
    })),
  };
  checkTable(table, { element, reading, path });
  return table;
}

function tableInput(input: XmlElement, reading: ReadingModel): DecisionTable['inputs'][number] {
  const expression = childNamed(input, 'inputExpression');
  return {
    label: attribute(input, 'label'),
    expression: testsIn(expression) ?? 'null',
    type: expression === null ? null : typeOf(expression, reading),
    values: testsIn(childNamed(input, 'inputValues')),
  };
}

interface CheckingTable {
  readonly element: XmlElement;
  readonly reading: ReadingModel;
  readonly path: string;
}

function checkTable(table: DecisionTable, { element, reading, path }: CheckingTable): void {
  if (table.outputs.length === 0) reading.problems.push(problemOf(element, path, 'A decision table needs an output.'));
  table.rules.forEach((rule, index) => {
    const fits = rule.inputs.length === table.inputs.length && rule.outputs.length === table.outputs.length;
    if (!fits) {
      const reason = `Rule ${index + 1} has ${rule.inputs.length} tests and ${rule.outputs.length} outputs; the table has ${table.inputs.length} inputs and ${table.outputs.length} outputs.`;
      reading.problems.push(problemOf(element, `${path} > rule ${index + 1}`, reason));
    }
  });
}
