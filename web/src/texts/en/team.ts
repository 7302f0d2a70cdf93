// The sentences of the rooms of those who give work out.

const DUE: Readonly<Record<string, string>> = {
  all: 'All',
  overdue: 'Overdue',
  today: 'Today',
  week: 'Next 7 days',
  later: 'Later',
  none: 'No date',
};
const AGES: Readonly<Record<string, string>> = {
  'under-7': 'Up to 7 days old',
  'under-28': '8 to 28 days old',
  'under-91': '29 to 91 days old',
  older: 'Older',
};
const RISKS: Readonly<Record<string, string>> = {
  past: 'Past their last day',
  week: 'Due within 7 days',
  month: 'Due within 4 weeks',
};
const REASONS: Readonly<Record<string, string>> = {
  'not-there': 'It is not there any more, or not for you to see.',
  'not-yours': 'You do not give out the work of this case.',
  'assignee-may-not-open': 'They may not open this case. The page “Who can see this” says why.',
  'same-person': 'They did an earlier step that a second person must check.',
  'not-available': 'It was done or dropped meanwhile.',
  'unknown-item': 'It was done or dropped meanwhile.',
  'case-closed': 'The case is closed.',
  'nothing-to-do': 'They have it already.',
};
const WARNINGS: Readonly<Record<string, string>> = {
  'lacks-role': 'They may open the case, and do not have the role that does this task.',
  'declared-interest': 'They declared an interest in this case.',
};
const APPROVALS: Readonly<Record<string, string>> = {
  letter: 'Letter to approve',
  decision: 'Decision to make',
  review: 'Review to answer',
  redaction: 'Redaction to approve',
};

function tasks(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}

/** Who has what is with nobody yet. */
const NOBODY = 'Nobody';

