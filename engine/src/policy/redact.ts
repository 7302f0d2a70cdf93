// The one mint of `Redacted<T>`: what may leave the server. Without a grant nothing can be minted, and a view of a case only
// once it has been cut to the parts that its reader may read, or held against the terms for whoever watches.
import type { CutToParts } from '../view/readable-parts.ts';
import type { OverseenView } from './oversee.ts';
import type { Grant } from './principal.ts';

declare const redacted: unique symbol;
declare const noCaseFile: unique symbol;

/** A view that has been cut to what its reader may see. Only such values cross the API. */
export type Redacted<T> = T & { readonly [redacted]: true };

/** A view in which no value of a case file is: lists of names and dates, sessions, hashes. Whoever makes one says so. */
export type WithoutCaseFile<T> = T & { readonly [noCaseFile]: true };

/** What may be asked to be shown. */
export type Showable<T> = CutToParts<T> | WithoutCaseFile<T>;

/** Says that a view holds no value of a case file. */
export function withoutCaseFile<T>(view: T): WithoutCaseFile<T> {
  // The brand exists for the compiler alone; this is the only place that adds it.
  return view as WithoutCaseFile<T>;
}

/** Lets out a view that a grant allows. What of a case its reader may not read was cut before; nothing else is taken. */
export function redact<T>(_grant: Grant, view: Showable<T> | OverseenView<T>): Redacted<T> {
  // The brand exists for the compiler alone; this is the only place that adds it.
  return view as unknown as Redacted<T>;
}
