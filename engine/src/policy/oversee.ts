// What somebody who watches over others may know of cases: a seat or a role of oversight stands in for a missing grant and for
// nothing else, so every row is held against the terms before anything of it is told. The one mint of what such an answer shows.
import { accessRules } from './access-rules.ts';
import { ANY_PURPOSE, isUnbarredBy } from './compile-access.ts';
import type { AccessAsked, Principal, Seat } from './principal.ts';

declare const watching: unique symbol;
declare const compared: unique symbol;
declare const overseenView: unique symbol;

/** As whom somebody looks who watches over others: what they hold. Nobody watches with the program's own right. */
export interface Watcher {
  readonly held: readonly string[];
  /** It is not known who looks, so any wall may be about them. */
  readonly isUnnamed: boolean;
  readonly [watching]: true;
}

/** A row of a case that was held against every term. */
export type Compared<R> = R & { readonly [compared]: true };

/** A view that was made of compared rows alone. */
export type OverseenView<T> = T & { readonly [overseenView]: true };

/** Rows of which the watcher may know, and how many others there are. */
export interface Overseen<R> {
  readonly known: readonly Compared<R>[];
  readonly withheld: number;
}

/** Whoever watches by a role, or asks in their own name. */
export function watcherOf({ holding }: Pick<Principal, 'holding'>): Watcher {
  return watcher(holding === 'program' ? [] : holding);
}

/** Whoever watches by a seat, for what the seat was given for and for nothing that they say themselves. */
export function watcherUnder({ holding }: Pick<Principal, 'holding'>, { purpose }: Pick<Seat, 'purpose'>): Watcher {
  const own = holding === 'program' ? [] : holding.filter((token) => !token.startsWith('purpose:'));
  return watcher([...own, ANY_PURPOSE, `purpose:${purpose}`]);
}

/** In nobody's name: holds nothing, and is told of what asks nothing and keeps nobody off. */
export function watcherForNobody(): Watcher {
  return watcher([ANY_PURPOSE], true);
}

export function mayKnowOf(by: Watcher, row: AccessAsked): boolean {
  return oversee(by, [row]).withheld === 0;
}

/** Holds rows of cases against every term. */
export function oversee<R extends AccessAsked>(by: Watcher, rows: readonly R[]): Overseen<R> {
  const held = new Set(by.held);
  const open = rows.filter((row) => isUnbarredBy(accessRules, row, held) && !(by.isUnnamed && row.walls.length > 0));
  // The brand exists for the compiler alone; this is the only place that adds it.
  const known = open as readonly R[] as readonly Compared<R>[];
  return { known, withheld: rows.length - known.length };
}

/** A view of what was compared, for whoever watches: the only way to one that may be shown to them. */
export function overseen<R, T>(rows: Overseen<R>, show: (rows: Overseen<R>) => T): OverseenView<T> {
  // The brand exists for the compiler alone; only here and below is it added.
  return show(rows) as OverseenView<T>;
}

/** A view that tells of no case at all, such as of the seat itself. Whoever makes one says so. */
export function aboutNoCase<T>(view: T): OverseenView<T> {
  // For the compiler alone, as above.
  return view as OverseenView<T>;
}

function watcher(held: readonly string[], isUnnamed = false): Watcher {
  // The brand exists for the compiler alone; this is the only place that adds it.
  return { held, isUnnamed } as Watcher;
}
