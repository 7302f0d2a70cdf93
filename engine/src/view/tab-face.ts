// How the page of a case arranges what is on record: parts with the fields that they show now, to whoever may read these. What
// depends on a field that its reader may not read is not shown, since it would tell of it.
import type { CaseState } from '../case/state.ts';
import type { CaseType, TabDefinition } from '../definition/case-type.ts';
import type { Expression } from '../expression/expression.ts';
import { isShown } from '../form/form.ts';
import type { ReadableParts } from './hidden.ts';
import { mayReadField } from './readable-parts.ts';

export interface TabFace {
  readonly tab: string;
  readonly title: string;
  /** Fields with a value that the reader may read. */
  readonly fields: readonly string[];
}

export interface LookingAtTabs {
  readonly mayDo: (role: string | undefined) => boolean;
  readonly parts: ReadableParts;
}

export function tabsShown(caseType: CaseType, { data }: CaseState, looking: LookingAtTabs): readonly TabFace[] {
  const holds = (when: Expression | undefined): boolean =>
    when === undefined ||
    (when.names.every((name) => mayReadField(caseType, name, looking.parts)) &&
      isShown(caseType, { when: [when] }, data));
  const isThere = (field: string): boolean =>
    (data[field] ?? null) !== null && mayReadField(caseType, field, looking.parts);
  return (caseType.tabs ?? []).flatMap(({ name, title, when, readers, fields }: TabDefinition) => {
    if (readers !== undefined && !readers.some((role) => looking.mayDo(role))) return [];
    if (!holds(when)) return [];
    const shown = fields.filter((one) => isThere(one.field) && holds(one.when)).map(({ field }) => field);
    return shown.length === 0 ? [] : [{ tab: name, title, fields: shown }];
  });
}
