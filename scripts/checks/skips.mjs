// Judges what was left out of a run. A skip is allowed only if it is on the written list, with its reason, and only while
// that reason holds.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../set-up/project.mjs';

/**
 * @param names the full names of tests, or of whole parts, that did not run
 * @param hasSharedData whether the published logs are here, so that nothing may be skipped for the lack of them
 * @returns `{ allowed: [{ name, reason }], forbidden: [name] }`
 */
export function judgeSkips(names, hasSharedData = isSharedDataHere()) {
  const list = JSON.parse(readFileSync(inProject('scripts', 'allowed-skips.json'), 'utf8'));
  const allowed = [];
  const forbidden = [];
  for (const name of names.map((one) => one.trim())) {
    const entry = list.find((one) => name === one.name || (one.prefix !== undefined && name.startsWith(one.prefix)));
    const holds = entry !== undefined && !(entry.onlyWithoutSharedData && hasSharedData);
    if (holds) allowed.push({ name, reason: entry.reason });
    else forbidden.push(name);
  }
  return { allowed, forbidden };
}

function isSharedDataHere() {
  return existsSync(join(process.env.CASEWRIGHT_SHARED ?? inProject('..', 'shared'), 'data'));
}
