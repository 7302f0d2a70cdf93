// What of no single case may be changed by a route, as the policy calls it. Types only.

export type OversightAction =
  | 'decide-review'
  | 'link-people'
  | 'work-subject-file'
  | 'approve-subject-file'
  | 'write-draft'
  | 'approve-draft'
  | 'acknowledge-draft';
