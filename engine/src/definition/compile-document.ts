// Turns the kinds of documents into their definitions. What they refer to is judged elsewhere.
import { audiencesAt, commonOf, namesAt } from './compile-entries.ts';
import type { DocumentDefinition } from './entry-definition.ts';
import { flagAt, type MapEntry, textAt } from './located.ts';

const BYTES: Readonly<Record<string, number>> = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

export function documentOf({ key, value }: MapEntry): DocumentDefinition {
  const { personal: _never, ...common } = commonOf(key, value);
  const size = textAt(value, 'maxSize');
  return {
    ...common,
    audiences: audiencesAt(value),
    accepts: namesAt(value, 'accepts'),
    ...(size === null ? {} : { maxSize: bytesOf(size) }),
    about: namesAt(value, 'about'),
    category: textAt(value, 'category') ?? common.title,
    required: flagAt(value, 'required', false),
  };
}

/** `20 MB` in bytes. */
function bytesOf(size: string): number {
  const [number = '', unit = ''] = size.split(' ');
  return Number(number) * (BYTES[unit] ?? 1);
}
