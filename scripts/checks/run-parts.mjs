// Runs parts, some at a time, and reports each as it ends. The output of a part is shown only where it failed.
import { say } from '../set-up/say.mjs';
import { runPart } from './run-part.mjs';
import { judgeSkips } from './skips.mjs';

/** Runs all parts, at most `atOnce` together. Answers their results. */
export async function runParts(parts, atOnce) {
  const waiting = [...parts];
  const results = [];
  const lanes = Array.from({ length: atOnce }, async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await runPart(part);
      report(result);
      results.push(result);
    }
  });
  await Promise.all(lanes);
  return results;
}

/**
 * Says what was skipped and prints the last line. A skip that is not on the list counts as a failure.
 * @param missing names of parts that this machine cannot run
 * @returns the exit code
 */
export function conclude(results, missing) {
  const { allowed, forbidden } = judgeSkips([...missing, ...results.flatMap((result) => result.skipped)]);
  for (const [reason, names] of groupByReason(allowed))
    say(`skipped: ${names.length === 1 ? names[0] : `${names.length} tests`}. ${reason}`);
  for (const name of forbidden) say(`FAILED, since it was skipped and is not in scripts/allowed-skips.json: ${name}`);
  const passed = sum(results, 'passed');
  const failed = sum(results, 'failed') + forbidden.length;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function groupByReason(skips) {
  const groups = new Map();
  for (const { name, reason } of skips) groups.set(reason, [...(groups.get(reason) ?? []), name]);
  return groups;
}

function report(result) {
  if (result.failed > 0) process.stderr.write(`\n${result.output}\n`);
  const verdict = result.failed > 0 ? `${result.failed} FAILED` : 'ok';
  say(`${result.name}: ${result.passed} passed, ${verdict} (${result.seconds.toFixed(1)} s)`);
}

function sum(results, key) {
  return results.reduce((total, result) => total + result[key], 0);
}
