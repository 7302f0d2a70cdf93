// Writes the types of the wire for the staff app from the OpenAPI document. Small on purpose: it knows the JSON Schema
// that `schemas.ts` uses and refuses the rest. (openapi-typescript needs the compiler interface that TypeScript 7 no
// longer has.)

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  /** False, or the shape of every value under a name that is not fixed. */
  readonly additionalProperties?: false | Schema;
  readonly required?: readonly string[];
}

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const HEAD = `// The shapes on the wire, written by \`npm run generate\` from server/openapi.json. Never edited.
`;

/** @param document the OpenAPI document as text. Throws where it holds a schema that cannot be said here. */
export function clientTypes(document: string): string {
  // Made by `describeApi`, which always has shapes.
  const { components } = JSON.parse(document) as Document;
  const declarations = Object.entries(components.schemas)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema, '')};\n`);
  return [HEAD, ...declarations].join('\n');
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'never';
  if (schema.enum !== undefined) return schema.enum.map((value) => literal(value)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.type === 'array') return listOf(schema, indent);
  if (schema.type === 'object') return objectOf(schema, indent);
  const simple = SIMPLE_TYPES.get(schema.type ?? '');
  if (simple === undefined) throw new Error(`No type can be written for the schema ${JSON.stringify(schema)}.`);
  return simple;
}

const SIMPLE_TYPES = new Map([
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['null', 'null'],
  ['integer', 'number'],
  ['number', 'number'],
]);

function listOf({ items = {} }: Schema, indent: string): string {
  const item = typeOf(items, indent);
  const isUnion = item.includes(' | ') && (items.anyOf !== undefined || !item.startsWith('{'));
  return isUnion || items.type === 'array' ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function objectOf(schema: Schema, indent: string): string {
  const { additionalProperties: values = false } = schema;
  if (values !== false) return `{ readonly [name: string]: ${typeOf(values, indent)} }`;
  const inner = `${indent}  `;
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const optional = schema.required?.includes(name) === true ? '' : '?';
    return `${inner}readonly ${name}${optional}: ${typeOf(member, inner)};\n`;
  });
  return members.length === 0 ? 'Readonly<Record<string, never>>' : `{\n${members.join('')}${indent}}`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
