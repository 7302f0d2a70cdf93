// What the commands of maintenance share: the part of the system that they need, and texts from the command line.
import type { CliSystem, CommandCall, Maintenance } from './cli.ts';
import { EnvironmentError, UsageError } from './exit-codes.ts';

export function maintenanceOf({ maintenance }: CliSystem): Maintenance {
  if (maintenance === undefined) throw new EnvironmentError('This command needs an installation of its own.');
  return maintenance;
}

export function textOption({ options }: CommandCall, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError where it is missing, empty or longer than a line of a schedule */
export function requiredText(call: CommandCall, name: string, what: string): string {
  const value = textOption(call, name)?.trim() ?? '';
  if (value === '') throw new UsageError(`Say ${what}: --${name}.`);
  if (value.length > 500) throw new UsageError(`--${name} has more than 500 characters.`);
  return value;
}
