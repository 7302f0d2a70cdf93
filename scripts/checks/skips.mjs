// Judges what was left out of a run. A skip is allowed only if it is on the written list, with its reason.
import { readFileSync } from 'node:fs';
import { inProject } from '../set-up/project.mjs';

/**
 * @param names the full names of tests, or of whole parts, that did not run
 * @returns `{ allowed: [{ name, reason }], forbidden: [name] }`
 */
export function judgeSkips(names) {
  const list = JSON.parse(readFileSync(inProject('scripts', 'allowed-skips.json'), 'utf8'));
  const allowed = [];
  const forbidden = [];
  for (const name of names) {
    const entry = list.find((one) => name === one.name || (one.prefix !== undefined && name.startsWith(one.prefix)));
    if (entry) allowed.push({ name, reason: entry.reason });
    else forbidden.push(name);
  }
  return { allowed, forbidden };
}
