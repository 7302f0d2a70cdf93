// What every kind of field must be able to do: be filled in, be read, and be filled from what is known. An answer in
// progress is always text, so that nothing typed is lost however wrong it is.
import type { ComponentType } from 'react';
import type { FieldFace, FieldValue } from '../client/types.ts';

export interface FaceProps {
  readonly face: FieldFace;
  /** Unique on the page; the first input carries it. */
  readonly id: string;
  readonly typed: string;
  readonly error: string | undefined;
  readonly onType: (typed: string) => void;
}

export type Reading = { readonly value: FieldValue } | { readonly error: string };

export interface FieldPart {
  readonly Face: ComponentType<FaceProps>;
  /** What stands in the inputs for a value that is already known. */
  readonly write: (value: FieldValue) => string;
  /** The value for what was typed; called only with text that is not blank. */
  readonly read: (face: FieldFace, typed: string) => Reading;
  /** True when nothing was filled in. */
  readonly isBlank: (typed: string) => boolean;
}

export function isEmptyText(typed: string): boolean {
  return typed.trim() === '';
}

export function writeText(value: FieldValue): string {
  return value === null ? '' : String(value);
}
