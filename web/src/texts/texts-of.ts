// What the texts of a subject are in any language: the same members as in English, the same arguments, other words.

/**
 * The shape of the English texts, without their words. A language that lacks a sentence, or has one that English has not, does not
 * compile: the error names the member.
 */
export type TextsOf<English> = English extends string
  ? string
  : English extends (...args: infer Given) => infer Said
    ? (...args: Given) => TextsOf<Said>
    : English extends readonly (infer Each)[]
      ? readonly TextsOf<Each>[]
      : English extends object
        ? { readonly [Name in keyof English]: TextsOf<English[Name]> }
        : English;
