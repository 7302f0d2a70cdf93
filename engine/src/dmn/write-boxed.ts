// Writes boxed expressions and decision tables as elements of DMN 1.5.
import type { Boxed, BoxedFunction, DecisionTable, Named, TableOutput } from './model.ts';
import { element, leaf, type XmlNode } from '../xml/write-xml.ts';

export function boxedNode(boxed: Boxed): XmlNode {
  const typeRef = boxed.type;
  switch (boxed.kind) {
    case 'literal':
      return element('literalExpression', { typeRef }, [leaf('text', boxed.text)]);
    case 'context':
      return element('context', { typeRef }, boxed.entries.map(entryNode));
    case 'list':
      return element('list', { typeRef }, boxed.items.map(boxedNode));
    case 'relation':
      return element('relation', { typeRef }, [
        ...boxed.columns.map((column) => namedNode('column', column)),
        ...boxed.rows.map((row) => element('row', {}, row.map(boxedNode))),
      ]);
    case 'function':
      return element('functionDefinition', functionParts(boxed).attributes, functionParts(boxed).children);
    case 'invocation':
      return element('invocation', { typeRef }, [boxedNode(boxed.called), ...boxed.bindings.map(bindingNode)]);
    case 'conditional':
      return element('conditional', { typeRef }, [
        part('if', boxed.if),
        part('then', boxed.then),
        part('else', boxed.else),
      ]);
    case 'filter':
      return element('filter', { typeRef }, [part('in', boxed.in), part('match', boxed.match)]);
    case 'table':
      return tableNode(boxed);
    case 'for':
    case 'some':
    case 'every': {
      const body = part(boxed.kind === 'for' ? 'return' : 'satisfies', boxed.body);
      return element(boxed.kind, { typeRef, iteratorVariable: boxed.variable }, [part('in', boxed.in), body]);
    }
  }
}

export function namedNode(tag: string, { name, type }: Named): XmlNode {
  return element(tag, { name, typeRef: type });
}

/** What a function definition holds, whether it stands for itself or as the logic of a business knowledge model. */
export function functionParts(boxed: BoxedFunction): Pick<XmlNode, 'attributes' | 'children'> {
  return {
    attributes: { typeRef: boxed.type, kind: boxed.language === 'FEEL' ? null : boxed.language },
    children: [
      ...boxed.parameters.map((parameter) => namedNode('formalParameter', parameter)),
      ...(boxed.body === null ? [] : [boxedNode(boxed.body)]),
    ],
  };
}

function entryNode({ variable, value }: Extract<Boxed, { kind: 'context' }>['entries'][number]): XmlNode {
  return element('contextEntry', {}, [
    ...(variable === null ? [] : [namedNode('variable', variable)]),
    boxedNode(value),
  ]);
}

function bindingNode({ parameter, value }: Extract<Boxed, { kind: 'invocation' }>['bindings'][number]): XmlNode {
  return element('binding', {}, [element('parameter', { name: parameter }), boxedNode(value)]);
}

function part(name: string, boxed: Boxed): XmlNode {
  return element(name, {}, [boxedNode(boxed)]);
}

function tests(name: string, text: string): XmlNode {
  return element(name, {}, [leaf('text', text)]);
}

function tableNode(table: DecisionTable): XmlNode {
  const { hitPolicy, aggregation } = table;
  return element('decisionTable', { typeRef: table.type, hitPolicy, aggregation }, [
    ...table.inputs.map((input) =>
      element('input', { label: input.label }, [
        element('inputExpression', { typeRef: input.type }, [leaf('text', input.expression)]),
        ...(input.values === null ? [] : [tests('inputValues', input.values)]),
      ]),
    ),
    ...table.outputs.map(outputNode),
    ...table.annotations.map((name) => element('annotation', { name })),
    ...table.rules.map((rule) =>
      element('rule', {}, [
        ...rule.inputs.map((text) => tests('inputEntry', text)),
        ...rule.outputs.map((text) => tests('outputEntry', text)),
        ...rule.annotations.map((text) => tests('annotationEntry', text)),
      ]),
    ),
  ]);
}

function outputNode(output: TableOutput): XmlNode {
  return element('output', { name: output.name, typeRef: output.type }, [
    ...(output.values === null ? [] : [tests('outputValues', output.values)]),
    ...(output.defaultOutput === null ? [] : [tests('defaultOutputEntry', output.defaultOutput)]),
  ]);
}
