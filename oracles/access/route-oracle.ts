// Says what every route answers everybody, case by case: written from the page for auditors (docs/access-rules.md), the decision
// records 0003, 0010, 0013 and 0020 and the reference of the interface, and from nothing else. It imports nothing of the product.
import { COPY_PARTS, OF_DOCUMENTS, TWO_PEOPLE, type DocumentAsked } from './document-tables.ts';
import {
  isAnswered,
  isForKind,
  isKnown,
  isPrivacyOfficer,
  isShared,
  isUnbarred,
  lists,
  mayAuditField,
  mayKnowOf,
  mayRead,
  mayReadField,
  mayReadShared,
  shared,
  worksOn,
} from './reader-oracle.ts';
import { PARTS } from './part-tables.ts';
import { COMMANDS, EXPLAINED, LISTS, OVERSIGHT, READS, REFUSED, REFUSED_CLOSED, type Watched } from './route-tables.ts';
import type { OracleCase, OraclePerson, OracleWorld } from './route-world.ts';

export { isAnswered, isShared, lists, mayAuditField, mayKnowOf, mayRead, mayReadField, mayReadShared, shared, worksOn };

export interface OracleAnswer {
  readonly status: number;
  /** The answer must be, byte for byte, the one for a case that does not exist. */
  readonly likeAbsent: boolean;
  /** Lines in the access log of their agency; none where nobody is known or nothing was asked of a case. */
  readonly lines: readonly { readonly action: string; readonly denied: boolean }[];
}

export interface OracleQuestion {
  readonly route: string;
  readonly variant: string;
  readonly person: OraclePerson;
  /** `absent`: an id that no case has; null: the route is about no case. */
  readonly target: OracleCase | 'absent' | null;
}

/** Null for a route of which this oracle knows nothing. */
export function answerFor(world: OracleWorld, question: OracleQuestion): OracleAnswer | null {
  const { route, person } = question;
  const [method = '', path = ''] = route.split(' ');
  if (path.startsWith('/scim/')) return directory(method, path, person);
  const asked = method === 'HEAD' ? `GET ${path}` : route;
  const ofDocument = TWO_PEOPLE[`${asked} ${question.variant}`] ?? OF_DOCUMENTS[asked];
  if (ofDocument !== undefined && question.variant !== 'no-document')
    return isKnown(person) ? aboutDocument(world, question, ofDocument) : { status: 401, likeAbsent: false, lines: [] };
  const watched = OVERSIGHT[asked];
  const explained = EXPLAINED[asked];
  if (watched !== undefined || explained !== undefined || path === '/api/v1/case-ids') {
    if (!isKnown(person)) return { status: 401, likeAbsent: false, lines: [] };
    if (watched !== undefined) return watching(world, question, watched);
    return explained === undefined ? finding(world, question) : explaining(world, question, explained);
  }
  if (route === BRINGING)
    return isKnown(person) ? bringing(world, question) : { status: 401, likeAbsent: false, lines: [] };
  const list = LISTS[path];
  const isRead = method === 'GET' || method === 'HEAD' || ASKED_BY_POST.includes(route);
  const known = isRead ? (list ?? READS[path]) : route === 'POST /api/v1/cases' ? route : COMMANDS[route];
  if (known === undefined) return null;
  if (!isKnown(person)) return { status: 401, likeAbsent: false, lines: [] };
  if (isRead && list !== undefined) return agencyRead(person, list);
  if (isRead) return caseRead(world, question, path);
  return route === 'POST /api/v1/cases' ? opening(question) : command(world, question);
}

/** What was typed belongs in no address; nothing is changed by it. */
const FIND = 'POST /api/v1/find';
/** Asked with a reason, which is too long for an address; it changes nothing. */
const PACKAGE = 'POST /api/v1/cases/:caseId/package';
/** Of up to 500 tasks. */
const PREVIEW = 'POST /api/v1/team/reassignment';
/** That somebody is there, and what they have not sent: whoever may read the case may say it, and it is on record nowhere in the case. */
const OWN = [
  'POST /api/v1/cases/:caseId/presence',
  'POST /api/v1/cases/:caseId/unsent-text/keep',
  'POST /api/v1/unsent-text/keep',
];
const ASKED_BY_POST: readonly string[] = [FIND, PACKAGE, PREVIEW, ...OWN];

/** By the role of privacy officer, or by a seat; nobody is let past what bars them, and reviews there are none here. */
function watching(world: OracleWorld, { person, target }: OracleQuestion, asked: Watched): OracleAnswer {
  const { by, line } = asked;
  const may = by === 'seat' ? person.seat !== null && person.memberships.length === 0 : isPrivacyOfficer(person);
  const of = target === null || target === 'absent' ? null : target;
  const shown =
    may &&
    by !== 'nobody' &&
    (!asked.aboutCase || (of !== null && mayKnowOf(world, person, of))) &&
    (asked.whole !== true ||
      (of !== null && Object.keys(PARTS).every((field) => mayAuditField(world, person, { target: of, field }))));
  return {
    status: shown ? 200 : 404,
    likeAbsent: asked.aboutCase && !shown,
    lines: [{ action: line, denied: !shown }],
  };
}

