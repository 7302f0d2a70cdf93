// Page numbers of a bundle that never change: a page keeps its number in every later bundle, what is put between gets numbers
// of its own (12A, 12B), and a number that was given up is not used again. Knows no files.

/** The pages of one document in a bundle. */
export interface NumberedDocument {
  /** What the document is known by from one bundle to the next. */
  readonly id: string;
  /** SHA-256 of its content: another version is other pages. */
  readonly content: string;
  readonly labels: readonly string[];
}

/** What a later bundle needs to know of an earlier one. */
export interface Numbering {
  /** In their order. */
  readonly documents: readonly NumberedDocument[];
  /** Numbers of documents that are no longer there. */
  readonly retired: readonly string[];
}

export interface DocumentToNumber {
  readonly id: string;
  readonly content: string;
}

export interface Numberer {
  /** Labels for the pages of the document at a place of the list; call it once for each, in their order. */
  readonly labelsFor: (index: number, pages: number) => readonly string[];
  /** Once every document has its labels. */
  readonly numbering: () => Numbering;
}

/** @param documents all of the new bundle, in their order */
export function openNumbering(documents: readonly DocumentToNumber[], earlier: Numbering | null): Numberer {
  const before = new Map((earlier?.documents ?? []).map((each) => [keyOf(each), each.labels]));
  const used = new Set([...(earlier?.retired ?? []), ...[...before.values()].flat()]);
  const most = Math.max(0, ...[...used].map((label) => Number.parseInt(label, 10)));
  const done: NumberedDocument[] = [];
  let highest = most;
  const nextKept = (index: number): boolean => documents.slice(index + 1).some((each) => before.has(keyOf(each)));
  const fresh = (index: number, pages: number): readonly string[] => {
    if (!nextKept(index)) return Array.from({ length: pages }, () => String((highest += 1)));
    return between(done.flatMap(({ labels }) => labels).at(-1) ?? '0', pages, used);
  };
  return {
    labelsFor(index, pages) {
      const document = documents[index];
      if (document === undefined) throw new RangeError(`there is no document ${index}`);
      const known = before.get(keyOf(document));
      const labels = known?.length === pages ? known : fresh(index, pages);
      for (const label of labels) used.add(label);
      // Only what is said here: whoever keeps the numbering keeps no words of documents.
      done.push({ id: document.id, content: document.content, labels });
      return labels;
    },
    numbering() {
      const kept = new Set(done.flatMap(({ labels }) => labels));
      return { documents: done, retired: [...used].filter((label) => !kept.has(label)) };
    },
  };
}

/** Labels that come after one and before the next: letters after a digit, and a point where the letters are taken. */
function between(after: string, count: number, used: ReadonlySet<string>): readonly string[] {
  for (let stem = after; ; stem = `${stem}.0`) {
    const endsInDigit = /\d$/.test(stem);
    const ways = [(place: number) => `${stem}${lettersOf(place)}`, (place: number) => `${stem}.${place}`];
    for (const way of endsInDigit ? ways : ways.slice(1)) {
      const labels = Array.from({ length: count }, (_, index) => way(index + 1));
      if (!used.has(way(1)) && labels.every((label) => !used.has(label))) return labels;
    }
  }
}

/** 1 is A, 26 is Z, 27 is AA. */
function lettersOf(place: number): string {
  const rest = Math.floor((place - 1) / 26);
  return (rest === 0 ? '' : lettersOf(rest)) + String.fromCodePoint(65 + ((place - 1) % 26));
}

function keyOf({ id, content }: DocumentToNumber): string {
  return `${content} ${id}`;
}
