// The first, simple policy: the same agency, then membership of the owning team, then the role that the work asks for.
// It knows nothing of plans or data; the caller says which role a task needs.
import type { Action, Decision, DenialReason, Grant, Principal, Resource, Scope } from './principal.ts';

/** Stored with every event, so that a decision can be explained by the rules of its day. */
export const policyVersion = 'agency-team-role/3';

/** Commands that follow from what happened and that no person gives. */
const FOR_THE_SYSTEM: readonly string[] = ['FireTimer', 'RecordChild', 'ReturnChild'];
const FOR_CASE_TASKS: readonly string[] = ['OpenCase', 'RecordChild', 'ReturnChild', 'MovePlanItem'];

/**
 * Decides whether a principal may act on a resource. Deny by default; an action this policy does not know is denied.
 *
 * @returns the grant with the rule that allowed it, or the first reason against.
 */
export function authorize(principal: Principal, action: Action, resource: Resource): Decision {
  if (principal.tenant !== resource.tenant) return deny('other-agency');
  if (principal.scope !== undefined && !inScope(principal.scope, action, resource)) return deny('not-in-scope');
  if (principal.authority === 'timer') return forTimer(action);
  if (principal.authority === 'leaver') return forLeaver(action);
  if (principal.authority === 'case-task') return forCaseTask(action);
  if (principal.authority.startsWith('import:')) return forImport(action);
  switch (action.type) {
    case 'command':
      return forCommand(principal, action, resource);
    case 'read-case':
    case 'verify-chain':
      return inTeam(principal, resource) ? allow(action, 'team') : deny('not-in-team');
    case 'read-session':
    case 'list-work':
    case 'list-cases':
    case 'list-case-types':
      return allow(action, 'agency');
    case 'provision':
      return principal.scope === undefined ? deny('not-for-people') : allow(action, 'scope');
    default:
      return action satisfies never;
  }
}

function forCommand(principal: Principal, action: Action & { readonly type: 'command' }, resource: Resource): Decision {
  // A timer fires because its time came, and a child case speaks for itself, never because a person says so.
  if (FOR_THE_SYSTEM.includes(action.command)) return deny('not-for-people');
  if (!inTeam(principal, resource)) return deny('not-in-team');
  if (action.by === undefined) return allow(action, 'team');
  const inRole = principal.teams.some(({ team, role }) => team === resource.team && role === action.by);
  return inRole ? allow(action, 'role') : deny('not-in-role');
}

/** What is not about one case is cut to the kinds of cases by whoever lists it. */
const ABOUT_A_CASE: readonly string[] = ['command', 'read-case', 'verify-chain'];

function inScope({ actions, caseTypes }: Scope, action: Action, { caseType }: Resource): boolean {
  if (!actions.includes(action.type === 'command' ? action.command : action.type)) return false;
  if (caseTypes === null || !ABOUT_A_CASE.includes(action.type)) return true;
  return caseType !== undefined && caseTypes.includes(caseType);
}

/** Whoever left holds no task: it goes back to the team, and nothing else is done in their stead. */
function forLeaver(action: Action): Decision {
  const may = action.type === 'command' && action.command === 'AssignTask';
  return may ? allow(action, 'leaver') : deny('not-for-system');
}

function forTimer(action: Action): Decision {
  return action.type === 'command' && action.command === 'FireTimer' ? allow(action, 'timer') : deny('not-for-system');
}

/** A case task opens and ends the child case, and the child reports to it; both are cases of the same agency. */
function forCaseTask(action: Action): Decision {
  const may = action.type === 'command' && FOR_CASE_TASKS.includes(action.command);
  return may ? allow(action, 'case-task') : deny('not-for-system');
}

/** An import replays what was done elsewhere in the same agency; it may issue commands and read nothing. */
function forImport(action: Action): Decision {
  return action.type === 'command' ? allow(action, 'import') : deny('not-for-system');
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
