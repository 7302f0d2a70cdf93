// What goes into a bundle, and whether it may: each document is one that whoever asks may read, that everybody may read who will read the
// bundle, and that is not withheld from whom it is for. One that is not so, and there is no bundle.
import type { CaseType } from '@casewright/engine/definition';
import { allEntries, type Document, type DocumentVersion } from '@casewright/engine/entries';
import { bundleFault, correctionFaces, isReadByAll, mayReadEntry, type ReadableParts } from '@casewright/engine/view';
import { documentIn, type FilingAsked } from './filing-command.ts';
import type { FilingPlace } from './upload-step.ts';

/** A bundle as it is asked for. */
export interface BundleToMake extends FilingAsked {
  readonly caseId: string;
  readonly title: string;
  /** The party for whom it is, by id; null: for whom its audience says. */
  readonly party: string | null;
  readonly sections: readonly {
    readonly title: string;
    /** The document by id, and SHA-256 of the version of it. */
    readonly documents: readonly { readonly entry: string; readonly content: string }[];
  }[];
}

export interface BundleSource {
  readonly entry: string;
  readonly document: Document;
  readonly version: DocumentVersion;
  /** The number of the exhibit that it is, where whoever reads the bundle may know of that. */
  readonly exhibit: string | null;
  /** Whether it is said to be wrong, so that the index says it; the words stand with the document. */
  readonly noted: 'accepted' | 'attached' | null;
}

export type FoundSources =
  | { readonly sections: readonly { readonly title: string; readonly sources: readonly BundleSource[] }[] }
  /** There is none such, or not for whoever asks. */
  | 'absent'
  /** A sentence: what may not go in, and why. */
  | { readonly said: string };

export function findSources(place: FilingPlace, parts: ReadableParts, asked: BundleToMake): FoundSources {
  const marks = {
    exhibits: exhibitsOf(place, parts, asked),
    faces: correctionFaces(place.caseType, place.state, parts),
  };
  const sections: { readonly title: string; readonly sources: readonly BundleSource[] }[] = [];
  for (const { title, documents } of asked.sections) {
    const sources: BundleSource[] = [];
    for (const one of documents) {
      const source = sourceOf(place, parts, { ...marks, ...one });
      if (source === null) return 'absent';
      const said = faultOf(place.caseType, source, asked);
      if (said !== null) return { said };
      sources.push(source);
    }
    sections.push({ title, sources });
  }
  return { sections };
}

interface Named {
  readonly exhibits: ReadonlyMap<string, string>;
  readonly faces: ReturnType<typeof correctionFaces>;
  readonly entry: string;
  readonly content: string;
}

function sourceOf(
  { state, caseType }: FilingPlace,
  parts: ReadableParts,
  { exhibits, faces, entry, content }: Named,
): BundleSource | null {
  const document = documentIn(state, entry);
  if (document === null || !mayReadEntry(caseType, document, parts)) return null;
  const version = document.versions.findLast((one) => one.content === content);
  if (version === undefined) return null;
  const notes = faces.filter((face) => face.entry === entry);
  const noted = notes.find(({ standing }) => standing === 'accepted') ?? notes[0];
  return { entry, document, version, exhibit: exhibits.get(content) ?? null, noted: noted?.standing ?? null };
}

/** Of contents the numbers of the exhibits that they are, the first where there are several, of which whoever reads the bundle may know. */
function exhibitsOf(
  { state, caseType }: FilingPlace,
  parts: ReadableParts,
  { kind, audience }: BundleToMake,
): ReadonlyMap<string, string> {
  const exhibits = new Map<string, string>();
  for (const one of Object.values(allEntries(caseType, state))) {
    if (one.kind !== 'evidence' || one.document === null || exhibits.has(one.document)) continue;
    if (mayReadEntry(caseType, one, parts) && isReadByAll(caseType, one, { of: kind, audience }))
      exhibits.set(one.document, String(one.exhibit));
  }
  return exhibits;
}

function faultOf(caseType: CaseType, { entry, document }: BundleSource, asked: BundleToMake): string | null {
  const which = `Document ${document.number}`;
  if (entry === asked.document) return `${which} is the bundle itself. Take it out of the list.`;
  const fault = bundleFault(caseType, document, { of: asked.kind, audience: asked.audience });
  if (fault !== null) return `${which} ${SENTENCES[fault]}`;
  const last = (document.disclosures ?? []).findLast(({ party }) => party === asked.party);
  return last === undefined || last.ground === null
    ? null
    : `${which} is withheld from whom the bundle is for. Take it out, or give it to them first.`;
}

const SENTENCES = {
  withdrawn: 'was withdrawn. Take it out of the list.',
  destroyed: 'was lawfully destroyed. Take it out of the list.',
  'for-others': 'is for others than the bundle. Take it out, or make the bundle for the same people.',
  'other-section': 'is in a part of the case that not everybody may read who may read the bundle. Take it out.',
} as const;

/** For whom it is, as its first page says; nobody is named, since a name may be secret. */
export function recipientOf({ caseType, state }: FilingPlace, { kind, audience, party }: BundleToMake): string | null {
  if (party !== null) {
    const entries = allEntries(caseType, state);
    const entry = Object.hasOwn(entries, party) ? entries[party] : undefined;
    return entry?.kind === 'party' ? (caseType.parties.get(entry.of)?.title ?? entry.of) : null;
  }
  const audiences = caseType.documents.get(kind)?.audiences ?? [];
  return audiences.find(({ name }) => name === audience)?.title ?? 'whoever may read the case';
}
