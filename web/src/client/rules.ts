// The rules of access in force, and what another version of them would change.
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { RulesCompared, RulesInForce } from './schema.d.ts';

export type { RulesCompared } from './schema.d.ts';
export type RuleChange = RulesCompared['lost'][number];

export const rulesQuery = queryOptions({
  queryKey: ['access-rules'],
  queryFn: ({ signal }) => request<RulesInForce>('access-rules', { signal }),
  staleTime: Infinity,
});

/** Some cases at a time; changes nothing. */
export function compareRules(rules: object, after: string | null): Promise<RulesCompared> {
  const body = after === null ? { rules } : { rules, after };
  return request<RulesCompared>('access-rules/compare', { method: 'POST', body });
}
