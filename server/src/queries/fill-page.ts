// A page of what somebody may know of, from a list of which some is kept from them. A page that ended early would count what was left
// out, and a cursor that names the last row looked at would name it.

export interface FillOptions<Row, Place, Item> {
  /** Rows after a place, one more than a page where there are more. */
  readonly list: (after: Place | null) => Promise<readonly Row[]>;
  /** Those of a page that may be known, in its order. */
  readonly keep: (page: readonly Row[]) => Promise<readonly Item[]>;
  readonly placeOf: (row: Row) => Place;
  readonly after: Place | null;
  readonly size: number;
}

export interface FilledPage<Item> {
  readonly items: readonly Item[];
  /** Whether there is more that may be known. */
  readonly isMore: boolean;
}

export async function fillPage<Row, Place, Item>(options: FillOptions<Row, Place, Item>): Promise<FilledPage<Item>> {
  const { list, keep, placeOf, after, size } = options;
  const items: Item[] = [];
  for (let from = after; ;) {
    const rows = await list(from);
    const page = rows.slice(0, size);
    items.push(...(await keep(page)));
    if (items.length > size) return { items: items.slice(0, size), isMore: true };
    const end = page.at(-1);
    if (rows.length <= size || end === undefined) return { items, isMore: false };
    from = placeOf(end);
  }
}
