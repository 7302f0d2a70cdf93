// The opaque `next` of a page: the place of its last row. It grants nothing, since whoever sends one still sees only
// their own rows; it is checked so that a made-up one is refused here and not by the database.
import { isDate, isInstant } from '@casewright/engine/calendar';

/** What each part of a place must be. */
export type PlaceForm = readonly ((part: string) => boolean)[];

export { isDate };

/** As the store gives them: in UTC with milliseconds. */
export function isUtcInstant(part: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(part) && isInstant(part);
}

export function isUuid(part: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part);
}

export function isItem(part: string): boolean {
  return /^[a-z0-9#/.-]{1,600}$/.test(part);
}

export function isCount(part: string): boolean {
  return /^[1-9][0-9]{0,8}$/.test(part);
}

export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(parts.join(' ')).toString('base64url');
}

/** The parts of a cursor, or null where it has another form. */
export function readCursor(cursor: string, form: PlaceForm): readonly string[] | null {
  const parts = Buffer.from(cursor, 'base64url').toString().split(' ');
  return parts.length === form.length && form.every((fits, index) => fits(parts[index] ?? '')) ? parts : null;
}
