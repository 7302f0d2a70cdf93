// Where the real log lies, if it is there: the folder of shared material is beside the project or named by
// CASEWRIGHT_SHARED. Tests that need the log skip by name without it.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = process.env.CASEWRIGHT_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url));
const file = `${shared}/data/road-traffic-fines/traffic_fines_10k_cases.csv`;

export const hasRealLog = existsSync(file);

export function realLogText(): string {
  return readFileSync(file, 'utf8');
}
