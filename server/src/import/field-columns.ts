// Which columns the fields of a mapping are taken from. It knows no case type.
import type { FieldSource } from './mapping.ts';

export function fieldColumns(fields: Readonly<Record<string, FieldSource>> | undefined): readonly string[] {
  return Object.values(fields ?? {}).flatMap((source) => {
    if (typeof source === 'string') return source.startsWith('$') ? [] : [source];
    return source.columns ?? (source.column === undefined ? [] : [source.column]);
  });
}
