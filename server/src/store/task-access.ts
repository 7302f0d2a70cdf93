// Who may see a task in their work: whoever may read its case, and, where it follows from some parts of the case that there is
// such work, these parts as well. Pure, as the columns of the case are.
import type { CaseState } from '@casewright/engine/case';
import { GENERAL, isOneSection, type CaseType } from '@casewright/engine/definition';
import { ANY_PURPOSE } from '@casewright/engine/policy';
import { partsOfItem } from '@casewright/engine/view';
import type { AccessColumns, CaseAccess } from './case-access.ts';

export interface TaskAccess {
  readonly task: string;
  readonly access: AccessColumns;
}

/** Whether a task tells of parts of its case, so that it asks for more than its case does. */
export function tellsOfParts(caseType: CaseType, task: string): boolean {
  return partsTold(caseType, task).length > 0;
}

function partsTold(caseType: CaseType, task: string): readonly string[] {
  return isOneSection(caseType) ? [] : partsOfItem(caseType, task);
}

/** The rows of tasks, with what those of them ask for that ask for more than their case. */
export function withAccess<R extends { readonly task: string }>(
  rows: readonly R[],
  asked: readonly TaskAccess[],
): readonly (R & { readonly access?: AccessColumns })[] {
  const of = new Map(asked.map(({ task, access }) => [task, { access }]));
  return rows.map((row) => ({ ...row, ...of.get(row.task) }));
}

/** What those tasks of a case ask for that tell of its parts; all others ask for what the case asks for. */
export function accessOfTasks(access: CaseAccess, caseType: CaseType, { tasks }: CaseState): readonly TaskAccess[] {
  return Object.keys(tasks).flatMap((task) => {
    const parts = partsTold(caseType, task);
    const columns = access.parts.filter(({ part }) => parts.includes(part) || part === GENERAL);
    return parts.length === 0 ? [] : [{ task, access: columns.reduce(bothOf, access.head) }];
  });
}

/** Open to whoever may see the one and the other. */
function bothOf(one: AccessColumns, other: AccessColumns): AccessColumns {
  const union = (a: readonly string[], b: readonly string[]): readonly string[] =>
    [...new Set([...a, ...b])].toSorted();
  return {
    tokens: union(one.tokens, other.tokens).filter((token) => opens(one, token) && opens(other, token)),
    needs: union(one.needs, other.needs),
    purposes: purposesOfBoth(one.purposes, other.purposes),
    walls: union(one.walls, other.walls),
    access_until: one.access_until < other.access_until ? one.access_until : other.access_until,
  };
}

/** Whoever holds a token of a unit for one role holds that of the unit too. */
function opens({ tokens }: AccessColumns, token: string): boolean {
  return tokens.includes(token) || tokens.includes(token.split('#')[0] ?? token);
}

/** Everybody holds the purpose of what is bound to none. */
function purposesOfBoth(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.includes(ANY_PURPOSE)) return other;
  return other.includes(ANY_PURPOSE) ? one : one.filter((purpose) => other.includes(purpose));
}
