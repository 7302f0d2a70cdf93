// What must hold of the kinds of documents: the sections of their audiences and the parties whom they may be about are there, and what
// must be read before deciding is something that is filed.
import type { Judging } from './check-data.ts';
import { checkKindNamed, checkSection, checkStanding } from './check-standing.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, textOf } from './located.ts';
import { report } from './problem.ts';

export function checkDocuments(judging: Judging): void {
  for (const { value } of entriesOf(childOf(judging.root, 'documents'))) {
    for (const item of itemsOf(childOf(value, 'about'))) checkStanding(item, judging);
    for (const audience of entriesOf(childOf(value, 'audiences'))) {
      checkSection(childOf(audience.value, 'section'), judging);
    }
  }
  for (const { value } of entriesOf(childOf(judging.root, 'determinations'))) {
    for (const item of itemsOf(childOf(value, 'mustBeRead'))) checkToRead(item, judging);
  }
}

/** The word for exhibits, where no kind of document has it. */
const EVIDENCE = 'evidence';

function checkToRead(item: LocatedNode, judging: Judging): void {
  const { documents, evidence } = judging.compiled.caseType;
  if (textOf(item) !== EVIDENCE || documents.has(EVIDENCE)) {
    checkKindNamed(item, { list: 'documents', kinds: documents }, judging);
    return;
  }
  if (evidence.size > 0 && documents.size > 0) return;
  const reason =
    'Exhibits are read as documents of the case, and this kind of case does not have both. Describe evidence and documents, or remove it.';
  report(judging.findings, item, { code: 'unknown-name', reason });
}
