// The kind of field that holds every value of a type of DMN, and no other; or why there is none.
import type { ItemDefinition } from '../dmn/model.ts';
import type { FieldKind } from './case-type.ts';
import { TYPE_NAMES } from './dmn-of-decisions.ts';

/** As the file says it. */
export interface FieldType {
  readonly type: FieldKind;
  readonly options?: readonly string[];
}

const PLAIN: Readonly<Record<string, FieldKind>> = {
  string: 'long-text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};

/** @param ours true for a model that was made of a case type, whose kinds come back as they were */
export function fieldTypeOf(
  type: string | null,
  known: readonly ItemDefinition[],
  ours: boolean,
): FieldType | { readonly reason: string } {
  if (type === null) return { reason: 'It does not say of which type it is, which a field must. Add a typeRef.' };
  const kind = ours ? Object.entries(TYPE_NAMES).find(([, name]) => name === type)?.[0] : undefined;
  // The keys of that table are kinds.
  if (kind !== undefined) return { type: kind as FieldKind };
  const plain = PLAIN[type];
  if (plain !== undefined) return { type: plain };
  const definition = known.find(({ name }) => name === type);
  if (definition === undefined) return { reason: `A field cannot hold a value of the type ${type}.` };
  return fieldTypeOfItem(definition, known, ours);
}

function fieldTypeOfItem(
  definition: ItemDefinition,
  known: readonly ItemDefinition[],
  ours: boolean,
): FieldType | { readonly reason: string } {
  const { name, type, isCollection, components, allowedValues, typeConstraint } = definition;
  if (isCollection || components.length > 0 || definition.function !== null || type === name) {
    return { reason: `A field holds one value, and ${name} is made of several.` };
  }
  if (typeConstraint !== null) return { reason: `A field cannot keep the constraint of the type ${name}.` };
  const base = fieldTypeOf(
    type,
    known.filter((other) => other !== definition),
    ours,
  );
  if ('reason' in base || allowedValues === null) return base;
  const texts = textsIn(allowedValues);
  if (texts === null || base.options !== undefined || (base.type !== 'long-text' && base.type !== 'text')) {
    return { reason: `A field cannot be restricted to ${allowedValues}; only a choice between texts can.` };
  }
  return { type: 'choice', options: texts };
}

/** `"a", "b"`; null for anything else. */
export function textsIn(tests: string): readonly string[] | null {
  if (!/^\s*"[^"\\]*"(\s*,\s*"[^"\\]*")*\s*$/.test(tests)) return null;
  return [...tests.matchAll(/"([^"\\]*)"/g)].map(([, text = '']) => text);
}
