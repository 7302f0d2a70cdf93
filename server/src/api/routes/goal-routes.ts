// The report on goals: numbers over the cases that whoever asks may read.
import type { FastifyInstance } from 'fastify';
import { writeGoalTable } from '../../queries/goal-table.ts';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../goal-schemas.ts';
import { defineRoute } from '../route.ts';

export function registerGoalRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/goals',
    summary:
      'Count the goals of the cases that you may read, by kind, cohort and period: what became of them, and where what was measured lies; as a table for text/csv.',
    audit: 'read',
    action: 'list-cases',
    query: shapes.GoalReportQuery,
    answer: shapes.GoalReport,
    csv: (view) => ({ table: writeGoalTable(view), next: null }),
    handler: ({ reader, query: { caseType, goal, by = 'set', from, to, period = 'all', cohort } }) =>
      doors.queries.reportGoals(reader, { caseType, goal, by, from, to, period, cohort }),
  });
}
