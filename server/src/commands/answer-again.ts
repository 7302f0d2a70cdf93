// The answer to a repeated idempotency key: the first answer, from its receipt and the event it led to.
import type { Rejection } from '@casewright/engine/case';
import { Corrupt } from '../errors.ts';
import { flight, rollback, type Tx } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadHead, loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { lastOfCommand, readEvent } from '../store/read-events.ts';
import type { ReceiptRow } from '../store/receipts.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import type { Outcome } from './command-request.ts';
import type { Prepared } from './prepared.ts';

export interface Repeated {
  readonly prepared: Prepared;
  readonly receipt: ReceiptRow;
}

export async function answerAgain(
  deps: { readonly keys: KeyProvider },
  tx: Tx,
  { prepared, receipt }: Repeated,
): Promise<Outcome> {
  const { case_id: caseId, version } = receipt;
  if (!receipt.request_hash.equals(prepared.receipt.requestHash)) {
    rollback(tx);
    return { kind: 'key-reused' };
  }
  if (receipt.rejection !== '') {
    rollback(tx);
    // Written by `decideAndWrite` from a Rejection.
    return { kind: 'rejected', caseId, rejection: JSON.parse(receipt.rejection) as Rejection, replayed: true };
  }
  const { tenant } = prepared.principal;
  const [events, keys, heads, lasts] = await flight(tx, [
    readEvent(tenant, caseId, version),
    loadKeys(tenant, caseId),
    loadHead(tenant, caseId),
    lastOfCommand(tenant, caseId, version),
  ]);
  rollback(tx);
  const [stored] = events.rows;
  const [head] = heads.rows;
  if (stored === undefined || head === undefined)
    throw new Corrupt(`A receipt names event ${version} of case ${caseId}, which is not there.`);
  const opened = openEvent(
    { tenant, caseId, seq: version, type: stored.type, occurred: stored.occurred, payload: stored.payload },
    unwrapKeys(deps.keys, { tenant, caseId }, keys.rows),
  );
  if (opened.kind !== 'event') return { kind: 'not-found' };
  const last = lasts.rows[0]?.seq ?? version;
  return { kind: 'applied', caseId, version: last, reference: head.reference, event: opened.event, replayed: true };
}
