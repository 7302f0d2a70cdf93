// What must hold of facts that are collected once: each is about one person, one field of a case holds it, and what may serve
// elsewhere says under which law.
import type { Judging } from './check-data.ts';
import { childOf, entriesOf, type MapEntry } from './located.ts';
import { report } from './problem.ts';

export function checkFacts(judging: Judging): void {
  const held = new Map<string, string>();
  for (const entry of entriesOf(childOf(judging.root, 'data'))) checkFact(entry, judging, held);
}

/** @param held the field that holds each fact about each party, of the fields before */
function checkFact({ key, value }: MapEntry, { compiled, findings }: Judging, held: Map<string, string>): void {
  const node = childOf(value, 'fact');
  const field = compiled.caseType.fields.get(key);
  if (node === null || field?.fact === undefined) return;
  const { means, mayServe, authority } = field.fact;
  if (!field.personal) {
    const reason = `“${key}” is about nobody, and a fact is offered where the same person is. Say personal: true and whose it is, or remove fact.`;
    report(findings, node, { code: 'personal-field', reason });
  }
  if (childOf(value, 'derived') !== null) {
    const reason = `“${key}” is computed, and only what somebody said is taken elsewhere. Remove fact.`;
    report(findings, node, { code: 'derived-field', reason });
  }
  if (mayServe.length > 0 && authority === undefined) {
    const reason = 'What may serve another purpose says under which law: authority.';
    report(findings, childOf(node, 'mayServe') ?? node, { code: 'missing-key', reason });
  }
  const name = `${field.subject ?? ''} ${means}`;
  const other = held.get(name);
  held.set(name, key);
  if (other === undefined) return;
  const reason = `“${other}” means ${means} of the same party already. One field holds each fact.`;
  report(findings, childOf(node, 'means') ?? node, { code: 'duplicate-id', reason });
}
