// Leaves word that events exist, for whoever must hear of them. Commits with the events.
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface OutboxEntry {
  readonly caseId: string;
  readonly seq: number;
  readonly recordedAt: string;
}

export function addOutbox(tenant: number, entries: readonly OutboxEntry[]): readonly Statement[] {
  return inGroups(entries).map((group) => ({
    name: `add-outbox-${group.length}`,
    text: `insert into outbox (tenant, case_id, seq, recorded_at) values ${rowsOfParameters(group.length, 3)}`,
    values: [tenant, ...group.flatMap((entry) => [entry.caseId, entry.seq, entry.recordedAt])],
  }));
}
