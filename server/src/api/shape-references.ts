// Lets shapes that contain named shapes refer to them by name, so that each is validated, described and generated once.
import type { TSchema } from 'typebox';

/** A copy of a named shape in which every named shape inside is a reference. */
export function withReferences(shape: TSchema): object {
  const { $id, ...rest } = { $id: undefined, ...shape };
  return { ...($id === undefined ? {} : { $id }), ...copyMembers(rest) };
}

function copyMembers(members: object): object {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, copy(value)]));
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return '$id' in value ? { $ref: `${String(value.$id)}#` } : copyMembers(value);
}
