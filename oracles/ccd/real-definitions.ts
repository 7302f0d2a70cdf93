// Where the definitions of CCD lie, if they are there: the folder of shared material is beside the project or named by
// CASEWRIGHT_SHARED. Tests that need them skip by name without.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));

export const bulkScan = folderOf('bulkscan-exception');
export const benefitAppeal = folderOf('sscs-benefit-appeal');
export const hasDefinitions = [bulkScan, benefitAppeal].every((folder) => existsSync(folder));

function folderOf(name: string): string {
  return `${shared}/data/hmcts-ccd-${name}`;
}
