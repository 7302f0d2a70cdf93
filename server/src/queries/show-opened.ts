// Which pages of the documents of a case its reader has opened, so that what they have not read yet can be told from the rest.
import { cutToParts, mayReadEntry } from '@casewright/engine/view';
import { pagesOpened, WHOLE } from '../store/pages-opened.ts';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { stateOf } from './access-world-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
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

export function showOpened(
  send: SendReading,
  reader: Reader,
  { caseId, caseTypes }: { readonly caseId: string; readonly caseTypes: CaseTypes },
): Promise<ReadAnswer<OpenedView>> {
  const { tenant, person } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-opened',
    asked: [caseId],
    statements: [readCase(tenant, caseId), pagesOpened(tenant, caseId, person)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, opened]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const parts = readablePartsOf(row, caseType);
        // Of what they may not read any more nothing is said either.
        const readable = Object.values(stateOf(row.state).entries ?? {}).flatMap((entry) =>
          entry.kind === 'document' && mayReadEntry(caseType, entry, parts)
            ? entry.versions.map(({ file }) => file)
            : [],
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
      });
    },
  });
}
