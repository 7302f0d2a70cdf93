// What sensible people would do next in a case, with how likely each is: work that is there before work that could be, what was done
// often less and less, and now and then something that nobody had to do.
import { barredFrom } from '../case/case.ts';
import { type Act, CASE_PLAN, definitionOf, standingOf } from '../plan/plan.ts';
import { type Acting, option, type PossibleAct } from './acting.ts';
import { clockActs } from './clock-acts.ts';
import { communicationActs } from './communication-acts.ts';
import { consentActs } from './consent-acts.ts';
import { determinationActs } from './determination-acts.ts';
import { documentActs } from './document-acts.ts';
import { evidenceActs } from './evidence-acts.ts';
import { goalActs, issueActs, obligationActs } from './issue-acts.ts';
import { wordsOn } from './made-words.ts';
import { answersTo, isAbsent, requiredFields, tellingValues, valueFor } from './made-values.ts';
import { partyActs } from './party-acts.ts';
import { evidenceWanted } from './proposals.ts';
import { referralActs } from './referral-acts.ts';

/** How often each was done already, by name. */
export type Done = ReadonlyMap<string, number>;

/** Less likely than this is not sensible any more. */
const LEAST = 0.02;

export function possibleActs(acting: Acting, done: Done): readonly PossibleAct[] {
  const { acts } = standingOf(acting.caseType, acting.state);
  const onPlan = acts.flatMap((act) => planAct(acting, act));
  return [...onPlan, ...entryActs(acting, rolesAskedFor(acting, acts)), ...clockActs(acting), ...recording(acting)]
    .map((act) => (act.isDuty === true ? act : { ...act, weight: act.weight / (1 + (done.get(act.name) ?? 0) ** 2) }))
    .filter(({ weight }) => weight > LEAST);
}

/** What is left to do so that a case can be closed: nothing but what settles what keeps it open. */
export function settlingActs(acting: Acting): readonly PossibleAct[] {
  const acts = entryActs(acting, new Set());
  return acts.filter(({ entry }) => entry === undefined || acting.mustSettle(entry));
}

function entryActs(acting: Acting, askedFor: ReadonlySet<string>): readonly PossibleAct[] {
  return [
    ...partyActs(acting, askedFor),
    ...issueActs(acting),
    ...goalActs(acting),
    ...obligationActs(acting),
    ...evidenceActs(acting, evidenceWanted(acting)),
    ...determinationActs(acting),
    ...consentActs(acting),
    ...referralActs(acting),
    ...communicationActs(acting),
    ...documentActs(acting),
  ];
}

function planAct(acting: Acting, act: Act): readonly PossibleAct[] {
  if ('plan' in act) {
    const command = { type: 'PlanItem', item: act.plan, stage: act.stage } as const;
    return [{ name: `plan ${act.plan}`, weight: 0.5, doing: () => ({ command }) }];
  }
  const { caseType, state } = acting;
  const { item, on } = act;
  const name = `${on} ${definitionOf(item)}`;
  if (on === 'occur') {
    return [{ name, weight: 0.7, doing: () => ({ command: { type: 'OccurListener', listener: item, data: {} } }) }];
  }
  const task = caseType.items.get(definitionOf(item))?.task;
  if (on === 'complete' && task?.performs === 'case') return returning(acting, item);
  const notBy = barredFrom(caseType, state, item);
  if (on === 'complete' && task !== undefined) {
    // About whom it asks must be known first.
    if (requiredFields(caseType, task.form).some((field) => isAbsent(acting, field))) return [];
    const doing: PossibleAct['doing'] = () => ({
      command: { type: 'CompleteTask', task: item, data: answersTo(acting, task.form) },
      notBy,
    });
    return [{ name, weight: 10, doing }];
  }
  // Whoever ends a whole stage or case by hand does so late; whoever sets something aside is rare and not sensible.
  const weight = on === 'manualStart' ? 2 : on === 'complete' ? 0.3 : item === CASE_PLAN ? 0 : 3;
  // Acts are movements that people may ask for; only an occurrence has a command of its own.
  return [{ name, weight, doing: () => ({ command: { type: 'MovePlanItem', item, on: on as 'complete' }, notBy }) }];
}

/** The case that a task has opened ends, and gives back what its case type says. */
function returning(acting: Acting, item: string): readonly PossibleAct[] {
  const { caseType } = acting;
  const definition = definitionOf(item);
  const doing: PossibleAct['doing'] = () => {
    const given = (caseType.items.get(definition)?.task?.child?.closing ?? []).flatMap(({ field }) => {
      const known = caseType.fields.get(field);
      return known === undefined || isAbsent(acting, field) ? [] : [[field, valueFor(acting, known)] as const];
    });
    const outcome = acting.chance.maybe(caseType.closing.outcomes)?.value ?? 'closed';
    return {
      command: { type: 'ReturnChild', task: item, child: `child-of-${item}`, outcome, data: Object.fromEntries(given) },
    };
  };
  return [{ name: `return ${definition}`, weight: 2, doing }];
}

/** Roles that nobody was ever in, and of whom work that is there asks for something. */
function rolesAskedFor({ caseType, ...acting }: Acting, acts: readonly Act[]): ReadonlySet<string> {
  const forms = acts.map((act) => ('plan' in act ? undefined : caseType.items.get(definitionOf(act.item))?.task?.form));
  const fields = forms.flatMap((form) => requiredFields(caseType, form));
  const absent = fields.filter((field) => isAbsent({ caseType, ...acting }, field));
  return new Set(absent.flatMap((field) => caseType.fields.get(field)?.subject ?? []));
}

/** A note, and one thing that was learnt and that the case waits for somewhere. */
function recording(acting: Acting): readonly PossibleAct[] {
  const { caseType, chance, state } = acting;
  const note = option(0.2, { type: 'AddNote', text: wordsOn(chance, 'asked') });
  const name = chance.maybe([...tellingValues(caseType).byField.keys()]);
  const field = name === undefined || isAbsent(acting, name) ? undefined : caseType.fields.get(name);
  if (field === undefined) return [note];
  const value = valueFor(acting, field);
  if (value === (state.data[field.name] ?? null)) return [note];
  return [
    note,
    { name: 'record', weight: 0.4, doing: () => ({ command: { type: 'RecordData', data: { [field.name]: value } } }) },
  ];
}
