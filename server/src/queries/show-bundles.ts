// The bundles of a case with their versions, and of every document that the reader may know whether it may go into a bundle that is kept
// as they say. What may not is told before anything is made.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Document } from '@casewright/engine/entries';
import { bundleFault, cutToParts, mayReadEntry, type BundleFault, type ReadableParts } from '@casewright/engine/view';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { readCase } from '../store/read-case.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface BundlesAsked {
  readonly caseId: string;
  /** As what the next is to be kept; null: nobody said yet, and nothing is told of what may go in. */
  readonly of: string | null;
  readonly audience: string | null;
  /** How far one is that is being made for the reader. */
  readonly making: BundlesView['making'];
}

export interface BundlesView {
  readonly bundles: readonly BundleRow[];
  /** Documents, the bundles among them, in the order in which they were filed. */
  readonly documents: readonly {
    readonly entry: string;
    /** Of its current version. */
    readonly content: string;
    readonly fault: BundleFault | null;
  }[];
  readonly making: { readonly done: number; readonly of: number } | null;
}

interface BundleRow {
  readonly entry: string;
  readonly title: string;
  readonly of: string;
  readonly audience: string | null;
  /** The oldest first. */
  readonly versions: readonly {
    readonly content: string;
    readonly at: string;
    readonly by: string;
    readonly size: number;
    readonly pages: number | null;
  }[];
}

export function showBundles(
  send: SendReading,
  reader: Reader,
  { caseTypes, ...asked }: BundlesAsked & { readonly caseTypes: CaseTypes },
): Promise<ReadAnswer<BundlesView>> {
  const { caseId } = asked;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    ...{ name: 'show-bundles', asked: [caseId], statements: [readCase(reader.principal.tenant, caseId)] },
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        // The store keeps exactly what the engine made.
        const state = JSON.parse(row.state) as CaseState;
        const mine = readablePartsOf(row, caseType);
        const view = cutToParts(mine, (parts) => viewOf({ state, caseType, parts }, asked));
        return { view, caseIds: [caseId], ...shownParts(mine) };
      });
    },
  });
}

interface Looking {
  readonly state: CaseState;
  readonly caseType: CaseType;
  readonly parts: ReadableParts;
}

function viewOf({ state, caseType, parts }: Looking, { of, audience, making }: BundlesAsked): BundlesView {
  const known = Object.entries(state.entries ?? {}).flatMap(([entry, kept]): readonly [string, Document][] =>
    kept.kind === 'document' && mayReadEntry(caseType, kept, parts) ? [[entry, kept]] : [],
  );
  const bundles = known.flatMap(([entry, document]) => (isBundle(document) ? [rowOf(entry, document)] : []));
  if (of === null) return { bundles, documents: [], making };
  const documents = known.flatMap(([entry, document]) => {
    const content = document.versions.at(-1)?.content;
    return content === undefined ? [] : [{ entry, content, fault: bundleFault(caseType, document, { of, audience }) }];
  });
  return { bundles, documents, making };
}

function isBundle({ derivedFrom, status }: Document): boolean {
  return derivedFrom?.how === 'bundle' && status === 'filed';
}

function rowOf(entry: string, { title, of, audience, versions }: Document): BundleRow {
  const shown = versions.map(({ content, at, by, size, pages }) => ({ content, at, by, size, pages }));
  return { entry, title, of, audience, versions: shown };
}
