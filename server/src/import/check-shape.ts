// Says whether a value read from YAML has the shape that is asked for, with every problem and its path at once. It
// knows no mapping and no case type; what the names in the value refer to is checked elsewhere.

export type Shape =
  | { readonly is: 'text'; readonly pattern?: RegExp; readonly what: string }
  | { readonly is: 'yes'; readonly what: string }
  | { readonly is: 'scalar'; readonly what: string }
  | { readonly is: 'list'; readonly of: Shape }
  /** Any keys, all with values of one shape. */
  | { readonly is: 'map'; readonly of: Shape }
  | { readonly is: 'object'; readonly required: Shapes; readonly optional: Shapes }
  /** The second shape where the value is a map or a list, else the first. */
  | { readonly is: 'text-or-object'; readonly text: Shape; readonly object: Shape };

export type Shapes = Readonly<Record<string, Shape>>;

export interface ShapeProblem {
  readonly path: readonly string[];
  readonly reason: string;
}

/** Every way in which the value has another shape; none when it fits. */
export function checkShape(shape: Shape, value: unknown, path: readonly string[] = []): ShapeProblem[] {
  switch (shape.is) {
    case 'text': {
      const fits = typeof value === 'string' && value !== '' && (shape.pattern?.test(value) ?? true);
      return fits ? [] : [{ path, reason: `must be ${shape.what}` }];
    }
    case 'yes':
      return value === true ? [] : [{ path, reason: `must be ${shape.what}` }];
    case 'scalar':
      return ['string', 'number', 'boolean'].includes(typeof value) ? [] : [{ path, reason: `must be ${shape.what}` }];
    case 'list':
      if (!Array.isArray(value)) return [{ path, reason: 'must be a list' }];
      return value.flatMap((item, at) => checkShape(shape.of, item, [...path, String(at)]));
    case 'map':
      if (!isMap(value)) return [{ path, reason: 'must be a map of names to values' }];
      return Object.entries(value).flatMap(([name, item]) => checkShape(shape.of, item, [...path, name]));
    case 'object':
      return checkObject(shape, value, path);
    case 'text-or-object':
      return checkShape(isMap(value) || Array.isArray(value) ? shape.object : shape.text, value, path);
  }
}

function checkObject(shape: Extract<Shape, { is: 'object' }>, value: unknown, path: readonly string[]): ShapeProblem[] {
  if (!isMap(value))
    return [{ path, reason: `must be a map with ${Object.keys(shape.required).join(', ') || 'named values'}` }];
  const problems: ShapeProblem[] = [];
  for (const name of Object.keys(shape.required)) {
    if (value[name] === undefined) problems.push({ path: [...path, name], reason: 'is missing' });
  }
  const known: Shapes = { ...shape.required, ...shape.optional };
  for (const [name, item] of Object.entries(value)) {
    const expected = Object.hasOwn(known, name) ? known[name] : undefined;
    if (expected === undefined)
      problems.push({ path: [...path, name], reason: `is not known here; known are ${Object.keys(known).join(', ')}` });
    else problems.push(...checkShape(expected, item, [...path, name]));
  }
  return problems;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