function directory(method: string, path: string, person: OraclePerson): OracleAnswer {
  if (person.by !== 'token') return { status: 401, likeAbsent: false, lines: [] };
  // What is to be made anew is read before it is asked whether it may be.
  if (method === 'POST') return { status: 400, likeAbsent: false, lines: [] };
  const isList = !path.endsWith('/:id');
  const [one, many] = path.includes('/Users') ? ['person', 'people'] : ['group', 'groups'];
  const verb = method === 'DELETE' ? 'remove' : method === 'PUT' || method === 'PATCH' ? 'change' : 'show';
  const denied = !person.scope.includes('provision');
  const line = { action: `directory:${isList ? `list-${many}` : `${verb}-${one}`}`, denied };
  return { status: denied ? 403 : isList ? 200 : 404, likeAbsent: false, lines: [line] };
}

function isInScope({ by, scope }: OraclePerson, action: string): boolean {
  return by !== 'token' || scope.includes(action);
}

function agencyRead(
  person: OraclePerson,
  { action, line, role }: { action: string; line: string; role?: string },
): OracleAnswer {
  const has = role === undefined || person.memberships.some((each) => each.role === role);
  const allowed = isInScope(person, action) && has;
  return { status: allowed ? 200 : 404, likeAbsent: false, lines: [{ action: line, denied: !allowed }] };
}

function caseRead(world: OracleWorld, { person, target, variant }: OracleQuestion, path: string): OracleAnswer {
  const known = READS[path];
  if (known === undefined || target === null) throw new Error(`${path} is about a case.`);
  const { action, line } = known;
  const shown = target !== 'absent' && mayDo(world, person, { target, action }) && !NOBODYS.includes(variant);
  // The case alone is shown to another agency, after their own was asked for it; both are on record there.
  if (!shown && target !== 'absent' && line === 'read-case' && isShared(world, person, target)) {
    const lines = [
      { action: line, denied: true },
      { action: 'read-shared-case', denied: false },
    ];
    return { status: 200, likeAbsent: false, lines };
  }
  return { status: shown ? 200 : 404, likeAbsent: !shown, lines: [{ action: line, denied: !shown }] };
}

/** Asked of work, or of a party, that no case has. */
const NOBODYS = ['no-task', 'no-clock', 'no-party', 'no-letter'];

function explaining(
  world: OracleWorld,
  { person, target, variant }: OracleQuestion,
  { action, line, by }: { readonly action: string; readonly line: string; readonly by: string },
): OracleAnswer {
  if (target === null) throw new Error(`${line} is about a case.`);
  const isIn = (of: OracleCase): boolean =>
    by === 'reader' ||
    person.memberships.some(({ team, role }) => team === of.team && (by === 'member' || role === by));
  const isThere = target !== 'absent' && !NOBODYS.includes(variant);
  const asTeam = isThere && mayDo(world, person, { target, action }) && isIn(target);
  const asOfficer =
    by === 'member' && target !== 'absent' && isPrivacyOfficer(person) && mayKnowOf(world, person, target);
  const shown = asTeam || asOfficer;
  return { status: shown ? 200 : 404, likeAbsent: !shown, lines: [{ action: line, denied: !shown }] };
}

/** Whether there is a case of this name: for those from whom nothing but a grant keeps it. */
function finding(world: OracleWorld, { person, target }: OracleQuestion): OracleAnswer {
  const of = target === null || target === 'absent' ? null : target;
  const found =
    of !== null &&
    of.agency === person.agency &&
    person.memberships.length > 0 &&
    isInScope(person, 'find-case') &&
    isForKind(person, of.caseType) &&
    isUnbarred(world, person, of);
  return { status: found ? 200 : 404, likeAbsent: !found, lines: [{ action: 'find-case', denied: !found }] };
}

function mayDo(world: OracleWorld, person: OraclePerson, of: { target: OracleCase; action: string }): boolean {
  return isInScope(person, of.action) && isForKind(person, of.target.caseType) && mayRead(world, person, of.target);
}

/** Only an officer of the team that the case will have opens one. */
function opening({ person, variant }: OracleQuestion): OracleAnswer {
  const team = variant === 'other-team' ? 'parking' : 'desk';
  const isOfficer = person.memberships.some((each) => each.team === team && each.role === 'officer');
  const allowed = isOfficer && variant !== 'unknown' && isInScope(person, 'OpenCase') && isForKind(person, 'matter');
  return allowed
    ? { status: 412, likeAbsent: false, lines: [{ action: 'refused:OpenCase', denied: false }] }
    : { status: 404, likeAbsent: false, lines: [{ action: 'OpenCase', denied: true }] };
}

