// Why signing in by a provider did not succeed, as the address says it. The words for each are with the page.
const PROBLEMS = ['attempt-expired', 'provider-unavailable', 'sign-in-failed', 'unknown-person'] as const;

export type SignInProblem = (typeof PROBLEMS)[number];

export function isSignInProblem(value: unknown): value is SignInProblem {
  return PROBLEMS.some((one) => one === value);
}
