// Reads a DMN model and what it imports from XML of any version (1.1 to 1.5), matching local names. All problems are
// reported, each with its place; a model is given only when there is none.
import type {
  BusinessKnowledge,
  Decision,
  DecisionService,
  DmnImport,
  DmnModel,
  DmnProblem,
  InputData,
  ItemDefinition,
  Named,
  Requirement,
} from './model.ts';
import { boxedIn, readFunction, readNamed, type ReadingModel, testsIn, typeOf } from './read-boxed.ts';
import { attribute, childNamed, childrenNamed, problemOf, readXml, type XmlElement } from './xml.ts';

/** The text of an imported model by its namespace; null where it is not at hand. */
export type DmnResolver = (namespace: string, location: string | null) => string | null;

export type DmnReading = { readonly model: DmnModel } | { readonly problems: readonly DmnProblem[] };

const DEEPEST_IMPORT = 20;

/** Reads a model. Imports are asked of the resolver; a cycle of imports is refused. */
export function readDmn(text: string, resolver: DmnResolver = () => null): DmnReading {
  const importing: Importing = { resolver, within: [], known: new Map(), refused: new Set() };
  return readWithin(text, importing);
}

interface Importing {
  readonly resolver: DmnResolver;
  /** Namespaces of the models that are being read, outermost first. */
  readonly within: readonly string[];
  /** Models that were read, so that one imported twice is one. */
  readonly known: Map<string, DmnModel>;
  /** Namespaces of models that could not be read: each is tried and reported once, however often it is imported. */
  readonly refused: Set<string>;
}

function readWithin(text: string, importing: Importing): DmnReading {
  const document = readXml(text);
  if ('problem' in document) return { problems: [document.problem] };
  const { root } = document;
  if (root.name !== 'definitions')
    return { problems: [problemOf(root, 'document', 'This is no DMN model: its root is not “definitions”.')] };
  const namespace = attribute(root, 'namespace') ?? '';
  if (importing.within.includes(namespace)) {
    return {
      problems: [
        {
          ...problemOf(root, 'document', `The model imports itself: ${[...importing.within, namespace].join(' → ')}.`),
          code: 'import',
        },
      ],
    };
  }
  const problems: DmnProblem[] = [];
  const imports = readImports(root, { ...importing, within: [...importing.within, namespace] }, problems);
  const reading: ReadingModel = { problems, typeName: (written) => typeName(written, imports) };
  const model: DmnModel = {
    name: attribute(root, 'name') ?? '',
    namespace,
    imports,
    types: childrenNamed(root, 'itemDefinition').map((definition) => itemDefinition(definition, reading)),
    inputs: childrenNamed(root, 'inputData').map((input) => inputData(input, reading)),
    decisions: childrenNamed(root, 'decision').map((decision) => readDecision(decision, reading)),
    knowledge: childrenNamed(root, 'businessKnowledgeModel').map((one) => businessKnowledge(one, reading)),
    services: childrenNamed(root, 'decisionService').map((service) => decisionService(service, reading)),
  };
  problems.push(...danglingReferences(model));
  return problems.length > 0 ? { problems } : { model };
}

function readImports(root: XmlElement, importing: Importing, problems: DmnProblem[]): readonly DmnImport[] {
  return childrenNamed(root, 'import').flatMap((element): DmnImport[] => {
    const namespace = attribute(element, 'namespace') ?? '';
    const name = attribute(element, 'name') ?? '';
    const path = `import “${name === '' ? namespace : name}”`;
    const importType = attribute(element, 'importType') ?? '';
    if (!/DMN/i.test(importType)) {
      problems.push({ ...problemOf(element, path, 'Only DMN models can be imported.'), code: 'import' });
      return [];
    }
    const model = importedModel(element, namespace, importing);
    if ('problems' in model) {
      problems.push(...model.problems.map((problem) => ({ ...problem, path: `${path} > ${problem.path}` })));
      return [];
    }
    return [{ name, namespace, model: model.model }];
  });
}

function importedModel(element: XmlElement, namespace: string, importing: Importing): DmnReading {
  const known = importing.known.get(namespace);
  if (known !== undefined) return { model: known };
  const refused = (reason: string): DmnReading => ({
    problems: [{ ...problemOf(element, 'model', reason), code: 'import' }],
  });
  if (importing.within.includes(namespace))
    return refused(`The models import one another in a circle: ${[...importing.within, namespace].join(' → ')}.`);
  if (importing.within.length > DEEPEST_IMPORT) return refused(`Imports nest deeper than ${DEEPEST_IMPORT} models.`);
  if (importing.refused.has(namespace)) return refused(`The model of the namespace “${namespace}” cannot be read.`);
  const text = importing.resolver(namespace, attribute(element, 'locationURI'));
  if (text === null) return refused(`There is no model of the namespace “${namespace}”.`);
  const reading = readWithin(text, importing);
  if ('model' in reading) importing.known.set(namespace, reading.model);
  else importing.refused.add(namespace);
  return reading;
}

