// What a decision rests on, with what of it its reader has read: unread first, and of that what must be read before. Knows no screen.
import type { OpenedPages } from '../../client/case-windows.ts';
import type { CaseView } from '../../client/types.ts';

type Kept = CaseView['kept'];
export type Decision = Kept['determinations'][number];
type Document = Kept['documents'][number];

export interface RestsOn {
  readonly key: string;
  readonly what:
    | { readonly kind: 'field'; readonly field: string }
    | { readonly kind: 'exhibit'; readonly number: number; readonly words: string }
    | { readonly kind: 'document'; readonly words: string }
    | { readonly kind: 'entry'; readonly words: string }
    | { readonly kind: 'unknown' };
  /** The document to be opened, by its entry; null where there is none to open. */
  readonly open: string | null;
  /** Null for what has nothing to open: it is read where it stands. */
  readonly pages: { readonly read: number; readonly of: number } | null;
  readonly mustBeRead: boolean;
}

const EVIDENCE = 'evidence';

export function isUnread({ pages }: RestsOn): boolean {
  return pages !== null && pages.read < pages.of;
}

/** In the order in which it should be read: what is unread and must be, what is unread, the rest. */
export function restsOn(decision: Decision, kept: Kept, opened: OpenedPages['items']): readonly RestsOn[] {
  const kinds = kept.kinds.determinations.find(({ of }) => of === decision.of)?.mustBeRead ?? [];
  const found = decision.manifest.map((one, at) => lineOf(one, { kept, opened, kinds, key: String(at) }));
  const rank = (line: RestsOn): number => (isUnread(line) ? (line.mustBeRead ? 0 : 1) : 2);
  return found.toSorted((one, other) => rank(one) - rank(other));
}

interface Around {
  readonly kept: Kept;
  readonly opened: OpenedPages['items'];
  readonly kinds: readonly string[];
  readonly key: string;
}

function lineOf(one: Decision['manifest'][number], around: Around): RestsOn {
  const { kept, kinds, key } = around;
  const none = { key, open: null, pages: null, mustBeRead: false };
  if ('field' in one) return { ...none, what: { kind: 'field', field: one.field } };
  if ('document' in one) {
    const document = withContent(kept.documents, one.document);
    const opening = document === undefined ? none : openingOf(document, one.document, around);
    return { ...none, ...opening, what: { kind: 'document', words: one.words } };
  }
  const document = kept.documents.find(({ entry }) => entry === one.entry);
  if (document !== undefined) {
    const content = document.versions.at(-1)?.content ?? '';
    return { ...none, ...openingOf(document, content, around), what: { kind: 'document', words: document.words } };
  }
  const exhibit = kept.evidence.find(({ entry }) => entry === one.entry);
  if (exhibit === undefined) return { ...none, what: wordsOf(kept, one.entry) };
  const what = { kind: 'exhibit', number: exhibit.exhibit, words: exhibit.words } as const;
  if (exhibit.document === null) return { ...none, what };
  const shown = withContent(kept.documents, exhibit.document);
  const mustBeRead = kinds.includes(EVIDENCE);
  // Of one whose document they may not open it is known all the same that they have not.
  const opening = shown === undefined ? { pages: { read: 0, of: 1 } } : openingOf(shown, exhibit.document, around);
  return { ...none, ...opening, mustBeRead, what };
}

function wordsOf({ issues, parties }: Kept, entry: string): RestsOn['what'] {
  const issue = issues.find((one) => one.entry === entry);
  if (issue !== undefined) return { kind: 'entry', words: issue.words };
  const party = parties.find((one) => one.entry === entry);
  return party === undefined ? { kind: 'unknown' } : { kind: 'entry', words: party.title };
}

function withContent(documents: readonly Document[], content: string): Document | undefined {
  return documents.find(({ versions }) => versions.some((version) => version.content === content));
}

function openingOf(
  document: Document,
  content: string,
  { opened, kinds }: Around,
): Pick<RestsOn, 'open' | 'pages' | 'mustBeRead'> {
  const version = document.versions.find((one) => one.content === content);
  const seen = opened.find(({ file }) => file === version?.file);
  const of = version?.pages ?? 1;
  return {
    open: document.entry,
    pages: { read: readOf(seen, version?.pages ?? null), of },
    mustBeRead: kinds.includes(document.of),
  };
}

/** What has no pages was read when the whole was opened. */
function readOf(seen: OpenedPages['items'][number] | undefined, pages: number | null): number {
  if (seen === undefined) return 0;
  if (seen.whole) return pages ?? 1;
  return pages === null ? 0 : Math.min(seen.pages.length, pages);
}
