// The part of JSON Schema (draft 2020-12) that case types need, and short ways to write it.

export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly propertyNames?: { readonly pattern: string };
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
}

/** An object that takes these keys and no others. */
export function closed(required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** An object whose keys are names that the author chooses. */
export function group(each: Schema, description: string, names = '^[a-z][a-z0-9-]{0,59}$'): Schema {
  return { type: 'object', description, propertyNames: { pattern: names }, additionalProperties: each };
}

/** Text; the description is the sentence that is shown when the pattern does not fit. */
export function text(description: string, pattern?: string): Schema {
  return { type: 'string', description, ...(pattern === undefined ? {} : { pattern }) };
}
