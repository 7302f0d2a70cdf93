// Runs the test cases of the OMG's Technology Compatibility Kit for DMN: reads a file of cases, asks the model each
// question, and compares the answers. Knows no folders; the texts are handed in.
import { compareNumbers, fromDouble, parseNumber, subtract, absolute } from '../feel/number.ts';
import { DEFAULT_BUDGET, startRun } from '../feel/run.ts';
import { equal } from '../feel/compare.ts';
import { stringOf } from '../feel/conversion.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../feel/temporal-text.ts';
import { type FeelValue, isContext, isList, isNumber } from '../feel/value.ts';
import { type CompiledDmn, evaluateDmn } from './evaluate.ts';
import { attribute, childNamed, childrenNamed, readXml, type XmlElement } from './xml.ts';

export interface KitCase {
  readonly id: string;
  /** Decision, function or service that is asked; null where each result names its own decision. */
  readonly invocable: string | null;
  readonly inputs: ReadonlyMap<string, FeelValue>;
  readonly results: readonly { readonly name: string; readonly expected: FeelValue }[];
}

export interface KitFile {
  /** File name of the model. */
  readonly modelName: string;
  readonly cases: readonly KitCase[];
}

export interface KitOutcome {
  readonly id: string;
  /** Null where every result was as expected. */
  readonly failure: { readonly result: string; readonly expected: string; readonly got: string } | null;
}

/** Instant for `now()`; the kit asks only that there is one. */
const NOW = '2026-01-15T12:00:00Z';
/** The kit compares numbers to this closeness. */
const CLOSE = parseNumber('0.00000001') ?? 0;

/** A file of cases; the sentence of the problem where it cannot be read. */
export function readKitFile(text: string): KitFile | string {
  const reading = readXml(text);
  if ('problem' in reading) return reading.problem.reason;
  const { root } = reading;
  return {
    modelName: childNamed(root, 'modelName')?.text.trim() ?? '',
    cases: childrenNamed(root, 'testCase').map((element) => ({
      id: attribute(element, 'id') ?? '',
      invocable: attribute(element, 'invocableName'),
      inputs: new Map(
        childrenNamed(element, 'inputNode').map((input) => [attribute(input, 'name') ?? '', valueIn(input)]),
      ),
      results: childrenNamed(element, 'resultNode').map((result) => {
        const expected = childNamed(result, 'expected');
        return { name: attribute(result, 'name') ?? '', expected: expected === null ? null : valueIn(expected) };
      }),
    })),
  };
}

/** Asks the model one case. */
export function runKitCase(compiled: CompiledDmn, one: KitCase): KitOutcome {
  for (const { name, expected } of one.results) {
    const asked = one.invocable ?? name;
    const { value, problems } = evaluateDmn(compiled, { name: asked, inputs: one.inputs, now: NOW });
    const got =
      one.invocable !== null && one.results.length > 1 && isContext(value) ? (value.get(name) ?? null) : value;
    if (isAsExpected(got, expected)) continue;
    const [problem] = problems;
    const reason = problem === undefined ? '' : ` (${problem.path}: ${problem.reason})`;
    return { id: one.id, failure: { result: name, expected: shown(expected), got: `${shown(got)}${reason}` } };
  }
  return { id: one.id, failure: null };
}

/** Whether an answer is what a case expects: numbers within 1e-8, contexts in what is expected of them. */
export function isAsExpected(got: FeelValue, expected: FeelValue): boolean {
  if (isNumber(got) && isNumber(expected)) {
    const distance = subtract(got, expected);
    return distance !== null && compareNumbers(absolute(distance), CLOSE) <= 0;
  }
  if (isList(got) && isList(expected)) {
    return got.length === expected.length && got.every((value, index) => isAsExpected(value, expected[index] ?? null));
  }
  if (isContext(got) && isContext(expected)) {
    if (got.size !== expected.size) return false;
    return [...expected].every(([key, value]) => got.has(key) && isAsExpected(got.get(key) ?? null, value));
  }
  return equal(got, expected, startRun(DEFAULT_BUDGET)) === true;
}

function shown(value: FeelValue): string {
  const text = stringOf(value, startRun(DEFAULT_BUDGET)) ?? 'a function';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function valueIn(element: XmlElement): FeelValue {
  const list = childNamed(element, 'list');
  if (list !== null) return attribute(list, 'nil') === 'true' ? null : childrenNamed(list, 'item').map(valueIn);
  const components = childrenNamed(element, 'component');
  if (components.length > 0) {
    return new Map(
      components.map((component) => [
        attribute(component, 'name') ?? '',
        attribute(component, 'nil') === 'true' ? null : valueIn(component),
      ]),
    );
  }
  const value = childNamed(element, 'value');
  return value === null || attribute(value, 'nil') === 'true'
    ? null
    : simpleValue(value.text, attribute(value, 'type'));
}

function simpleValue(text: string, type: string | null): FeelValue {
  const trimmed = text.trim();
  switch (type === null ? '' : type.slice(type.indexOf(':') + 1)) {
    case 'boolean':
      return trimmed === 'true';
    case 'decimal':
    case 'double':
    case 'integer':
    case 'int':
    case 'long':
    case 'float':
      return parseNumber(trimmed) ?? fromDouble(Number(trimmed));
    case 'date':
      return parseDate(trimmed);
    case 'time':
      return parseTime(trimmed);
    case 'dateTime':
      return parseDateTime(trimmed);
    case 'duration':
      return parseDuration(trimmed);
    default:
      return text;
  }
}
