// Under which names hiding knows an entry: its kind in its list, and where it is for somebody in particular, that kind for them.
import { COLLECTION_OF } from './collection-values.ts';
import type { Entry } from './entry.ts';

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** As much of an entry as says who may know of it. */
export type EntryKnown =
  | Pick<Exclude<Entry, { kind: 'evidence' | 'document' }>, 'kind' | 'of'>
  | Pick<Of<'evidence'>, 'kind' | 'of' | 'audience'>
  | Pick<Of<'document'>, 'kind' | 'of' | 'audience'>;

/** An exhibit or a document is in the section of its kind and in that of those for whom it is: `documents.brief`, `documents.brief.sealed`. */
export function nodesOfEntry(entry: EntryKnown): readonly string[] {
  const node = `${COLLECTION_OF[entry.kind]}.${entry.of}`;
  const isForSome = entry.kind === 'evidence' || (entry.kind === 'document' && entry.audience !== null);
  return isForSome ? [node, `${node}.${entry.audience}`] : [node];
}
