// What goes out with an event: a letter that is said to be sent, and of a meeting that was moved or cancelled, the change for the calendars
// of those whom a letter asked to it by mail. A row for whoever sends it, in the same transaction. A letter that somebody sent by hand, on
// a day that they state, goes out no second time; nor does what an import tells of the past.
import type { CaseEvent, CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Communication } from '@casewright/engine/entries';
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
  const { prepared, event } = sent;
  if (prepared.principal.authority.startsWith('import:')) return [];
  if (event.type === 'CommunicationSent') return letterStatements(tenant, sent, event.entry);
  return event.type === 'MeetingMoved' || event.type === 'MeetingCancelled'
    ? changeStatements(tenant, sent, event.entry)
    : [];
}

function letterStatements(
  tenant: number,
  { prepared, caseType, after, caseId }: Sent,
  id: string,
): readonly Statement[] {
  const { request, recordedAt } = prepared;
  const command = 'command' in request && request.command.type === 'SendCommunication' ? request.command : null;
  const entry = after.entries?.[id];
  if (command === null || command.on !== undefined || entry?.kind !== 'communication') return [];
  const { made, content } = entry;
  const way = wayOf(caseType, entry);
  if (made === undefined || way === undefined || content === null) return [];
  const { party, file } = made;
  const row = { caseId, entry: id, seq: after.version, party, way, file, content, at: recordedAt };
  return [addDispatch(tenant, { dispatch: uuidV7(Date.parse(recordedAt)), ...row })];
}

const OUT: readonly Communication['status'][] = ['sent', 'delivered'];

/** One for each letter that asked somebody to the meeting by mail and has gone out. */
function changeStatements(
  tenant: number,
  { prepared: { recordedAt: at }, caseType, after, caseId }: Sent,
  meeting: string,
): readonly Statement[] {
  const told = new Set<string>();
  return Object.entries(after.entries ?? {}).flatMap(([id, entry]): readonly Statement[] => {
    if (entry.kind !== 'communication' || !OUT.includes(entry.status)) return [];
    const { made } = entry;
    if (made?.meeting?.entry !== meeting || wayOf(caseType, entry) !== 'mail' || told.has(made.party)) return [];
    told.add(made.party);
    const row = {
      caseId,
      entry: id,
      seq: after.version,
      party: made.party,
      way: 'mail',
      file: null,
      content: null,
    } as const;
    return [addDispatch(tenant, { dispatch: uuidV7(Date.parse(at)), ...row, at })];
  });
}

function wayOf(caseType: CaseType, { made, channel }: Communication): 'mail' | 'post' | undefined {
  return made === undefined ? undefined : caseType.letters.get(made.letter)?.ways.get(channel);
}
