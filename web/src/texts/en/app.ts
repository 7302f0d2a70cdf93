// Sentences that every page of the staff app shows, in English and in caseworkers' words. Components hold no text of their own; they import
// `#texts/…`, and another language is another folder beside this one with the same files and types.
import type { ClockFace } from '../../client/types.ts';
import { firstTexts } from './first.ts';

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
  ...firstTexts,
  you: 'You',
  standing: {
    ...firstTexts.standing,
    optional: 'Can be done',
    waiting: 'Cannot start yet',
    ended: 'Finished',
    done: 'Done',
    dropped: 'No longer needed',
  },
  optionalField: '(optional)',

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
    notAllowed: (roles: readonly string[]) => `Your role cannot start this kind of case. Who can: ${roles.join(', ')}.`,
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
    noForm: 'There is nothing to fill in here. Do what the title says, then complete the task.',
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

  plan: {
    kinds: PLAN_KINDS,
    states: PLAN_STATES,
    happened: 'Happened',
    reached: 'Reached',
    mayHappen: 'May happen',
  },

  clock: { headline: clockHeadline, date: clockDate },
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
