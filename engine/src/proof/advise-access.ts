// Fields that no role can ever read, personal fields that everybody reads who may open the case while others are held back, and
// work whose form asks for what its role may not read.
import { childOf } from '../definition/located.ts';
import { type CaseType, mayRoleRead, partsAsked } from '../definition/definition.ts';
import { report } from '../definition/problem.ts';
import type { Advising } from './advising.ts';

export function adviseOnAccess(advising: Advising): void {
  const { access } = advising.caseType;
  if (access === undefined || (access.sections.length === 0 && access.fields.size === 0)) return;
  for (const name of advising.caseType.fields.keys()) checkReaders(advising, name);
  for (const id of advising.itemEntries.keys()) checkForm(advising, id);
}

function checkReaders({ caseType, root, findings }: Advising, name: string): void {
  const at = childOf(childOf(root, 'data'), name);
  if (at === null) return;
  if (!isReadBySome(caseType, name)) {
    const reason = `No role may read “${name}”: the readers of what it is in, and of what it is computed from, have none in common. Let one role read all of it.`;
    report(findings, at, { code: 'read-by-nobody', reason });
  }
  const isForAll = [...caseType.roles.keys()].every((role) => mayRoleRead(caseType, name, role));
  if (caseType.fields.get(name)?.personal !== true || !isForAll || isHeldBack(caseType, name)) return;
  const reason = `“${name}” is personal, and everybody reads it who may open the case. Put it into a section whose readers are not all roles.`;
  report(findings, at, { code: 'read-by-everybody', reason });
}

function isReadBySome(caseType: CaseType, field: string): boolean {
  return [...caseType.roles.keys()].some((role) => mayRoleRead(caseType, field, role));
}

/** By something else than roles. */
function isHeldBack(caseType: CaseType, field: string): boolean {
  const { access } = caseType;
  return partsAsked(caseType, field).some((part) => {
    const asks = access?.fields.get(part) ?? access?.sections.find(({ name }) => name === part);
    if (asks === undefined) return false;
    return asks.classification !== null || asks.purposes !== null || asks.compartments.length > 0;
  });
}

function checkForm({ caseType, itemEntries, findings }: Advising, id: string): void {
  const task = caseType.items.get(id)?.task;
  const node = itemEntries.get(id)?.value;
  if (task?.form === undefined || task.performs !== undefined || node === undefined) return;
  const asked = fieldsTold(caseType, task.form);
  const hiddenFrom = (role: string): readonly string[] =>
    asked
      .filter((field) => !mayRoleRead(caseType, field, role) && isReadBySome(caseType, field))
      .map((field) => `“${field}”`);
  // One role that can do it is enough: whoever has another may have that one as well.
  const kept = task.by.map((role) => ({ role, hidden: hiddenFrom(role) }));
  const [first] = kept;
  if (first === undefined || kept.some(({ hidden }) => hidden.length === 0)) return;
  const { role, hidden } = first;
  const reason = `The form asks the role “${role}” for ${hidden.join(', ')}, which it may not read, so it cannot do this task. Let it read that, or let another role do it.`;
  report(findings, childOf(node, 'form') ?? node, { code: 'cannot-do', reason });
}

/** What the form asks about, and what its conditions ask. */
function fieldsTold({ forms }: CaseType, form: string): readonly string[] {
  const asked = forms.get(form)?.fields ?? [];
  return [...new Set(asked.flatMap(({ field, when }) => [field, ...(when ?? []).flatMap(({ names }) => names)]))];
}
