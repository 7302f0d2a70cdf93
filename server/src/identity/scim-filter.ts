// Filters of SCIM lists (RFC 7644, 3.4.2.2): comparisons for equality, joined by `and`. Everything else is refused as
// `invalidFilter`, never half understood: a filter that is dropped would list everybody.
import { bad, isPlain, type Scim } from './scim-values.ts';

export type FilterValue = string | boolean;

/** Values by attribute in small letters. */
export type ScimFilter = ReadonlyMap<string, FilterValue>;

const FILTER_MAX = 1_000;
// One comparison and what joins it to the next. No two parts can match the same text, so reading takes linear time.
const COMPARISON = /\s*([A-Za-z][A-Za-z0-9.:_-]*)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*(and\s|$)/iy;

/** @param known the attributes that a list can be cut by, in small letters */
export function readFilter(text: unknown, known: readonly string[]): Scim<ScimFilter> {
  const found = new Map<string, FilterValue>();
  if (text === undefined) return { value: found };
  if (typeof text !== 'string' || text.length > FILTER_MAX) return refused(known);
  const comparison = new RegExp(COMPARISON);
  for (let joined = true; joined;) {
    const [, name = '', literal = '', join = ''] = comparison.exec(text) ?? [];
    const attribute = withoutSchema(name.toLowerCase());
    const value = valueOf(literal);
    if (value === undefined || !known.includes(attribute) || found.has(attribute)) return refused(known);
    found.set(attribute, value);
    joined = join !== '';
  }
  return { value: found };
}

/** Attributes may be written with the schema before them. */
function withoutSchema(name: string): string {
  return name.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '');
}

function valueOf(literal: string): FilterValue | undefined {
  if (/^true$/i.test(literal)) return true;
  if (/^false$/i.test(literal)) return false;
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' && isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(known: readonly string[]): Scim<ScimFilter> {
  return bad('invalidFilter', `A filter compares with eq, joined by and, each once: ${known.join(', ')}.`);
}
