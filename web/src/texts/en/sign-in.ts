// The sentences of signing in.
export const signInTexts = {
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
    'Choose whom to work as: each person does the work of their teams, and sees the cases of these alone. The people are invented, and no password is asked for. A real installation signs people in through your own identity provider.',
  beside: 'It opens beside this page, which has what you typed. Come back here then.',
  choose: 'Work as',
  submit: 'Sign in',
  missing: 'Choose a person to work as',
  teams: (teams: readonly string[]) => teams.join(', '),
  /** The names of roles are those of the files of the kinds of case; of many, that there are many says more. */
  roles: (roles: readonly string[]) =>
    roles.length > 2 ? `${roles.length} roles` : roles.map((role) => role.replaceAll('-', ' ')).join(', '),
  find: 'Find a team or a person',
  findHint: 'For example: complaint',
  noneFound: 'No team and no person has these letters in their name.',
  empty: 'There is nobody to work as. Load the demonstration agency on the server, then reload this page.',
  expired:
    'You were signed out because your session ended. Sign in as the same person to go on where you were. What you typed is kept.',
};
