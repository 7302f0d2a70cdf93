// Takes a block of case numbers, so that opening a case need not wait for the one before it. Gaps are allowed.
import type { Statement } from './statement.ts';

export interface CounterRow {
  /** The first number after the block. */
  readonly next: number;
}

export interface Counter {
  readonly tenant: number;
  readonly caseType: string;
  readonly year: number;
}

export function takeReferences(counter: Counter, count: number): Statement<CounterRow> {
  return {
    name: 'take-references',
    text: `insert into reference_counter (tenant, case_type, year, next) values ($1, $2, $3, $4 + 1)
           on conflict (tenant, case_type, year) do update set next = reference_counter.next + $4 returning next`,
    values: [counter.tenant, counter.caseType, counter.year, count],
  };
}
