// May this principal issue this command: the role that the case type asks for, brought to the policy.
import {
  type CaseCommand,
  type CaseState,
  isWork,
  mayAct,
  queueOfAssignee,
  rolesOfCommand,
} from '@casewright/engine/case';
import { managerOf, type CaseType, writersOf } from '@casewright/engine/definition';
import { authorize, type AccessAsked, type Principal } from '@casewright/engine/policy';
import type { MoveCommand } from '@casewright/engine/versions';
import { missingForCommand, type ReadableParts } from '@casewright/engine/view';
import { isMove } from './decide-move.ts';

export interface CommandOnCase {
  readonly command: CaseCommand | MoveCommand;
  readonly caseType: CaseType;
  /** The team that has the case, or will have it. */
  readonly team: string;
  /** Units above it. */
  readonly above: readonly string[];
  /** What the case asks of its readers; undefined where it does not exist yet. */
  readonly access: AccessAsked | undefined;
  /** What the principal may read of the case; null: all of it. */
  readonly parts: ReadableParts;
  /** What is on record; absent where nothing is yet. */
  readonly state?: CaseState | null;
}

/** The case must be of the principal's agency, as everything that row-level security lets through is. */
export function mayCommand(principal: Principal, { command, ...on }: CommandOnCase): boolean {
  const { caseType, team, above, access, parts } = on;
  const resourceOf = { tenant: principal.tenant, team, above, caseType: caseType.name };
  if (isMove(command)) return authorize(principal, { type: 'command', command: command.type }, resourceOf).allowed;
  if (missingForCommand(caseType, command, parts).length > 0) return false;
  if (!mayWrite(principal, command, on) || !mayWork(principal, command, on)) return false;
  return requiredRoles(principal, command, caseType).some((by) => {
    const action = { type: 'command' as const, command: command.type, ...(by === undefined ? {} : { by }) };
    return authorize(principal, action, access === undefined ? resourceOf : { ...resourceOf, access }).allowed;
  });
}

/** Whoever records a field must be among those who may. What comes back as it is was not recorded by them. */
function mayWrite({ holding, teams }: Principal, command: CaseCommand, on: Omit<CommandOnCase, 'command'>): boolean {
  const { caseType, team, state = null } = on;
  if (holding === 'program' || caseType.access === undefined || !('data' in command)) return true;
  const has = (role: string): boolean => teams.some((one) => one.team === team && one.role === role);
  return Object.entries(command.data).every(([field, value]) => {
    const writers = writersOf(caseType, field);
    return writers === null || writers.some(has) || value === (state?.data[field] ?? null);
  });
}

/** What the case type asks of everybody who does work in the case as it stands. */
function mayWork({ holding, teams }: Principal, command: CaseCommand, on: Omit<CommandOnCase, 'command'>): boolean {
  const { caseType, team, state = null } = on;
  if (holding === 'program' || state === null || !isWork(command)) return true;
  return mayAct(caseType, state, (role) => teams.some((one) => one.team === team && one.role === role));
}

/** Of the team, whatever their roles. */
const ANYBODY = [undefined];

/** Roles of which one is needed: work and a planning table may name several. */
function requiredRoles(
  principal: Principal,
  command: CaseCommand,
  caseType: CaseType,
): readonly (string | undefined)[] {
  if (command.type === 'AssignTask' && namesAnother(command, workerOf(principal))) return [managerOf(caseType)];
  const planners = command.type === 'PlanItem' ? caseType.items.get(command.item)?.discretionary?.roles : undefined;
  return planners === undefined || planners.length === 0 ? (rolesOfCommand(caseType, command) ?? ANYBODY) : planners;
}

/**
 * Whose work it is that is done. Whoever stands in takes work for the colleague, as the colleague could; work that they give to
 * themselves would let them into the case when they stand in no more, so that is giving it to somebody else.
 */
export function workerOf({ person, onBehalfOf }: Pick<Principal, 'person' | 'onBehalfOf'>): string {
  return onBehalfOf ?? person;
}

/**
 * Whoever gives work to somebody else by name learns whether these may open the case, and so who is kept off it. That is for
 * those who may ask why: the role that manages access. Everybody of the team takes work, returns it, and puts it into queues.
 */
function namesAnother({ assignee }: Extract<CaseCommand, { type: 'AssignTask' }>, person: string): boolean {
  return assignee !== null && assignee !== person && queueOfAssignee(assignee) === null;
}
