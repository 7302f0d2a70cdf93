// What must hold of case tasks as far as one case type can tell: parties and fields of its own exist, and it does not open
// itself again and again without anybody deciding so.
import { checkReference, isDerived, type Judging } from './check-data.ts';
import { endlessOpenings } from './child-types.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, textAt } from './located.ts';
import { report } from './problem.ts';

export function checkChildren(judging: Judging): void {
  const { caseType, itemEntries } = judging.compiled;
  for (const { key, value } of itemEntries.values()) {
    const child = childOf(value, 'child');
    if (child === null) continue;
    if (textAt(value, 'performs') !== 'case') {
      const reason = `“${key}” opens no case. Add performs: case, or remove child.`;
      report(judging.findings, child, { code: 'wrong-kind', reason });
      continue;
    }
    checkParties(child, judging);
    for (const entry of entriesOf(childOf(child, 'closing'))) checkTarget(entry, judging);
  }
  for (const { items } of endlessOpenings([caseType])) {
    const [item = ''] = items;
    const reason = `“${item}” opens another case of this kind as soon as one is opened, without end. Give it an entry that somebody brings about, or make it manual.`;
    report(judging.findings, itemEntries.get(item)?.at ?? judging.root, { code: 'endless', reason });
  }
}

function checkParties(child: LocatedNode, judging: Judging): void {
  const { parties } = judging.compiled.caseType;
  for (const { value } of entriesOf(childOf(child, 'parties'))) {
    checkReference(judging, value, { known: parties, code: 'unknown-party' });
    const party = value.kind === 'scalar' ? parties.get(String(value.value)) : undefined;
    if (party === undefined || party.subject) continue;
    const reason = `The party “${party.name}” is not a subject, so there is nobody to pass on. Add subject: true to the party.`;
    report(judging.findings, value, { code: 'wrong-kind', reason });
  }
}

function checkTarget({ key, at }: MapEntry, judging: Judging): void {
  const { caseType } = judging.compiled;
  const node: LocatedNode = { kind: 'scalar', value: key, textOffset: null, ...at };
  checkReference(judging, node, { known: caseType.fields, code: 'unknown-field' });
  if (!isDerived(caseType, key)) return;
  const reason = `“${key}” is derived and cannot be taken from the child as well. Choose one of the two.`;
  report(judging.findings, at, { code: 'derived-field', reason });
}
