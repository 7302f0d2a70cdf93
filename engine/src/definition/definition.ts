// The door of this room: what a case type may say, and every problem of one found at once.
export type * from './case-type.ts';
export { checkCaseType, type CaseTypeProblem, type CheckResult } from './check.ts';
export { caseTypeSchema } from './schema.ts';
