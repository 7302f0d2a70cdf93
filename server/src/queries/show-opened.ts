// Which pages of the documents of a case its reader has opened, so that what they have not read yet can be told from the rest.
import { cutToParts, mayReadEntry } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { pagesOpened, WHOLE } from '../store/pages-opened.ts';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { stateOf } from './access-world-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface OpenedView {
  readonly items: readonly {
    readonly file: string;
    /** From 1; empty where it was opened as a whole. */
    readonly pages: readonly number[];
    readonly whole: boolean;
  }[];
}

export interface OpenedOptions {
  readonly caseId: string;
  readonly caseTypes: CaseTypes;
  readonly database: Database;
}

export function showOpened(
  send: SendReading,
  reader: Reader,
  { caseId, caseTypes, database }: OpenedOptions,
): Promise<ReadAnswer<OpenedView>> {
  const { tenant, person } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-opened',
    asked: [caseId],
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async ([found]) => {
      const row = requireRow(found.rows);
      const caseType = await caseTypes.byHash(reader.principal, row.case_type_hash);
      // Only the program reads what was opened; whose it is was proved.
      const [opened] = await database.once(programContext(tenant, 'system.opened'), [
        pagesOpened(tenant, caseId, person),
      ]);
      const parts = readablePartsOf(row, caseType);
      // Of what they may not read any more nothing is said either.
      const readable = Object.values(stateOf(row.state).entries ?? {}).flatMap((entry) =>
        entry.kind === 'document' && mayReadEntry(caseType, entry, parts) ? entry.versions.map(({ file }) => file) : [],
      );
      const files = new Set(readable);
      const view = cutToParts(parts, () => ({
        items: opened.rows
          .filter(({ file }) => files.has(file))
          .map(({ file, pages }) => ({
            file,
            pages: pages.filter((page) => page !== WHOLE),
            whole: pages.includes(WHOLE),
          })),
      }));
      return { view, ...shownParts(parts), caseIds: [caseId] };
    },
  });
}
