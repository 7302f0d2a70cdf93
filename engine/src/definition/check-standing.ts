// Whether what stands under a kind of entry names what there is: a party that is known by an id, the agency, another kind, a section.
import { GENERAL } from './access-definition.ts';
import { checkReference, type Judging } from './check-data.ts';
import { type LocatedNode, textOf } from './located.ts';
import { suggestion } from './nearest.ts';
import { report } from './problem.ts';

/** Who owes or asks something where it is no party. */
const AGENCY = 'agency';

export function checkStandingOrAgency(node: LocatedNode, judging: Judging): void {
  if (textOf(node) !== AGENCY) checkStanding(node, judging);
  else if (judging.compiled.caseType.parties.has(AGENCY)) {
    const reason = 'Here this is the agency whose case it is, and a party has the same name. Rename the party.';
    report(judging.findings, node, { code: 'reserved-name', reason });
  }
}

/** Only who is known by an id can be named: a party with a subject, or one that is added with an id. */
export function checkStanding(node: LocatedNode, judging: Judging): void {
  const { parties } = judging.compiled.caseType;
  checkReference(judging, node, { known: parties, code: 'unknown-party' });
  const party = parties.get(textOf(node) ?? '');
  if (party === undefined || party.subject || party.later) return;
  const reason = `“${party.name}” is in the case by name alone, so nothing can be theirs. Say subject: true, or min: 0 and add them.`;
  report(judging.findings, node, { code: 'not-accepted', reason });
}

/** Reports a name under which the case type describes no such kind. */
export function checkKindNamed(
  node: LocatedNode | null,
  { list, kinds }: { readonly list: string; readonly kinds: ReadonlyMap<string, unknown> },
  { findings }: Judging,
): void {
  const name = textOf(node);
  if (node === null || name === null || kinds.has(name)) return;
  const hint = suggestion(name, kinds.keys(), findings) || ` Describe it under ${list}, or name one that is there.`;
  report(findings, node, { code: 'unknown-name', reason: `There is no “${name}” under ${list}.${hint}` });
}

export function checkSection(node: LocatedNode | null, { compiled, findings }: Judging): void {
  const name = textOf(node);
  if (node === null || name === null || name === GENERAL) return;
  const names = (compiled.caseType.access?.sections ?? []).map((section) => section.name);
  if (names.includes(name)) return;
  const hint = suggestion(name, names, findings) || ' Define it under access: sections, or name one that exists.';
  report(findings, node, { code: 'unknown-name', reason: `There is no section “${name}”.${hint}` });
}
