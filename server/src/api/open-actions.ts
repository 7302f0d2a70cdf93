// What may be done without a session, all of it, with the reason for each. A route that is not in here needs a policy
// action and an audit kind.

export const OPEN_ACTIONS = {
  health: 'Says only that the process runs and that the database answers.',
  'list-personas': 'The names to choose from when signing in to a demonstration; there is no such list outside it.',
  'sign-in': 'Comes before there is anyone to authorise; recorded in the access log by itself.',
  'sign-out': 'Ends a session, whoever holds it; recorded in the access log by itself.',
  'staff-app': 'The files of the staff app, which are the same for everybody.',
  'api-document': 'The description of this interface, which is the same for everybody.',
  'policy-report': 'Sent by browsers on their own when the content security policy stopped something; only counted.',
  'witness-checkpoint':
    'Comes from another installation, which nobody here signs in as; only a checkpoint that a configured log has signed changes anything, and the answer says of it no more than its sender knows.',
} as const;

export type OpenAction = keyof typeof OPEN_ACTIONS;
