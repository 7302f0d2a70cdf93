// Values of options that several commands have: text, lists, times and purposes, each said plainly where it has another form.
import { addDays, isDate, isInstant } from '@casewright/engine/calendar';
import type { CommandCall } from './cli.ts';
import { UsageError } from './exit-codes.ts';

type Options = CommandCall['options'];

export function textFrom(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Null where the option is absent. */
export function listFrom(options: Options, name: string): readonly string[] | null {
  const words = (textFrom(options, name) ?? '').split(',').filter((word) => word !== '');
  return words.length === 0 ? null : words;
}

/** What a look is for: a name, kept with its line in the access log. */
export function purposeFrom(options: Options): string {
  const purpose = textFrom(options, 'purpose');
  if (purpose === undefined) throw new UsageError('Say what it is for: --purpose <name>, such as breach-2026-03.');
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(purpose))
    throw new UsageError(`"${purpose}" is not a purpose: small letters, digits and hyphens.`);
  return purpose;
}

/** The same where it need not be said. */
export function anyPurposeFrom(options: Options): string | null {
  return textFrom(options, 'purpose') === undefined ? null : purposeFrom(options);
}

/** In whose name something is asked; null: in nobody's. */
export function nameFrom(options: Options): string | null {
  return textFrom(options, 'as') ?? null;
}

/** A day is one of UTC; as an end it counts whole. */
export function timeFrom(options: Options, name: string, asEnd: boolean): string | undefined {
  const text = textFrom(options, name);
  if (text === undefined) return undefined;
  if (isDate(text)) return `${asEnd ? addDays(text, 1) : text}T00:00:00.000Z`;
  if (!isInstant(text))
    throw new UsageError(`--${name} must be a date such as 2026-03-31, or an instant with its offset.`);
  return new Date(text).toISOString();
}

export function periodFrom(options: Options): { readonly from: string; readonly until: string } {
  const [from, until] = [timeFrom(options, 'from', false), timeFrom(options, 'to', true)];
  if (from === undefined || until === undefined)
    throw new UsageError('Say from when to when: --from <date> --to <date>.');
  return { from, until };
}
