// What differs between two versions of a bundle: a document is the same where its content and its pages are.
import type { BundleManifest } from '../../client/types.ts';

type Documents = BundleManifest['documents'];

export interface BundleChanges {
  readonly added: Documents;
  readonly removed: Documents;
  /** How many stayed with their pages. */
  readonly kept: number;
}

export function whatChanged(before: Documents, after: Documents): BundleChanges {
  const keyOf = ({ content, labels }: Documents[number]): string => `${content} ${labels.join(' ')}`;
  const [were, are] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return {
    added: after.filter((one) => !were.has(keyOf(one))),
    removed: before.filter((one) => !are.has(keyOf(one))),
    kept: after.filter((one) => were.has(keyOf(one))).length,
  };
}

/** @example pagesOf(['12A', '12B']) // '12A–12B' */
export function pagesOf(labels: readonly string[]): string {
  const [first = '', last = first] = [labels[0], labels.at(-1)];
  return first === last ? first : `${first}–${last}`;
}
