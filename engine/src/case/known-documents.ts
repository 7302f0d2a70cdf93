// Which entries whoever gives a command may know of, and whether a document that a command names by the hash of its content is one of
// them: where a case keeps documents, nothing else is named.
import { say, type Said } from '../sentences/say.ts';
import { partsAsked } from '../definition/definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { type Entries, nodesOfEntry } from '../entries/entries.ts';
import type { Draft } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import type { FurtherCommand } from './entry-roles.ts';

/** Parts that the actor may read; null: all, or the caller has seen to it. */
export type KnownParts = ReadonlySet<string> | null;

export function knownEntries(caseType: CaseType, entries: Entries, parts: KnownParts): Entries {
  if (parts === null) return entries;
  const isKnown = (entry: Entries[string]): boolean =>
    nodesOfEntry(entry).every((node) => partsAsked(caseType, node).every((part) => parts.has(part)));
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => isKnown(entry)));
}

/** A sentence where a command names a content that is none of a document that the actor may know of; null where it names none such. */
export function unfiledFault(draft: Draft, command: FurtherCommand, parts: KnownParts): Said | null {
  const { caseType } = draft;
  const named = caseType.documents.size === 0 ? [] : contentsOf(command);
  if (named.length === 0) return null;
  const filed = new Set(
    Object.values(knownEntries(caseType, entriesIn(draft), parts)).flatMap((one) =>
      one.kind === 'document' && one.status === 'filed' ? one.versions.map(({ content }) => content) : [],
    ),
  );
  const unfiled = named.find((content) => !filed.has(content));
  return unfiled === undefined ? null : say('no-document-of-this-case-that', { unfiled });
}

/** Contents that a command names anew: what is approved was named before, and what is disclosed is a version of the document that it names. */
function contentsOf(command: FurtherCommand): readonly string[] {
  if (command.type === 'ApproveCommunication' || 'duty' in command) return [];
  const named = [
    'document' in command ? command.document : undefined,
    'receipt' in command ? command.receipt : undefined,
    'content' in command ? command.content : undefined,
  ];
  const considered = 'manifest' in command ? (command.manifest ?? []) : [];
  return [
    ...named.filter((content) => content !== undefined),
    ...considered.flatMap((one) => ('document' in one ? [one.document] : [])),
  ];
}
