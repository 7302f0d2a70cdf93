// Sentences that every page of the staff app shows, in English and in caseworkers' words. Components hold no text of their own; they import
// `#texts/…`, and another language is another folder beside this one with the same files and types.
import type { ClockFace } from '../../client/types.ts';
import { noticesTexts } from './notices.ts';
import { standInTexts } from './stand-in.ts';

const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['?', 'Show this help'],
  ['n', 'Open the next task in My work'],
  ['/', 'Search cases; also Ctrl + K'],
  ['j', 'In a list: next row'],
  ['k', 'In a list: row before'],
  ['Enter', 'In a list: open the row'],
  ['Space', 'In My work: preview the row'],
  ['e', 'On a task: complete it'],
  ['m', 'On a case: add a note'],
  ['Ctrl + Enter', 'Save the form or note you are typing in'],
  ['Esc', 'Close a window like this one'],
];

const PLAN_KINDS: Readonly<Record<string, string>> = {
  stage: 'Stage',
  task: 'Task',
  milestone: 'Milestone',
  timer: 'Date',
  listener: 'Event',
};

const PLAN_STATES: Readonly<Record<string, string>> = {
  available: 'Not yet',
  enabled: 'Can be done',
  disabled: 'Set aside',
  active: 'In progress',
  suspended: 'On hold',
  failed: 'Failed',
  completed: 'Done',
  terminated: 'No longer needed',
  closed: 'Closed',
  'not-readable': 'Not for you to know',
};

