// Turns what a case task says of its child into its definition. The other case type is not at hand here, so names of the
// child are judged where both are.
import type { ChildDefinition, MappedField } from './case-type.ts';
import type { Compiling } from './compile.ts';
import { expressionAt } from './expression-site.ts';
import { type LocatedNode, childOf, entriesOf, textAt, textOf } from './located.ts';

/** @param node what stands under `child`; null where nothing does, and then the child is opened with no data */
export function childOfTask(node: LocatedNode | null, compiling: Compiling): ChildDefinition {
  const version = textAt(node, 'version');
  return {
    ...(version === null ? {} : { version }),
    opening: mapped(childOf(node, 'opening'), compiling),
    parties: entriesOf(childOf(node, 'parties')).map(({ key, value }) => ({ party: key, is: textOf(value) ?? '' })),
    // Their names are the child's: they are read here, and looked up where the child is known.
    closing: mapped(childOf(node, 'closing'), { findings: compiling.findings, sites: [] }),
  };
}

function mapped(node: LocatedNode | null, compiling: Compiling): readonly MappedField[] {
  return entriesOf(node).map(({ key, value }) => ({
    field: key,
    from: expressionAt(value, { use: 'mapped' }, compiling),
  }));
}
