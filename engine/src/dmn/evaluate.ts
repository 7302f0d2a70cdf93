// Compiles a model to closures, and evaluates its decisions, business knowledge and decision services within one budget
// (DMN 1.5, chapters 6 and 10.4). Each element is evaluated at most once. Never throws.
import { callFunction } from '../feel/call.ts';
import {
  type Budget,
  budgetReason,
  DEFAULT_BUDGET,
  fail,
  type RulesHit,
  type Run,
  spentBy,
  startRun,
} from '../feel/run.ts';
import { type Evaluator, type Frame, outerScope } from '../feel/scope.ts';
import { type NameShape, normalName } from '../feel/syntax-tree.ts';
import { ANY } from '../feel/type.ts';
import type { FeelFunction, FeelType, FeelValue } from '../feel/value.ts';
import { isFunction } from '../feel/value.ts';
import { type BoxedPlace, coerced, dmnProblem, type Effort, EFFORT_OF_MODEL } from './boxed-place.ts';
import { compileBoxed, compileFunctionDefinition } from './compile-boxed.ts';
import { type Element, type ElementKey, elementsOf, type Needed } from './elements.ts';
import type { DmnModel, DmnProblem } from './model.ts';
import { shapeOfBoxed, shapeOfType } from './types.ts';

/** A model that was compiled: to be held and evaluated again and again. */
export interface CompiledDmn {
  readonly model: DmnModel;
  readonly elements: ReadonlyMap<ElementKey, CompiledElement>;
  /** What may be asked, by name. */
  readonly named: ReadonlyMap<string, Element>;
  /** What is wrong with the texts of the model, found before any evaluation. */
  readonly problems: readonly DmnProblem[];
}

interface CompiledElement {
  readonly element: Element;
  /** Null where the element has no logic. */
  readonly evaluator: Evaluator | null;
}

export interface DmnEvaluation {
  readonly value: FeelValue;
  /** For each table that was evaluated, in order, which of its rules held. */
  readonly hits: readonly RulesHit[];
  readonly problems: readonly DmnProblem[];
}

/** What is asked of a model. */
export interface DmnQuestion {
  /** Name of a decision, a business knowledge model or a decision service. */
  readonly name: string;
  /** Values of inputs, by name; of input decisions and parameters as well where a service or function is asked. */
  readonly inputs: ReadonlyMap<string, FeelValue>;
  readonly budget?: Budget;
  /** Instant of evaluation with its offset, for `now()`; without it they have no answer. */
  readonly now?: string;
}

/** One evaluation of a model under way. */
interface Session {
  readonly run: Run;
  readonly compiled: CompiledDmn;
  readonly given: ReadonlyMap<string, FeelValue>;
  readonly values: Map<ElementKey, FeelValue>;
  readonly open: Set<ElementKey>;
}

export function compileDmn(model: DmnModel): CompiledDmn {
  const problems: DmnProblem[] = [];
  const elements = elementsOf(model);
  const compiled = new Map<ElementKey, CompiledElement>();
  const compiling: CompilingModel = { elements, problems, effort: { left: EFFORT_OF_MODEL } };
  for (const [key, element] of elements) compiled.set(key, compileElement(element, compiling));
  return { model, elements: compiled, named: askable(model, elements.values()), problems };
}

/** Evaluates one decision, function or service of the model. A name that the model does not have is a problem. */
export function evaluateDmn(compiled: CompiledDmn, question: DmnQuestion): DmnEvaluation {
  const run = startRun(question.budget ?? DEFAULT_BUDGET, question.now ?? null);
  const given = new Map([...question.inputs].map(([name, value]) => [normalName(name), value]));
  const session: Session = { run, compiled, given, values: new Map(), open: new Set() };
  const asked = compiled.named.get(normalName(question.name)) ?? null;
  let value: FeelValue = null;
  try {
    if (asked === null) fail(run, `The model has no decision “${question.name}”.`, 'model');
    else value = answer(asked, session);
  } catch (caught) {
    const spent = spentBy(caught);
    value = null;
    run.problems.push({ code: 'budget', reason: budgetReason(spent), from: run.from, to: run.to, path: run.path });
  }
  return { value, hits: run.hits, problems: run.problems.map(dmnProblem) };
}

/** Decisions, functions and services by name; those of the model itself before those that it imports. */
function askable(model: DmnModel, elements: Iterable<Element>): ReadonlyMap<string, Element> {
  const named = new Map<string, Element>();
  for (const element of elements) {
    const known = named.get(element.name);
    if (element.kind === 'input' || (known !== undefined && known.namespace === model.namespace)) continue;
    if (known === undefined || element.namespace === model.namespace) named.set(element.name, element);
  }
  return named;
}

/** A decision gives its value; a function or service is called with the inputs of its parameters' names. */
function answer(asked: Element, session: Session): FeelValue {
  const value = valueOf(asked.key, session);
  if (asked.kind === 'decision' || !isFunction(value)) return value;
  const parameters = value.signatures[0] ?? [];
  const values = parameters.map((parameter) => session.given.get(parameter.name) ?? null);
  return callFunction(value, { values, names: null }, session.run);
}

interface CompilingModel {
  readonly elements: ReadonlyMap<ElementKey, Element>;
  readonly problems: DmnProblem[];
  readonly effort: Effort;
}

