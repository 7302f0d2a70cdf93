// Turns a located decision table into its definition, and a definition into the one decision model that evaluates it.
import type { DecisionTable, DmnModel, Named } from '../dmn/model.ts';
import type { DecisionDefinition, FieldDefinition } from './case-type.ts';
import { type MapEntry, childOf, itemsOf, textAt, textOf } from './located.ts';

/** The words of the file for hit policies, with those of DMN 1.5, 8.2.10. */
const HITS = {
  unique: ['UNIQUE', null],
  first: ['FIRST', null],
  any: ['ANY', null],
  sum: ['COLLECT', 'SUM'],
  count: ['COLLECT', 'COUNT'],
  min: ['COLLECT', 'MIN'],
  max: ['COLLECT', 'MAX'],
} as const satisfies Record<string, readonly [DecisionTable['hitPolicy'], DecisionTable['aggregation']]>;

export function decisionOf({ key, value }: MapEntry): DecisionDefinition {
  const texts = (name: string, of = value): readonly string[] =>
    itemsOf(childOf(of, name)).map((item) => textOf(item) ?? '');
  const hit = textAt(value, 'hit') ?? 'unique';
  return {
    name: key,
    title: textAt(value, 'title') ?? '',
    hit: isHit(hit) ? hit : 'unique',
    inputs: texts('inputs'),
    outputs: texts('outputs'),
    rules: itemsOf(childOf(value, 'rules')).map((rule) => ({ when: texts('when', rule), then: texts('then', rule) })),
  };
}

function isHit(word: string): word is keyof typeof HITS {
  return Object.hasOwn(HITS, word);
}

/** The model of a table: it may use every field of the case file by its name. */
export function modelOfDecision(
  { name, title, hit, inputs, outputs, rules }: DecisionDefinition,
  fields: ReadonlyMap<string, FieldDefinition>,
): DmnModel {
  const plain = (one: string): Named => ({ name: one, type: null });
  const [hitPolicy, aggregation] = HITS[hit];
  const known = [...fields.keys()];
  return {
    ...{ name: title, namespace: '', imports: [], types: [], knowledge: [], services: [] },
    inputs: known.map((field) => ({ id: `input:${field}`, ...plain(field) })),
    decisions: [
      {
        ...{ id: name, ...plain(name), question: title },
        requires: known.map((field) => ({ kind: 'input' as const, href: `#input:${field}` })),
        logic: {
          ...{ kind: 'table' as const, type: null, hitPolicy, aggregation, annotations: [] },
          inputs: inputs.map((expression) => ({ label: null, expression, type: null, values: null })),
          outputs: outputs.map((field) => ({ name: field, type: null, values: null, defaultOutput: null })),
          rules: rules.map(({ when, then }) => ({ inputs: when, outputs: then, annotations: [] })),
        },
      },
    ],
  };
}
