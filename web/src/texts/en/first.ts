// The sentences that are on screen before anything was chosen: the frame of every page, My work, and the states of a screen.
// They are part of the first load, whose weight is a promise: what another page says belongs to that page's own file.

export const firstTexts = {
  brand: 'Casewright',

  pageTitle: (page: string) => `${page} - Casewright`,

  skip: 'Skip to main content',

  close: 'Close',

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
    notices: (toDecide: number) => (toDecide === 0 ? 'Notices' : `Notices, ${toDecide} to decide`),
    start: 'Start a case',
    askAccess: 'Ask for access',
    caseTypes: 'Case types',
    post: 'Letters by post',
    records: 'Records',
    team: 'Team load',
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
    urgent: 'Urgent',
    overdue: 'Overdue',
  },

  states: {
    loading: 'Loading',
    failed: 'This could not be loaded',
    nothingHere: 'There is nothing here for you to see',
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
  search: { label: 'Find' },
};
