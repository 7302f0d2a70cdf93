// The fields of the forms of this room, and what was typed in one.
import type { FieldFace, FieldValue } from '../../client/types.ts';

const WORDS_MAX = 2_000;

export function wordsFace(field: string, label: string, hint?: string): FieldFace {
  const face = { field, kind: 'long-text', label, required: true, maxLength: WORDS_MAX } as const;
  return hint === undefined ? face : { ...face, hint };
}

export function dayFace(field: string, label: string, value?: string): FieldFace {
  const face = { field, kind: 'date', label, required: value !== undefined, maxLength: 10 } as const;
  return value === undefined || value === '' ? face : { ...face, value };
}

export function textFace(field: string, label: string, hint?: string): FieldFace {
  const face = { field, kind: 'text', label, required: false, maxLength: 200 } as const;
  return hint === undefined ? face : { ...face, hint };
}

export function textOf(data: Readonly<Record<string, FieldValue>>, field: string): string {
  const value = data[field];
  return value === undefined || value === null ? '' : String(value).trim();
}
