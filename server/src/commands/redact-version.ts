// A redacted copy of a version of a document: the file is made and kept for whoever asked, and becomes a document by the command that
// files it. Asked first: whether they may file such a document, and read the one that it is made of, and whether one person suffices.
import { type CaseType, peopleToRedact } from '@casewright/engine/definition';
import type { DocumentVersion } from '@casewright/engine/entries';
import { mayReadEntry, type ReadableParts } from '@casewright/engine/view';
import { bytesOfSealed, type SealedFile } from '../files/sealed-bytes.ts';
import type { RedactedFile, RedactionBox, RedactionRefusal } from '../redaction/redact-file.ts';
import type { Bytes } from '../files/bytes.ts';
import { commit, rollback } from '../store/database.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { lineOf } from './access-line.ts';
import { sealedFileOf } from './arriving-file.ts';
import { documentIn, type FilingAsked } from './filing-command.ts';
import { keepFile } from './keep-file.ts';
import type { Overseer } from './oversee.ts';
import { viewKept } from './view-kept.ts';
import {
  deny,
  inCase,
  mayFileIn,
  refused,
  type FilingPlace,
  type OpenedStep,
  type StepOutcome,
  type UploadRefusal,
} from './upload-step.ts';
import type { UploadDeps } from './upload-types.ts';

export interface RedactionToMake extends Omit<FilingAsked, 'document'> {
  readonly caseId: string;
  /** The document, and SHA-256 of the version of it. */
  readonly entry: string;
  readonly content: string;
  readonly boxes: readonly RedactionBox[];
  /** In fractions of the page, from 0 to 1, instead of points. */
  readonly fractions: boolean;
  /** The codes that there are. */
  readonly reasons: readonly string[];
  readonly keepRecognised: boolean;
}

/** What takes parts out of a file; told by whoever starts the program. */
export type Redact = (
  bytes: Bytes,
  asked: { readonly mediaType: string } & Pick<RedactionToMake, 'boxes' | 'fractions' | 'reasons' | 'keepRecognised'>,
) => Promise<RedactedFile | RedactionRefusal>;

export async function redactVersion(
  deps: UploadDeps & { readonly redact: Redact },
  by: Overseer,
  asked: RedactionToMake,
): Promise<StepOutcome<OpenedStep>> {
  const source = await sourceFor(deps, by, asked);
  if (source.kind !== 'done') return source;
  const { principal } = by;
  const opened = await viewKept(deps, principal.tenant, source.value.file);
  // Its key was lawfully destroyed: nobody reads it any more.
  if (opened.kind !== 'done') return opened;
  const sealed = sealedFileOf(deps.store, { tenant: principal.tenant, ...opened.value });
  return makeCopy(deps, by, { ...asked, mediaType: source.value.mediaType, sealed });
}

/** Nothing is asked here: whoever calls did. */
export async function makeCopy(
  deps: UploadDeps & { readonly redact: Redact },
  { principal }: Pick<Overseer, 'principal'>,
  asked: Omit<RedactionToMake, 'entry' | 'content'> & { readonly mediaType: string; readonly sealed: SealedFile },
): Promise<StepOutcome<OpenedStep>> {
  const made = await deps.redact(bytesOfSealed(asked.sealed), asked);
  if ('sentence' in made) return refused(REFUSALS[made.code]);
  const { tenant, person, onBehalfOf } = principal;
  const ending = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' }[made.report.mediaType];
  const facts = await keepFile(deps, {
    ...{ tenant, caseId: asked.caseId, kind: asked.kind, audience: asked.audience, person, onBehalfOf },
    // Neutral, since the name of the original is not known to be harmless.
    ...{ name: `redacted.${ending}`, channel: 'made', bytes: made.bytes },
  });
  return viewKept(deps, tenant, facts.file);
}

/** The version, when whoever asks may read it and may file what is made of it; the line says which it was. */
function sourceFor(deps: UploadDeps, by: Overseer, asked: RedactionToMake): Promise<StepOutcome<DocumentVersion>> {
  const { caseId, kind, audience } = asked;
  return inCase<DocumentVersion>(deps, by, {
    caseId,
    statements: [],
    work: async (tx, heads) => {
      const place = await mayFileIn(deps, tx, { by, heads, asked: { kind, audience, document: null } });
      const version = place === null ? null : versionIn(place, readablePartsOf(place.head, place.caseType), asked);
      if (place === null || version === null) return deny(deps, tx, { by, caseId });
      if (peopleToRedact(place.caseType, documentIn(place.state, asked.entry)?.of ?? '') > 1) {
        await commit(tx, lineOf(deps, by, { action: 'refused:redact-document', caseIds: [caseId], denied: false }));
        return refused('redaction-second');
      }
      const lines = lineOf(deps, by, { action: 'redact-document', caseIds: [caseId], denied: false });
      if (lines.length === 0) rollback(tx);
      else await commit(tx, lines);
      return { kind: 'done', value: version };
    },
  });
}

export function versionIn(
  { state, caseType }: { readonly state: FilingPlace['state']; readonly caseType: CaseType },
  parts: ReadableParts,
  { entry, content }: Pick<RedactionToMake, 'entry' | 'content'>,
): DocumentVersion | null {
  const document = documentIn(state, entry);
  if (document === null || !mayReadEntry(caseType, document, parts)) return null;
  return document.versions.findLast((version) => version.content === content) ?? null;
}

const REFUSALS: Readonly<Record<RedactionRefusal['code'], UploadRefusal>> = {
  'not-a-kind': 'redaction-kind',
  ...{ 'no-box': 'redaction-boxes', 'unknown-reason': 'redaction-boxes', 'too-many-boxes': 'redaction-boxes' },
  ...{ 'box-outside': 'redaction-boxes', resolution: 'redaction-boxes' },
  ...{
    encrypted: 'redaction-locked',
    unreadable: 'redaction-unreadable',
    'form-without-pages': 'redaction-unreadable',
  },
  ...{ 'too-many-pages': 'redaction-too-large', 'too-large': 'redaction-too-large' },
  ...{ 'took-too-long': 'redaction-too-large', 'took-too-much-memory': 'redaction-too-large' },
};
