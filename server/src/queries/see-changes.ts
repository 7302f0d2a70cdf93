// Which of some cases the reader may see, and at what version each is: the answer behind a live hint.
import { withoutCaseFile } from '@casewright/engine/policy';
import { seeCases } from '../store/see-cases.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface ChangeHintView {
  readonly caseId: string;
  readonly version: number;
}

export function seeChanges(
  send: SendReading,
  reader: Reader,
  caseIds: readonly string[],
): Promise<ReadAnswer<readonly ChangeHintView[]>> {
  return answerRead(send, reader, {
    action: { type: 'list-cases' },
    name: 'follow-changes',
    asked: caseIds,
    statements: [seeCases(reader.principal.tenant, caseIds)],
    fold: ([seen]) => ({
      view: withoutCaseFile(seen.rows.map((row) => ({ caseId: row.case_id, version: row.version }))),
      caseIds: seen.rows.map((row) => row.case_id),
    }),
  });
}
