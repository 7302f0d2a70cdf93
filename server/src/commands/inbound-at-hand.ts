// A file of the inbox that a command names: whether it may be filed, the key that goes along with it, and what is written with the event. The
// item and its part are locked in the first flight, so that a file is filed once and an item is not rejected meanwhile.
import type { CaseCommand } from '@casewright/engine/case';
import { authorize } from '@casewright/engine/policy';
import type { MoveCommand } from '@casewright/engine/versions';
import { lockItem, moveToCase, readParts, settleItem, type ItemRow, type PartRow } from '../store/inbound.ts';
import type { KeyProvider, WrappedKey } from '../store/keys.ts';
import type { KeyRow } from '../store/load-case.ts';
import type { Answer, Statement } from '../store/statement.ts';
import { readKeyOfFile } from '../store/stored-files.ts';
import type { InboundFiling } from './command-request.ts';
import type { Prepared } from './prepared.ts';

export interface InboundAtHand extends InboundFiling {
  readonly file: string;
  /** 32 bytes. */
  readonly documentKey: Buffer;
  /** As the item has it. */
  readonly key: KeyRow;
}

/** How many statements `askForInbound` adds. */
export const INBOUND_STATEMENTS = 3;

/** Asked as the program, after the file itself was locked. */
export function askForInbound(prepared: Prepared, file: string): readonly Statement<unknown>[] {
  const { inbound } = prepared.request;
  if (inbound === undefined) return [];
  const { tenant } = prepared.principal;
  return [lockItem(tenant, inbound.item), readParts(tenant, inbound.item), readKeyOfFile(tenant, file)];
}

/**
 * @param answers of the statements of `askForInbound`, in their order
 * @returns null where it is not there to be filed, or not by them: the two look the same
 */
export function inboundAtHand(
  provider: Pick<KeyProvider, 'unwrap'>,
  answers: readonly Answer<unknown>[],
  { prepared, file }: { readonly prepared: Prepared; readonly file: string },
): InboundAtHand | null {
  const { inbound } = prepared.request;
  if (inbound === undefined) return null;
  // The rows of the three statements, in their order.
  const item = answers[0]?.rows[0] as ItemRow | undefined;
  const parts = (answers[1]?.rows ?? []) as readonly PartRow[];
  const key = answers[2]?.rows[0] as KeyRow | undefined;
  const part = parts.find((one) => one.file === file);
  if (item?.state !== 'waiting' || item.arrived_at === null || key === undefined) return null;
  if (part?.state !== 'waiting' || part.code !== null) return null;
  const { tenant, person } = prepared.principal;
  if (item.claimed_by !== null && item.claimed_by !== person) return null;
  if (!authorize(prepared.principal, { type: 'file-item' }, { tenant, team: item.queue }).allowed) return null;
  const owner = { tenant, caseId: inbound.item, subject: file };
  const documentKey = provider.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  return { ...inbound, file, documentKey, key };
}

/** The key as the case has it from now on: the same, wrapped for another owner. */
export function keyInCase(
  provider: Pick<KeyProvider, 'wrap'>,
  { file, documentKey, key }: InboundAtHand,
  of: { readonly tenant: number; readonly caseId: string },
): KeyRow {
  const { by, wrapped }: WrappedKey = provider.wrap({ ...of, subject: file }, documentKey);
  return { subject: file, key_id: key.key_id, wrapped, wrapped_by: by };
}

interface WithEvent {
  readonly prepared: Prepared;
  readonly inbound: InboundAtHand;
  readonly key: KeyRow;
  readonly command: CaseCommand | MoveCommand;
  readonly caseId: string;
  readonly seq: number;
}

/** Before everything that hangs on the key: the file and its key become the case's. */
export function moveStatements(
  tenant: number,
  { prepared, inbound, key, command, caseId, seq }: WithEvent,
): readonly Statement[] {
  const { item, file } = inbound;
  const { person, onBehalfOf = null } = prepared.principal;
  const { of: kind = '', audience = null } = command.type === 'FileDocument' ? command : {};
  const who = { person, onBehalfOf };
  const wrapped = { wrapped: key.wrapped, wrappedBy: key.wrapped_by };
  return [
    moveToCase(tenant, { item, file, caseId, seq, ...wrapped, kind, audience, ...who }),
    ...settleItem(tenant, { ...inbound, caseId, seq, who: person, at: prepared.recordedAt }),
  ];
}
