// What is to be told, as a code with what stands in its places, before it is words in any language. It knows neither cases nor readers;
// the words are found where somebody reads them, by `in-words.ts`.
import type { ENGLISH } from './english.ts';

type English = typeof ENGLISH;
/** A stable code, one for each sentence and each phrase that stands in one. */
export type SentenceCode = keyof English;

/** What may stand in a place. Days and periods are written as the language does. */
export type SaidValue =
  | string
  | number
  | { readonly day: string }
  | { readonly period: { readonly count: number; readonly unit: string } }
  /** One after another, with what stands between them. */
  | { readonly each: readonly SaidValue[]; readonly by: 'and' | 'or' | 'comma' | 'semicolon' }
  | Said;

/** A sentence or a phrase: data, which can be kept, compared and sent. */
export interface Said {
  readonly code: SentenceCode;
  readonly values: Readonly<Record<string, SaidValue>>;
}

/** The names in braces of a text. */
export type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never;

type Values<Code extends SentenceCode> = [PlacesOf<English[Code]>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<PlacesOf<English[Code]>, SaidValue>>];

/** @example say('they-were-told-on', { on: '2024-03-01' }) */
export function say<Code extends SentenceCode>(code: Code, ...[values]: Values<Code>): Said {
  return { code, values: values ?? {} };
}