function compileElement(element: Element, { elements, problems, effort }: CompilingModel): CompiledElement {
  const names = element.needs.map((needed) => needed.name);
  const shape: Record<string, NameShape | 1> = {};
  for (const needed of element.needs) shape[needed.name] = shapeOfNeeded(needed, elements);
  const { typeNamed, path } = element;
  const place: BoxedPlace = { scope: outerScope(names), shape, typeNamed, path, problems, effort };
  if (element.kind === 'decision' && element.decision.logic !== null) {
    return { element, evaluator: compileBoxed(element.decision.logic, place) };
  }
  if (element.kind === 'knowledge' && element.knowledge.logic !== null) {
    return { element, evaluator: compileFunctionDefinition(element.knowledge.logic, place) };
  }
  return { element, evaluator: null };
}

function shapeOfNeeded(needed: Needed, elements: ReadonlyMap<ElementKey, Element>): NameShape | 1 {
  if (needed.key === null) {
    return Object.fromEntries(needed.members.map((member) => [member.name, shapeOfNeeded(member, elements)]));
  }
  const element = elements.get(needed.key);
  if (element === undefined) return 1;
  const typed = element.type === null ? 1 : shapeOfType(element.type);
  if (typed !== 1) return typed;
  if (element.kind === 'decision') return shapeOfBoxed(element.decision.logic, element.typeNamed);
  return element.kind === 'knowledge' ? shapeOfBoxed(element.knowledge.logic, element.typeNamed) : 1;
}

function valueOf(key: ElementKey, session: Session): FeelValue {
  const known = session.values.get(key);
  if (known !== undefined) return known;
  const compiled = session.compiled.elements.get(key);
  if (compiled === undefined) return null;
  const { element } = compiled;
  const { run, open } = session;
  if (open.has(key)) {
    return fail(
      { ...run, path: element.path },
      'The decision needs its own answer. Break the circle of requirements.',
      'model',
    );
  }
  open.add(key);
  const outer = run.path;
  run.path = element.path;
  const value = evaluated(compiled, session);
  run.path = outer;
  open.delete(key);
  session.values.set(key, value);
  return value;
}

function evaluated({ element, evaluator }: CompiledElement, session: Session): FeelValue {
  const { run, given } = session;
  switch (element.kind) {
    case 'input':
      return typedValue(given.get(element.name) ?? null, element.type, element, run);
    case 'service':
      return serviceFunction(element, session);
    case 'decision':
      if (evaluator === null) return given.get(element.name) ?? null;
      return typedValue(evaluator(frameOf(element, session)), element.type, element, run);
    case 'knowledge':
      return evaluator === null ? null : knowledgeFunction(element, evaluator, session);
  }
}

function typedValue(value: FeelValue, type: FeelType | null, ...[element, run]: readonly [Element, Run]): FeelValue {
  return type === null ? value : coerced(value, type, run, element.path);
}

function frameOf(element: Element, session: Session): Frame {
  return { slots: element.needs.map((needed) => neededValue(needed, session)), parent: null, run: session.run };
}

/** The value of a requirement; for an import, a context of what is required from it. */
function neededValue(needed: Needed, session: Session): FeelValue {
  if (needed.key !== null) return valueOf(needed.key, session);
  return new Map(needed.members.map((member) => [member.name, neededValue(member, session)]));
}

/** A business knowledge model as a function. What it requires is found when it is called, so that it may require itself. */
function knowledgeFunction(element: Element, evaluator: Evaluator, session: Session): FeelValue {
  const frame: Frame = { slots: [], parent: null, run: session.run };
  const made = evaluator(frame);
  if (!isFunction(made)) return made;
  const type = element.type?.kind === 'function' ? element.type.result : element.type;
  return {
    ...made,
    name: element.name,
    result: made.result ?? type,
    invoke(values, run, signature) {
      if (frame.slots.length === 0) for (const needed of element.needs) frame.slots.push(neededValue(needed, session));
      const value = made.invoke(values, run, signature);
      return type === null ? value : coerced(value, type, run, element.path);
    },
  };
}

/** A decision service as a function of its input data and input decisions (10.4). */
function serviceFunction(element: Extract<Element, { kind: 'service' }>, session: Session): FeelFunction {
  const { compiled, run } = session;
  const parameters = element.parameters.flatMap((key) => compiled.elements.get(key)?.element ?? []);
  const type = element.type?.kind === 'function' ? element.type.result : element.type;
  return {
    kind: 'function',
    name: element.name,
    signatures: [
      parameters.map((one) => ({ name: one.name, type: one.type ?? ANY, optional: false, variadic: false })),
    ],
    result: type,
    invoke(values) {
      const inner: Session = { run, compiled, given: new Map(), values: new Map(), open: session.open };
      parameters.forEach((parameter, index) => inner.values.set(parameter.key, values[index] ?? null));
      const outputs = element.outputs.flatMap((key) => compiled.elements.get(key)?.element ?? []);
      const results = outputs.map((output) => valueOf(output.key, inner));
      const value =
        outputs.length === 1
          ? (results[0] ?? null)
          : new Map(outputs.map(({ name }, index) => [name, results[index] ?? null]));
      return type === null ? value : coerced(value, type, run, element.path);
    },
  };
}
