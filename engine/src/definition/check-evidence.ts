// What must hold of the kinds of exhibits: the issues for which they are offered and the sections of their audiences are there.
import type { Judging } from './check-data.ts';
import { checkKindNamed, checkSection } from './check-standing.ts';
import { childOf, entriesOf, itemsOf } from './located.ts';

export function checkEvidence(judging: Judging): void {
  const { issues, evidence } = judging.compiled.caseType;
  for (const { value } of entriesOf(childOf(judging.root, 'evidence'))) {
    for (const item of itemsOf(childOf(value, 'offeredFor'))) {
      checkKindNamed(item, { list: 'issues', kinds: issues }, judging);
    }
    for (const audience of entriesOf(childOf(value, 'audiences'))) {
      checkSection(childOf(audience.value, 'section'), judging);
    }
  }
  for (const { value } of entriesOf(childOf(judging.root, 'determinations'))) {
    for (const item of itemsOf(childOf(value, 'evidence'))) {
      checkKindNamed(item, { list: 'evidence', kinds: evidence }, judging);
    }
  }
}
