// Where names are looked up. Each name is resolved once, when an expression is compiled, to a place in a frame; only the
// properties of a filtered element have to be looked for while running. Knows no syntax.
import { isContext, type FeelContext, type FeelValue } from './value.ts';
import type { Run } from './run.ts';
import { normalName, type NameShape } from './syntax-tree.ts';

/** The values of one scope while running. */
export interface Frame {
  readonly slots: FeelValue[];
  readonly parent: Frame | null;
  readonly run: Run;
}

/** A compiled part of an expression. */
export type Evaluator = (frame: Frame) => FeelValue;

/** The names of one scope, each with its slot. */
export interface Scope {
  readonly names: ReadonlyMap<string, number>;
  readonly parent: Scope | null;
  /** True inside a filter: slot 0 holds an element whose own properties come before every other name. */
  readonly element: boolean;
}

/** The outermost scope: these names in slots 0, 1, 2 … */
export function outerScope(names: readonly string[]): Scope {
  return innerScope(names, null);
}

export function innerScope(names: readonly string[], parent: Scope | null): Scope {
  return { names: new Map(names.map((name, index) => [normalName(name), index])), parent, element: false };
}

export function elementScope(parent: Scope): Scope {
  return { names: new Map([['item', 0]]), parent, element: true };
}

/** Reads a name; null where no scope has it and no element could. */
export function resolve(scope: Scope, name: string, hops = 0): Evaluator | null {
  const slot = scope.names.get(name);
  const outer = slot === undefined ? scope.parent && resolve(scope.parent, name, hops + 1) : reader(hops, slot);
  if (!scope.element) return outer;
  const element = reader(hops, 0);
  return (frame) => {
    const value = element(frame);
    if (isContext(value)) {
      const own = entryOf(value, name);
      if (own !== undefined) return own;
    }
    return outer === null ? null : outer(frame);
  };
}

/** True where a name is bound by some scope, so that it hides a built-in function of that name. */
export function binds(scope: Scope, name: string): boolean {
  return scope.names.has(name) || (scope.parent !== null && binds(scope.parent, name));
}

/** The entry of a context by the name that an expression uses for it; undefined where there is none. */
export function entryOf(context: FeelContext, name: string): FeelValue | undefined {
  const exact = context.get(name);
  if (exact !== undefined || context.has(name)) return exact;
  if (!/[ ./'+*-]/.test(name)) return undefined;
  for (const [key, value] of context) if (normalName(key) === name) return value;
  return undefined;
}

/** The shape that lets the grammar read names with spaces and signs. */
export function shapeOf(scope: Scope): NameShape {
  const outer = scope.parent === null ? {} : shapeOf(scope.parent);
  return { ...outer, ...Object.fromEntries([...scope.names.keys()].map((name): [string, 1] => [name, 1])) };
}

function reader(hops: number, slot: number): Evaluator {
  switch (hops) {
    case 0:
      return (frame) => frame.slots[slot] ?? null;
    case 1:
      return (frame) => frame.parent?.slots[slot] ?? null;
    case 2:
      return (frame) => frame.parent?.parent?.slots[slot] ?? null;
    default:
      return (frame) => {
        let at: Frame | null = frame;
        for (let hop = 0; hop < hops; hop += 1) at = at?.parent ?? null;
        return at?.slots[slot] ?? null;
      };
  }
}
