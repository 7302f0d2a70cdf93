// Whether the recorded events of one case are what was written. Who may ask is settled first; the check itself is the
// store's, the same that the command line runs.
import { withoutCaseFile } from '@casewright/engine/policy';
import type { Database } from '../store/database.ts';
import { readCase } from '../store/read-case.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface ChainReportView {
  readonly verified: boolean;
  readonly events: number;
  readonly problems: readonly { readonly seq: number; readonly code: string; readonly reason: string }[];
}

export interface VerifyCaseOptions {
  readonly database: Database;
  readonly caseId: string;
}

export function verifyCase(
  send: SendReading,
  reader: Reader,
  { database, caseId }: VerifyCaseOptions,
): Promise<ReadAnswer<ChainReportView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'verify-chain' },
    name: 'verify-chain',
    asked: [caseId],
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async () => {
      const { events, problems } = await verifyChain(database, { tenant, caseId });
      const view = {
        verified: problems.length === 0,
        events,
        problems: problems.map(({ seq, code, reason }) => ({ seq, code, reason })),
      };
      return { view: withoutCaseFile(view), caseIds: [caseId] };
    },
  });
}
