// Reads the file that names the identity providers, with the secrets that it points to, for the main that serves.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readProviderSettings, type ProviderSettings } from './identity/provider-settings.ts';
import { LaunchError } from './launch/launch-error.ts';

/**
 * The providers of the file; none without a file.
 * @throws LaunchError that names everything that is wrong with it
 */
export function readProviders(path: string | null): readonly ProviderSettings[] {
  if (path === null) return [];
  const result = readProviderSettings(textOf(path), (secret) => readFileSync(resolve(dirname(path), secret), 'utf8'));
  if ('providers' in result) return result.providers;
  throw new LaunchError(`${path} has mistakes:\n${result.problems.map((problem) => `  ${problem}`).join('\n')}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new LaunchError(`${path}, which CASEWRIGHT_IDENTITY names, cannot be read.`);
  }
}
