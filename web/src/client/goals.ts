// What the report on goals asks of the server.
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { GoalReport } from './schema.d.ts';

export type { GoalKindReport, GoalReport, GoalReportRow, GoalSpread } from './schema.d.ts';

export interface GoalsAsked {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly period: string;
  /** Null: goals are not told apart. */
  readonly cohort: string | null;
}

export function goalReportQuery(asked: GoalsAsked) {
  return queryOptions({
    queryKey: ['goals', asked],
    queryFn: ({ signal }) => request<GoalReport>(`goals?${search(asked)}`, { signal }),
  });
}

/** Where the same is fetched as a table. */
export function goalTableAddress(asked: GoalsAsked): string {
  return `/api/v1/goals?${search(asked)}&format=csv`;
}

function search({ cohort, ...asked }: GoalsAsked): string {
  return new URLSearchParams({ ...asked, ...(cohort === null ? {} : { cohort }) }).toString();
}
