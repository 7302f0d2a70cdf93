// What goes out with an event that says a letter was sent: a row for whoever sends it, in the same transaction. A letter that somebody
// sent by hand, on a day that they state, goes out no second time; nor does what an import tells of the past.
import type { CaseEvent, CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { addDispatch } from '../store/dispatches.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { Prepared } from './prepared.ts';

interface Sent {
  readonly prepared: Prepared;
  readonly caseType: CaseType;
  readonly event: CaseEvent;
  readonly after: CaseState;
  readonly caseId: string;
}

export function dispatchStatements(tenant: number, sent: Sent): readonly Statement[] {
  const { prepared, caseType, event, after, caseId } = sent;
  const { request, principal, recordedAt } = prepared;
  if (event.type !== 'CommunicationSent' || principal.authority.startsWith('import:')) return [];
  const command = 'command' in request && request.command.type === 'SendCommunication' ? request.command : null;
  const entry = after.entries?.[event.entry];
  if (command === null || command.on !== undefined || entry?.kind !== 'communication') return [];
  const { made, content, channel } = entry;
  const way = made === undefined ? undefined : caseType.letters.get(made.letter)?.ways.get(channel);
  if (made === undefined || way === undefined || content === null) return [];
  const { party, file } = made;
  const row = { caseId, entry: event.entry, seq: after.version, party, way, file, content, at: recordedAt };
  return [addDispatch(tenant, { dispatch: uuidV7(Date.parse(recordedAt)), ...row })];
}
