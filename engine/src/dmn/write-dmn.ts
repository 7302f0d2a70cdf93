// Writes a model as XML of DMN 1.5, in the order that its schema asks for. Writes everything that the model holds, and
// nothing of how it might be drawn.
import type { BusinessKnowledge, Decision, DecisionService, DmnModel, ItemDefinition, Requirement } from './model.ts';
import { element, leaf, type XmlNode, xmlText } from '../xml/write-xml.ts';
import { boxedNode, namedNode, functionParts } from './write-boxed.ts';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const FEEL = 'https://www.omg.org/spec/DMN/20230324/FEEL/';

/** The XML of a model, with its imports as references to their namespaces. */
export function writeDmn(model: DmnModel): string {
  const attributes = { xmlns: NAMESPACE, name: model.name, namespace: model.namespace, expressionLanguage: FEEL };
  const children: readonly XmlNode[] = [
    ...model.imports.map((one) =>
      element('import', { name: one.name, namespace: one.namespace, importType: NAMESPACE }),
    ),
    ...model.types.map((one) => typeNode(one, 'itemDefinition')),
    ...model.inputs.map((one) => element('inputData', { id: one.id, name: one.name }, [namedNode('variable', one)])),
    ...model.decisions.map(decisionNode),
    ...model.knowledge.map(knowledgeNode),
    ...model.services.map(serviceNode),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(element('definitions', attributes, children))}\n`;
}

function typeNode(definition: ItemDefinition, name: string): XmlNode {
  const { type, allowedValues, typeConstraint, components } = definition;
  const made = definition.function;
  return element(name, { name: definition.name, isCollection: definition.isCollection ? 'true' : null }, [
    ...(type === null ? [] : [leaf('typeRef', type)]),
    ...(allowedValues === null ? [] : [element('allowedValues', {}, [leaf('text', allowedValues)])]),
    ...(typeConstraint === null ? [] : [element('typeConstraint', {}, [leaf('text', typeConstraint)])]),
    ...components.map((component) => typeNode(component, 'itemComponent')),
    ...(made === null ? [] : [functionItem(made)]),
  ]);
}

function functionItem({ parameters, result }: NonNullable<ItemDefinition['function']>): XmlNode {
  return element(
    'functionItem',
    { outputTypeRef: result },
    parameters.map((parameter) => namedNode('parameters', parameter)),
  );
}

function decisionNode(decision: Decision): XmlNode {
  return element('decision', { id: decision.id, name: decision.name }, [
    ...(decision.question === null ? [] : [leaf('question', decision.question)]),
    namedNode('variable', decision),
    ...decision.requires.map(requirementNode),
    ...(decision.logic === null ? [] : [boxedNode(decision.logic)]),
  ]);
}

function knowledgeNode(knowledge: BusinessKnowledge): XmlNode {
  const { logic } = knowledge;
  return element('businessKnowledgeModel', { id: knowledge.id, name: knowledge.name }, [
    namedNode('variable', knowledge),
    ...(logic === null
      ? []
      : [element('encapsulatedLogic', functionParts(logic).attributes, functionParts(logic).children)]),
    ...knowledge.requires.map(requirementNode),
  ]);
}

function serviceNode(service: DecisionService): XmlNode {
  const references = (name: string, hrefs: readonly string[]): readonly XmlNode[] =>
    hrefs.map((href) => element(name, { href }));
  return element('decisionService', { id: service.id, name: service.name }, [
    namedNode('variable', service),
    ...references('outputDecision', service.outputs),
    ...references('encapsulatedDecision', service.encapsulated),
    ...references('inputDecision', service.inputDecisions),
    ...references('inputData', service.inputData),
  ]);
}

const REQUIRED: Readonly<Record<Requirement['kind'], readonly [outer: string, inner: string]>> = {
  input: ['informationRequirement', 'requiredInput'],
  decision: ['informationRequirement', 'requiredDecision'],
  knowledge: ['knowledgeRequirement', 'requiredKnowledge'],
};

function requirementNode({ kind, href }: Requirement): XmlNode {
  const [outer, inner] = REQUIRED[kind];
  return element(outer, {}, [element(inner, { href })]);
}
