// What must hold of `access` in a case type: its fields and roles exist, its names are unique, and a field is in at most one
// section, so that for every value there is one answer to what must be asked before it is shown.
import { GENERAL } from './access-definition.ts';
import { checkReference, type Judging } from './check-data.ts';
import { childOf, itemsOf, type LocatedNode, textAt, textOf } from './located.ts';
import { report } from './problem.ts';
import { readersOfPart } from './role-reads.ts';
import { partsAsked } from './what-follows.ts';

export function checkAccess(judging: Judging): void {
  const access = childOf(judging.root, 'access');
  if (access === null) return;
  const { roles } = judging.compiled.caseType;
  checkReference(judging, childOf(access, 'manage'), { known: roles, code: 'unknown-role' });
  checkEmergencies(itemsOf(childOf(access, 'emergencies')), judging);
  const sections = itemsOf(childOf(access, 'sections'));
  const names = checkSections(sections, judging);
  checkRestricted(itemsOf(childOf(access, 'fields')), names, judging);
  for (const told of itemsOf(childOf(access, 'tells'))) checkTelling(told, judging);
  itemsOf(childOf(access, 'acting')).forEach((node, at) => checkActing(node, at, judging));
}

/** Whoever is refused learns whether the condition holds, so it must be about what every reader of the case may read. */
function checkActing(node: LocatedNode, at: number, judging: Judging): void {
  const { caseType } = judging.compiled;
  for (const role of itemsOf(childOf(node, 'by')))
    checkReference(judging, role, { known: caseType.roles, code: 'unknown-role' });
  const names = caseType.access?.acting?.[at]?.when?.names ?? [];
  const hidden = names.filter((name) =>
    partsAsked(caseType, name).some((part) => readersOfPart(caseType, part) !== null),
  );
  if (hidden.length === 0) return;
  const reason = `Whoever may not act learns of ${hidden.map((name) => `“${name}”`).join(', ')}, which not everybody reads who reads the case. Ask about fields without readers of their own.`;
  report(judging.findings, childOf(node, 'when') ?? node, { code: 'tells-hidden', reason });
}

/** What is excepted from hiding names one thing, and a field. */
function checkTelling(node: LocatedNode, judging: Judging): void {
  const { items, clocks, fields } = judging.compiled.caseType;
  checkReference(judging, childOf(node, 'of'), { known: fields, code: 'unknown-field' });
  checkReference(judging, childOf(node, 'item'), { known: items, code: 'unknown-item' });
  checkReference(judging, childOf(node, 'clock'), { known: clocks, code: 'unknown-name' });
  checkReference(judging, childOf(node, 'field'), { known: fields, code: 'unknown-field' });
  if (['item', 'clock', 'field'].filter((each) => childOf(node, each) !== null).length === 1) return;
  const reason =
    'This must name one thing that tells: an item, a clock or a field. Name one, and write another line for another.';
  report(judging.findings, node, { code: 'not-accepted', reason });
}

function checkEmergencies(emergencies: readonly LocatedNode[], { findings }: Judging): void {
  const seen = new Set<string>();
  for (const node of emergencies) {
    const category = textAt(node, 'category') ?? '';
    if (seen.has(category)) {
      const reason = `There are two kinds of emergency “${category}”. Rename one.`;
      report(findings, childOf(node, 'category') ?? node, { code: 'duplicate-id', reason });
    }
    seen.add(category);
  }
}

/** @returns the names of the sections */
function checkSections(sections: readonly LocatedNode[], judging: Judging): ReadonlySet<string> {
  const { findings, compiled } = judging;
  const names = new Set<string>([GENERAL]);
  const sectionOf = new Map<string, string>();
  for (const section of sections) {
    const at = childOf(section, 'name') ?? section;
    const name = textAt(section, 'name') ?? '';
    if (name === GENERAL) {
      const reason = `“${GENERAL}” holds the fields that are in no section. Give this section another name.`;
      report(findings, at, { code: 'reserved-name', reason });
    } else if (names.has(name)) {
      report(findings, at, { code: 'duplicate-id', reason: `There are two sections “${name}”. Rename one.` });
    }
    names.add(name);
    checkHolds(section, judging);
    checkReaders(section, judging);
    for (const item of itemsOf(childOf(section, 'fields'))) {
      checkReference(judging, item, { known: compiled.caseType.fields, code: 'unknown-field' });
      const field = textOf(item) ?? '';
      const other = sectionOf.get(field);
      if (other !== undefined) {
        const reason = `“${field}” is in the section “${other}” already. Leave it in one of the two.`;
        report(findings, item, { code: 'duplicate-id', reason });
      }
      sectionOf.set(field, name);
    }
  }
  return names;
}

/** A section without fields is there for a kind of issue or the like. */
function checkHolds(section: LocatedNode, { compiled, findings }: Judging): void {
  const fields = childOf(section, 'fields');
  if (fields === null || itemsOf(fields).length > 0) return;
  const held = [...(compiled.caseType.access?.sectionOf ?? [])].some(([, name]) => name === textAt(section, 'name'));
  const reason = 'The section holds nothing. Name its fields, or say section with a kind of issue or the like.';
  if (!held) report(findings, fields, { code: 'not-accepted', reason });
}

function checkRestricted(fields: readonly LocatedNode[], sections: ReadonlySet<string>, judging: Judging): void {
  const { findings, compiled } = judging;
  const seen = new Set<string>();
  for (const node of fields) {
    const at = childOf(node, 'field');
    checkReference(judging, at, { known: compiled.caseType.fields, code: 'unknown-field' });
    checkReaders(node, judging);
    const field = textAt(node, 'field') ?? '';
    if (seen.has(field)) {
      report(findings, node, { code: 'duplicate-id', reason: `“${field}” is restricted twice. Say it once.` });
    }
    // Sections and restricted fields are parts of one case, and are asked for by name.
    if (sections.has(field)) {
      const reason = `“${field}” is also the name of a section. Give the section another name.`;
      report(findings, node, { code: 'duplicate-id', reason });
    }
    seen.add(field);
    if (node.kind === 'map' && node.entries.size === 1 && at !== null) {
      const reason = `“${field}” asks for nothing of its own. Say what, or remove it.`;
      report(findings, node, { code: 'not-accepted', reason });
    }
  }
}

function checkReaders(node: LocatedNode, judging: Judging): void {
  const { roles } = judging.compiled.caseType;
  for (const role of [...itemsOf(childOf(node, 'readers')), ...itemsOf(childOf(node, 'writers'))])
    checkReference(judging, role, { known: roles, code: 'unknown-role' });
}
