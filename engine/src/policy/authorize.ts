// Who may do what: the same agency, then whoever may read the case, then the team and the role that the work asks for. It
// knows nothing of plans or data; the caller says which role a task needs.
import { accessRules } from './access-rules.ts';
import { admits, grantedBy, isUnbarredBy } from './compile-access.ts';
import { mayKnowOf, watcherUnder } from './oversee.ts';
import type {
  AccessAsked,
  Action,
  Decision,
  DenialReason,
  Grant,
  Principal,
  Resource,
  Scope,
  Seat,
} from './principal.ts';

/** Stored with every event, so that a decision can be explained by the rules of its day. */
export const policyVersion = 'access-and-role/15';

/** Commands that follow from what happened and that no person gives. */
const FOR_THE_SYSTEM: readonly string[] = [
  ...['FireTimer', 'RecountClocks', 'RecordChild', 'ReturnChild', 'MoveCase', 'UndoMove', 'SuggestWall'],
  'ReceiveCorrection',
];
const FOR_CASE_TASKS: readonly string[] = ['OpenCase', 'RecordChild', 'ReturnChild', 'MovePlanItem'];
/** What a person may do in a case of their agency that they cannot read: ask for it, and act in an emergency. */
const FOR_ANYBODY: readonly string[] = ['RequestAccess', 'BreakGlass'];
/** What is decided about somebody who asked, or who acted in an emergency: there must be somebody who can, besides the team. */
const FOR_REVIEWERS: readonly string[] = ['DecideAccess', 'ReviewBreakGlass'];
/** The role that watches over who looks at what, held in any team of the agency. */
export const PRIVACY_ROLE = 'privacy-officer';
/** What lets a holder of a seat look, on record and where it is told who may. */
export const SEAT_RULE = 'auditor-seat';
const OVERSIGHT: ActionRule['actions'] = ['read-readers', 'read-reads', 'read-reviews', 'decide-review'];
/** The role that may take cases out of the program, held in any team of the agency. */
const EXPORT_ROLE = 'exporter';
/** The roles that write case types, and that approve and publish them, held in any team of the agency. */
export const DESIGNER_ROLE = 'case-type-designer';
export const PUBLISHER_ROLE = 'case-type-publisher';
/** The role that makes open data of finished cases, held in any team of the agency. */
export const OPEN_DATA_ROLE = 'open-data-publisher';
/** The role that keeps records, held in any team of the agency: holds and disposal. */
export const RECORDS_ROLE = 'records-manager';
/** The office that puts letters into envelopes, held in any team of the agency. */
export const MAIL_ROOM_ROLE = 'mail-room';
/** The office that keeps people in teams, and looks after what the program does by itself, held in any team of the agency. */
export const ADMINISTRATOR_ROLE = 'administrator';
/** Every role that is the program's own, and not that of a kind of case. */
export const OFFICES: readonly string[] = [
  ...[PRIVACY_ROLE, RECORDS_ROLE, DESIGNER_ROLE, PUBLISHER_ROLE, OPEN_DATA_ROLE, EXPORT_ROLE, MAIL_ROOM_ROLE],
  ADMINISTRATOR_ROLE,
];
/** The agency's own lists, and the log of its events. */
const AGENCY_READS: ActionRule['actions'] = [
  ...(['read-session', 'list-work', 'list-cases', 'search-cases', 'list-case-types', 'read-log'] as const),
];

/** Who may do what, as data: what is not among these rules is denied. Which role a task asks for, the caller says. */
export interface ActionRule {
  readonly who:
    | 'person'
    | 'timer'
    | 'holidays'
    | 'versions'
    | 'case-task'
    | 'leaver'
    | 'walls'
    | 'corrections'
    | 'dispatch'
    | 'system'
    | 'import';
  readonly actions: readonly Action['type'][];
  /** Commands to which it is limited, and commands that it leaves out. */
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  /**
   * What must be true beside the same agency: that the rules of access let them read the case, and for a role besides that they
   * have it in the team of the case; where the action names none, that they are of that team. `terms`: that nothing but a
   * grant is missing. `role-anywhere`: that they have the rule's own role somewhere in the agency, and of a case also `terms`.
   * `team`: that they are of the team, of what is no case. `role-above`: that they have the role that the action names in a unit above the team. `terms-and-role`: `terms` and
   * `role-anywhere`, also where the action is no look at a case.
   */
  readonly asks: 'nothing' | 'team' | 'terms' | 'access' | 'role' | 'role-above' | 'role-anywhere' | 'terms-and-role';
  /** The role that is asked for in any team of the agency, for `role-anywhere` and `terms-and-role`. */
  readonly role?: string;
  readonly rule: string;
  /** `never`: only in one's own name, for nobody who stands in. */
  readonly handedOn?: 'never';
  /** Only by a person in a session, or for one at the command line: by no token. */
  readonly inPerson?: true;
  readonly says: string;
}

