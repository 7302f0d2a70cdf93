// Compiles decision tables: each test once; then per evaluation the values of the inputs, the rules that hold, and what
// the hit policy makes of them (DMN 1.5, 8.2.8 to 8.2.11). Keeps which rules held.
import { equal } from '../feel/compare.ts';
import { allocateElements, fail, type Run, spend } from '../feel/run.ts';
import { type Evaluator, type Frame, innerScope } from '../feel/scope.ts';
import { normalName } from '../feel/syntax-tree.ts';
import { type FeelValue, isList } from '../feel/value.ts';
import { aggregate } from './aggregate.ts';
import { below, type BoxedPlace, compileText, typed } from './boxed-place.ts';
import type { DecisionTable, TableInput, TableOutput, TableRule } from './model.ts';

interface CompiledInput {
  readonly value: Evaluator;
  /** Tests of what may come in; null where anything may. */
  readonly allowed: Evaluator | null;
}

interface CompiledRule {
  /** Null for a test that every value passes. */
  readonly tests: readonly (Evaluator | null)[];
  readonly outputs: readonly Evaluator[];
}

interface CompiledTable {
  readonly table: DecisionTable;
  readonly path: string;
  readonly inputs: readonly CompiledInput[];
  readonly rules: readonly CompiledRule[];
  readonly names: readonly string[];
  /** The allowed values of each output in descending order of priority; null where none are listed. */
  readonly priorities: readonly (Evaluator | null)[];
  readonly defaults: readonly (Evaluator | null)[];
}

/** What one rule that held gives. */
interface Hit {
  /** Counted from 1. */
  readonly rule: number;
  readonly outputs: readonly FeelValue[];
}

export function compileTable(table: DecisionTable, place: BoxedPlace): Evaluator {
  const compiled: CompiledTable = {
    table,
    path: place.path,
    inputs: table.inputs.map((input, index) => compileInput(input, below(place, `input ${index + 1}`))),
    rules: table.rules.map((rule, index) => compileRule(rule, table, below(place, `rule ${index + 1}`))),
    names: table.outputs.map((output) => normalName(output.name ?? '')),
    priorities: table.outputs.map((output) => compilePriorities(output, place)),
    defaults: table.outputs.map((output) =>
      output.defaultOutput === null
        ? null
        : compileOutput(output.defaultOutput, output, below(place, 'default output')),
    ),
  };
  return (frame) => evaluateTable(compiled, frame);
}

function compileInput(input: TableInput, place: BoxedPlace): CompiledInput {
  const value = compileText(input.expression, place);
  return {
    value: input.type === null ? value : typed(value, input.type, place),
    allowed: input.values === null ? null : compileTests(input.values, below(place, 'allowed values')),
  };
}

function compileRule(rule: TableRule, table: DecisionTable, place: BoxedPlace): CompiledRule {
  return {
    tests: rule.inputs.map((test, index) =>
      test === '-' ? null : compileTests(test, below(place, `input ${index + 1}`)),
    ),
    outputs: table.outputs.map((output, index) =>
      compileOutput(rule.outputs[index] ?? 'null', output, below(place, `output ${index + 1}`)),
    ),
  };
}

/** Tests run in a frame of their own, whose only value is the tested one. */
function compileTests(text: string, place: BoxedPlace): Evaluator {
  return compileText(text, { ...place, scope: innerScope(['?'], place.scope) }, 'UnaryTests');
}

function compileOutput(text: string, output: TableOutput, place: BoxedPlace): Evaluator {
  const value = compileText(text, place);
  return output.type === null ? value : typed(value, output.type, place);
}

function compilePriorities(output: TableOutput, place: BoxedPlace): Evaluator | null {
  return output.values === null
    ? null
    : compileText(`[${output.values}]`, below(place, `values of output “${output.name ?? ''}”`));
}

function evaluateTable(compiled: CompiledTable, frame: Frame): FeelValue {
  const { run } = frame;
  const tested: Frame[] = [];
  for (const [index, input] of compiled.inputs.entries()) {
    const inner: Frame = { slots: [input.value(frame)], parent: frame, run };
    if (input.allowed !== null && input.allowed(inner) !== true) {
      return failIn(compiled, run, `The value of input ${index + 1} is not one of its allowed values.`);
    }
    tested.push(inner);
  }
  const held = rulesThatHold(compiled, tested, run);
  if (run.hits.length < 10_000) run.hits.push({ table: compiled.path, rules: held.map((rule) => rule + 1) });
  return resultOf(compiled, held, frame);
}

