// Built-in functions on contexts (DMN 1.5, table 73).
import { builtin, signature } from './builtin.ts';
import { allocateElements, fail, type Run } from './run.ts';
import { type FeelContext, type FeelFunction, type FeelList, type FeelValue, isContext, isList } from './value.ts';

export const CONTEXT_BUILTINS: readonly FeelFunction[] = [
  builtin(
    'get value',
    signature(
      [
        ['m', 'context'],
        ['key', 'string'],
      ],
      ([context, key]) => context.get(key) ?? null,
    ),
  ),
  builtin(
    'get entries',
    signature([['m', 'context']], ([context], run) => {
      allocateElements(run, context.size * 2);
      return [...context].map(
        ([key, value]) =>
          new Map<string, FeelValue>([
            ['key', key],
            ['value', value],
          ]),
      );
    }),
  ),
  builtin(
    'context',
    signature([['entries', 'list']], ([entries], run) => contextFrom(entries, run)),
  ),
  builtin(
    'context put',
    signature(
      [
        ['context', 'context'],
        ['key', 'string'],
        ['value', 'any'],
      ],
      ([context, key, value], run) => put(context, { keys: [key], value }, run),
    ),
    signature(
      [
        ['context', 'context'],
        ['keys', 'list'],
        ['value', 'any'],
      ],
      ([context, keys, value], run) => put(context, { keys, value }, run),
    ),
  ),
  builtin(
    'context merge',
    signature([['contexts', 'list']], ([contexts], run) => merged(contexts, run)),
  ),
];

/** From contexts with a `key` and a `value` each; no key may come twice. */
function contextFrom(entries: FeelList, run: Run): FeelValue {
  const made = new Map<string, FeelValue>();
  for (const entry of entries) {
    const key = isContext(entry) ? entry.get('key') : undefined;
    const value = isContext(entry) ? entry.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined)
      return fail(run, 'Every entry needs a key, which is a text, and a value.');
    if (made.has(key)) return fail(run, 'Two entries have the same key.');
    made.set(key, value);
  }
  return made;
}

interface Put {
  readonly keys: FeelList;
  readonly value: FeelValue;
}

/** A copy with the value put at the end of the path of keys; contexts on the way are copied as well. */
function put(context: FeelContext, { keys, value }: Put, run: Run): FeelValue {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return key === null ? null : fail(run, 'The keys must be texts, and at least one.');
  if (keys.length > 100) return fail(run, 'The path of keys is too long.');
  allocateElements(run, context.size + 1);
  if (rest.length === 0) return new Map(context).set(key, value);
  const inner = context.get(key) ?? null;
  if (!isContext(inner)) return fail(run, 'A key on the way to the last one names no context.');
  const changed = put(inner, { keys: rest, value }, run);
  return changed === null ? null : new Map(context).set(key, changed);
}

/** Later contexts win. */
function merged(contexts: FeelList, run: Run): FeelValue {
  const made = new Map<string, FeelValue>();
  for (const context of contexts) {
    if (!isContext(context))
      return context === null || isList(context) ? null : fail(run, 'Only contexts can be merged.');
    allocateElements(run, context.size);
    for (const [key, value] of context) made.set(key, value);
  }
  return made;
}
