// Work that is not in the plan until somebody plans it: what the reader may plan as the case stands. It says nothing of what
// would begin by a field that they may not read.
import { mayAct } from '../case/acting.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import { standingOf } from '../plan/work.ts';
import { mayReadItem, type ReadableParts } from './hidden.ts';

export interface PlannableFace {
  readonly item: string;
  readonly title: string;
  /** Titles of the roles that do it. */
  readonly by: string;
}

export interface LookingAtWork {
  readonly mayDo: (role: string | undefined) => boolean;
  readonly parts: ReadableParts;
}

export function plannableNow(caseType: CaseType, state: CaseState, looking: LookingAtWork): readonly PlannableFace[] {
  const isAny = [...caseType.items.values()].some(({ discretionary }) => discretionary !== undefined);
  if (!isAny || state.status !== 'open' || !mayAct(caseType, state, looking.mayDo)) return [];
  const found = standingOf(caseType, state).acts.flatMap((act) => ('plan' in act ? [act.plan] : []));
  return [...new Set(found)].flatMap((id) => {
    const definition = caseType.items.get(id);
    const roles = definition?.discretionary?.roles ?? [];
    const isTheirs = roles.length === 0 ? looking.mayDo(undefined) : roles.some((role) => looking.mayDo(role));
    if (definition === undefined || !isTheirs || !mayReadItem(caseType, id, looking.parts)) return [];
    const by = (definition.task?.by ?? []).map((role) => caseType.roles.get(role)?.title ?? role).join(', ');
    return [{ item: id, title: definition.title, by }];
  });
}