function rulesThatHold(compiled: CompiledTable, tested: readonly Frame[], run: Run): readonly number[] {
  const held: number[] = [];
  const firstOnly = compiled.table.hitPolicy === 'FIRST';
  for (const [index, rule] of compiled.rules.entries()) {
    spend(run, 1);
    if (!holds(rule, tested)) continue;
    held.push(index);
    if (firstOnly) break;
  }
  return held;
}

function holds(rule: CompiledRule, tested: readonly Frame[]): boolean {
  for (let index = 0; index < rule.tests.length; index += 1) {
    const test = rule.tests[index];
    const frame = tested[index];
    if (test !== null && test !== undefined && frame !== undefined && test(frame) !== true) return false;
  }
  return true;
}

function resultOf(compiled: CompiledTable, held: readonly number[], frame: Frame): FeelValue {
  const { hitPolicy, aggregation } = compiled.table;
  const single = hitPolicy === 'UNIQUE' || hitPolicy === 'FIRST' || hitPolicy === 'ANY' || hitPolicy === 'PRIORITY';
  if (held.length === 0) return withoutHit(compiled, single, frame);
  if (hitPolicy === 'UNIQUE' && held.length > 1) {
    const rules = held.map((rule) => rule + 1).join(' and ');
    return failIn(compiled, frame.run, `Rules ${rules} hold at once, and the hit policy UNIQUE allows only one.`);
  }
  const hits = held.map((rule): Hit => {
    return { rule: rule + 1, outputs: (compiled.rules[rule]?.outputs ?? []).map((output) => output(frame)) };
  });
  const inOrder = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER' ? byPriority(compiled, hits, frame) : hits;
  if (inOrder === null) return null;
  const values = inOrder.map((hit) => valueOf(compiled, hit.outputs, frame.run));
  if (hitPolicy === 'ANY' && values.some((value) => equal(value, values[0] ?? null, frame.run) !== true)) {
    return failIn(
      compiled,
      frame.run,
      'Rules that hold at once give different outputs, and the hit policy ANY needs the same.',
    );
  }
  if (single) return values[0] ?? null;
  return hitPolicy === 'COLLECT' && aggregation !== null ? aggregate(values, aggregation, frame.run) : values;
}

/** One output is its value, several are a context. */
function valueOf(compiled: CompiledTable, outputs: readonly FeelValue[], run: Run): FeelValue {
  if (compiled.names.length === 1) return outputs[0] ?? null;
  allocateElements(run, outputs.length);
  return new Map(compiled.names.map((name, index) => [name, outputs[index] ?? null]));
}

function withoutHit(compiled: CompiledTable, single: boolean, frame: Frame): FeelValue {
  const { aggregation } = compiled.table;
  if (compiled.defaults.some((output) => output !== null)) {
    const value = valueOf(
      compiled,
      compiled.defaults.map((output) => output?.(frame) ?? null),
      frame.run,
    );
    return single || aggregation !== null || isList(value) ? value : [value];
  }
  if (single) return null;
  return aggregation === null ? [] : aggregate([], aggregation, frame.run);
}

/** Sorted by the places of the outputs among their allowed values, the first output first. */
function byPriority(compiled: CompiledTable, hits: readonly Hit[], frame: Frame): readonly Hit[] | null {
  const lists = compiled.priorities.map((priority) => priority?.(frame) ?? null);
  if (!lists.some(isList)) {
    failIn(
      compiled,
      frame.run,
      'The hit policy needs a list of output values, from the highest priority to the lowest.',
    );
    return null;
  }
  const ranked = hits.map((hit) => ({
    hit,
    ranks: hit.outputs.map((output, index) => rankOf(output, lists[index] ?? null, frame.run)),
  }));
  return ranked.toSorted((a, b) => rankOrder(a.ranks, b.ranks)).map(({ hit }) => hit);
}

function rankOf(output: FeelValue, list: FeelValue, run: Run): number {
  if (!isList(list)) return 0;
  spend(run, list.length);
  const place = list.findIndex((value) => equal(value, output, run) === true);
  return place < 0 ? list.length : place;
}

function rankOrder(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((rank, index) => rank !== b[index]);
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}

function failIn(compiled: CompiledTable, run: Run, reason: string): null {
  const outer = run.path;
  run.path = compiled.path;
  fail(run, reason);
  run.path = outer;
  return null;
}
