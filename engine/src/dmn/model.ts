// What a DMN model may say (DMN 1.5, chapters 6 to 8), as plain data: no library's classes, no places of a file, no
// values. References are kept as the model writes them.

export interface DmnModel {
  readonly name: string;
  readonly namespace: string;
  readonly imports: readonly DmnImport[];
  readonly types: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly BusinessKnowledge[];
  readonly services: readonly DecisionService[];
}

export interface DmnImport {
  /** What the imported elements are called by; empty for the default name of DMN 1.5, under which they need none. */
  readonly name: string;
  readonly namespace: string;
  readonly model: DmnModel;
}

/** A variable, parameter or column: a name with the name of its type. */
export interface Named {
  readonly name: string;
  readonly type: string | null;
}

export interface InputData extends Named {
  readonly id: string;
}

export interface Decision extends Named {
  readonly id: string;
  readonly question: string | null;
  readonly requires: readonly Requirement[];
  readonly logic: Boxed | null;
}

export interface BusinessKnowledge extends Named {
  readonly id: string;
  readonly requires: readonly Requirement[];
  readonly logic: BoxedFunction | null;
}

export interface DecisionService extends Named {
  readonly id: string;
  readonly outputs: readonly string[];
  readonly encapsulated: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

export interface Requirement {
  readonly kind: 'input' | 'decision' | 'knowledge';
  /** `#id`, or `namespace#id` for an imported element. */
  readonly href: string;
}

export interface ItemDefinition {
  readonly name: string;
  readonly type: string | null;
  readonly isCollection: boolean;
  /** Unary tests that each value, or each element of a collection, must pass. */
  readonly allowedValues: string | null;
  /** Unary tests that the whole value must pass (DMN 1.5). */
  readonly typeConstraint: string | null;
  readonly components: readonly ItemDefinition[];
  readonly function: { readonly parameters: readonly Named[]; readonly result: string | null } | null;
}

export interface BoxedFunction {
  readonly kind: 'function';
  readonly type: string | null;
  readonly language: 'FEEL' | 'Java' | 'PMML';
  readonly parameters: readonly Named[];
  readonly body: Boxed | null;
}

export interface BoxedIterator {
  readonly kind: 'for' | 'some' | 'every';
  readonly type: string | null;
  readonly variable: string;
  readonly in: Boxed;
  /** What is returned for each, or the condition that each must satisfy. */
  readonly body: Boxed;
}

export type Boxed =
  | { readonly kind: 'literal'; readonly type: string | null; readonly text: string }
  | { readonly kind: 'context'; readonly type: string | null; readonly entries: readonly BoxedEntry[] }
  | { readonly kind: 'list'; readonly type: string | null; readonly items: readonly Boxed[] }
  | {
      readonly kind: 'relation';
      readonly type: string | null;
      readonly columns: readonly Named[];
      readonly rows: readonly (readonly Boxed[])[];
    }
  | BoxedFunction
  | {
      readonly kind: 'invocation';
      readonly type: string | null;
      readonly called: Boxed;
      readonly bindings: readonly { readonly parameter: string; readonly value: Boxed }[];
    }
  | {
      readonly kind: 'conditional';
      readonly type: string | null;
      readonly if: Boxed;
      readonly then: Boxed;
      readonly else: Boxed;
    }
  | { readonly kind: 'filter'; readonly type: string | null; readonly in: Boxed; readonly match: Boxed }
  | BoxedIterator
  | DecisionTable;

/** An entry of a boxed context; the one without a name is its result. */
export interface BoxedEntry {
  readonly variable: Named | null;
  readonly value: Boxed;
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

export interface DecisionTable {
  readonly kind: 'table';
  readonly type: string | null;
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly annotations: readonly string[];
  readonly rules: readonly TableRule[];
}

export interface TableInput {
  readonly label: string | null;
  readonly expression: string;
  readonly type: string | null;
  /** Unary tests of what may come in. */
  readonly values: string | null;
}

export interface TableOutput {
  readonly name: string | null;
  readonly type: string | null;
  /** What may come out, in descending order of priority. */
  readonly values: string | null;
  readonly defaultOutput: string | null;
}

export interface TableRule {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly annotations: readonly string[];
}

/** What is wrong with the text of a model, and where. */
export interface DmnProblem {
  readonly code: 'xml' | 'model' | 'reference' | 'import' | 'syntax' | 'value' | 'budget';
  readonly reason: string;
  /** Which part of the model, in words from the outside in. */
  readonly path: string;
  /** Line and column of the XML, counted from 1, where the problem was found while reading it. */
  readonly line?: number;
  readonly column?: number;
  /** Places in the text of the expression, in UTF-16 units from 0. */
  readonly from?: number;
  readonly to?: number;
}