export const teamTexts = {
  title: 'Team load',
  lead: 'The open work that you give out. Cases that you may not open are not counted.',
  parts: 'Parts of the team pages',
  load: 'Load',
  list: 'Tasks',
  clocks: 'Deadlines',
  approvals: 'For your decision',
  samples: 'Samples',
  team: 'Team',
  kind: 'Kind of case',
  all: 'All',
  anyDay: 'Any day',
  anyAge: 'Any age',
  anybody: 'Anybody',
  filter: 'What is shown',
  tasks,
  due: DUE,
  ages: AGES,
  risks: RISKS,
  atLeast:
    'There are more tasks than were counted. Each number says how many there are at least. Choose a team or a kind of case.',
  nothing: 'You give out no work',
  nothingHint: 'Here is the work of teams in which you decide who does what. Your own work is under My work.',
  nobody: NOBODY,
  queue: (name: string) => `Queue ${name}`,
  role: (name: string) => `Whoever is ${name}`,
  open: (count: number, name: string, when: string) => `${tasks(count)}: ${name}, ${when}`,
  summary: (all: number, overdue: number) =>
    overdue === 0 ? `${tasks(all)} are open, none is overdue.` : `${tasks(all)} are open, ${overdue} overdue.`,
  columns: { who: 'Who has it', kind: 'Kind of case', age: 'Age' },
  byHolder: (who: string, count: number, all: number) =>
    all === 0
      ? 'Nobody has any work'
      : `${who === NOBODY ? 'Most is with nobody yet' : `${who} has most`}: ${count} of ${tasks(all)}`,
  byKind: (kind: string, overdue: number, all: number) =>
    overdue === 0
      ? `Nothing is overdue; most work is in ${kind}`
      : `${kind} has most that is overdue: ${overdue} of ${all}`,
  byAge: (old: number, all: number) =>
    old === 0 ? 'Nothing is older than 28 days' : `${old} of ${tasks(all)} are older than 28 days`,
  chart: 'The bars show the same numbers as the table.',
  clocksTitle: (past: number, week: number) =>
    past + week === 0
      ? 'No legal deadline is near'
      : `${past === 0 ? 'No legal deadline has passed' : past === 1 ? '1 legal deadline has passed' : `${past} legal deadlines have passed`}; ${week} more within 7 days`,
  clockCount: (count: number, when: string) => `${when}: ${count}`,
  waiting: (count: number) => (count === 1 ? '1 decision waits for you' : `${count} decisions wait for you`),
  clockColumns: { clock: 'Deadline', case: 'Case', due: 'Last day', law: 'By which law', standing: 'How it stands' },
  clocksLead: 'Legal deadlines that run and are past their last day, or due within four weeks.',
  noClocks: 'No such deadline',
  noClocksHint: 'No legal deadline is near or past in the cases whose work you give out.',
  moreClocks: 'There are more than are shown here. Choose a team or a kind of case.',
  approvalsLead: 'What needs a second person, has the role that you have, and was not written by you.',
  approvalColumns: { what: 'What waits', case: 'Case', since: 'Since' },
  approvalKind: (kind: string) => APPROVALS[kind] ?? kind,
  noApprovals: 'Nothing waits for you',
  noApprovalsHint: 'Letters, decisions, reviews and redactions that need a second person appear here.',
  moreApprovals: 'There may be more than are shown here.',
  otherApprovals: 'Requests for access and lists of disposal',
  otherApprovalsHint: (count: number) => `${count === 1 ? '1 more waits' : `${count} more wait`} under Notices.`,
  tasksTitle: 'Tasks that you give out',
  tasksEmpty: 'No such task',
  tasksEmptyHint: 'Choose other filters, or go back to the load.',
  taskColumns: { task: 'Task', case: 'Case', due: 'Due', owner: 'Who has it', status: 'Status' },
  keysHint: 'In the list: J and K move, X chooses, Shift + X chooses up to here, A gives what you chose to somebody.',
  choose: (title: string, reference: string) => `Choose ${title}, ${reference}`,
  chooseAll: (count: number) => `Choose all ${count} shown`,
  chosen: (count: number) => (count === 0 ? 'Nothing is chosen' : `${tasks(count)} chosen`),
  tooMany: 'At most 500 tasks can be given at once.',
  clear: 'Choose none',
  give: 'Give to…',
  more: 'Show more',
  shown: (count: number, whole: boolean) => (whole ? `All ${tasks(count)} are shown` : `${tasks(count)} are shown`),
  giveTitle: (count: number) => `Give ${tasks(count)} to somebody`,
  giveTo: 'Give to',
  people: 'People',
  queues: 'Queues',
  backToTeam: 'Nobody: back to the team',
  person: (name: string, count: number, away: boolean) => `${name}, ${tasks(count)}${away ? ', away' : ''}`,
  queueOption: (name: string, count: number) => `Queue ${name}, ${tasks(count)}`,
  would: (moves: number, same: number, refused: number) =>
    [
      `${tasks(moves)} would move`,
      ...(same === 0 ? [] : [`${same} with them already`]),
      ...(refused === 0 ? [] : [`${refused} cannot be given to them`]),
    ].join(', '),
  away: (from: string | null, until: string | null) =>
    `They are away${from === null ? '' : ` from ${from}`}${until === null ? '' : ` until ${until}`}.`,
  standIns: (names: string) => `${names} may act for them.`,
  noStandIns: 'Nobody stands in for them.',
  over: (capacity: number, after: number) => `They would have ${tasks(after)}; they carry ${capacity} at most.`,
  shifts: 'What everybody carries, before and after',
  shiftColumns: { who: 'Who', before: 'Before', after: 'After' },
  refusals: 'Cannot be given to them',
  warnings: 'Look at these first',
  reason: (code: string) => REASONS[code] ?? 'The case does not allow it now.',
  warning: (code: string) => WARNINGS[code] ?? code,
  do: (count: number) => `Give ${tasks(count)}`,
  cannot: 'None of these tasks can be given to them.',
  progress: (done: number, all: number) => `${done} of ${tasks(all)} done`,
  doing: 'Giving the tasks',
  finished: (moved: number) => `${tasks(moved)} ${moved === 1 ? 'was' : 'were'} given`,
  finishedRefused: (count: number) => `${tasks(count)} ${count === 1 ? 'was' : 'were'} refused`,
  stopped: (left: number) => `It was broken off: of ${tasks(left)} it is not known what became of them`,
  stoppedHint: 'Go on does each of them once, whatever has been done already.',
  goOn: 'Go on',
  leave: 'Leave them as they are',
};
