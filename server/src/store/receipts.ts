// The first answer to each idempotency key: found before a repeated request is answered, added with what it answers.
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface ReceiptRow {
  readonly request_hash: Buffer;
  readonly case_id: string;
  readonly version: number;
  /** Empty when applied, else the rejection as JSON. */
  readonly rejection: string;
}

export interface ReceiptToStore {
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

export function addReceipts(tenant: number, receipts: readonly ReceiptToStore[]): readonly Statement[] {
  return inGroups(receipts).map((group) => ({
    name: `add-receipts-${group.length}`,
    text: `insert into receipt (tenant, key, request_hash, case_id, version, rejection, recorded_at)
           values ${rowsOfParameters(group.length, 6)}`,
    values: [
      tenant,
      ...group.flatMap((receipt) => [
        receipt.key,
        receipt.requestHash,
        receipt.caseId,
        receipt.version,
        receipt.rejection,
        receipt.recordedAt,
      ]),
    ],
  }));
}
