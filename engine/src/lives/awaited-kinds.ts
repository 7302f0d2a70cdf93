// Which kinds of entries the plan of a case type waits for somewhere: those that a criterion names, and those that a condition names in
// quotes. Sensible people record such a thing sooner than what nothing asks for.
import type { CaseType } from '../definition/definition.ts';

const known = new WeakMap<CaseType, ReadonlySet<string>>();

/** Whether something in a case type waits for an entry of that kind, or looks at it. */
export function isAwaited(caseType: CaseType, kind: string): boolean {
  const found = known.get(caseType) ?? awaitedIn(caseType);
  known.set(caseType, found);
  return found.has(kind);
}

function awaitedIn({ items, derived, determinations }: CaseType): ReadonlySet<string> {
  const criteria = [...items.values()].flatMap(({ entry, exit }) => [...entry, ...exit]);
  const named = criteria.flatMap(({ on }) => on.flatMap((part) => (part.source === 'entry' ? [part.of] : [])));
  const conditions = [
    ...criteria.flatMap(({ when }) => (when === undefined ? [] : [when])),
    ...derived.map(({ from }) => from),
  ];
  const quoted = conditions.flatMap(({ source }) => [...source.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text));
  const needed = [...determinations.values()].flatMap(({ decides, evidence }) => [...decides, ...evidence]);
  return new Set([...named, ...quoted, ...needed]);
}
