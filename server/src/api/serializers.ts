// How answers become text: by the shapes of their routes, as Fastify does it, but each with only the shapes that it names. Given all of
// them, every answer of every route has all of them looked through while the server starts, which takes seconds and grows by the square.
import selectSerializer, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler';

/** For Fastify's `schemaController.compilersFactory.buildSerializer`. */
export function serializersByReference(): SerializerFactory {
  const build = selectSerializer();
  return (all = {}, options) =>
    (route) =>
      // Fastify gives every shape that was added to it, by its name.
      build(namedBy(route.schema, all as Readonly<Record<string, unknown>>), options)(route);
}

/** Those shapes that a shape names, and that these name in turn. */
function namedBy(shape: unknown, all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const rest = [shape];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const [, name = ''] of JSON.stringify(next).matchAll(/"\$ref":"([^"#]+)/g)) {
      if (Object.hasOwn(found, name) || !Object.hasOwn(all, name)) continue;
      found[name] = all[name];
      rest.push(all[name]);
    }
  }
  return found;
}
