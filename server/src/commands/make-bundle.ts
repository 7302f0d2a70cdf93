// Makes a bundle of documents of a case: the file is made and kept for whoever asked, and becomes a document, or a further version of one
// whose page numbers it keeps, by the command that files it. Asked first: whether they may file it, read all that goes in, and whether
// everybody may read that who will read the bundle. Knows no page.
import { mayReadEntry, type ReadableParts } from '@casewright/engine/view';
import type { Bundle, BundleDocument, BundleRefusal, BundleRequest } from '../bundle/bundle-types.ts';
import { numberingAfter, readManifest, type ReadManifest } from '../bundle/read-manifest.ts';
import type { Numbering } from '../bundle/numbering.ts';
import type { Bytes } from '../files/bytes.ts';
import { commit } from '../store/database.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { lineOf } from './access-line.ts';
import { findSources, recipientOf, type BundleSource, type BundleToMake } from './bundle-sources.ts';
import { documentIn } from './filing-command.ts';
import { keepFile } from './keep-file.ts';
import { openFile } from './open-file.ts';
import type { Overseer } from './oversee.ts';
import { viewKept, type KeptView } from './view-kept.ts';
import {
  ABSENT,
  deny,
  inCase,
  mayFileIn,
  refused,
  type FilingPlace,
  type StepOutcome,
  type UploadRefusal,
} from './upload-step.ts';
import type { UploadDeps } from './upload-types.ts';

/** What puts documents together; told by whoever starts the program. */
export interface BundleDoors {
  readonly make: (request: BundleRequest) => Promise<Bundle | BundleRefusal>;
  /** The words of a file that has no pages of its own; null where it has none that could be set. */
  readonly wordsOf: (bytes: Bytes, mediaType: string) => Promise<string | null>;
}

/** How far the making of a bundle is, in documents. */
export interface BundleProgress {
  readonly done: number;
  readonly of: number;
}

/** Bundles that this process makes, by agency and person. */
export type BundlesInHand = Map<string, BundleProgress>;

type Deps = UploadDeps & { readonly bundle: BundleDoors; readonly inHand: BundlesInHand };

export function progressKey({ principal: { tenant, person } }: Pick<Overseer, 'principal'>, caseId: string): string {
  return `${tenant} ${person} ${caseId}`;
}

/** Drawing takes the whole of a core: each person has one made at a time, and few are made at once. */
const AT_ONCE = 3;

export async function makeBundle(deps: Deps, by: Overseer, asked: BundleToMake): Promise<StepOutcome<KeptView>> {
  const found = await findAll(deps, by, asked);
  if (found.kind !== 'done') return found;
  const key = progressKey(by, asked.caseId);
  const { tenant, person, onBehalfOf } = by.principal;
  if (deps.inHand.size >= AT_ONCE || [...deps.inHand.keys()].some((one) => one.startsWith(`${tenant} ${person} `)))
    return refused('bundle-busy');
  const sources = found.value.sections.flatMap((section) => section.sources);
  deps.inHand.set(key, { done: 0, of: sources.length });
  try {
    const made = await put(deps, { tenant, found: found.value, asked, key });
    if (!('pieces' in made)) return made;
    const { kind, audience, caseId } = asked;
    const versionOf = found.value.earlier?.firstFile;
    const facts = await keepFile(deps, {
      ...{ tenant, caseId, kind, audience, person, onBehalfOf, name: 'bundle.pdf', channel: 'made' },
      ...{ bytes: inTurn(made.pieces), ...(versionOf === undefined ? {} : { versionOf }) },
    });
    return await viewKept(deps, tenant, facts.file);
  } finally {
    deps.inHand.delete(key);
  }
}

interface Found {
  readonly place: FilingPlace;
  readonly sections: readonly { readonly title: string; readonly sources: readonly BundleSource[] }[];
  readonly recipient: string;
  /** The bundle whose numbers it keeps. */
  readonly earlier: { readonly firstFile: string; readonly files: readonly string[] } | null;
}

function findAll(deps: Deps, by: Overseer, asked: BundleToMake): Promise<StepOutcome<Found>> {
  const { caseId } = asked;
  return inCase<Found>(deps, by, {
    caseId,
    statements: [],
    work: async (tx, heads) => {
      const place = await mayFileIn(deps, tx, { by, heads, asked });
      if (place === null) return deny(deps, tx, { by, caseId });
      const parts = readablePartsOf(place.head, place.caseType);
      const sources = findSources(place, parts, asked);
      const recipient = recipientOf(place, asked);
      const earlier = asked.document === null ? null : earlierIn(place, parts, asked.document);
      if (sources === 'absent' || recipient === null || earlier === 'absent') return deny(deps, tx, { by, caseId });
      // Both tell whoever asks what they may read, so both are on record.
      const action = 'said' in sources ? 'refused:make-bundle' : 'make-bundle';
      await commit(tx, lineOf(deps, by, { action, caseIds: [caseId], denied: false }));
      if ('said' in sources) return refused('bundle-document', null, sources.said);
      return { kind: 'done', value: { place, sections: sources.sections, recipient, earlier } };
    },
  });
}

