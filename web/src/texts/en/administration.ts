// The sentences of the room of whoever administers an agency.

const ROLES: Readonly<Record<string, string>> = {
  administrator: 'administrator',
  'privacy-officer': 'privacy officer',
  'records-manager': 'records manager',
  'case-type-designer': 'designer of kinds of case',
  'case-type-publisher': 'publisher of kinds of case',
  'open-data-publisher': 'publisher of open data',
  'mail-room': 'mail room',
};

const JOBS: Readonly<Record<string, readonly [title: string, says: string]>> = {
  events: ['Telling of changes', 'What changed is told to open screens and goes into the signed log.'],
  timers: ['Deadlines and timers', 'What is to happen at a time happens.'],
  texts: ['Reading documents', 'The words of documents are read, so that they are found.'],
  letters: ['Sending mail', 'Letters that were approved are sent.'],
  leavers: ['Tasks of locked accounts', 'What somebody held whose account is locked goes back to their team.'],
  log: ['Signing the log', 'The log of all changes is signed and handed to its witnesses.'],
};

function roleName(role: string): string {
  return ROLES[role] ?? role.replaceAll('-', ' ');
}

export const administrationTexts = {
  title: 'Administration',
  parts: 'Parts of administration',
  people: 'People and teams',
  peopleLead:
    'Who works here, in which team, and with which role. Every change is on record with your name. Whoever gains or loses a role signs in again.',
  access: 'May they see it?',
  accessLead:
    'Whether somebody can see a case, and by which rule. Nothing of what is in the case is shown, and asking is on record.',
  jobs: 'Work of the program',
  jobsLead: 'What the program does by itself, how much of it is due, and what it gave up.',
  find: 'Find people',
  like: 'Part of a name',
  team: 'Team',
  all: 'All teams',
  teamOf: (title: string, people: number) => `${title} (${people})`,
  show: 'Show',
  found: 'Who was found',
  shown: (shown: number, total: number) =>
    shown < total
      ? `${shown} of ${total} people. Say more of the name to see others.`
      : total === 1
        ? '1 person.'
        : `${total} people.`,
  nobody: 'Nobody is called that here',
  role: 'Role',
  roleName,
  roleIn: (role: string, team: string) => `${roleName(role)} in ${team}`,
  rolesIn: (count: number, teams: readonly string[]) => `${count} roles in ${teams.join(', ')}`,
  noRole: 'No role',
  you: 'This is you: somebody else changes your roles and your account.',
  locked: 'Locked',
  kept: 'Kept by the directory',
  give: 'Give a role',
  giveTo: (name: string) => `Give a role to ${name}`,
  giveSubmit: 'Give the role',
  given: (name: string, role: string, team: string) => `${name} is ${roleName(role)} in ${team} now.`,
  end: 'End',
  // It begins with what stands on the button, for whoever says aloud what they press.
  endOf: (name: string, role: string, team: string) => `End: ${roleName(role)} in ${team}, of ${name}`,
  endLead: (name: string) =>
    `${name} keeps what is on record. Tasks that they have stay with them until somebody gives them to others.`,
  endSubmit: 'End the role',
  ended: (name: string, role: string, team: string) => `${name} is no longer ${roleName(role)} in ${team}.`,
  lock: 'Lock the account',
  lockOf: (name: string) => `Lock the account of ${name}`,
  lockLead: (name: string) =>
    `${name} is signed out everywhere at once and cannot sign in. Their tasks go back to their teams.`,
  isLocked: (name: string) => `The account of ${name} is locked.`,
  open: 'Open the account',
  openOf: (name: string) => `Open the account of ${name}`,
  openLead: (name: string) => `${name} can sign in again, with the roles that they have now.`,
  isOpen: (name: string) => `The account of ${name} is open again.`,
  who: 'Who',
  reference: 'Number of the case',
  referenceHint: 'As it stands on its page and in letters, such as INF-2026-000042.',
  ask: 'Ask',
  noSuchCase: 'There is no such case, or it is one of which you may know nothing. Check the number.',
  can: (name: string, reference: string) => `${name} can see ${reference}.`,
  cannot: (name: string, reference: string) => `${name} cannot see ${reference}.`,
  grants: 'What would let them in',
  noGrant: 'Nothing lets them in: they have no role in its team and no work in it, and nobody gave them access.',
  onlyCase: 'Something that is recorded in the case.',
  terms: 'What must hold besides',
  holds: 'Holds',
  holdsNot: 'Does not hold',
  job: 'Work',
  jobTitle: (job: string) => JOBS[job]?.[0] ?? job,
  jobSays: (job: string) => JOBS[job]?.[1] ?? '',
  waiting: 'Due',
  since: 'Oldest since',
  failed: 'Given up',
  done: 'Last done',
  state: 'State',
  inTime: 'In time',
  behind: 'Behind',
  look: 'Look at it',
  none: 'None',
  notNoted: 'Not noted',
  countedAt: (time: string) => `As it was at ${time}.`,
  again: 'Count again',
  retry: 'Try again',
  retryTexts: 'Try again: read the documents that could not be read',
  retried: (texts: number) =>
    texts === 1 ? '1 document will be read again.' : `${texts} documents will be read again.`,
};
