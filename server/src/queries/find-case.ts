// That there is a case with a reference: for those who cannot read it and from whom nothing but a grant keeps it, so that they
// can ask for access. For anybody else, and for a name that no case has, the answer is the same.
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findCase } from '../store/find-case.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { isUuid } from './cursor.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface FoundCaseView {
  readonly caseId: string;
  readonly reference: string;
}

export async function findCaseByName(
  send: SendReading,
  reader: Asker,
  { database, name }: { readonly database: Database; readonly name: string },
): Promise<ReadAnswer<FoundCaseView>> {
  const { tenant } = reader.principal;
  // What a row says is looked at only after the session was proved and the policy said yes.
  const [found] = await database.once(programContext(tenant, 'find-case'), [findCase(tenant, name)]);
  const row = found.count === 1 ? found.rows[0] : undefined;
  return answerRead<[], FoundCaseView>(send, reader, {
    action: { type: 'find-case' },
    name: 'find-case',
    // Who tries ids is found by the ids that they tried.
    asked: row === undefined ? (isUuid(name) ? [name] : []) : [row.case_id],
    statements: [],
    caseOf: () => row ?? null,
    fold: () => {
      if (row === undefined) return null;
      const { case_id: caseId, reference } = row;
      return { view: withoutCaseFile({ caseId, reference }), caseIds: [caseId] };
    },
  });
}
