// The first answer to each idempotency key: found before a repeated request is answered, added with what it answers.
import type { Statement } from './statement.ts';

export interface ReceiptRow {
  readonly request_hash: Buffer;
  readonly case_id: string;
  readonly version: number;
  /** Empty when applied, else the rejection as JSON. */
  readonly rejection: string;
}

export interface ReceiptToStore {
  readonly tenant: number;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly caseId: string;
  readonly version: number;
  readonly rejection: string;
  readonly recordedAt: string;
}

export function findReceipt(tenant: number, key: string): Statement<ReceiptRow> {
  return {
    name: 'find-receipt',
    text: 'select request_hash, case_id, version, rejection from receipt where tenant = $1 and key = $2',
    values: [tenant, key],
  };
}

export function addReceipt(receipt: ReceiptToStore): Statement {
  return {
    name: 'add-receipt',
    text: `insert into receipt (tenant, key, request_hash, case_id, version, rejection, recorded_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      receipt.tenant,
      receipt.key,
      receipt.requestHash,
      receipt.caseId,
      receipt.version,
      receipt.rejection,
      receipt.recordedAt,
    ],
  };
}
