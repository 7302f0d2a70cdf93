// Writes the traces by which the people of a case are met in others: rows that went, rows that came. A trace is a keyed hash.
import type { Statement } from './statement.ts';

export interface TraceRow {
  /** `in:<agency>/<team>`, with `#<role>` where what it rests on names roles; `-` where that is open to no unit. */
  readonly token: string;
  /** Keyed hash, in hexadecimal. */
  readonly trace: string;
}

export interface TracesOfCase {
  readonly caseId: string;
  readonly openedAt: string;
  readonly traces: readonly TraceRow[];
}

export function addTraces(tenant: number, { caseId, openedAt, traces }: TracesOfCase): readonly Statement[] {
  if (traces.length === 0) return NONE;
  return [
    {
      name: 'add-traces',
      text: `insert into case_trace (tenant, token, trace, opened_at, case_id)
             select $1, r.token, decode(r.trace, 'hex'), $2, $3 from unnest($4::text[], $5::text[]) as r (token, trace)`,
      values: [tenant, openedAt, caseId, ...columnsOf(traces)],
    },
  ];
}

export function removeTraces(tenant: number, caseId: string, traces: readonly TraceRow[]): readonly Statement[] {
  if (traces.length === 0) return NONE;
  return [
    {
      name: 'remove-traces',
      text: `delete from case_trace t using unnest($3::text[], $4::text[]) as r (token, trace)
             where t.tenant = $1 and t.case_id = $2 and t.token = r.token and t.trace = decode(r.trace, 'hex')`,
      values: [tenant, caseId, ...columnsOf(traces)],
    },
  ];
}

export function readTraces(tenant: number, caseId: string): Statement<TraceRow & { readonly opened_at: string }> {
  return {
    name: 'read-traces',
    text: `select token, encode(trace, 'hex') as trace, opened_at from case_trace where tenant = $1 and case_id = $2
           order by token, trace, opened_at`,
    values: [tenant, caseId],
  };
}

const NONE: readonly Statement[] = [];

function columnsOf(traces: readonly TraceRow[]): readonly (readonly string[])[] {
  return [traces.map(({ token }) => token), traces.map(({ trace }) => trace)];
}
