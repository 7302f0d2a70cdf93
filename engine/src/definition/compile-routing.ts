// Turns the located routing tables of a case type into checked ones. What the room of routing finds wrong with a table is
// reported where it stands, unless something was said of that place already.
import { checkRoutingTable } from '../routing/check-routing-table.ts';
import type { CaseType, RoutingDefinition } from './case-type.ts';
import type { Compiling } from './compile.ts';
import { expressionAt, type ExpressionUse } from './expression-site.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, itemsOf, plainOf, textAt, textOf } from './located.ts';
import { type Findings, report } from './problem.ts';

type Routing = Pick<CaseType, 'routing' | 'routedBy'>;

/** @param version the case type's, for tables without one */
export function routingOf(node: LocatedNode | null, version: string, compiling: Compiling): Routing {
  const routing = new Map<string, RoutingDefinition>();
  for (const entry of entriesOf(childOf(node, 'tables'))) {
    const made = definitionOf(entry, version, compiling);
    if (made !== null) routing.set(entry.key, made);
  }
  const routedBy = textAt(node, 'case');
  return { routing, ...(routedBy === null ? {} : { routedBy }) };
}

const USES = {
  when: { use: 'routing', yields: 'boolean' },
  weight: { use: 'routing', yields: 'number', open: true },
  language: { use: 'routing', yields: 'text' },
  place: { use: 'routing', yields: 'text' },
} as const satisfies Record<string, ExpressionUse>;

function definitionOf({ key, value }: MapEntry, version: string, compiling: Compiling): RoutingDefinition | null {
  const { findings } = compiling;
  const rules = itemsOf(childOf(value, 'rules'));
  for (const rule of rules) {
    const needs = childOf(rule, 'needs');
    const sources = { when: rule, weight: rule, language: needs, place: needs } as const;
    for (const name of ['when', 'weight', 'language', 'place'] as const) {
      const source = childOf(sources[name], name);
      if (source !== null) expressionAt(source, USES[name], compiling);
    }
  }
  const said = placesOf(findings);
  const made = checkRoutingTable(
    { name: key, version: textAt(value, 'version') ?? (version === '' ? '-' : version), rules: rules.map(plainOf) },
    null,
  );
  if ('problems' in made) {
    for (const { path, reason } of made.problems) {
      const place = placeOf(value, path);
      if (!said.has(place.path)) report(findings, place, { code: 'routing-table', reason });
    }
    return null;
  }
  return { table: made.table, decisions: itemsOf(childOf(value, 'decisions')).flatMap((item) => textOf(item) ?? []) };
}

/** Every place of which something was said, with all that it lies in. */
function placesOf({ problems }: Findings): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { path } of problems) {
    for (let at = path; at !== '' && !places.has(at); at = at.replace(/(\.|^)[^.[\]]+$|\[\d+\]$/, '')) places.add(at);
  }
  return places;
}

/** The deepest node on the way: what is missing is missed where it would stand. */
function placeOf(table: LocatedNode, path: string): LocatedNode {
  let place = table;
  for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const next = key === undefined ? itemsOf(place)[Number(index)] : childOf(place, key);
    if (next === undefined || next === null) return place;
    place = next;
  }
  return place;
}
