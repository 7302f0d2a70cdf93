// What of no single case may be changed by a route, as the policy calls it, and what it is given. Types only.
import type { Overseer } from '../commands/oversee.ts';

export type OversightAction =
  | 'decide-review'
  | 'link-people'
  | 'work-subject-file'
  | 'approve-subject-file'
  | 'write-draft'
  | 'approve-draft'
  | 'acknowledge-draft';

export interface OversightCall<P, B> {
  readonly by: Overseer;
  readonly params: P;
  readonly body: B;
}
