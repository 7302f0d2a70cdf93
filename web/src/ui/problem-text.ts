// A refusal as a sentence for people. The server's own words come first; these are for when it could say nothing.
import type { Problem } from '../client/types.ts';
import { firstTexts } from '#texts/first';

/** For anything that was thrown; only an error that carries a problem can say more than that something failed. */
export function problemText(error: unknown): string {
  if (!(error instanceof Error) || !('problem' in error)) return firstTexts.states.serverFault;
  return textOf(error.problem as Problem); // Errors of the client carry the problem that they stand for.
}

export function textOf(problem: Problem): string {
  if (problem.status === 0) return firstTexts.states.unreachable;
  if (problem.detail !== '') return problem.detail;
  if (problem.status === 403 || problem.status === 404) return firstTexts.states.noAccess;
  return problem.status >= 500 ? firstTexts.states.serverFault : firstTexts.states.unexplained(problem.status);
}
