// All that scenarios of a case type can use, by the names that the case type gives: what coverage is counted against.
import type { CaseType, PlanItemDefinition } from '../definition/case-type.ts';
import { managerOf } from '../definition/access-definition.ts';
import { readersOfPart } from '../definition/role-reads.ts';
import { COLLECTION_OF } from '../entries/entries.ts';
import { CASE_PLAN } from '../plan/instance.ts';
import { rolesOfCommand } from './command-roles.ts';
import type { EntryCommand } from './commands.ts';

export const PARTS = [
  ...(['stages', 'tasks', 'happenings', 'criteria', 'decisions', 'routing', 'entries', 'permissions'] as const),
];

/** `happenings` are milestones, timers and listeners; `criteria` are those of entry and exit. */
export type Part = (typeof PARTS)[number];

/** Names of what there is, for each part. */
export function expectedUse(caseType: CaseType): ReadonlyMap<Part, readonly string[]> {
  const items = [...caseType.items.values()].filter(({ id }) => id !== CASE_PLAN);
  const ids = (kinds: readonly string[]): readonly string[] =>
    items.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  return new Map<Part, readonly string[]>([
    ['stages', ids(['stage'])],
    ['tasks', ids(['task'])],
    ['happenings', ids(['milestone', 'timer', 'listener'])],
    ['criteria', [...caseType.items.values()].flatMap(criteriaOf).concat(guardsOf(caseType))],
    [
      'decisions',
      [...caseType.decisions.values()].flatMap(({ name, rules }) => rules.map((_, at) => `${name}.rules[${at}]`)),
    ],
    ['routing', rulesUsed(caseType, items)],
    [
      'entries',
      kindsOf(caseType)
        .flatMap(({ list, of }) => eventsOf(caseType, list, of).map((event) => `${list}.${of} ${event}`))
        .concat(dutiesOf(caseType)),
    ],
    ['permissions', [...new Set([...permissionsOf(caseType, items), ...accessOf(caseType)])]],
  ]);
}

/** Rules of tables that something goes by. */
function rulesUsed({ routing, routedBy }: CaseType, items: readonly PlanItemDefinition[]): readonly string[] {
  const asked = new Set([routedBy, ...items.map(({ task }) => task?.routedBy)]);
  return [...routing.values()].flatMap(({ table }) =>
    asked.has(table.name) ? table.rules.map(({ id }) => `${table.name}.${id}`) : [],
  );
}

function criteriaOf({ entry, exit }: PlanItemDefinition): readonly string[] {
  return [...entry, ...exit].map(({ id }) => id);
}

/** What must hold when somebody completes work or closes, and who may not: used where it refused. */
function guardsOf({ items, closing }: CaseType): readonly string[] {
  return [
    ...[...items.values()].flatMap(({ id, task }) => [
      ...(task?.complete === undefined ? [] : [guardName(id)]),
      ...(task?.notBy === undefined ? [] : [notByName(id)]),
    ]),
    ...closing.outcomes.flatMap(({ value, guard }) => (guard === undefined ? [] : [guardName(value)])),
  ];
}

export function notByName(task: string): string {
  return `${task}.notBy`;
}

/** `review.complete` of a task, and of an outcome the same with its name. */
export function guardName(of: string): string {
  return `${of}.complete`;
}

/** Every kind of entry that the case type describes, whatever the primitive. */
function kindsOf(caseType: CaseType): readonly { readonly list: string; readonly of: string }[] {
  return Object.values(COLLECTION_OF).flatMap((list) => {
    const kinds: unknown = Object.entries(caseType).find(([member]) => member === list)?.[1];
    return kinds instanceof Map ? [...kinds.keys()].map((of) => ({ list, of: String(of) })) : [];
  });
}

/** Which moves a kind has. A primitive that is not here is asked for nothing but its commands' roles. */
function eventsOf(caseType: CaseType, list: string, of: string): readonly string[] {
  if (list === 'issues') {
    const mayReopen = caseType.issues.get(of)?.mayReopen === true;
    // Where a determination decides it, that is what happened.
    const byDelegate = [...caseType.determinations.values()].some(({ decides }) => decides.includes(of));
    return ['IssueRaised', ...(byDelegate ? [] : ['IssueDecided']), ...(mayReopen ? ['IssueReopened'] : [])];
  }
  if (list === 'documents') return ['DocumentFiled'];
  if (list === 'goals') return ['GoalSet', 'GoalReviewed', 'GoalConcluded'];
  if (list === 'obligations') {
    return ['ObligationImposed', 'ObligationMet', 'ObligationWaived', 'ObligationBreached'];
  }
  const party = list === 'parties' ? caseType.parties.get(of) : undefined;
  if (party === undefined) return [];
  const comes = party.later || party.max > 1 || party.represents.length > 0;
  return [...(comes ? ['PartyAdded', 'PartyEnded'] : []), ...(party.replaceable ? ['PartyReplaced'] : [])];
}

/** A duty of disclosure is used where something is given under it, and withheld where that may be. */
function dutiesOf({ disclosures }: CaseType): readonly string[] {
  return [...disclosures.values()].flatMap(({ name, grounds }) => [
    `disclosures.${name} DocumentDisclosed`,
    ...(grounds.length > 0 ? [`disclosures.${name} DocumentWithheld`] : []),
  ]);
}

const COMMANDS_ON: Readonly<Record<string, readonly EntryCommand['type'][]>> = {
  issues: ['RaiseIssue', 'DecideIssue'],
  parties: ['AddParty', 'ReplaceParty'],
  goals: ['SetGoal', 'ReviewGoal', 'ConcludeGoal'],
  obligations: ['ImposeObligation', 'MeetObligation', 'WaiveObligation'],
  documents: ['FileDocument'],
};

/** Which role does what, as the case type says. */
function permissionsOf(caseType: CaseType, items: readonly PlanItemDefinition[]): readonly string[] {
  const tasks = items.flatMap(({ id, task, discretionary }) => [
    ...(task !== undefined && task.performs === undefined && task.blocking !== false
      ? task.by.map((by) => `${by}: ${id}`)
      : []),
    ...(discretionary?.roles ?? []).map((role) => `${role}: plan ${id}`),
  ]);
  const entries = kindsOf(caseType).flatMap(({ list, of }) =>
    (COMMANDS_ON[list] ?? []).flatMap((type) => {
      // Which role it asks for depends on the command's type and kind alone.
      const by = rolesOfCommand(caseType, { type, of } as EntryCommand);
      const isThere =
        list !== 'parties' ||
        eventsOf(caseType, list, of).includes(type === 'AddParty' ? 'PartyAdded' : 'PartyReplaced');
      return !isThere ? [] : (by ?? []).map((role) => `${role}: ${type} ${of}`);
    }),
  );
  const ends = caseType.closing.outcomes.length > 0 ? [`${caseType.closing.by}: CloseCase`] : [];
  return [...caseType.opening.by.map((by) => `${by}: OpenCase`), ...tasks, ...entries, ...ends];
}

/** Every rule of access that the case type has of its own. */
function accessOf(caseType: CaseType): readonly string[] {
  const { access } = caseType;
  if (access === undefined) return [];
  const parts = [...access.sections.map(({ name }) => name), ...access.fields.keys()];
  return [
    `${managerOf(caseType)}: access`,
    ...(access.emergencies ?? []).map(({ category }) => `emergency: ${category}`),
    ...parts.filter((part) => readersOfPart(caseType, part) !== null).map((part) => `readers: ${part}`),
  ];
}
