// The shape of a block: the sections of a case type, each as there, with `$(parameter)` wherever a value or a name may stand.
// `blockShape` is what is checked; `blockSchema` says the same to editors. Sections that case types get later are in it at once.
import { caseTypeSchema } from './schema.ts';
import { closed, group, type Schema, text } from './schema-parts.ts';

/** What only a case type can say of itself. */
const OF_CASE_TYPES: ReadonlySet<string> = new Set([
  ...['caseType', 'version', 'title', 'archetype', 'reference', 'purpose', 'classification', 'zone', 'team', 'opening'],
  'language',
  ...['uses', 'expanded'],
]);

const properties = caseTypeSchema.properties ?? {};

const PARAMETER: Schema = closed(['type', 'title'], {
  type: {
    type: 'string',
    enum: [
      ...['role', 'team', 'party', 'field', 'form', 'item', 'clock', 'section', 'name', 'text', 'number', 'flag'],
      'choice',
    ],
    description:
      'What its value is: the name of something in the case type, a new name, a text, a number, a flag, a choice.',
  },
  title: properties['title'] ?? {},
  default: {
    description: 'What holds where nobody says anything else; without it, whoever imports the block must say.',
    anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }],
  },
  options: { type: 'array', minItems: 1, items: { type: 'string' }, description: 'For a choice: its values.' },
});

const PLACE: Schema = text('A parameter such as $(days), alone or within a text.', '\\$\\([a-z][A-Za-z0-9-]{0,59}\\)');

const SECTIONS = Object.fromEntries(Object.entries(properties).filter(([key]) => !OF_CASE_TYPES.has(key)));

export const blockShape: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://casewright.example/schemas/block.schema.json',
  title: 'Casewright block of case types',
  ...closed(['block', 'version', 'title', 'about'], {
    block: { ...properties['caseType'], description: 'The name of the block, as its folder is called.' },
    version: properties['version'] ?? {},
    title: properties['title'] ?? {},
    about: text('What it is for and what it asks of a case type.'),
    parameters: group(PARAMETER, 'What whoever imports it says, by name.', '^[a-z][A-Za-z0-9-]{0,59}$'),
    ...mapOf(SECTIONS, added),
  }),
  $defs: mapOf(caseTypeSchema.$defs ?? {}, added),
};

/** JSON Schema of a block; also written to `case-types/block.schema.json`. */
export const blockSchema: Schema = {
  ...blockShape,
  properties: mapOf(blockShape.properties ?? {}, (schema, key) =>
    Object.hasOwn(SECTIONS, key) ? open(schema) : schema,
  ),
  $defs: mapOf(blockShape.$defs ?? {}, open),
};

function mapOf(
  schemas: Readonly<Record<string, Schema>>,
  change: (schema: Schema, key: string) => Schema,
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, change(schema, key)]));
}

/** A block may add to a stage, a form or a group of which the case type says the rest. */
function added(schema: Schema, key: string): Schema {
  const { required: _, ...rest } = schema;
  if (['stage', 'closing', 'access', 'routing'].includes(key)) return rest;
  const { additionalProperties: each } = schema;
  if (key !== 'forms' || typeof each !== 'object') return schema;
  const { required: __, ...form } = each;
  return { ...schema, additionalProperties: form };
}

/** The same with a parameter wherever a value or a name stands. */
function open(schema: Schema): Schema {
  const { anyOf, properties: of, additionalProperties, propertyNames, items } = schema;
  if (anyOf !== undefined) return { ...schema, anyOf: [...anyOf.map(open), PLACE] };
  const isValue = schema.type === 'string' || schema.type === 'integer' || schema.type === 'boolean';
  if (isValue)
    return { anyOf: [schema, PLACE], ...(schema.description === undefined ? {} : { description: schema.description }) };
  return {
    ...schema,
    ...(of === undefined ? {} : { properties: mapOf(of, open) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: open(additionalProperties) } : {}),
    ...(propertyNames === undefined
      ? {}
      : { propertyNames: { pattern: `${propertyNames.pattern}|${PLACE.pattern ?? ''}` } }),
    ...(items === undefined ? {} : { items: open(items) }),
  };
}