function earlierIn({ state, caseType }: FilingPlace, parts: ReadableParts, entry: string): Found['earlier'] | 'absent' {
  const document = documentIn(state, entry);
  const [first] = document?.versions ?? [];
  if (document === null || first === undefined || !mayReadEntry(caseType, document, parts)) return 'absent';
  return { firstFile: first.file, files: document.versions.map(({ file }) => file) };
}

interface Putting {
  readonly tenant: number;
  readonly found: Found;
  readonly asked: BundleToMake;
  readonly key: string;
}

async function put(deps: Deps, { tenant, found, asked, key }: Putting): Promise<Bundle | StepOutcome<never>> {
  const { place, recipient, earlier } = found;
  const numbering = earlier === null ? null : await numberingOf(deps, tenant, { earlier, found });
  if (numbering === 'not-a-bundle') return refused('bundle-earlier');
  const sections = [];
  for (const { title, sources } of found.sections) {
    const documents = [];
    for (const source of sources) {
      const document = await documentOf(deps, tenant, { ...source, language: place.caseType.language });
      if (document === null) return ABSENT;
      documents.push(document);
    }
    sections.push({ title, documents });
  }
  const audiences = asked.audience === null ? [] : [asked.audience];
  const made = await deps.bundle.make({
    ...{ title: asked.title, reference: place.state.reference, language: place.caseType.language, sections },
    ...{ date: new Date(deps.nowMs()).toISOString().slice(0, 10), earlier: numbering },
    recipient: { name: recipient, audiences },
    onDocument: (done, of) => void deps.inHand.set(key, { done, of }),
  });
  if (!('code' in made)) return made;
  const number = found.sections.flatMap(({ sources }) => sources).find(({ entry }) => entry === made.document)
    ?.document.number;
  return refused(REFUSALS[made.code], null, number === undefined ? undefined : saidOf(made, number));
}

/** What was cited of every version before stays. */
async function numberingOf(
  deps: Deps,
  tenant: number,
  { earlier, found }: { readonly earlier: NonNullable<Found['earlier']>; readonly found: Found },
): Promise<Numbering | 'not-a-bundle'> {
  const manifests: ReadManifest[] = [];
  for (const file of earlier.files) {
    const opened = await openFile(deps, tenant, { file, program: 'make-bundle' });
    const manifest = opened === null ? null : await readManifest(opened.bytes);
    if (manifest === null) return 'not-a-bundle';
    manifests.push(manifest);
  }
  const sources = found.sections.flatMap((section) => section.sources);
  // Two documents of one content are told apart by their order, which is all that a bundle says of them.
  const idOf = (content: string, before: number): string =>
    sources.filter(({ version }) => version.content === content)[before]?.entry ?? `gone ${content} ${before}`;
  return numberingAfter(manifests, idOf) ?? 'not-a-bundle';
}

/** Null where its key was lawfully destroyed. */
async function documentOf(
  deps: Deps,
  tenant: number,
  { entry, document, version, exhibit, noted, language }: BundleSource & { readonly language: string },
): Promise<BundleDocument | null> {
  const opened = await openFile(deps, tenant, { file: version.file, program: 'make-bundle' });
  if (opened === null) return null;
  const { bytes } = opened;
  const { mediaType, content } = version;
  return {
    ...{
      id: entry,
      title: `${document.title}${noted === null ? '' : notedIn(language)[noted]}`,
      date: document.receivedOn,
      exhibit,
      mediaType,
      content,
    },
    ...{ isRedacted: document.derivedFrom?.how === 'redaction', audience: document.audience, bytes },
    text: await deps.bundle.wordsOf(bytes, mediaType),
  };
}

/** Behind a title, in the language of the index. */
function notedIn(language: string): Readonly<Record<'accepted' | 'attached', string>> {
  return language.split('-')[0] === 'fr'
    ? { accepted: ' (rectifié\u00a0: voir la note)', attached: ' (contesté\u00a0: voir la note)' }
    : { accepted: ' (corrected: see the note)', attached: ' (disputed: see the note)' };
}

const REFUSALS: Readonly<Record<BundleRefusal['code'], UploadRefusal>> = {
  'no-document': 'bundle-empty',
  ...{
    'not-for-recipient': 'bundle-document',
    'same-twice': 'bundle-document',
    'content-differs': 'bundle-unreadable',
  },
  ...{ encrypted: 'bundle-unreadable', unreadable: 'bundle-unreadable', 'form-without-pages': 'bundle-unreadable' },
  ...{ 'box-outside': 'bundle-unreadable', 'too-many-pages': 'bundle-too-large', 'too-large': 'bundle-too-large' },
  ...{ 'took-too-long': 'bundle-too-large', 'took-too-much-memory': 'bundle-too-large' },
};

function saidOf({ code }: BundleRefusal, number: number): string {
  if (code === 'encrypted')
    return `Document ${number} is locked with a password. File a copy without one, and take that.`;
  if (code === 'same-twice') return `Document ${number} is in the list twice. Take it out once.`;
  if (REFUSALS[code] === 'bundle-too-large')
    return `Document ${number} has too many or too large pages, or takes too long to draw. Divide it.`;
  return `Document ${number} cannot be drawn. Print it to a new PDF, file that, and take that.`;
}

async function* inTurn(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
