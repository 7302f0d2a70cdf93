// Checks what the names in a mapping refer to: tasks, timers, fields, clocks and outcomes of the case type it is for.
// It finds every problem at once and reads no log.
import type { CaseType } from '@casewright/engine/definition';
import {
  checkFields,
  checkForm,
  checkItem,
  checkOutcome,
  checkPeople,
  checkWithFields,
  type Finding,
} from './check-parts.ts';
import { checkTable, tableColumns } from './check-table.ts';
import { fieldColumns } from './field-columns.ts';
import { located, type ActivityMapping, type LogMapping, type MappingProblem, type MappingSource } from './mapping.ts';

const VERBS = ['open', 'complete', 'start', 'listener', 'matches', 'record', 'close'] as const;

/** Everything in the mapping that the case type does not have or does not allow; none when it can be played. */
export function checkMapping(source: MappingSource, caseType: CaseType): readonly MappingProblem[] {
  const { mapping } = source;
  const found: Finding[] = [];
  if (mapping.caseType !== caseType.name) {
    found.push({ path: ['caseType'], reason: `is ${mapping.caseType}, and the case type at hand is ${caseType.name}` });
  }
  found.push(...('table' in mapping ? checkTable(caseType, mapping) : checkLog(caseType, mapping)));
  for (const name of Object.keys(mapping.clocks ?? {})) {
    if (!caseType.clocks.has(name))
      found.push({ path: ['clocks', name], reason: `is not a clock; known are ${names(caseType.clocks)}` });
  }
  return found.map((finding) => located(finding, source.lineOf));
}

function checkLog(caseType: CaseType, mapping: LogMapping): Finding[] {
  const { activities, opens, reopens, closing } = mapping;
  const found = Object.entries(activities).flatMap(([name, activity]) => checkActivity(caseType, name, activity));
  if (opens === undefined && !Object.values(activities).some((activity) => activity.open === true))
    found.push({ path: ['activities'], reason: 'has no activity with open: true, so no case could begin' });
  if (opens !== undefined) {
    const { fields } = opens;
    found.push(...checkFields(caseType, ['opens'], fields), ...checkForm(caseType, ['opens'], { open: true, fields }));
  }
  for (const item of reopens?.again ?? []) {
    if (!caseType.items.has(item)) found.push({ path: ['reopens', 'again'], reason: `${item} is not in the plan` });
  }
  found.push(...checkOutcome(caseType, ['closing', 'outcome'], closing?.outcome));
  return [...found, ...checkPeople(mapping.log.actor, ['log', 'actor'])];
}

/** Every column that the mapping names; a CSV file must have them all. */
export function columnsOf({ mapping }: Pick<MappingSource, 'mapping'>): readonly string[] {
  if ('table' in mapping) return tableColumns(mapping);
  const { log, closing, clocks, opens } = mapping;
  const columns = [
    log.case,
    log.activity,
    log.time.column,
    log.lifecycle,
    log.actor.column,
    closing?.at,
    closing?.actor,
    ...fieldColumns(opens?.fields),
  ];
  for (const { due } of Object.values(clocks ?? {})) columns.push(due);
  for (const { fields } of Object.values(mapping.activities)) columns.push(...fieldColumns(fields));
  return [...new Set(columns.filter((column) => column !== undefined))];
}

function checkActivity(caseType: CaseType, name: string, activity: ActivityMapping): Finding[] {
  const path = ['activities', name];
  const verbs = VERBS.filter((verb) => activity[verb] !== undefined);
  if (verbs.length !== 1) {
    return [{ path, reason: `must say exactly one of ${VERBS.join(', ')}; it says ${verbs.join(', ') || 'none'}` }];
  }
  const found = [
    ...checkItem(caseType, [...path, 'complete'], { id: activity.complete, kind: 'task' }),
    ...checkItem(caseType, [...path, 'start'], { id: activity.start, kind: 'task' }),
    ...checkItem(caseType, [...path, 'listener'], { id: activity.listener, kind: 'listener' }),
    ...checkItem(caseType, [...path, 'matches'], { id: activity.matches, kind: 'timer' }),
  ];
  found.push(...checkOutcome(caseType, [...path, 'close'], activity.close));
  return [...found, ...checkWithFields(caseType, path, activity)];
}

function names(map: ReadonlyMap<string, unknown>): string {
  return [...map.keys()].join(', ') || 'none';
}
