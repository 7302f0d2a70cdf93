// Turns the kinds of documents, and duties to disclose them, into their definitions. What they refer to is judged elsewhere.
import { audiencesAt, choicesAt, commonOf, namesAt } from './compile-entries.ts';
import type { DisclosureDefinition, DocumentDefinition } from './entry-definition.ts';
import { flagAt, type MapEntry, textAt } from './located.ts';

const BYTES: Readonly<Record<string, number>> = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

export function documentOf({ key, value }: MapEntry): DocumentDefinition {
  const { personal: _never, ...common } = commonOf(key, value);
  const size = textAt(value, 'maxSize');
  const people = textAt(value, 'redactedBy');
  return {
    ...common,
    audiences: audiencesAt(value),
    accepts: namesAt(value, 'accepts'),
    ...(size === null ? {} : { maxSize: bytesOf(size) }),
    about: namesAt(value, 'about'),
    category: textAt(value, 'category') ?? common.title,
    required: flagAt(value, 'required', false),
    ...(people === 'one' || people === 'two' ? { redactedBy: people } : {}),
  };
}

/** `20 MB` in bytes. */
function bytesOf(size: string): number {
  const [number = '', unit = ''] = size.split(' ');
  return Number(number) * (BYTES[unit] ?? 1);
}

export function disclosureOf({ key, value }: MapEntry): DisclosureDefinition {
  const by = textAt(value, 'by');
  return {
    ...{ name: key, title: textAt(value, 'title') ?? '' },
    ...(by === null ? {} : { by }),
    ...{ to: namesAt(value, 'to'), documents: namesAt(value, 'documents'), audiences: namesAt(value, 'audiences') },
    grounds: choicesAt(value, 'grounds'),
    blocksClosing: textAt(value, 'atClosing') === 'must-be-settled',
  };
}
