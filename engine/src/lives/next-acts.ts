// What sensible people would do next in a case, with how likely each is: work that is there before work that could be, what was done
// often less and less, and now and then something that nobody had to do.
import type { CaseCommand, CaseState } from '../case/case.ts';
import { type Act, CASE_PLAN, definitionOf, standingOf } from '../plan/plan.ts';
import { entryCommands } from '../proof/entry-steps.ts';
import { furtherCommands } from './further-acts.ts';
import { answersTo, valueFor, type Writing } from './made-values.ts';

export interface PossibleAct {
  readonly command: CaseCommand;
  readonly weight: number;
  /** What was done, for not doing it for ever. */
  readonly name: string;
}

/** How often each was done already, by name. */
export type Done = ReadonlyMap<string, number>;

export function possibleActs(writing: Writing, state: CaseState, done: Done): readonly PossibleAct[] {
  const { caseType } = writing;
  const { acts } = standingOf(caseType, state);
  const onPlan = acts.flatMap((act) => planAct(writing, act));
  const further = furtherCommands({ caseType, state, chance: writing.chance });
  const onEntries = [...entryCommands(caseType, state), ...further].map((command) => entryAct(command));
  const recorded = recording(writing);
  return [...onPlan, ...onEntries, ...recorded]
    .map((act) => ({ ...act, weight: act.weight / (1 + (done.get(act.name) ?? 0) ** 2) }))
    .filter(({ weight }) => weight > 0.02);
}

function planAct(writing: Writing, act: Act): readonly PossibleAct[] {
  if ('plan' in act) {
    const command = { type: 'PlanItem', item: act.plan, stage: act.stage } as const;
    return [{ command, weight: 0.5, name: `plan ${act.plan}` }];
  }
  const definition = writing.caseType.items.get(definitionOf(act.item));
  const name = `${act.on} ${definitionOf(act.item)}`;
  if (act.on === 'occur')
    return [{ command: { type: 'OccurListener', listener: act.item, data: {} }, weight: 0.7, name }];
  if (act.on === 'complete' && definition?.task !== undefined) {
    const data = answersTo(writing, definition.task.form);
    return [{ command: { type: 'CompleteTask', task: act.item, data }, weight: 10, name }];
  }
  // Whoever ends a whole stage or case by hand does so late; whoever sets something aside is rare and not sensible.
  const weight = act.on === 'manualStart' ? 2 : act.on === 'complete' ? 0.3 : act.item === CASE_PLAN ? 0 : 3;
  // Acts are movements that people may ask for; only an occurrence has a command of its own.
  return [{ command: { type: 'MovePlanItem', item: act.item, on: act.on as 'complete' }, weight, name }];
}

const WEIGHTS: Readonly<Record<string, number>> = {
  ...{ RaiseIssue: 0.8, DecideIssue: 2, ReopenIssue: 0.05, SetGoal: 0.8, ReviewGoal: 0.4, ConcludeGoal: 0.3 },
  ...{ ImposeObligation: 0.5, MeetObligation: 1.5, WaiveObligation: 0.1, AddParty: 0.6 },
  ...{ DraftDetermination: 0.6, MakeDetermination: 3, NotifyDetermination: 4 },
  ...{ RegisterEvidence: 0.6, AdmitEvidence: 1, ExcludeEvidence: 0.2 },
};

function entryAct(command: CaseCommand): PossibleAct {
  const of = 'of' in command ? command.of : '';
  return { command, weight: WEIGHTS[command.type] ?? 0.5, name: `${command.type} ${of}` };
}

/** One thing that was learnt and that the case waits for somewhere. */
function recording(writing: Writing): readonly PossibleAct[] {
  const { caseType, telling, chance } = writing;
  const name = chance.maybe([...telling.byField.keys()]);
  const field = name === undefined ? undefined : caseType.fields.get(name);
  if (field === undefined) return [];
  return [
    { command: { type: 'RecordData', data: { [field.name]: valueFor(writing, field) } }, weight: 0.4, name: 'record' },
  ];
}
