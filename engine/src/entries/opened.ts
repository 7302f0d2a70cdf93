// Whether somebody has opened what they decide on: each page of each document that a decision names and whose kind must be read. What was
// opened is said by whoever shows it; what nobody said was not.
import { say, type Said, type SaidValue } from '../sentences/say.ts';
import type { DeterminationDefinition } from '../definition/entry-definition.ts';
import type { Considered } from './considered.ts';
import type { Document, DocumentVersion } from './document.ts';
import type { Entries } from './entry.ts';

/** Of a content, by its SHA-256, the pages that the actor has opened, from 1, or the whole of it. */
export type Opened = ReadonlyMap<string, ReadonlySet<number> | 'whole'>;

/** Exhibits, where a kind of decision says what must be read. */
const EVIDENCE = 'evidence';

interface Unread {
  /** Document 3, or exhibit 2. An exhibit is named as that: its document may be of a kind that the maker does not know. */
  readonly what: Said;
  /** Pages that were not opened; null where the whole was not. */
  readonly pages: readonly number[] | null;
}

/** A sentence that names what its maker has not opened; null where all was. */
export function unreadFault(
  { mustBeRead }: Pick<DeterminationDefinition, 'mustBeRead'>,
  manifest: readonly Considered[],
  { entries, opened }: { readonly entries: Entries; readonly opened: Opened },
): Said | null {
  if (mustBeRead.length === 0) return null;
  const left = toRead(mustBeRead, manifest, entries).flatMap((one) => unreadOf(one, opened));
  return left.length === 0
    ? null
    : say('read-first-what-it-rests-on', { unread: { each: left.map(unreadWords), by: 'semicolon' } });
}

interface ToRead {
  readonly content: string;
  readonly document: Document | null;
  readonly exhibit: number | null;
}

/** Each content once, in the order of the manifest. */
function toRead(kinds: readonly string[], manifest: readonly Considered[], entries: Entries): readonly ToRead[] {
  const found = new Map<string, ToRead>();
  for (const one of manifest.flatMap((item) => namedIn(kinds, item, entries))) {
    if (!found.has(one.content)) found.set(one.content, one);
  }
  return [...found.values()];
}

function namedIn(kinds: readonly string[], item: Considered, entries: Entries): readonly ToRead[] {
  if ('field' in item) return [];
  if ('document' in item) {
    const { document: content } = item;
    const named = documentsWith(entries, content).filter(({ of }) => kinds.includes(of));
    return named.map((document) => ({ content, document, exhibit: null }));
  }
  const entry = Object.hasOwn(entries, item.entry) ? entries[item.entry] : undefined;
  if (entry?.kind === 'document' && kinds.includes(entry.of)) {
    const content = entry.versions.at(-1)?.content;
    return content === undefined ? [] : [{ content, document: entry, exhibit: null }];
  }
  if (entry?.kind !== 'evidence' || entry.document === null || !kinds.includes(EVIDENCE)) return [];
  const { document: content, exhibit } = entry;
  const [document = null] = documentsWith(entries, content);
  return [{ content, document, exhibit }];
}

/** Documents of which a version has that content. */
function documentsWith(entries: Entries, content: string): readonly Document[] {
  return Object.values(entries).flatMap((one) =>
    one.kind === 'document' && versionWith(one, content) !== undefined ? [one] : [],
  );
}

function versionWith({ versions }: Document, content: string): DocumentVersion | undefined {
  return versions.find((version) => version.content === content);
}

function unreadOf({ content, document, exhibit }: ToRead, opened: Opened): readonly Unread[] {
  const seen = opened.get(content);
  if (seen === 'whole') return [];
  const what =
    exhibit === null
      ? say('unread-document', { number: document?.number ?? '' })
      : say('unread-exhibit', { number: exhibit });
  const count = document === null ? null : (versionWith(document, content)?.pages ?? null);
  if (count === null) return [{ what, pages: null }];
  const pages = Array.from({ length: count }, (_, at) => at + 1).filter((page) => seen?.has(page) !== true);
  if (pages.length === 0) return [];
  return [{ what, pages: pages.length === count ? null : pages }];
}

/** By numbers, since what a document is called is not told to everybody who is told of a refusal. */
function unreadWords({ what, pages }: Unread): Said {
  if (pages === null) return what;
  return say(pages.length > 1 ? 'unread-pages' : 'unread-page', { what, pages: rangesOf(pages) });
}

/** 2, and from 5 to 7. */
function rangesOf(pages: readonly number[]): SaidValue {
  const ranges: { from: number; to: number }[] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === page - 1) last.to = page;
    else ranges.push({ from: page, to: page });
  }
  const each = ranges.map(({ from, to }) => (from === to ? from : say('from-to', { from, to })));
  return { each, by: 'comma' };
}