function command(world: OracleWorld, { route, variant, person, target }: OracleQuestion): OracleAnswer {
  const known = COMMANDS[route];
  if (known === undefined || target === null) throw new Error(`${route} is about a case.`);
  // What it writes is a field that is not for everybody who may read the case, and so not for them to write.
  const hidden = route === 'PATCH /api/v1/cases/:caseId/data' && variant === 'refused' ? ['diagnosis'] : known.about;
  const isHidden = (of: OracleCase): boolean =>
    hidden?.some((field) => !mayReadField(world, person, { target: of, field })) ?? false;
  // Work is given to somebody else by name by whoever manages access (0021); the name asked for is Otto's.
  const isForAnother = known.command === 'AssignTask' && variant === 'stale' && person.person !== 'otto';
  const by = isForAnother ? 'manager' : known.by;
  const allowed = target !== 'absent' && mayCommand(world, person, { target, ...known, by }) && !isHidden(target);
  if (!allowed) return { status: 404, likeAbsent: true, lines: [{ action: known.command, denied: true }] };
  const closed = target.closed && variant === 'refused' && REFUSED_CLOSED.includes(route);
  const status = closed ? 409 : (REFUSED[`${route} ${variant}`] ?? REFUSED[variant] ?? 0);
  return { status, likeAbsent: false, lines: [{ action: `refused:${known.command}`, denied: false }] };
}

/** Somebody who may read the case, and all parts in which the document is; and file what they ask for, where it is to be filed. */
function aboutDocument(
  world: OracleWorld,
  { person, target, variant }: OracleQuestion,
  asked: DocumentAsked,
): OracleAnswer {
  if (target === null) throw new Error('A document is of a case.');
  const name = variant === 'range' ? 'docsealed' : variant;
  const isAllowed =
    target !== 'absent' &&
    asked.only?.includes(name) !== false &&
    (asked.inCase ?? target.name) === target.name &&
    (asked.files ? mayFile(world, person, target) : mayDo(world, person, { target, action: 'read-case' })) &&
    mayReadField(world, person, { target, field: name });
  return isAllowed
    ? {
        status: variant === 'range' ? 206 : asked.status,
        likeAbsent: false,
        lines: [{ action: asked.line, denied: false }],
      }
    : { status: 404, likeAbsent: true, lines: [{ action: asked.refusedLine, denied: true }] };
}

function mayFile(world: OracleWorld, person: OraclePerson, target: OracleCase): boolean {
  const filing = { target, command: 'FileDocument', by: 'member' };
  return (
    mayCommand(world, person, filing) && COPY_PARTS.every((field) => mayReadField(world, person, { target, field }))
  );
}

/** Beginning to bring a file: for whoever may file the document that it is to be. The one asked for is empty. */
const BRINGING = 'POST /api/v1/cases/:caseId/uploads';

function bringing(world: OracleWorld, { person, target }: OracleQuestion): OracleAnswer {
  const filing = COMMANDS['POST /api/v1/cases/:caseId/documents'];
  if (filing === undefined || target === null) throw new Error('A file is brought to a case.');
  const isAllowed =
    target !== 'absent' &&
    mayCommand(world, person, { target, ...filing }) &&
    (filing.about ?? []).every((field) => mayReadField(world, person, { target, field }));
  return isAllowed
    ? { status: 422, likeAbsent: false, lines: [{ action: 'refused:start-upload', denied: false }] }
    : { status: 404, likeAbsent: true, lines: [{ action: 'upload', denied: true }] };
}

function mayCommand(
  world: OracleWorld,
  person: OraclePerson,
  { target, command: name, by }: { readonly target: OracleCase; readonly command: string; readonly by: string },
): boolean {
  if (person.agency !== target.agency || !isInScope(person, name) || !isForKind(person, target.caseType)) return false;
  if (by === 'anybody') return person.memberships.length > 0 && isUnbarred(world, person, target);
  if (DECIDED_ABOVE.includes(name) && maySettle(world, person, { target, by })) return true;
  if (!mayRead(world, person, target)) return false;
  return person.memberships.some(({ team, role }) => team === target.team && (by === 'member' || role === by));
}

/** What the role above the team, and a privacy officer without reading, may do as well (0022). */
const DECIDED_ABOVE = ['DecideAccess', 'ReviewBreakGlass'];

function maySettle(
  world: OracleWorld,
  person: OraclePerson,
  { target, by }: { readonly target: OracleCase; readonly by: string },
): boolean {
  if (person.memberships.some(({ role }) => role === 'privacy-officer')) return isUnbarred(world, person, target);
  const unit = world.units.find(({ agency, team }) => agency === target.agency && team === target.team);
  const isAbove = person.memberships.some(({ team, role }) => role === by && unit?.above.includes(team) === true);
  return isAbove && mayRead(world, person, target);
}
