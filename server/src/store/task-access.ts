// Who may see a task in their work: whoever may read its case, and, where it follows from some parts of the case that there is
// such work, these parts as well. Pure, as the columns of the case are.
import type { CaseState } from '@casewright/engine/case';
import { GENERAL, type CaseType } from '@casewright/engine/definition';
import { partsOfItem } from '@casewright/engine/view';
import type { AccessColumns, CaseAccess } from './case-access.ts';

export interface TaskAccess {
  readonly task: string;
  readonly access: AccessColumns;
}

/** Whether a task tells of parts of its case, so that it asks for more than its case does. */
export function tellsOfParts(caseType: CaseType, task: string): boolean {
  const { access } = caseType;
  const isWhole = access === undefined || (access.sections.length === 0 && access.fields.size === 0);
  return !isWhole && partsOfItem(caseType, task).length > 0;
}

/** What those tasks of a case ask for that tell of its parts; all others ask for what the case asks for. */
export function accessOfTasks(access: CaseAccess, caseType: CaseType, { tasks }: CaseState): readonly TaskAccess[] {
  return Object.keys(tasks).flatMap((task) => {
    const parts = tellsOfParts(caseType, task) ? partsOfItem(caseType, task) : [];
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

const ANY = 'purpose:*';

/** Everybody holds the purpose of what is bound to none. */
function purposesOfBoth(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.includes(ANY)) return other;
  return other.includes(ANY) ? one : one.filter((purpose) => other.includes(purpose));
}
