// A case goes on under another version: what the new version adds is begun, everything settles, and every clock is reckoned by its
// rule of now. What was renamed or left behind is settled before, by whoever compares the two versions.
import { reasonOf } from '../sentences/in-words.ts';
import { saidOf } from '../clocks/clock-history.ts';
import { SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import type { CaseType } from '../definition/case-type.ts';
import { countIn, type Draft, openDraft, setField, stateIn } from '../plan/draft.ts';
import type { Instance } from '../plan/handle.ts';
import { evaluate, fieldValueOf } from '../plan/rules.ts';
import { activeStages, begin, createInstance } from '../plan/stages.ts';
import type { PlanNode } from '../plan/plan-index.ts';
import type { CommandContext } from './commands.ts';
import { conclude, type Decision, withDecisions } from './decide.ts';
import type { VersionRef } from './events.ts';
import { settleLists } from './entry-commands.ts';
import { keepByRule } from './ruled-clocks.ts';
import type { CaseState } from './state.ts';

export interface MoveFact {
  readonly from: VersionRef;
  readonly reason: string;
  /** New items that begin at once, since what they wait for has happened. */
  readonly start: readonly string[];
}

/**
 * Lets the rest follow once a state says what it does in the words of the new version.
 *
 * @param caseType the new version
 * @param state names nothing that the new version does not know
 */
export function concludeMove(
  caseType: CaseType,
  state: CaseState,
  { fact, context }: { readonly fact: MoveFact; readonly context: CommandContext },
): Decision {
  const draft = openDraft(caseType, state, withDecisions(caseType, context));
  const counting = { holidays: context.holidays ?? SHIPPED_HOLIDAYS };
  settleLists(draft);
  addNewItems(draft, fact.start);
  for (const { field, from } of caseType.derived) {
    const kind = caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, from, null), kind));
  }
  for (const definition of caseType.clocks.values()) {
    const problem = keepByRule(draft, definition, counting);
    if (problem !== null)
      return {
        rejection: {
          code: 'clock-refused',
          clock: definition.name,
          problem: problem.code,
          ...reasonOf(saidOf(problem)),
        },
      };
  }
  // Every clock is looked at, whether its field was touched or not.
  draft.dataChanged = true;
  const { name, version, hash } = caseType;
  const { from, reason } = fact;
  return conclude({ draft, counting }, state, {
    type: 'CaseMoved',
    from,
    caseType: { name, version, hash },
    reason,
    moved: [],
  });
}

/** What the new version has in stages that are active already is created in them, as it would have been when they began. */
function addNewItems(draft: Draft, atOnce: readonly string[]): void {
  for (const stage of [draft.index.root.node, ...stagesOf(draft.index.root.node)])
    for (const holding of activeStages(draft, stage)) addNewTo(draft, holding, atOnce);
}

function addNewTo(draft: Draft, holding: Instance, atOnce: readonly string[]): void {
  for (const child of holding.node.children) {
    const { id, kind, discretionary } = child.item;
    if (discretionary !== undefined || countIn(draft, holding, child) > 0) continue;
    const made = createInstance(draft, holding, child);
    const waits = stateIn(draft, made) === 'available' && (kind === 'task' || kind === 'stage');
    if (waits && atOnce.includes(id)) begin(draft, made, 'start');
  }
}

/** Outer stages first, so that what begins in them is looked at too. */
function stagesOf(node: PlanNode): readonly PlanNode[] {
  return node.children.filter(({ holds }) => holds).flatMap((stage) => [stage, ...stagesOf(stage)]);
}
