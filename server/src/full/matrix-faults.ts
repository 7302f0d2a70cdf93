// Faults in how the rules are bound to routes, queries and tables, each of which the matrix must notice. Faults in the rules
// themselves are in `policy-rule-mutants.ts` and `policy-code-mutants.ts`.
import { DOCUMENT_FAULTS } from './matrix-document-faults.ts';

/** Text that stands in one file exactly once, and what is put in its place. */
export interface CodeFault {
  readonly name: string;
  /** From the top of the project. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export interface DataFault {
  readonly name: string;
  /** Statements of a superuser; the table is put back from a copy. */
  readonly put: readonly string[];
}

const SERVER = 'server/src/';
const POLICY = 'engine/src/policy/';
const CASE = 'engine/src/case/';
const VIEW = 'engine/src/view/';

export const CODE_FAULTS: readonly CodeFault[] = [
  ...DOCUMENT_FAULTS,
  fault('a case is shown whole to everybody', 'queries/show-case.ts', 'readablePartsOf(row, caseType)', 'null'),
  fault(
    ...['its activity is shown whole', 'queries/show-activity.ts'],
    ...['const parts = readablePartsOf(requireRow(found.rows), caseType)', 'const parts = null'],
  ),
  fault(
    'no part is looked at',
    'store/readable-parts-of.ts',
    'return isOneSection(caseType) ? null',
    'return true ? null',
  ),
  fault('queries read as the program', 'queries/read-flights.ts', 'reading.reader.holding', "'program'"),
  fault(
    ...['the chain is verified without asking whose case it is', 'queries/verify-case.ts'],
    ...['caseOf: ([found]) => found.rows[0] ?? null,', ''],
  ),
  fault(
    ...['a task that is not there has an assignment', 'queries/show-assignment.ts'],
    ...['row !== undefined && Object.hasOwn(stateOf(row.state).items, task) ? row : null', 'row ?? null'],
  ),
  fault(
    'what is shown leaves no line',
    'queries/answer-read.ts',
    'view: redact(grant, shown.view) }, line };',
    'view: redact(grant, shown.view) }, line: null };',
  ),
  fault(
    'what is denied leaves no line',
    'queries/answer-read.ts',
    'line: lineOf(reader, question, null)',
    'line: null',
  ),
  fault(
    'a list records only its first case',
    'queries/answer-read.ts',
    'const line = { ...who, caseIds, denied: false',
    'const line = { ...who, caseIds: caseIds.slice(0, 1), denied: false',
  ),
  fault('a list forgets what was granted', 'queries/list-cases.ts', 'named: reader.namedCases', 'named: []'),
  fault('a count forgets what was granted', 'queries/count-cases.ts', 'named: reader.namedCases', 'named: []'),
  fault(
    'an export forgets what is hidden',
    'queries/export-cases.ts',
    'value !== null && mayReadField(caseType, field, parts)',
    'value !== null',
  ),
  fault(
    'a search shows kinds of cases that a token is not for',
    'queries/search-cases.ts',
    'inScope({ ...reader, principal }, read.rows)',
    'read.rows',
  ),
  fault('lists forget whom a token is for', 'queries/sessions.ts', 'kinds === null ? rows', 'true ? rows'),
  fault('a session outlives its rights', 'store/find-session.ts', "and s.rights = ${rightsOf('s.person')}", ''),
  fault('units above are forgotten', 'store/reader-standing.ts', "'above', above)", "'above', null)"),
  fault(
    ...['grants of cases are forgotten', 'store/reader-standing.ts'],
    ...[
      'select g.fact from case_grant g where g.tenant = $1 and g.holder = mine.holder) f',
      "select '' where false) f",
    ],
  ),
  fault(
    'a refused command leaves a line as if allowed',
    'commands/execute-command.ts',
    'denied: true',
    'denied: false',
  ),
  fault(
    'access is changed by any member',
    `${CASE}command-roles.ts`,
    'return [managerOf(caseType)];',
    'return undefined;',
  ),
  fault(
    ...['who may not read is told of versions', 'commands/execute-command.ts'],
    ...['comesBeforeAccess(prepared.commandType) ? undefined : prepared', 'prepared'],
  ),
  fault(
    ...['whoever is barred may ask all the same', `${POLICY}authorize.ts`],
    ...["return isUnbarred(principal, resource) ? allow(action, rule.rule) : deny('not-admitted');"],
    ...['return allow(action, rule.rule);'],
  ),
  fault(
    ...['who reads may write', `${POLICY}authorize.ts`],
    ...["if (!inTeam(principal, resource)) return deny('not-in-team');", ''],
  ),
  fault(
    'the scope of a token is not looked at',
    `${POLICY}authorize.ts`,
    'principal.scope !== undefined &&',
    'false &&',
  ),
  fault(
    ...['another agency says who was read into a compartment', 'store/reader-standing.ts'],
    ...["kindOf(fact) === 'clearance'", 'true'],
  ),
  fault(
    ...['a share opens without its purpose', 'queries/read-abroad.ts'],
    ...[
      'const { principal, session, purpose = null } = reader;',
      "const { principal, session } = reader, purpose = 'inspection';",
    ],
  ),
  fault(
    ...['a look at what another agency shares is not on record at home', 'queries/read-abroad.ts'],
    ...["await recordAtHome(options, reader, { name: 'read-shared-case', caseIds: [caseId] });", ''],
  ),
  fault(
    ...['a browser keeps the directory', 'api/answer-directory.ts'],
    ...["if (request.credential?.kind !== 'token') throw refuse('not-signed-in');", ''],
  ),
  fault(
    ...['a privacy officer is told who looked at every case', `${POLICY}authorize.ts`],
    ...['if (asksTerms && !isUnbarred(principal, resource))', 'if (false)'],
  ),
  fault(
    ...['rows of those who watch are not compared', `${POLICY}oversee.ts`],
    ...['(row) => isUnbarredBy(accessRules, row, held) &&', '(row) => row !== null &&'],
  ),
  fault(
    ...['a seat is for whatever its holder says', `${POLICY}oversee.ts`],
    ...["holding.filter((token) => !token.startsWith('purpose:'))", 'holding'],
  ),
  fault(
    'a seat has no purpose',
    `${POLICY}oversee.ts`,
    '...own, ANY_PURPOSE, `purpose:${purpose}`',
    '...own, ANY_PURPOSE',
  ),
  fault(
    ...['a replay is whole', 'queries/audit.ts'],
    ...['const parts = readablePartsOf({ parts: open }, caseType);', 'const parts = null;'],
  ),
  fault('a proof is given of every case', 'queries/audit.ts', 'of.isWhole ? proveCaseNow', 'true ? proveCaseNow'),
  fault(
    ...['a filter of the explorer finds a case that is barred', 'store/explore.ts'],
    ...["                           and ${isOpenTo('h', '$15::text[]')}))", '))'],
  ),
  fault(
    'a refusal names the case',

    'api/answer.ts',
    "throw refuse('not-found');",
    "throw refuse('not-found', { detail: request.url });",
  ),
  fault(
    ...['a clock that runs out is told', `${VIEW}hidden-event.ts`],
    ...[
      "if ('clock' in event) return !mayReadClock(caseType, event.clock, parts);",
      "if ('clock' in event) return false;",
    ],
  ),
  fault(
    ...['hidden work that was done is told', `${VIEW}hidden-event.ts`],
    ...['return item !== null && item !== CASE_PLAN &&', 'return false &&'],
  ),
  fault(
    ...['it is told when hidden things happened, and by whom', 'queries/show-activity.ts'],
    ...['hidden === true ? UNKNOWN : {}', '{}'],
  ),
  fault(
    ...['what followed is told though it is hidden', `${VIEW}activity.ts`],
    ...[
      "if ('item' in change) return !mayReadItem(caseType, change.item, parts);",
      "if ('item' in change) return false;",
    ],
  ),
  fault(
    ...['the plan shows instances that may not be known', `${VIEW}plan-outline.ts`],
    ...['if (!mayReadBeginning(caseType, id, parts)) {', 'if (false) {'],
  ),
  fault(
    ...['the plan shows how hidden things stand', `${VIEW}plan-outline.ts`],
    ...['mayReadItem(caseType, id, parts) ? (state', 'true ? (state'],
  ),
  fault(
    ...['a face names to whom hidden fields routed work', `${VIEW}case-view.ts`],
    ...['mayReadAssignee(caseType, item, parts) ? recorded?.assignee : undefined', 'recorded?.assignee'],
  ),
  fault(
    ...['activity names to whom hidden fields routed work', `${VIEW}activity.ts`],
    ...['if (!mayReadAssignee(caseType, event.task, parts))', 'if (false)'],
  ),
  fault(
    ...['an assignment names to whom hidden fields routed work', 'queries/show-assignment.ts'],
    ...['if (!mayReadAssignee(caseType, task, parts))', 'if (false)'],
  ),
  fault(
    ...['hidden work has an assignment', 'queries/show-assignment.ts'],
    ...['if (!mayReadItem(caseType, task, mine)) return null;', ''],
  ),
  fault(
    ...['commands on hidden work are answered', `${VIEW}readable-parts.ts`],
    ...['...followedOf(caseType, command)]', ']'],
  ),
  fault(
    ...['a conflict names who changed something hidden', 'commands/execute-command.ts'],
    ...['const isTold = mayReadAll(seen.caseType, partsOf(seen));', 'const isTold = true;'],
  ),
  fault(
    ...['anybody of the team may try who may open a case', 'commands/may-command.ts'],
    ...[
      "if (command.type === 'AssignTask' && namesAnother(command, workerOf(principal))) return [managerOf(caseType)];",
      '',
    ],
  ),
  fault(
    ...['another agency is shown the work on what is shared', `${VIEW}case-view.ts`],
    ...['context.isAbroad === true ? {', 'false ? {'],
  ),
  fault(
    ...['what follows from derived fields is forgotten', 'engine/src/definition/what-follows.ts'],
    ...['for (const { field, from } of caseType.derived) add(`field:${field}`, fieldNodes(from.names));', ''],
  ),
  fault(
    ...['what routing asks about is forgotten', 'engine/src/definition/what-follows.ts'],
    ...['add(`assigned:${id}`, [`begins:${id}`, ...routingNodes(table)]);', 'add(`assigned:${id}`, [`begins:${id}`]);'],
  ),
  fault(
    ...['what a way out asks about is forgotten', 'engine/src/definition/what-follows.ts'],
    ...['add(`leaves:${id}`, [...left,', 'add(`leaves:${id}`, [...[],'],
  ),
  fault(
    ...['what is in a hidden stage is shown', 'engine/src/definition/what-follows.ts'],
    ...[
      'const inside = parent === null ? [] : ([`begins:${parent}`] as const);',
      'const inside: readonly Node[] = [];',
    ],
  ),
];

export const DATA_FAULTS: readonly DataFault[] = [
  ...['case_head', 'task', 'case_part', 'case_access'].map((table) => ({
    name: `the table ${table} has no policy but that of the agency`,
    put: [
      `drop policy readable on ${table}`,
      `create policy readable on ${table} for select using (tenant = (select app.current_tenant()))`,
    ],
  })),
  { name: 'rows of cases have lost their walls', put: ["update case_head set walls = '{}' where tenant = 1"] },
  { name: 'parts have lost what they ask for', put: ["update case_part set needs = '{}' where tenant = 1"] },
  {
    name: 'rows of tasks ask for no part of which they tell',
    put: [
      `update task t set tokens = h.tokens, needs = h.needs from case_head h
        where t.tenant = 1 and h.tenant = 1 and h.case_id = t.case_id`,
    ],
  },
  {
    name: 'rows of tasks have kept what they asked for before',
    put: ["update task set needs = '{}', walls = '{}' where tenant = 1"],
  },
];

/** A file is of the server, unless it begins with its package. */
function fault(...[name, file, find, put]: readonly [string, string, string, string]): CodeFault {
  return { name, file: file.startsWith('engine/') ? file : SERVER + file, find, put };
}
