// What the commands of maintenance share: the part of the system that they need, and texts, days and people from the command line.
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

const DAY_MS = 86_400_000;

/** For how long a key opens what was sealed. @throws UsageError for no number of days, or one that is too great */
export function daysFrom(
  call: CommandCall,
  { usual, most }: { readonly usual: number; readonly most: number },
): number {
  const days = Number(textOption(call, 'days') ?? usual);
  if (!Number.isInteger(days) || days < 1 || days > most)
    throw new UsageError(`--days must be a number from 1 to ${most}.`);
  return days;
}

/** The day on which that is over. */
export function lastDay({ nowMs }: Pick<CommandCall['doors'], 'nowMs'>, days: number): string {
  return dayOf(nowMs() + days * DAY_MS);
}

export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** @param what they do, as it is asked for where nobody is named */
export function approversFrom(call: CommandCall, what: string): readonly string[] {
  return requiredText(call, 'approved-by', what)
    .split(',')
    .map((person) => person.trim())
    .filter((person) => person !== '');
}