export const appTexts = {
  standIn: standInTexts,
  brand: 'Casewright',
  pageTitle: (page: string) => `${page} - Casewright`,
  skip: 'Skip to main content',
  optionalField: '(optional)',
  close: 'Close',
  you: 'You',

  shell: {
    withheld: (roles: readonly string[]) =>
      `Not yours in this session: ${roles.join(', ')}. Sign out, then sign in with your second factor to have it.`,
    navigation: 'Main',
    caseNavigation: (reference: string) => `Case ${reference}`,
    work: 'Work',
    menu: 'Menu',
    myWork: 'My work',
    cases: 'Cases',
    inbox: 'Inbox',
    goals: 'Goals',
    start: 'Start a case',
    askAccess: 'Ask for access',
    caseTypes: 'Case types',
    post: 'Letters by post',
    records: 'Records',
    summary: 'Summary',
    tasks: 'Tasks',
    plan: 'Plan',
    activity: 'Activity',
    documents: 'Documents',
    access: 'Who can see this',
    record: 'Record check',
    keys: 'Keys',
    andDisplay: ' and display',
    signOut: 'Sign out',
    demonstration: 'Demonstration: invented people and cases. Nothing here is real.',
    home: 'Casewright, to My work',
  },

  signIn: {
    title: 'Sign in',
    byProvider: (title: string) => `Sign in: ${title}`,
    providerExplain: 'You sign in with the account of your agency. Casewright never sees your password.',
    noWay: 'Nobody can sign in here yet. The operator has to name an identity provider.',
    problems: {
      'attempt-expired': 'Signing in took too long, or was begun in another window. Sign in again.',
      'provider-unavailable': 'The sign-in of your agency cannot be reached now. Try again in a moment.',
      'sign-in-failed': 'Signing in did not succeed. Try again, and tell your operator if it happens again.',
      'unknown-person': 'You are not known here yet, or no longer. Ask whoever manages accounts in your agency.',
    },
    demonstration: 'This is a demonstration.',
    explain:
      'Choose whom to work as. The people are invented, and no password is asked for. A real installation signs people in through your own identity provider.',
    beside: 'It opens beside this page, which has what you typed. Come back here then.',
    choose: 'Work as',
    submit: 'Sign in',
    missing: 'Choose a person to work as',
    teams: (teams: readonly string[]) => teams.join(', '),
    empty: 'There is nobody to work as. Load the demonstration agency on the server, then reload this page.',
    expired:
      'You were signed out because your session ended. Sign in as the same person to go on where you were. What you typed is kept.',
  },

  work: {
    title: 'My work',
    next: 'Next for you',
    openNext: 'Open next task',
    whyOverdue: 'It is first in your list, and overdue.',
    whyDue: 'It is first in your list: nothing in it is due sooner.',
    whyFirst: 'It is first in your list.',
    list: 'Tasks for you and your teams',
    task: 'Task',
    caseColumn: 'Case',
    due: 'Due',
    owner: 'With',
    status: 'Status',
    preview: (title: string) => `Preview ${title}`,
    hidePreview: (title: string) => `Hide preview of ${title}`,
    queue: 'Team queue',
    mine: 'You',
    empty: 'No work is waiting for you',
    emptyHint: 'New tasks appear here by themselves. You can start a case, or look through the open ones.',
    more: 'Show more tasks',
    shown: (count: number, all: boolean) => (all ? `Showing all ${count}` : `Showing the first ${count}`),
    nothingNext: 'There is no other task waiting for you.',
    keysHint: 'In the list: J and K move, Enter opens, Space previews.',
  },

  due: {
    none: 'No\u00a0date',
    today: 'Due today',
    tomorrow: 'Due tomorrow',
    inDays: (days: number) => `Due in ${days} days`,
    overdue: (days: number) => (days === 1 ? '1 day overdue' : `${days} days overdue`),
  },

  standing: {
    'to-do': 'To do',
    optional: 'Can be done',
    waiting: 'Cannot start yet',
    ended: 'Finished',
    done: 'Done',
    dropped: 'No longer needed',
    urgent: 'Urgent',
    overdue: 'Overdue',
  },

  caseList: {
    title: 'Cases',
    open: 'Open',
    closed: 'Closed',
    filter: 'Which cases',
    reference: 'Reference',
    kind: 'Kind',
    team: 'Team',
    opened: 'Opened',
    status: 'Status',
    emptyOpen: 'No open cases',
    emptyClosed: 'No closed cases',
    emptyHint: 'You see the cases of your own teams.',
    more: 'Show more cases',
    shown: (count: number, all: boolean) => (all ? `Showing all ${count}` : `Showing the first ${count}`),
  },

  start: {
    title: 'Start a case',
    choose: 'What kind of case is it?',
    notAllowed: 'Your role cannot start this kind of case.',
    empty: 'No kinds of case are set up',
    emptyHint: 'A designer publishes kinds of case; ask yours.',
    submit: 'Start the case',
    started: (reference: string) => `Case ${reference} is started.`,
    unknown: 'There is no such kind of case',
  },

  caseStatus: { open: 'Open', closed: 'Closed' },

  casePage: {
    addNote: 'Add note',
    closeCase: 'Close case',
    summary: 'Summary',
    opened: 'Opened',
    team: 'Team',
    noFacts: 'Nothing is recorded about this case yet.',
    showWhy: 'Show why each fact is kept',
    hideWhy: 'Hide why each fact is kept',
    dates: 'Earlier legal dates',
    changeDate: 'Change date',
    changeDateOf: (title: string) => `Change date: ${title}`,
    activity: 'Activity',
    moreActivity: 'Show earlier activity',
    noActivity: 'Nothing has happened yet.',
    by: 'by',
    onBehalf: 'for',
    recorded: (when: string) => `recorded ${when}`,
    plan: 'Plan',
    planHint: 'Everything this kind of case can involve, and how far it is.',
    yes: 'Yes',
    no: 'No',
  },

  tasks: {
    title: 'Tasks',
    toDo: 'To do',
    optional: 'Can be done when needed',
    plannable: 'Can be added',
    plan: (title: string) => `Add: ${title}`,
    waiting: 'Cannot start yet',
    ended: 'Finished',
    none: 'There is nothing to do in this case.',
    task: 'Task',
    owner: 'With',
    due: 'Due',
    status: 'Status',
    count: (title: string, count: number) => `${title} (${count})`,
  },

  task: {
    back: (reference: string) => `Back to case ${reference}`,
    complete: 'Complete task',
    start: 'Start this task',
    startHint: 'This task is done only when it is needed. Start it to see what to fill in.',
    take: 'Take this task',
    release: 'Put back in the team queue',
    taken: 'The task is now yours.',
    released: 'The task is back in the team queue.',
    done: (title: string) => `Done: ${title}.`,
    noForm: 'Nothing needs filling in. Complete the task when it is done.',
    waiting: 'This task cannot start yet. Something else in the plan has to happen first.',
    ended: 'This task is finished. What was done is in the activity of the case.',
    notYours: (role: string) => `This task is for the role: ${role}. You do not hold it in this team.`,
    missing: (parts: readonly string[]) =>
      `The form asks about a part of this case that you may not read: ${parts.join(', ')}. Somebody who may has to do it.`,
    unknown: 'There is no such task in this case',
    facts: 'What we know',
    role: 'Done by',
    openNext: 'Open next task',
  },

  form: {
    problems: 'There is a problem',
    why: 'Why we ask:',
    missing: (label: string) => `Enter: ${label}`,
    missingChoice: (label: string) => `Choose: ${label}`,
    notNumber: (label: string) => `${label} must be a number, like 12 or 12.5`,
    notMoney: (label: string) => `${label} must be an amount, like 36 or 36.50`,
    notDate: (label: string) => `${label} must be a real date, like 27 3 2026`,
    notTime: (label: string) => `${label} must have a date and a time, like 14:05`,
    tooLong: (label: string, limit: number) => `${label} must have ${limit} characters or fewer`,
    left: (count: number) => (count >= 0 ? `${count} characters left` : `${-count} characters too many`),
    day: 'Day',
    month: 'Month',
    year: 'Year',
    time: 'Time',
    today: 'Today',
    todayFor: (label: string) => `Today, for ${label}`,
    now: 'Now',
    nowFor: (label: string) => `Now, for ${label}`,
    zone: (zone: string) => `In the time of your computer (${zone}), 24 hours, like 14:05`,
    yes: 'Yes',
    no: 'No',
    choose: 'Choose',
    clear: 'Clear answer',
    clearFor: (label: string) => `Clear answer to ${label}`,
    answersKept: 'Your answers are kept.',
  },

  note: {
    title: 'Add a note',
    label: 'Note',
    hint: 'Everyone who can open this case can read it. Ctrl and Enter saves.',
    submit: 'Save note',
    saved: 'The note is saved.',
  },

  closing: {
    title: 'Close the case',
    question: 'How did it end?',
    submit: 'Close case',
    closed: 'The case is closed.',
    openTasks: (count: number) =>
      count === 1
        ? 'One task is still to do. It ends with the case unless it may be finished afterwards.'
        : `${count} tasks are still to do. They end with the case unless they may be finished afterwards.`,
  },

  dueDate: {
    title: 'Change a legal date',
    now: (date: string) => `It is now ${date}.`,
    newDate: 'New date',
    reason: 'Reason',
    reasonHint: 'Goes on the record with your name.',
    submit: 'Change date',
    changed: 'The date is changed.',
  },

  changes: {
    title: 'This case changed while you were working',
    by: (name: string, when: string) => `${name} changed it, ${when}.`,
    kept: 'What you typed is still here. Check it against what changed, then go on.',
    differs: (label: string, value: string) => `${label} is now: ${value}`,
    emptied: 'empty',
    read: 'I have read this',
  },

  record: {
    title: 'Record check',
    checking: 'Checking the record',
    verified: (events: number) => `Record verified: ${events === 1 ? '1 event' : `${events} events`}`,
    broken: 'Record does not verify',
    unknown: 'Record not checked',
    explain:
      'Each event of a case is sealed to the one before it. The check reads all of them again and works out every seal anew, so a changed, missing or moved event shows.',
    whole: (events: number) => `All ${events} events of this case are in place and unchanged.`,
    damaged:
      'Some events of this case are not as they were recorded. Tell your records officer now, and do not rely on this case until it is explained.',
    event: 'Event',
    reason: 'What is wrong',
    again: 'Check again',
  },

  states: {
    loading: 'Loading',
    failed: 'This could not be loaded',
    unreachable: 'The server cannot be reached. Check your connection, then try again.',
    serverFault: 'The server had a fault. Try again in a minute. If it goes on, tell your administrator.',
    noAccess:
      'There is nothing here that you may open. The address may be wrong, or the case may belong to another team.',
    unexplained: (status: number) =>
      `The server refused this without a reason (status ${status}). Try again, then tell your administrator.`,
    tryAgain: 'Try again',
    notFound: 'Page not found',
    notFoundHint: 'The address is wrong, or the page has moved.',
    crashed: 'This page failed',
    crashedHint: 'Something in this page went wrong. What you typed is kept. Go on from My work.',
    toWork: 'Go to My work',
    notDone: 'This was not done',
  },

  keys: {
    title: 'Keys and display',
    intro: 'Keys work when you are not typing in a box.',
    on: 'Use single keys',
    onHint: 'Turn this off if you speak to your computer, or if keys get in your way. Ctrl and Enter always works.',
    key: 'Key',
    does: 'What it does',
    display: 'Colours',
    system: 'As my computer',
    light: 'Light',
    dark: 'Dark',
    list: KEYS,
  },

  plan: {
    kinds: PLAN_KINDS,
    states: PLAN_STATES,
    happened: 'Happened',
    reached: 'Reached',
    mayHappen: 'May happen',
  },

  clock: { headline: clockHeadline, date: clockDate },

  notices: noticesTexts,
  /** The way to the page; what it says itself comes with it. */
  rules: { title: 'Rules of access' },
  /** The way to the pages of oversight; what they say themselves comes with them. */
  oversight: {
    navigation: 'Oversight',
    audit: 'Audit',
    readers: 'Who looked',
    reviews: (open: number, overdue: number): string => {
      if (open === 0) return 'Reviews';
      return overdue === 0 ? `Reviews (${open})` : `Reviews (${open}, ${overdue} overdue)`;
    },
  },
  /** The box; what was found says its own words. */
  search: { label: 'Search cases', go: 'Search' },
};

/** The bold half of what is said about a legal date. */
function clockHeadline(clock: ClockFace, daysLeft: number): string {
  const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
  if (clock.standing === 'overdue') return `${clock.title}: ${days(-daysLeft)} overdue`;
  if (clock.standing === 'met') return `${clock.title}: done in time`;
  if (clock.standing === 'late') return `${clock.title}: done late`;
  if (clock.standing === 'lapsed') return `${clock.title}: the time has passed`;
  if (daysLeft === 0)
    return clock.kind === 'window' ? `${clock.title}: last day is today` : `${clock.title}: due today`;
  return clock.kind === 'window'
    ? `${clock.title}: open for ${days(daysLeft)}`
    : `${clock.title}: due in ${days(daysLeft)}`;
}

/** The date that goes with the headline, already written out by the caller. */
function clockDate(due: string, stopped: string | null): string {
  return stopped === null ? due : `${stopped}, against ${due}`;
}
