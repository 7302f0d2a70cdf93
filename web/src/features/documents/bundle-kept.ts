// A bundle that is being put together as text by field, as forms are kept. Knows no screen.
import { bundlesTexts as texts } from '#texts/bundles';
import { EMPTY, type BundleDraft, type BundleItem } from './bundle-draft.ts';

type Kept = Readonly<Record<keyof BundleDraft, string>>;

/** What stands in each field for a part of it. */
export function writeKept({ items, record, ...words }: Partial<BundleDraft>): Partial<Kept> {
  return {
    ...words,
    ...(items === undefined ? {} : { items: JSON.stringify(items.map(({ entry, heading }) => [entry, heading])) }),
    ...(record === undefined ? {} : { record: record ? 'yes' : 'no' }),
  };
}

export function readKept({ items, record, ...words }: Kept): BundleDraft {
  return { ...words, items: itemsIn(items), record: record === 'yes' };
}

export const KEPT_EMPTY: Kept = { of: '', audience: '', title: '', document: '', due: '', record: 'yes', items: '[]' };

/** What is told of another window, in which the bundle was put together otherwise. */
export const KEPT_LABELS: readonly { readonly field: string; readonly label: string }[] = [
  { field: 'title', label: texts.name },
];

/** Only `writeKept` writes it; what it cannot read is nothing. */
function itemsIn(text: string): readonly BundleItem[] {
  try {
    const found: unknown = JSON.parse(text);
    if (!Array.isArray(found)) return EMPTY.items;
    return found.flatMap((one: unknown): readonly BundleItem[] => {
      const [entry, heading] = Array.isArray(one) ? one.map(String) : [];
      return entry === undefined ? [] : [{ entry, heading: heading ?? '' }];
    });
  } catch {
    return EMPTY.items;
  }
}
