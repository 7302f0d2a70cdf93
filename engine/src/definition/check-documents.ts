// What must hold of the kinds of documents: the sections of their audiences and the parties whom they may be about are there, and what
// must be read or disclosed is something that is filed.
import { checkReference, type Judging } from './check-data.ts';
import { checkKindNamed, checkSection, checkStanding } from './check-standing.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, textOf } from './located.ts';
import { suggestion } from './nearest.ts';
import { report } from './problem.ts';

export function checkDocuments(judging: Judging): void {
  for (const { value } of entriesOf(childOf(judging.root, 'documents'))) {
    for (const item of itemsOf(childOf(value, 'about'))) checkStanding(item, judging);
    for (const audience of entriesOf(childOf(value, 'audiences'))) {
      checkSection(childOf(audience.value, 'section'), judging);
    }
  }
  for (const { value } of entriesOf(childOf(judging.root, 'disclosures'))) checkDisclosure(value, judging);
  for (const { value } of entriesOf(childOf(judging.root, 'determinations'))) {
    for (const item of itemsOf(childOf(value, 'disclosed'))) {
      checkKindNamed(item, { list: 'disclosures', kinds: judging.compiled.caseType.disclosures }, judging);
    }
    for (const item of itemsOf(childOf(value, 'mustBeRead'))) checkToRead(item, judging);
  }
}

function checkDisclosure(value: LocatedNode, judging: Judging): void {
  const { roles, documents } = judging.compiled.caseType;
  checkReference(judging, childOf(value, 'by'), { known: roles, code: 'unknown-role' });
  for (const item of itemsOf(childOf(value, 'to'))) checkStanding(item, judging);
  const kinds = itemsOf(childOf(value, 'documents'));
  for (const item of kinds) checkKindNamed(item, { list: 'documents', kinds: documents }, judging);
  const covered = kinds.flatMap((item) => documents.get(textOf(item) ?? '')?.audiences ?? []);
  const known = new Map(covered.map(({ name }) => [name, name]));
  for (const item of itemsOf(childOf(value, 'audiences'))) {
    const name = textOf(item) ?? '';
    if (known.has(name)) continue;
    const hint = suggestion(name, known.keys(), judging.findings) || ' Name one that they have, or remove it.';
    const reason = `None of these documents is for “${name}”.${hint}`;
    report(judging.findings, item, { code: 'unknown-name', reason });
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
