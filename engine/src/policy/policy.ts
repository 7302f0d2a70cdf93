// The door of this room: who may do and see what. Deny by default; plan and case never look in here.
export { authorize, policyVersion } from './authorize.ts';
export type { Action, Decision, DenialReason, Grant, Membership, Principal, Resource, Scope } from './principal.ts';
export { redact, type Redacted } from './redact.ts';
