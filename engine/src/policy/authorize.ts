// The first, simple policy: the same agency, then membership of the owning team, then the role that the work asks for.
// It knows nothing of plans or data; the caller says which role a task needs.
import type { Action, Decision, DenialReason, Grant, Principal, Resource, Scope, Seat } from './principal.ts';

/** Stored with every event, so that a decision can be explained by the rules of its day. */
export const policyVersion = 'agency-team-role/4';

/** Commands that follow from what happened and that no person gives. */
const FOR_THE_SYSTEM: readonly string[] = ['FireTimer', 'RecountClocks', 'RecordChild', 'ReturnChild'];
const FOR_CASE_TASKS: readonly string[] = ['OpenCase', 'RecordChild', 'ReturnChild', 'MovePlanItem'];
/** The role that watches over who looks at what, held in any team of the agency. */
export const PRIVACY_ROLE = 'privacy-officer';
const OVERSIGHT: ActionRule['actions'] = ['read-readers', 'read-reads', 'read-reviews', 'decide-review'];
/** The agency's own lists, and the log of its events. */
const AGENCY_READS: ActionRule['actions'] = ['read-session', 'list-work', 'list-cases', 'list-case-types', 'read-log'];

/** Who may do what, as data: what is not among these rules is denied. Which role a task asks for, the caller says. */
export interface ActionRule {
  readonly who: 'person' | 'timer' | 'holidays' | 'case-task' | 'leaver' | 'system' | 'import';
  readonly actions: readonly Action['type'][];
  /** Commands to which it is limited, and commands that it leaves out. */
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  /** What must be true beside the same agency. A role is asked for where the action names one, and membership otherwise. */
  readonly asks: 'nothing' | 'team' | 'role' | 'privacy';
  readonly rule: string;
  readonly says: string;
}

export const actionRules: readonly ActionRule[] = [
  {
    ...{ who: 'person', actions: ['command'], except: FOR_THE_SYSTEM, asks: 'role', rule: 'role' },
    says: 'Whoever has the role that the work asks for, in the team that has the case, may do it; where it asks for none, any member of the team. A timer fires because its time came, clocks are counted anew because the holidays changed, and a child case speaks for itself: no person gives these commands.',
  },
  {
    ...{ who: 'person', actions: ['read-case', 'verify-chain'], asks: 'team', rule: 'team' },
    says: 'Members of the team that has a case may read it and have its events verified.',
  },
  {
    ...{ who: 'person', actions: ['read-readers'], asks: 'team', rule: 'team' },
    says: 'Members of the team that has a case may read who looked at it.',
  },
  {
    ...{ who: 'person', actions: OVERSIGHT, asks: 'privacy', rule: 'privacy' },
    says: 'Whoever has the role of privacy officer in any team of an agency may read who looked at what in it, and decide what the rules that notice snooping have put before them, except about themselves.',
  },
  {
    ...{ who: 'person', actions: AGENCY_READS, asks: 'nothing' },
    rule: 'agency',
    says: 'People of an agency may ask for its lists, which show them what they may see.',
  },
  {
    ...{ who: 'timer', actions: ['command'], only: ['FireTimer'], asks: 'nothing', rule: 'timer' },
    says: 'A timer may fire, and do nothing else.',
  },
  {
    ...{ who: 'holidays', actions: ['command'], only: ['RecountClocks'], asks: 'nothing', rule: 'holidays' },
    says: 'Another table of public holidays may move the clocks that it moves, and do nothing else.',
  },
  {
    ...{ who: 'case-task', actions: ['command'], only: FOR_CASE_TASKS, asks: 'nothing', rule: 'case-task' },
    says: 'A case task may open and end its child case, and the child may report to it; both are cases of the same agency.',
  },
  {
    ...{ who: 'leaver', actions: ['command'], only: ['AssignTask'], asks: 'nothing', rule: 'leaver' },
    says: 'Whoever left holds no task: it goes back to the team, and nothing else is done in their stead.',
  },
  {
    ...{ who: 'system', actions: ['provision'], asks: 'nothing', rule: 'scope' },
    says: 'A system whose scope names it may keep the directory of people and teams; people never do it here.',
  },
  {
    ...{ who: 'import', actions: ['command'], asks: 'nothing', rule: 'import' },
    says: 'An import replays what was done elsewhere in the same agency; it may issue commands and read nothing.',
  },
];

