// Leaves word that an event exists, for whoever must hear of it. Commits with the event.
import type { Statement } from './statement.ts';

export interface OutboxEntry {
  readonly tenant: number;
  readonly caseId: string;
  readonly seq: number;
  readonly recordedAt: string;
}

export function addOutbox(entry: OutboxEntry): Statement {
  return {
    name: 'add-outbox',
    text: 'insert into outbox (tenant, case_id, seq, recorded_at) values ($1, $2, $3, $4)',
    values: [entry.tenant, entry.caseId, entry.seq, entry.recordedAt],
  };
}
