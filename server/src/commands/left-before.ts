// As what a case left before, for the commands that say what of it is wrong: whoever has it then was told. Asked in their transaction, as the
// program, since it is evidence of the agency and not of whoever asks.
import type { LeftAs } from '@casewright/engine/case';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { leftBefore } from '../store/left-before.ts';
import type { Prepared } from './prepared.ts';

const NOTED: ReadonlySet<string> = new Set(['RecordCorrection', 'ReceiveCorrection']);

/** Whether a command lists who was told. */
export function listsRecipients(commandType: string): boolean {
  return NOTED.has(commandType);
}

/** One more round trip for such a command, and nothing for any other. */
export async function leftFor(tx: Tx, { commandType, caseId, principal }: Prepared): Promise<readonly LeftAs[]> {
  if (!listsRecipients(commandType)) return [];
  const [, found] = await flight(tx, [
    readingAs(tx, 'program'),
    leftBefore(principal.tenant, caseId),
    readingAs(tx, principal.holding),
  ]);
  return found.rows.map(({ key, left_at: at }) => ({ key, at }));
}
