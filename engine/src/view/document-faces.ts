// Documents as a person sees them: what they name of other sections is left out. Of a file everything that its reader may know; what its
// bytes are and who gets them is not for here.
import type { CaseType, DocumentDefinition } from '../definition/definition.ts';
import type { DocumentVersion } from '../entries/entries.ts';
import {
  baseOf,
  type Choices,
  type EntryMove,
  type FaceOfEntry,
  faceOfKind,
  type FaceOfKind,
  type Looking,
  type Of,
  onlyShown,
  rolesShown,
  shown,
} from './entry-face.ts';
import { mayReadEntry } from './entry-words.ts';

type Document = Of<'document'>;

export interface DocumentFace
  extends FaceOfEntry, Pick<Document, 'status' | 'number' | 'audience' | 'channel' | 'receivedOn' | 'reasons'> {
  /** What it is called; `title` is what people call its kind. */
  readonly words: string;
  /** What people call those for whom it is. */
  readonly audienceTitle: string | null;
  /** The folder in which it is found. */
  readonly category: string;
  /** Ids of parties; null, or left out, where they may not be known. */
  readonly sender: string | null;
  readonly about: readonly string[];
  /** The last is the current one. */
  readonly versions: readonly VersionFace[];
  /** What it was made of; of a document that may not be known only how. */
  readonly derivedFrom: {
    readonly how: NonNullable<Document['derivedFrom']>['how'];
    readonly entry: string | null;
    readonly content: string | null;
  } | null;
}

export type VersionFace = Omit<DocumentVersion, 'cipher'>;

export interface DocumentKindFace extends FaceOfKind {
  readonly audiences: Choices;
  readonly category: string;
  readonly accepts: readonly string[];
  /** In bytes; null where the kind does not say. */
  readonly maxSize: number | null;
  readonly about: readonly string[];
  readonly required: boolean;
}

export function faceOfDocument(looking: Looking, id: string, entry: Document): readonly DocumentFace[] {
  const definition = looking.caseType.documents.get(entry.of);
  if (definition === undefined) return [];
  const { status, number, audience, channel, receivedOn, reasons, derivedFrom } = entry;
  const source = shown(looking, derivedFrom?.entry);
  return [
    {
      ...baseOf(id, entry, { title: definition.title, may: movesOf(looking, definition, entry) }),
      ...{ status, number, audience, channel, receivedOn, reasons, words: entry.title },
      audienceTitle: definition.audiences.find(({ name }) => name === audience)?.title ?? audience,
      category: definition.category,
      ...{ sender: shown(looking, entry.sender), about: onlyShown(looking, entry.about) },
      versions: entry.versions.map(({ cipher: _ofTheStore, ...version }) => version),
      derivedFrom:
        derivedFrom === null
          ? null
          : { how: derivedFrom.how, entry: source, content: source === null ? null : derivedFrom.content },
    },
  ];
}

function movesOf(looking: Looking, definition: DocumentDefinition, { status }: Document): readonly EntryMove[] {
  if (status !== 'filed' || !looking.mayDo(definition.by)) return [];
  return [
    ...(['add-version', 'retitle'] as const),
    ...(otherKinds(looking, definition).length > 0 ? (['reclassify'] as const) : []),
    ...(definition.audiences.length > 1 ? (['change-audience'] as const) : []),
    'withdraw',
  ];
}

/** Kinds under which it could be put instead. */
function otherKinds(looking: Looking, { name, by }: DocumentDefinition): readonly DocumentDefinition[] {
  return [...looking.caseType.documents.values()].filter(
    (kind) =>
      kind.name !== name &&
      (by === undefined || by === kind.by) &&
      looking.mayDo(kind.by) &&
      firstAudience(looking, kind) !== undefined,
  );
}

/** A kind none of whose audiences may be known is not there. */
export function documentKinds(looking: Looking): readonly DocumentKindFace[] {
  return [...looking.caseType.documents.values()].flatMap((kind) => {
    const audience = firstAudience(looking, kind);
    if (audience === undefined) return [];
    const filed = { type: 'FileDocument', of: kind.name, title: '', file: '', audience } as const;
    return [
      {
        // What comes in late is filed in a closed case too.
        ...faceOfKind({ ...looking, isClosed: false }, kind, filed),
        audiences: kind.audiences
          .filter(({ name }) => mayKnow(looking, kind.name, name))
          .map(({ name, title }) => ({ value: name, label: title })),
        ...{ category: kind.category, accepts: kind.accepts, maxSize: kind.maxSize ?? null },
        ...{ about: rolesShown(looking, kind.about), required: kind.required },
      },
    ];
  });
}

/** Of what a decision must rest on as read, what the reader may know of. */
export function toReadShown(looking: Looking, named: readonly string[]): readonly string[] {
  return named.filter((name) => {
    const kind = looking.caseType.documents.get(name);
    return kind === undefined || firstAudience(looking, kind) !== undefined;
  });
}

/** Undefined where none may be known; null where the kind tells none apart. */
function firstAudience(looking: Looking, { name: of, audiences }: DocumentDefinition): string | null | undefined {
  if (audiences.length === 0) return mayKnow(looking, of, null) ? null : undefined;
  return audiences.find(({ name }) => mayKnow(looking, of, name))?.name;
}

function mayKnow(
  { caseType, parts }: { readonly caseType: CaseType; readonly parts: Looking['parts'] },
  of: string,
  audience: string | null,
): boolean {
  return mayReadEntry(caseType, { kind: 'document', of, audience }, parts);
}
