// The shape of a table of sentences in another language: the same codes, each with words.

export type TextsOf<English> = { readonly [Code in keyof English]: string };