export const actionRules: readonly ActionRule[] = [
  {
    ...{ who: 'person', actions: ['command'], except: [...FOR_THE_SYSTEM, ...FOR_ANYBODY] },
    ...{ asks: 'role', rule: 'role' },
    says: 'Whoever may read a case and has the role that the work asks for, in the team that has it, may do it; where it asks for none, any member of the team. A timer fires because its time came, clocks are counted anew because the holidays changed, and a child case speaks for itself: no person gives these commands.',
  },
  {
    ...{ who: 'person', actions: ['command'], only: FOR_ANYBODY, asks: 'terms', rule: 'anybody', handedOn: 'never' },
    says: 'Anybody of a team of the agency whom no wall, clearance, compartment or seal keeps off a case may ask for access to it, and in an emergency open it for some hours, which is told at once and reviewed by somebody else. Nobody does either for somebody else.',
  },
  {
    ...{ who: 'person', actions: ['command'], only: FOR_REVIEWERS, asks: 'role-above', rule: 'role-above' },
    says: 'Whoever may read a case and has the role that manages access to it, in a unit above its team, may answer a request for access and review an emergency, so that there is somebody where the team has nobody else.',
  },
  {
    ...{ who: 'person', actions: ['command'], only: FOR_REVIEWERS, asks: 'terms-and-role', role: PRIVACY_ROLE },
    ...{ rule: 'privacy', handedOn: 'never' },
    says: 'Whoever has the role of privacy officer in any team of an agency, and whom no wall, clearance, compartment or seal keeps off a case, may answer a request for access to it and review an emergency, without reading it. The office is not handed on.',
  },
  {
    ...{ who: 'person', actions: ['find-case'], asks: 'terms', rule: 'anybody', handedOn: 'never' },
    says: 'Whoever might ask for access to a case, or open it in an emergency, may learn its id from its reference; to anybody else there is no such case.',
  },
  {
    ...{ who: 'person', actions: ['read-case', 'verify-chain'], asks: 'access', rule: 'access' },
    says: 'Whoever may read a case may have its events verified.',
  },
  {
    ...{ who: 'person', actions: ['read-readers'], asks: 'role', rule: 'team' },
    says: 'Members of the team that has a case, who may read it, may read who looked at it.',
  },
  {
    ...{ who: 'person', actions: OVERSIGHT, asks: 'role-anywhere', role: PRIVACY_ROLE, rule: 'privacy' },
    handedOn: 'never',
    says: 'Whoever has the role of privacy officer in any team of an agency may read who looked at what in it, and decide what the rules that notice snooping have put before them, except about themselves. Of a case that a wall, clearance, compartment, seal or purpose keeps them off they are told that it is one of so many, and nothing else.',
  },
  {
    ...{ who: 'person', actions: ['link-people'], asks: 'role', rule: 'team' },
    says: 'Members of the team that has a case, who may read it, may say that somebody in it is the same person as somebody in another case that they may read, and that they are not. It opens no case to anybody.',
  },
  {
    ...{ who: 'person', actions: ['work-subject-file'], asks: 'role', rule: 'team', inPerson: true },
    says: 'Members of the team that has the case in which a person asks for what is held about them, who may read it, may put the file together, see of it what they may read where it stands, and decide on that. No token does.',
  },
  {
    ...{ who: 'person', actions: ['work-subject-file', 'approve-subject-file'], asks: 'role-anywhere' },
    ...{ role: PRIVACY_ROLE, rule: 'privacy', handedOn: 'never', inPerson: true },
    says: 'Whoever has the role of privacy officer in any team of an agency, who may read the case in which a person asks for what is held about them, may work on the file, is told how much of it they may not read, approves the file of others when they may read all of it, and gives it out. The office is not handed on.',
  },
  {
    ...{ who: 'person', actions: ['explain-access'], asks: 'role', rule: 'role' },
    says: 'Whoever manages access to a case, and may read it, may ask who else may read it and why, and what a change would do. Why they themselves may read it, whoever may read a case may ask.',
  },
  {
    ...{ who: 'person', actions: ['read-reach'], asks: 'role-anywhere', role: PRIVACY_ROLE, rule: PRIVACY_ROLE },
    handedOn: 'never',
    says: `Whoever is ${PRIVACY_ROLE} in the agency may ask which cases somebody reaches, and is told of none that a wall, clearance, compartment or seal keeps them off themselves.`,
  },
  {
    ...{ who: 'person', actions: AGENCY_READS, asks: 'nothing' },
    rule: 'agency',
    says: 'People of an agency may ask for its lists, and search its cases, which shows them what they may see.',
  },
  {
    ...{ who: 'person', actions: ['keep-views'], asks: 'nothing', rule: 'agency', handedOn: 'never', inPerson: true },
    says: 'People of an agency may keep named filters of its lists, and share them with a team that they are in; whoever opens one sees of the list what they may see. They may keep phrases for what they write, and whoever answers for a team those of the team. No token does, and nobody does it for somebody else.',
  },
  {
    ...{ who: 'person', actions: ['keep-samples'], asks: 'nothing', rule: 'agency', handedOn: 'never', inPerson: true },
    says: 'Whoever has the role that manages access to a kind of case in a team may draw samples of the cases of that kind and team that they may read, and review those cases of a sample that they may read and on which they did not work. No token does, and nobody does it for somebody else.',
  },
  {
    ...{ who: 'person', actions: ['export-cases'], asks: 'role-anywhere', role: EXPORT_ROLE, rule: EXPORT_ROLE },
    says: `Whoever is ${EXPORT_ROLE} in any team of an agency may export the cases that they may read, and of each what they may read of it.`,
  },
  {
    ...{ who: 'person', actions: ['read-drafts', 'write-draft'], asks: 'role-anywhere', role: DESIGNER_ROLE },
    rule: DESIGNER_ROLE,
    says: `Whoever is ${DESIGNER_ROLE} in any team of an agency may read drafts of its case types, write them, and send them for review.`,
  },
  {
    ...{ who: 'person', actions: ['read-drafts', 'approve-draft'], asks: 'role-anywhere', role: PUBLISHER_ROLE },
    ...{ rule: PUBLISHER_ROLE, inPerson: true },
    says: `Whoever is ${PUBLISHER_ROLE} in any team of an agency may read drafts of its case types, approve or return those that they did not write, and publish what was approved. No token does.`,
  },
  {
    ...{ who: 'person', actions: ['read-drafts', 'acknowledge-draft'], asks: 'role-anywhere', role: PRIVACY_ROLE },
    ...{ rule: 'privacy', handedOn: 'never', inPerson: true },
    says: 'Whoever has the role of privacy officer in any team of an agency may read drafts of its case types, and acknowledge what those that they did not write change about privacy. No token does, and the office is not handed on.',
  },
  {
    ...{ who: 'person', actions: ['read-releases', 'prepare-release', 'approve-release'], asks: 'role-anywhere' },
    ...{ role: OPEN_DATA_ROLE, rule: OPEN_DATA_ROLE, inPerson: true },
    says: `Whoever is ${OPEN_DATA_ROLE} in any team of an agency may have a release of open data prepared, approve those in which they had no part, publish what two people approved, and withdraw it. They read no case by that. No token does.`,
  },
  {
    ...{ who: 'person', actions: ['read-releases', 'approve-release'], asks: 'role-anywhere', role: PRIVACY_ROLE },
    ...{ rule: 'privacy', handedOn: 'never', inPerson: true },
    says: 'Whoever has the role of privacy officer in any team of an agency may read what a release of open data would tell, and approve it. No token does, and the office is not handed on.',
  },
  {
    ...{ who: 'person', actions: ['read-records', 'keep-records', 'approve-disposal'], asks: 'role-anywhere' },
    ...{ role: RECORDS_ROLE, rule: RECORDS_ROLE, handedOn: 'never', inPerson: true },
    says: `Whoever is ${RECORDS_ROLE} in any team of an agency may see how long its cases are kept and what holds them, hold cases, and propose, approve and have lists of disposal gone through, never their own. They read no case by that, and of a case that a wall, clearance, compartment, seal or purpose keeps them off they are told that it is one of so many. No token does, and the office is not handed on.`,
  },
  {
    ...{
      who: 'person',
      actions: ['read-inbox', 'file-item', 'reject-item', 'receive-item'],
      asks: 'team',
      rule: 'team',
    },
    says: 'Members of the team that has a queue of the inbox may see what waits in it, hand something in, take an item, hand it to another queue, file it to a case in which they may file such a document, and reject it with a reason. A system with a token does of that what its scope names.',
  },
  {
    ...{ who: 'person', actions: ['read-print-queue', 'keep-print-queue'], asks: 'role-anywhere' },
    ...{ role: MAIL_ROOM_ROLE, rule: MAIL_ROOM_ROLE },
    says: `Whoever is ${MAIL_ROOM_ROLE} in any team of an agency may see how many letters wait for post, have them printed, and say when they were posted and which came back. They read no letter and no case by that: a letter has a label here and nothing else.`,
  },
  {
    ...{ who: 'person', actions: ['read-directory', 'keep-directory', 'simulate-access'], asks: 'role-anywhere' },
    ...{ role: ADMINISTRATOR_ROLE, rule: ADMINISTRATOR_ROLE, handedOn: 'never', inPerson: true },
    says: `Whoever is ${ADMINISTRATOR_ROLE} in any team of an agency may see its people with their roles, give and end those of others, lock and open their accounts, see how far the work of the program is behind, and ask whether somebody may read a case and by which rule. They read no case by that, and of one that a wall, clearance, compartment, seal or purpose keeps them off they are told nothing. Nobody makes somebody ${ADMINISTRATOR_ROLE} by it. No token does, and the office is not handed on.`,
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
    ...{ who: 'versions', actions: ['command'], only: ['MoveCase', 'UndoMove'], asks: 'nothing', rule: 'versions' },
    says: 'Whoever keeps the installation may let running cases go on under another version of their case type, and take that back.',
  },
  {
    ...{ who: 'case-task', actions: ['command'], only: FOR_CASE_TASKS, asks: 'nothing', rule: 'case-task' },
    says: 'A case task may open and end its child case, and the child may report to it; both are cases of the same agency.',
  },
  {
    ...{ who: 'dispatch', actions: ['command'], only: ['BounceCommunication'], asks: 'nothing', rule: 'dispatch' },
    says: 'What sends letters says of one that it did not arrive, and does nothing else.',
  },
  {
    ...{ who: 'leaver', actions: ['command'], only: ['AssignTask'], asks: 'nothing', rule: 'leaver' },
    says: 'Whoever left holds no task: it goes back to the team, and nothing else is done in their stead.',
  },
  {
    ...{ who: 'walls', actions: ['command'], only: ['SuggestWall'], asks: 'nothing', rule: 'walls' },
    says: 'What is declared of people and cases may suggest a wall between them, and do nothing else.',
  },
  {
    ...{ who: 'corrections', actions: ['command'], only: ['ReceiveCorrection'], asks: 'nothing', rule: 'corrections' },
    says: 'What is said of a fact to be wrong, in the case from which it was taken, may be told to the case that took it, and nothing else.',
  },
  {
    ...{ who: 'system', actions: ['provision'], asks: 'nothing', rule: 'scope' },
    says: 'A system whose scope names it may keep the directory of people and teams; people never do it here.',
  },
  {
    ...{ who: 'import', actions: ['command'], except: FOR_ANYBODY, asks: 'nothing', rule: 'import' },
    says: 'An import replays what was done elsewhere in the same agency; it may issue commands, ask for no access, and read nothing.',
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
 * else: what it allows is one action, which is no command. Somebody who also works on cases has no use of it, and what bars
 * others from a case bars its holder.
 */
export function authorizeAudit(principal: Principal, seat: Seat | null, { nowMs, of }: AuditAsked): Decision {
  const { tenant, person, scope, teams, holding } = principal;
  if (scope !== undefined || holding === 'program') return deny('not-for-system');
  if (principal.onBehalfOf !== undefined) return deny('not-handed-on');
  if (seat === null || seat.tenant !== tenant || seat.person !== person) return deny('no-seat');
  if (nowMs < seat.from || nowMs >= seat.until) return deny('no-seat');
  if (teams.length > 0) return deny('not-independent');
  if (of !== 'no-case' && !mayKnowOf(watcherUnder(principal, seat), of)) return deny('not-admitted');
  return allow({ type: 'audit' }, SEAT_RULE);
}

export interface AuditAsked {
  readonly nowMs: number;
  /** What the case that is looked at asks of everybody. */
  readonly of: AccessAsked | 'no-case';
}

interface Asked {
  readonly principal: Principal;
  readonly resource: Resource;
}

function decideBy(rule: ActionRule, action: Action, { principal, resource }: Asked): Decision {
  if (rule.handedOn === 'never' && principal.onBehalfOf !== undefined) return deny('not-handed-on');
  if (rule.inPerson === true && principal.scope !== undefined) return deny('not-for-system');
  if (rule.asks === 'nothing') return allow(action, rule.rule);
  if (rule.asks === 'team') return inTeam(principal, resource) ? allow(action, rule.rule) : deny('not-in-team');
  if (rule.asks === 'terms') {
    // Who works in no team, such as an auditor, has nothing to ask for.
    if (principal.teams.length === 0) return deny('not-in-team');
    return isUnbarred(principal, resource) ? allow(action, rule.rule) : deny('not-admitted');
  }
  if (rule.asks === 'role-anywhere' || rule.asks === 'terms-and-role') {
    if (!principal.teams.some(({ role }) => role === rule.role)) return deny('not-in-role');
    const asksTerms = rule.asks === 'terms-and-role' || ABOUT_A_CASE.includes(action.type);
    if (asksTerms && !isUnbarred(principal, resource)) return deny('not-admitted');
    return allow(action, rule.rule);
  }
  if (!isAdmitted(principal, action, resource)) return deny('not-admitted');
  if (rule.asks === 'access') return allow(action, grantOf(principal, resource) ?? rule.rule);
  const by = action.type === 'command' || action.type === 'explain-access' ? action.by : undefined;
  if (rule.asks === 'role-above') {
    const isAbove = principal.teams.some(({ team, role }) => role === by && resource.above?.includes(team) === true);
    return isAbove ? allow(action, rule.rule) : deny('not-in-role');
  }
  if (!inTeam(principal, resource)) return deny('not-in-team');
  if (by === undefined) return allow(action, 'team');
  const inRole = principal.teams.some(({ team, role }) => team === resource.team && role === by);
  return inRole ? allow(action, rule.rule) : deny('not-in-role');
}

/** What the program does by itself, each for one thing. */
const PROGRAMS = ['timer', 'holidays', 'versions', 'case-task', 'leaver', 'walls', 'dispatch', 'corrections'] as const;

function whoIs({ authority, scope }: Principal, { type }: Action): ActionRule['who'] {
  const program = PROGRAMS.find((one) => one === authority);
  if (program !== undefined) return program;
  if (authority.startsWith('import:')) return 'import';
  // A system with a token does what people may do, within its scope, and keeps the directory where that says so.
  return scope !== undefined && type === 'provision' ? 'system' : 'person';
}

/** What is not about one case is cut to the kinds of cases by whoever lists it. */
const ABOUT_A_CASE: readonly string[] = [
  ...['command', 'read-case', 'verify-chain', 'read-readers'],
  ...['explain-access', 'simulate-access', 'find-case', 'link-people', 'work-subject-file', 'approve-subject-file'],
];

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

/** A case that does not exist yet asks nothing of its readers; one of which it is not known what it asks is for nobody. */
function isAdmitted({ holding }: Principal, action: Action, { access }: Resource): boolean {
  if (action.type === 'command' && action.command === 'OpenCase') return true;
  if (access === undefined) return false;
  return holding === 'program' || admits(accessRules, access, new Set(holding));
}

/** What let them read it, for the record: an emergency is told from work. */
function grantOf({ holding }: Principal, { access }: Resource): string | null {
  return holding === 'program' || access === undefined ? null : grantedBy(access, new Set(holding));
}

function isUnbarred({ holding }: Principal, { access }: Resource): boolean {
  if (access === undefined) return false;
  return holding === 'program' || isUnbarredBy(accessRules, access, new Set(holding));
}

/** Whether a command may be given by somebody who may not read the case yet. */
export function comesBeforeAccess(command: string): boolean {
  return FOR_ANYBODY.includes(command);
}

/** Whether a command may be given about a case that whoever gives it does not read: what bars them is asked all the same. */
export function needsNoReading(command: string): boolean {
  return comesBeforeAccess(command) || FOR_REVIEWERS.includes(command);
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
