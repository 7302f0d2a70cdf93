// Documents that nobody can file or nobody reads, types of files that are named twice, duties of disclosure whose officer cannot see what
// is due, and decisions whose maker cannot read what must be read first.
import {
  type CaseType,
  type DisclosureDefinition,
  type DocumentDefinition,
  type EvidenceDefinition,
  mayRoleRead,
} from '../definition/definition.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, textOf } from '../definition/located.ts';
import { report } from '../definition/problem.ts';
import { accepts } from '../entries/entries.ts';
import type { Advising } from './advising.ts';

export function adviseOnDocuments(advising: Advising): void {
  const { caseType, root } = advising;
  for (const { key, at, value } of entriesOf(childOf(root, 'documents'))) {
    const kind = caseType.documents.get(key);
    if (kind === undefined) continue;
    for (const audience of nodesOf(kind))
      checkFiled(advising, kind, { ...audience, at: placeOf(value, audience) ?? at });
    checkAccepted(advising, kind, childOf(value, 'accepts'));
  }
  for (const { key, at } of entriesOf(childOf(root, 'disclosures'))) {
    const duty = caseType.disclosures.get(key);
    if (duty !== undefined) checkDuty(advising, duty, at);
  }
  for (const { key, value } of entriesOf(childOf(root, 'determinations'))) {
    const maker = caseType.determinations.get(key)?.delegation?.role;
    if (maker === undefined) continue;
    for (const item of itemsOf(childOf(value, 'mustBeRead'))) checkReading(advising, maker, item);
    for (const item of itemsOf(childOf(value, 'evidence'))) checkEvidence(advising, maker, item);
    for (const item of itemsOf(childOf(value, 'disclosed'))) checkDisclosed(advising, maker, item);
  }
}

type Place = Parameters<typeof report>[1];

/** A kind, or that kind for one of its audiences, as hiding knows it. */
interface OfKind {
  readonly node: string;
  /** Null for a kind that tells no audiences apart. */
  readonly audience: string | null;
}

function nodesOf({ name, audiences }: DocumentDefinition): readonly OfKind[] {
  if (audiences.length === 0) return [{ node: `documents.${name}`, audience: null }];
  return audiences.map(({ name: audience }) => ({ node: `documents.${name}.${audience}`, audience }));
}

function placeOf(value: LocatedNode, { audience }: OfKind): LocatedNode | null {
  return audience === null ? null : childOf(childOf(value, 'audiences'), audience);
}

/** Whether a role may read documents of a kind for an audience: both sections are asked. */
function mayRead(caseType: CaseType, role: string, { node }: OfKind): boolean {
  const kind = node.split('.').slice(0, 2).join('.');
  return mayRoleRead(caseType, kind, role) && mayRoleRead(caseType, node, role);
}

function checkFiled(
  { caseType, findings }: Advising,
  { by, title }: DocumentDefinition,
  of: OfKind & { readonly at: Place },
): void {
  const whom = of.audience === null ? '' : ` for “${of.audience}”`;
  const readers = [...caseType.roles.keys()].filter((role) => mayRead(caseType, role, of));
  if (readers.length === 0) {
    const reason = `No role may read “${title}”${whom}, so nobody can file it either. Let one role read the sections of both.`;
    report(findings, of.at, { code: 'read-by-nobody', reason });
  } else if (by !== undefined && !readers.includes(by)) {
    const reason = `The role “${by}” files “${title}” and may not read it${whom}, so nobody can file it. Let them read its section, or let another role file it.`;
    report(findings, of.at, { code: 'cannot-do', reason });
  }
}

/** One that is within another that is named says nothing. */
function checkAccepted({ findings }: Advising, { accepts: named }: DocumentDefinition, node: LocatedNode | null): void {
  itemsOf(node).forEach((item, at) => {
    const type = textOf(item) ?? '';
    const others = named.filter((_, other) => other !== at);
    const isAgain = named.indexOf(type) < at && named.includes(type);
    const isWithin =
      type.includes('/') && others.some((other) => other !== type && accepts({ accepts: [other] }, type));
    if (!isAgain && !isWithin) return;
    report(findings, item, {
      code: 'unused',
      reason: `“${type}” is accepted already by what else stands here. Remove it.`,
    });
  });
}

/** What a duty covers, for each audience. */
function coveredBy({ documents }: CaseType, { documents: kinds, audiences }: DisclosureDefinition): readonly OfKind[] {
  return kinds
    .flatMap((name) => documents.get(name) ?? [])
    .flatMap(nodesOf)
    .filter(({ audience }) => audience === null || audiences.length === 0 || audiences.includes(audience));
}

function checkDuty({ caseType, findings }: Advising, duty: DisclosureDefinition, at: Place): void {
  const { by, title } = duty;
  if (by === undefined) return;
  const hidden = coveredBy(caseType, duty).filter((one) => !mayRead(caseType, by, one));
  if (hidden.length === 0) return;
  const reason = `The role “${by}” gives what is due under “${title}” and may not read ${listOf(hidden)}. Let them read it, name audiences, or let another role give it.`;
  report(findings, at, { code: 'cannot-do', reason });
}

const EVIDENCE = 'evidence';

function checkReading({ caseType, findings }: Advising, maker: string, item: LocatedNode): void {
  const name = textOf(item) ?? '';
  const kind = caseType.documents.get(name);
  const exhibits = [...caseType.evidence.values()].flatMap(exhibitsOf);
  const asked = kind === undefined && name === EVIDENCE ? exhibits : kind === undefined ? [] : nodesOf(kind);
  const hidden = asked.filter((one) => !mayRead(caseType, maker, one));
  if (hidden.length === 0) return;
  const reason = `The role “${maker}” must have read ${listOf(hidden)} and may not, so it cannot make this decision. Let it read that, or ask less.`;
  report(findings, item, { code: 'cannot-do', reason });
}

/** That such an exhibit is missing would tell whoever decides of those that they may not know of. */
function checkEvidence({ caseType, findings }: Advising, maker: string, item: LocatedNode): void {
  const kind = caseType.evidence.get(textOf(item) ?? '');
  const hidden = (kind === undefined ? [] : exhibitsOf(kind)).filter((one) => !mayRead(caseType, maker, one));
  if (hidden.length === 0) return;
  const reason = `The role “${maker}” decides on evidence of which it may not read ${listOf(hidden)}, so it may be asked for what it cannot name. Let it read that, or keep such exhibits under a kind of their own.`;
  report(findings, item, { code: 'cannot-do', reason });
}

function exhibitsOf({ name, audiences }: EvidenceDefinition): readonly OfKind[] {
  return audiences.map(({ name: audience }) => ({ node: `evidence.${name}.${audience}`, audience }));
}

function checkDisclosed({ caseType, findings }: Advising, maker: string, item: LocatedNode): void {
  const duty = caseType.disclosures.get(textOf(item) ?? '');
  const parties = (duty?.to ?? []).map((role): OfKind => ({ node: `parties.${role}`, audience: null }));
  const asked = duty === undefined ? [] : [...coveredBy(caseType, duty), ...parties];
  const hidden = asked.filter((one) => !mayRead(caseType, maker, one));
  if (hidden.length === 0) return;
  const reason = `The role “${maker}” would be told what is still to be disclosed of ${listOf(hidden)}, which it may not read, so it cannot make this decision. Let it read that, or name audiences.`;
  report(findings, item, { code: 'cannot-do', reason });
}

function listOf(nodes: readonly OfKind[]): string {
  return nodes.map(({ node }) => `“${node}”`).join(', ');
}
