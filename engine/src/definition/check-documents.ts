// What must hold of the kinds of documents: the sections of their audiences and the parties whom they may be about are there.
import type { Judging } from './check-data.ts';
import { checkSection, checkStanding } from './check-standing.ts';
import { childOf, entriesOf, itemsOf } from './located.ts';

export function checkDocuments(judging: Judging): void {
  for (const { value } of entriesOf(childOf(judging.root, 'documents'))) {
    for (const item of itemsOf(childOf(value, 'about'))) checkStanding(item, judging);
    for (const audience of entriesOf(childOf(value, 'audiences'))) {
      checkSection(childOf(audience.value, 'section'), judging);
    }
  }
}