/** DMN 1.1 writes `feel:string` or `p:tThing`; a prefix that is not the name of an import says nothing more. */
function typeName(written: string, imports: readonly DmnImport[]): string {
  const name = written.trim();
  const [, prefix = '', local = ''] = /^([\w.-]+):(.+)$/.exec(name) ?? [];
  if (local === '') return name;
  return imports.some((imported) => imported.name === prefix) ? `${prefix}.${local}` : local;
}

function itemDefinition(element: XmlElement, reading: ReadingModel): ItemDefinition {
  const functionItem = childNamed(element, 'functionItem');
  const result = attribute(functionItem, 'outputTypeRef');
  return {
    name: attribute(element, 'name') ?? '',
    type: typeOf(element, reading),
    isCollection: attribute(element, 'isCollection') === 'true',
    allowedValues: testsIn(childNamed(element, 'allowedValues')),
    typeConstraint: testsIn(childNamed(element, 'typeConstraint')),
    components: childrenNamed(element, 'itemComponent').map((component) => itemDefinition(component, reading)),
    function:
      functionItem === null
        ? null
        : {
            parameters: childrenNamed(functionItem, 'parameters').map((parameter) => readNamed(parameter, reading)),
            result: result === null ? null : reading.typeName(result),
          },
  };
}

/** The name of an element is that of its variable, which has the type. */
function namedElement(element: XmlElement, reading: ReadingModel): Named & { readonly id: string } {
  const variable = childNamed(element, 'variable');
  const name = attribute(element, 'name') ?? attribute(variable, 'name') ?? '';
  const own = typeOf(element, reading);
  const type = variable === null ? own : (typeOf(variable, reading) ?? own);
  return { id: attribute(element, 'id') ?? name, name, type };
}

function inputData(element: XmlElement, reading: ReadingModel): InputData {
  return namedElement(element, reading);
}

function readDecision(element: XmlElement, reading: ReadingModel): Decision {
  const named = namedElement(element, reading);
  return {
    ...named,
    question: childNamed(element, 'question')?.text.trim() ?? null,
    requires: requirementsOf(element),
    logic: boxedIn(element, reading, `decision “${named.name}”`),
  };
}

function businessKnowledge(element: XmlElement, reading: ReadingModel): BusinessKnowledge {
  const named = namedElement(element, reading);
  const logic = childNamed(element, 'encapsulatedLogic');
  const path = `business knowledge model “${named.name}”`;
  return {
    ...named,
    requires: requirementsOf(element),
    logic: logic === null ? null : readFunction(logic, reading, path),
  };
}

function decisionService(element: XmlElement, reading: ReadingModel): DecisionService {
  const references = (name: string): readonly string[] =>
    childrenNamed(element, name).map((child) => attribute(child, 'href') ?? '');
  return {
    ...namedElement(element, reading),
    outputs: references('outputDecision'),
    encapsulated: references('encapsulatedDecision'),
    inputDecisions: references('inputDecision'),
    inputData: references('inputData'),
  };
}

const REQUIREMENTS: Readonly<Record<string, Requirement['kind']>> = {
  requiredInput: 'input',
  requiredDecision: 'decision',
  requiredKnowledge: 'knowledge',
};

function requirementsOf(element: XmlElement): readonly Requirement[] {
  return childrenNamed(element, 'informationRequirement', 'knowledgeRequirement').flatMap((requirement) =>
    requirement.children.flatMap((child) => {
      const kind = REQUIREMENTS[child.name];
      const href = attribute(child, 'href');
      return kind === undefined || href === null ? [] : [{ kind, href }];
    }),
  );
}

/** Namespace and id of a reference; the namespace of the model itself where the reference has none. */
export function splitHref(href: string, model: DmnModel): { readonly namespace: string; readonly id: string } {
  const at = href.lastIndexOf('#');
  const namespace = at <= 0 ? model.namespace : href.slice(0, at);
  return { namespace, id: href.slice(at + 1) };
}

function danglingReferences(model: DmnModel): readonly DmnProblem[] {
  const ids = new Map([[model.namespace, idsOf(model)]]);
  for (const imported of model.imports) {
    if (!ids.has(imported.namespace)) ids.set(imported.namespace, idsOf(imported.model));
  }
  const known = (href: string): boolean => {
    const { namespace, id } = splitHref(href, model);
    return ids.get(namespace)?.has(id) === true;
  };
  const listed = [
    ...[...model.decisions, ...model.knowledge].map((one) => ({
      one,
      hrefs: one.requires.map((requirement) => requirement.href),
    })),
    ...model.services.map((one) => ({
      one,
      hrefs: [...one.outputs, ...one.encapsulated, ...one.inputDecisions, ...one.inputData],
    })),
  ];
  return listed.flatMap(({ one, hrefs }) =>
    hrefs
      .filter((href) => !known(href))
      .map((href): DmnProblem => ({
        code: 'reference',
        path: `“${one.name}”`,
        reason: `It refers to “${href}”, which no model here has.`,
      })),
  );
}

function idsOf(model: DmnModel): ReadonlySet<string> {
  return new Set(
    [...model.inputs, ...model.decisions, ...model.knowledge, ...model.services].map((element) => element.id),
  );
}