/**
 * Decides whether a principal may act on a resource. Deny by default; an action that no rule names is denied.
 *
 * @returns the grant with the rule that allowed it, or the first reason against.
 */
export function authorize(principal: Principal, action: Action, resource: Resource): Decision {
  if (principal.tenant !== resource.tenant) return deny('other-agency');
  if (principal.scope !== undefined && !inScope(principal.scope, action, resource)) return deny('not-in-scope');
  const who = whoIs(principal, action);
  const rules = actionRules.filter((each) => each.who === who && isAbout(each, action));
  const decisions = rules.map((rule) => decideBy(rule, action, { principal, resource }));
  const nobodys = deny(who === 'person' ? 'not-for-people' : 'not-for-system');
  return decisions.find(({ allowed }) => allowed) ?? decisions[0] ?? nobodys;
}

/**
 * Decides whether somebody may look at what was recorded, by a seat. No rule gives that by itself, and a seat gives nothing
 * else: what it allows is one action, which is no command. Somebody who also works on cases has no use of it.
 */
export function authorizeAudit(principal: Principal, seat: Seat | null, nowMs: number): Decision {
  const { tenant, person, scope, teams } = principal;
  if (scope !== undefined) return deny('not-for-system');
  if (seat === null || seat.tenant !== tenant || seat.person !== person) return deny('no-seat');
  if (nowMs < seat.from || nowMs >= seat.until) return deny('no-seat');
  return teams.length > 0 ? deny('not-independent') : allow({ type: 'audit' }, 'auditor-seat');
}

interface Asked {
  readonly principal: Principal;
  readonly resource: Resource;
}

function decideBy(rule: ActionRule, action: Action, { principal, resource }: Asked): Decision {
  if (rule.asks === 'nothing') return allow(action, rule.rule);
  if (rule.asks === 'privacy')
    return principal.teams.some(({ role }) => role === PRIVACY_ROLE) ? allow(action, rule.rule) : deny('not-in-role');
  if (!inTeam(principal, resource)) return deny('not-in-team');
  const by = action.type === 'command' ? action.by : undefined;
  if (rule.asks === 'team' || by === undefined) return allow(action, 'team');
  const inRole = principal.teams.some(({ team, role }) => team === resource.team && role === by);
  return inRole ? allow(action, rule.rule) : deny('not-in-role');
}

function whoIs({ authority, scope }: Principal, { type }: Action): ActionRule['who'] {
  if (authority === 'timer' || authority === 'holidays' || authority === 'case-task' || authority === 'leaver') {
    return authority;
  }
  if (authority.startsWith('import:')) return 'import';
  // A system with a token does what people may do, within its scope, and keeps the directory where that says so.
  return scope !== undefined && type === 'provision' ? 'system' : 'person';
}

/** What is not about one case is cut to the kinds of cases by whoever lists it. */
const ABOUT_A_CASE: readonly string[] = ['command', 'read-case', 'verify-chain', 'read-readers'];

function inScope({ actions, caseTypes }: Scope, action: Action, { caseType }: Resource): boolean {
  if (!actions.includes(action.type === 'command' ? action.command : action.type)) return false;
  if (caseTypes === null || !ABOUT_A_CASE.includes(action.type)) return true;
  return caseType !== undefined && caseTypes.includes(caseType);
}

function isAbout({ actions, only, except }: ActionRule, action: Action): boolean {
  if (!actions.includes(action.type)) return false;
  if (action.type !== 'command') return true;
  return (only?.includes(action.command) ?? true) && except?.includes(action.command) !== true;
}

function inTeam(principal: Principal, resource: Resource): boolean {
  return resource.team !== undefined && principal.teams.some(({ team }) => team === resource.team);
}

function allow(action: Action, rule: string): Decision {
  // The only place that mints a grant; the brand exists for the compiler alone.
  return { allowed: true, grant: { action: action.type, rule } as Grant };
}

function deny(reason: DenialReason): Decision {
  return { allowed: false, reason };
}
