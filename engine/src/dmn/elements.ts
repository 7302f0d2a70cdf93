// The elements of a model and of all that it imports, with what each of them needs and what it is called there.
import { normalName } from '../feel/syntax-tree.ts';
import type { FeelType } from '../feel/value.ts';
import type { BusinessKnowledge, Decision, DecisionService, DmnModel, Requirement } from './model.ts';
import { splitHref } from './read-dmn.ts';
import { type TypeNamed, typesOf } from './types.ts';

/** Namespace and id. */
export type ElementKey = string;

interface ElementParts {
  readonly key: ElementKey;
  readonly namespace: string;
  readonly name: string;
  /** In words, for problems. */
  readonly path: string;
  readonly type: FeelType | null;
  readonly typeNamed: TypeNamed;
  readonly needs: readonly Needed[];
}

export type Element =
  | (ElementParts & { readonly kind: 'input' })
  | (ElementParts & { readonly kind: 'decision'; readonly decision: Decision })
  | (ElementParts & { readonly kind: 'knowledge'; readonly knowledge: BusinessKnowledge })
  | (ElementParts & {
      readonly kind: 'service';
      readonly service: DecisionService;
      readonly outputs: readonly ElementKey[];
      readonly parameters: readonly ElementKey[];
    });

/** A required element by the name it has for who requires it; or, without a key, an import with several of them. */
export type Needed =
  | { readonly name: string; readonly key: ElementKey }
  | { readonly name: string; readonly key: null; readonly members: readonly Needed[] };

export function elementsOf(model: DmnModel): ReadonlyMap<ElementKey, Element> {
  const models = new Map<string, DmnModel>();
  const pending = [model];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (models.has(next.namespace)) continue;
    models.set(next.namespace, next);
    pending.push(...next.imports.map((one) => one.model));
  }
  const elements = new Map<ElementKey, Element>();
  for (const one of models.values()) {
    for (const element of elementsWithin(one, models)) elements.set(element.key, element);
  }
  return elements;
}

function elementsWithin(model: DmnModel, models: ReadonlyMap<string, DmnModel>): readonly Element[] {
  const typeNamed = typesOf(model);
  const parts = (
    one: { readonly id: string; readonly name: string; readonly type: string | null },
    kind: string,
  ): ElementParts => ({
    key: keyOf(`#${one.id}`, model),
    namespace: model.namespace,
    name: normalName(one.name),
    path: `${kind} “${one.name}”`,
    type: one.type === null ? null : typeNamed(one.type),
    typeNamed,
    needs: [],
  });
  const keys = (hrefs: readonly string[]): readonly ElementKey[] => hrefs.map((href) => keyOf(href, model));
  return [
    ...model.inputs.map((one): Element => ({ ...parts(one, 'input'), kind: 'input' })),
    ...model.decisions.map((decision): Element => ({
      ...parts(decision, 'decision'),
      kind: 'decision',
      decision,
      needs: needsOf(decision.requires, model, models),
    })),
    ...model.knowledge.map((knowledge): Element => ({
      ...parts(knowledge, 'business knowledge model'),
      kind: 'knowledge',
      knowledge,
      needs: needsOf(knowledge.requires, model, models),
    })),
    ...model.services.map((service): Element => ({
      ...parts(service, 'decision service'),
      kind: 'service',
      service,
      outputs: keys(service.outputs),
      parameters: keys([...service.inputData, ...service.inputDecisions]),
    })),
  ];
}

function keyOf(href: string, model: DmnModel): ElementKey {
  const { namespace, id } = splitHref(href, model);
  return `${namespace}#${id}`;
}

/** Local elements by their own names; those of an import with a name are the members of a context of that name. */
function needsOf(
  requires: readonly Requirement[],
  model: DmnModel,
  models: ReadonlyMap<string, DmnModel>,
): readonly Needed[] {
  const direct: Needed[] = [];
  const imported = new Map<string, Needed[]>();
  for (const { href } of requires) {
    const { namespace, id } = splitHref(href, model);
    const name = nameOfElement(models.get(namespace), id);
    const through =
      namespace === model.namespace ? undefined : model.imports.find((one) => one.namespace === namespace);
    const needed: Needed = { name, key: `${namespace}#${id}` };
    if (through === undefined || through.name === '') direct.push(needed);
    else imported.set(through.name, [...(imported.get(through.name) ?? []), needed]);
  }
  return [
    ...direct,
    ...[...imported].map(([name, members]): Needed => ({ name: normalName(name), key: null, members })),
  ];
}

/** Looked up once for each requirement, so a model of thousands of elements must not be searched each time. */
const namesById = new WeakMap<DmnModel, ReadonlyMap<string, string>>();

function nameOfElement(model: DmnModel | undefined, id: string): string {
  return normalName((model === undefined ? undefined : namesIn(model).get(id)) ?? id);
}

/** Of several elements with one id the first counts. */
function namesIn(model: DmnModel): ReadonlyMap<string, string> {
  const known = namesById.get(model);
  if (known !== undefined) return known;
  const all = [...model.inputs, ...model.decisions, ...model.knowledge, ...model.services];
  const made = new Map(all.toReversed().map(({ id, name }) => [id, name]));
  namesById.set(model, made);
  return made;
}
