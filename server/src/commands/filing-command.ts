// What somebody will ask for when their file is there, so that it can be known before the first byte whether they may.
import type { CaseCommand, CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { keyOfDocument, type Document } from '@casewright/engine/entries';
import type { MoveCommand } from '@casewright/engine/versions';

/** What a file is to become. */
export interface FilingAsked {
  /** Of the document. */
  readonly kind: string;
  readonly audience: string | null;
  /** The document of which it is to be a further version, by id; null: a document of its own. */
  readonly document: string | null;
}

/** The command, but for its words; null where there is no such kind, audience or document. */
export function filingOf(
  caseType: CaseType,
  state: CaseState,
  { kind, audience, document }: FilingAsked,
): CaseCommand | null {
  const definition = caseType.documents.get(kind);
  if (definition === undefined) return null;
  const { audiences } = definition;
  const isFor = audiences.length === 0 ? audience === null : audiences.some(({ name }) => name === audience);
  if (!isFor) return null;
  if (document === null) return { type: 'FileDocument', of: kind, audience, title: '', file: '' };
  const found = documentIn(state, document);
  if (found === null || found.of !== kind || found.audience !== audience) return null;
  return { type: 'AddDocumentVersion', of: kind, audience, entry: document, file: '' };
}

export function documentIn({ entries = {} }: CaseState, id: string): Document | null {
  const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
  return entry?.kind === 'document' ? entry : null;
}

/** The file by whose key a document is sealed. */
export function firstFileOf(state: CaseState, document: string): string | null {
  const found = documentIn(state, document);
  return found === null ? null : keyOfDocument(found);
}

/** Most bytes that a kind takes. */
export function limitOf({ caseType }: { readonly caseType: CaseType }, { kind }: FilingAsked): number {
  return caseType.documents.get(kind)?.maxSize ?? Number.MAX_SAFE_INTEGER;
}

/** The file that a command names; null for the others. */
export function fileNamedBy(command: CaseCommand | MoveCommand): string | null {
  return command.type === 'FileDocument' || command.type === 'AddDocumentVersion' ? command.file : null;
}
