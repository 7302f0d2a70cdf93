// The one mint of `Redacted<T>`: what may leave the server. Without a grant nothing can be minted.
import type { Grant } from './principal.ts';

declare const redacted: unique symbol;

/** A view that has been cut to what its reader may see. Only such values cross the API. */
export type Redacted<T> = T & { readonly [redacted]: true };

/**
 * Cuts a view to what the grant shows. In this first policy a grant shows the whole view, since who may read a case
 * may read all of it; sections and fields come with the full policy.
 */
export function redact<T>(_grant: Grant, view: T): Redacted<T> {
  // The brand exists for the compiler alone; this is the only place that adds it.
  return view as Redacted<T>;
}
