// Holds located YAML against the schema and reports every difference. It interprets the part of JSON Schema that
// `schema-parts.ts` names and no more.
import type { LocatedNode, MapNode } from './located.ts';
import { suggestion } from './nearest.ts';
import { type Findings, type Place, report } from './problem.ts';
import type { Schema } from './schema-parts.ts';

export function checkShape(
  root: LocatedNode,
  schema: Schema,
  { findings, isOpen = false }: { readonly findings: Findings; readonly isOpen?: boolean },
): void {
  check(root, schema, { definitions: schema.$defs ?? {}, findings, isOpen });
}

interface Checking {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly findings: Findings;
  /** In a block a parameter such as `$(days)` may stand for any value and within any name. */
  readonly isOpen: boolean;
}

function isPlace(text: unknown, { isOpen }: Checking): boolean {
  return isOpen && typeof text === 'string' && text.includes('$(');
}

function check(node: LocatedNode, written: Schema, checking: Checking): void {
  if (node.kind === 'scalar' && isPlace(node.value, checking)) return;
  const schema = resolve(written, checking);
  if (schema.anyOf !== undefined) {
    const fitting = schema.anyOf.map((one) => resolve(one, checking)).find((one) => isOfType(node, one));
    if (fitting === undefined)
      report(checking.findings, node, { code: 'wrong-type', reason: mustBe(schema, checking) });
    else check(node, fitting, checking);
    return;
  }
  if (!isOfType(node, schema)) {
    report(checking.findings, node, { code: 'wrong-type', reason: mustBe(schema, checking) });
    return;
  }
  if (node.kind === 'map') checkMap(node, schema, checking);
  else if (node.kind === 'list') checkList(node, schema, checking);
  else if (typeof node.value === 'string') checkText(node, node.value, { schema, checking });
  else if (typeof node.value === 'number') checkNumber(node, node.value, { schema, checking });
}

function resolve(schema: Schema, { definitions }: Checking): Schema {
  if (schema.$ref === undefined) return schema;
  return definitions[schema.$ref.slice('#/$defs/'.length)] ?? schema;
}

function isOfType(node: LocatedNode, schema: Schema): boolean {
  if (schema.type === undefined) return true;
  switch (schema.type) {
    case 'object':
      return node.kind === 'map';
    case 'array':
      return node.kind === 'list';
    case 'string':
      return node.kind === 'scalar' && typeof node.value === 'string';
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean';
    case 'integer':
      return node.kind === 'scalar' && Number.isInteger(node.value);
  }
}

const TYPE_WORDS = {
  object: 'a group of keys',
  array: 'a list',
  string: 'text (put it in quotes if it looks like a number or is true, false or null)',
  boolean: 'true or false',
  integer: 'a whole number',
} as const;

function mustBe(schema: Schema, checking: Checking): string {
  const types = (schema.anyOf ?? [schema])
    .map((one) => resolve(one, checking).type)
    .filter((type) => type !== undefined);
  const words = [...new Set(types)].map((type) => TYPE_WORDS[type]);
  return `This must be ${words.join(', or ')}.${schema.description === undefined ? '' : ` ${schema.description}`}`;
}

function checkMap(node: MapNode, schema: Schema, checking: Checking): void {
  const { findings } = checking;
  for (const { key, at, value } of node.entries.values()) {
    const known = ownProperty(schema, key);
    if (known !== undefined) check(value, known, checking);
    else if (schema.additionalProperties === false) {
      const keys = Object.keys(schema.properties ?? {});
      const hint = suggestion(key, keys, findings) || ` Known here: ${keys.join(', ')}.`;
      report(findings, at, { code: 'unknown-key', reason: `“${key}” is not known here.${hint}` });
    } else if (schema.additionalProperties !== undefined) {
      checkName(at, key, { schema, checking });
      check(value, schema.additionalProperties, checking);
    }
  }
  for (const key of schema.required ?? []) {
    if (!node.entries.has(key)) report(findings, node, { code: 'missing-key', reason: missing(node, key) });
  }
  if (schema.minProperties !== undefined && node.entries.size < schema.minProperties) {
    report(findings, node, { code: 'not-accepted', reason: 'At least one entry is needed here.' });
  }
}

/** `constructor` is a key of every object, and none of the schema. */
function ownProperty(schema: Schema, key: string): Schema | undefined {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
}

/** Names become keys of plain objects in the state of a case, where `constructor` would find what nobody put there. */
function checkName(at: Place, key: string, { schema, checking }: Rules): void {
  const names = schema.propertyNames?.pattern;
  if (names === undefined || isPlace(key, checking)) return;
  if (!new RegExp(names).test(key)) report(checking.findings, at, { code: 'bad-name', reason: badName(key, names) });
  else if (key in Object.prototype) {
    report(checking.findings, at, {
      code: 'reserved-name',
      reason: `“${key}” has a meaning in JavaScript. Give it another name.`,
    });
  }
}

function missing(node: MapNode, key: string): string {
  const where = node.path === '' ? 'in the file' : `in “${node.path}”`;
  return `“${key}” is missing ${where}. Add it.`;
}

function badName(key: string, pattern: string): string {
  const advice = pattern.startsWith('^[a-z][A-Za-z')
    ? 'Use letters and digits, starting with a small letter, such as notifiedOn.'
    : 'Use small letters, digits and hyphens, starting with a letter, at most 60 characters.';
  return `“${key}” cannot be a name here. ${advice}`;
}

function checkList(node: Extract<LocatedNode, { kind: 'list' }>, schema: Schema, checking: Checking): void {
  if (schema.minItems !== undefined && node.items.length < schema.minItems) {
    report(checking.findings, node, { code: 'not-accepted', reason: 'At least one entry is needed here.' });
  }
  if (schema.items === undefined) return;
  for (const item of node.items) check(item, schema.items, checking);
}

interface Rules {
  readonly schema: Schema;
  readonly checking: Checking;
}

function checkText(node: LocatedNode, value: string, { schema, checking }: Rules): void {
  const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const hint = suggestion(value, schema.enum, checking.findings) || ` Use one of: ${schema.enum.join(', ')}.`;
    report(checking.findings, node, { code: 'not-accepted', reason: `“${shown}” is not accepted here.${hint}` });
  }
  const length = Array.from(value).length;
  const fits =
    (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)) &&
    length >= (schema.minLength ?? 0) &&
    length <= (schema.maxLength ?? Number.POSITIVE_INFINITY);
  if (!fits)
    report(checking.findings, node, {
      code: 'not-accepted',
      reason: `“${shown}” is not accepted here. ${schema.description ?? ''}`.trim(),
    });
}

function checkNumber(node: LocatedNode, value: number, { schema, checking }: Rules): void {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  if (value >= minimum && value <= maximum) return;
  report(checking.findings, node, {
    code: 'not-accepted',
    reason: `${value} is not accepted here. Use a whole number from ${minimum} to ${maximum}.`,
  });
}
