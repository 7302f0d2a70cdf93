// Goals of the cases that a reader sees, by the days on which they were set or concluded. A function of the database that gives no
// others: on a distributed one it is called alone.
import type { GoalRow } from './goal-rows.ts';
import type { Statement } from './statement.ts';

export interface CountedGoal extends Omit<GoalRow, 'goal'> {
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly team_title: string;
  readonly opened_at: string;
  /** Parts of its case that the reader sees. */
  readonly parts: readonly string[];
}

export interface GoalsAsked {
  readonly tenant: number;
  /** Null: every kind of case. */
  readonly caseType: string | null;
  /** Null: every kind of goal. */
  readonly goal: string | null;
  /** By which day they are taken. */
  readonly by: 'set' | 'concluded';
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

export function goalsBetween({ tenant, caseType, goal, by, from, to, limit }: GoalsAsked): Statement<CountedGoal> {
  return {
    name: 'goals-between',
    text: 'select * from app.goals_between($1, $2, $3, $4, $5, $6, $7)',
    values: [tenant, caseType, goal, by === 'concluded', from, to, limit],
  };
}
