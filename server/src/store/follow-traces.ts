// The cases to which traces of people lead, in a statement of its own, since on a distributed database a function that asks tables is called
// alone. What it gives are ids; who may see the cases is asked again when they are read.
import type { Statement } from './statement.ts';

/** The ids of cases that have some of these traces where the reader of the transaction may be led by them, the most of them first. */
export function followTraces(
  tenant: number,
  traces: readonly Buffer[],
  limit: number,
): Statement<{ readonly found: readonly string[]; readonly is_cut: boolean }> {
  return {
    name: 'follow-traces',
    text: 'select case_ids::text[] as found, is_cut from app.follow_traces($1, $2, $3)',
    values: [tenant, traces, limit],
  };
}
