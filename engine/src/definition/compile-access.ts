// Turns `access` of a case type file into its definition. What it refers to is judged elsewhere.
import type {
  AccessDefinition,
  ClassificationDefinition,
  RestrictionDefinition,
  SectionDefinition,
  ToldDefinition,
} from './access-definition.ts';
import type { Compiling } from './compile.ts';
import { expressionAt } from './expression-site.ts';
import { childOf, itemsOf, type LocatedNode, textAt, textOf } from './located.ts';

/**
 * @param node what stands under `access`; null where nothing does
 * @param closer the role that may close, which manages access where no other is named
 * @param more.kinds the section of each kind of entry that names one
 */
export function accessOf(
  node: LocatedNode | null,
  closer: string,
  { kinds, compiling }: { readonly kinds: readonly (readonly [string, string])[]; readonly compiling: Compiling },
): { readonly access?: AccessDefinition } {
  if (node === null) return {};
  const sections = itemsOf(childOf(node, 'sections')).map(sectionOf);
  const restricted = itemsOf(childOf(node, 'fields'));
  const access: AccessDefinition = {
    classification: classificationOf(childOf(node, 'classification')),
    compartments: textsOf(childOf(node, 'compartments')),
    purposes: textsOrNull(childOf(node, 'purposes')),
    manage: textAt(node, 'manage') ?? closer,
    ...emergenciesIn(childOf(node, 'emergencies')),
    sections,
    fields: new Map(restricted.map((one) => [textAt(one, 'field') ?? '', restrictionOf(one)])),
    tells: itemsOf(childOf(node, 'tells')).map(toldOf),
    ...actingIn(childOf(node, 'acting'), compiling),
    sectionOf: new Map([
      ...sections.flatMap(({ name, fields }) => fields.map((field) => [field, name] as const)),
      ...kinds,
    ]),
  };
  return { access };
}

function actingIn(node: LocatedNode | null, compiling: Compiling): Pick<AccessDefinition, 'acting'> {
  if (node === null) return {};
  const acting = itemsOf(node).map((one) => {
    const when = childOf(one, 'when');
    const by = textsOf(childOf(one, 'by'));
    return when === null ? { by } : { when: expressionAt(when, { use: 'form' }, compiling), by };
  });
  return { acting };
}

/** In the order of the file, in which people are offered them. */
function emergenciesIn(node: LocatedNode | null): Pick<AccessDefinition, 'emergencies'> {
  if (node === null) return {};
  return {
    emergencies: itemsOf(node).map((one) => ({
      category: textAt(one, 'category') ?? '',
      title: textAt(one, 'title') ?? '',
    })),
  };
}

function toldOf(node: LocatedNode): ToldDefinition {
  const kind = TOLD.find((each) => childOf(node, each) !== null) ?? 'item';
  return {
    ...{ kind, name: textAt(node, kind) ?? '' },
    ...{ of: textAt(node, 'of') ?? '', reason: textAt(node, 'reason') ?? '' },
  };
}

const TOLD = ['item', 'clock', 'field'] as const;

function sectionOf(node: LocatedNode): SectionDefinition {
  return {
    name: textAt(node, 'name') ?? '',
    title: textAt(node, 'title') ?? '',
    fields: textsOf(childOf(node, 'fields')),
    ...restrictionOf(node),
  };
}

function restrictionOf(node: LocatedNode): RestrictionDefinition {
  return {
    readers: textsOrNull(childOf(node, 'readers')),
    ...(childOf(node, 'writers') === null ? {} : { writers: textsOf(childOf(node, 'writers')) }),
    classification: classificationOf(childOf(node, 'classification')),
    compartments: textsOf(childOf(node, 'compartments')),
    purposes: textsOrNull(childOf(node, 'purposes')),
  };
}

function classificationOf(node: LocatedNode | null): ClassificationDefinition | null {
  if (node === null) return null;
  return {
    scale: textAt(node, 'scale') ?? '',
    level: textAt(node, 'level') ?? '',
    markers: textsOf(childOf(node, 'markers')),
  };
}

function textsOrNull(node: LocatedNode | null): readonly string[] | null {
  return node === null ? null : textsOf(node);
}

/** In an order of their own, since the order of such names means nothing. */
function textsOf(node: LocatedNode | null): readonly string[] {
  return [...new Set(itemsOf(node).flatMap((item) => textOf(item) ?? []))].toSorted();
}
