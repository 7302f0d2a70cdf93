// Which team gets a new case: the routing table that the case type names for it, or else the team that it names.
import type { CaseType } from '../definition/case-type.ts';
import { factsOf } from '../plan/rules.ts';
import { ruleNow, targetOf } from '../routing/route.ts';
import type { Fields } from './commands.ts';

export function teamOfNewCase({ team, routedBy, routing, fields }: CaseType, data: Fields): string {
  const table = routedBy === undefined ? undefined : routing.get(routedBy)?.table;
  if (table === undefined) return team;
  const target = targetOf(table, factsOf(fields, data));
  return 'team' in target ? target.team : team;
}

/** The id of the rule of a routing table by which work goes with these values; undefined where there is no such table. */
export function routedRule({ routing, fields }: CaseType, name: string, data: Fields): string | undefined {
  const table = routing.get(name)?.table;
  return table === undefined ? undefined : ruleNow(table, factsOf(fields, data)).id;
}
