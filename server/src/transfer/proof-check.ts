// The check of proofs that goes with each package, as a function: the file that is handed out is the one that checks here too, so that
// nobody is told that a proof holds by anything but what they have themselves.
import { pathToFileURL } from 'node:url';
import { TransferError } from './agency-bag.ts';
import type { CheckProof } from './verify-package.ts';

/** @param path of the verifier, a module that needs nothing else */
export async function loadProofCheck(path: string): Promise<CheckProof> {
  // A module that no compiler knows; what it must have is looked at just below.
  const loaded = (await import(pathToFileURL(path).href)) as { readonly check?: unknown };
  const { check } = loaded;
  if (!isCheck(check)) throw new TransferError(`${path} is not the verifier of proofs.`);
  return (proof) => problemsOf(check(proof));
}

function problemsOf(answer: unknown): { readonly problems: readonly string[] } {
  const said: unknown =
    typeof answer === 'object' && answer !== null && 'problems' in answer ? answer.problems : undefined;
  if (!Array.isArray(said)) return { problems: ['The verifier gave no answer.'] };
  return { problems: said.map(String) };
}

/** What it answers is looked at each time. */
function isCheck(value: unknown): value is (proof: unknown) => unknown {
  return typeof value === 'function';
}
