// What may be done without a session, all of it, with the reason for each. A route that is not in here needs a policy
// action and an audit kind.

export const OPEN_ACTIONS = {
  health: 'Says only that the process runs and that the database answers.',
  'list-personas': 'The names to choose from when signing in to a demonstration; there is no such list outside it.',
  'sign-in': 'Comes before there is anyone to authorise; recorded in the access log by itself.',
  'sign-in-by-provider':
    'Leads to an identity provider and back, before there is anyone to authorise; recorded when it succeeds.',
  'sign-out-by-provider': 'Said by the provider in a token that it signed; ends sessions and shows nothing.',
  'sign-out-everywhere': 'Ends the sessions of whoever holds one of them; recorded in the access log by itself.',
  token: 'Gives a token for the secret of a system, or takes one back; recorded in the access log by itself.',
  'directory-description': 'What our SCIM can do, which is the same for everybody.',
  'sign-out': 'Ends a session, whoever holds it; recorded in the access log by itself.',
  'staff-app': 'The files of the staff app, which are the same for everybody.',
  'api-document': 'The description of this interface, which is the same for everybody.',
  'open-data': 'What an agency has published, which is the same for everybody; only where the installation says so.',
  'policy-report': 'Sent by browsers on their own when the content security policy stopped something; only counted.',
  'witness-checkpoint':
    'Comes from another installation, which nobody here signs in as; only a checkpoint that a configured log has signed changes anything, and the answer says of it no more than its sender knows.',
} as const;

export type OpenAction = keyof typeof OPEN_ACTIONS;
