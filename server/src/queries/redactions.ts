// What is asked while a redaction is prepared: the drafts of a version, where words or the parties of the case stand in it, and what text a
// draft would leave. Each needs the right to read the version; a draft also that to read what its copy will be.
import { peopleToRedact } from '@casewright/engine/definition';
import { mayReadEntry, wordsOfParties } from '@casewright/engine/view';
import { bytesOfSealed } from '../files/sealed-bytes.ts';
import type { RedactionTools } from '../redaction/redaction-tools.ts';
import type { SuggestRefusal, Suggestions } from '../redaction/suggest-boxes.ts';
import { programContext } from '../store/context.ts';
import {
  digestOfRedaction,
  openRedaction,
  redactionsOf,
  type DraftBox,
  type RedactionDraftRow,
  type RedactionState,
  type RedactionWords,
} from '../store/redaction-drafts.ts';
import { TOMBSTONE } from '../store/seal-event.ts';
import { readKeyOfFile } from '../store/stored-files.ts';
import type { ReadAnswer } from './answer-read.ts';
import { namesOf } from './names-of.ts';
import { sealedFile, withVersion, type AskedVersion, type DocumentDeps, type FoundVersion } from './read-document.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface RedactionDeps extends DocumentDeps {
  readonly tools: RedactionTools;
}

export interface RedactionDraftView {
  readonly draft: string;
  readonly of: string;
  readonly audience: string | null;
  readonly title: string;
  readonly state: RedactionState;
  readonly version: number;
  /** Of the original and all of this; whoever submits or approves names it. */
  readonly digest: string;
  readonly boxes: readonly DraftBox[];
  readonly keepRecognised: boolean;
  /** Why it was sent back. */
  readonly remark: string | null;
  /** Names of who drew it. */
  readonly drawnBy: readonly string[];
  /** The reader drew a part of it. */
  readonly isOwn: boolean;
  readonly changedAt: string;
}

export interface RedactionsView {
  /** How many people a copy takes. */
  readonly people: 1 | 2;
  readonly drafts: readonly RedactionDraftView[];
}

export interface TextLeftView {
  /** By page, from the first. */
  readonly pages: readonly string[];
  /** Why it cannot be told; null where it can. */
  readonly problem: string | null;
}

export interface SuggestionsView extends Pick<Suggestions, 'pagesWithoutText'> {
  /** In parts of the page from 0 to 1, as drafts have them. */
  readonly boxes: Suggestions['boxes'];
  readonly problem: string | null;
}

export interface WordsSought {
  readonly phrases: readonly string[];
  /** Also names, addresses and numbers of the parties, as far as the reader may read them in the case. */
  readonly parties: boolean;
}

type Options = RedactionDeps & { readonly asked: AskedVersion };

export function listRedactions(
  send: SendReading,
  reader: Reader,
  options: Options,
): Promise<ReadAnswer<RedactionsView>> {
  return withVersion<RedactionsView>(send, reader, {
    ...{ ...options, name: 'list-redactions', filter: '' },
    fold: async (found) => {
      const drafts = await draftsOf(options, reader, found);
      if (drafts === null) return null;
      const people = peopleToRedact(found.caseType, found.document.of);
      return { view: found.cut({ people, drafts }), told: 'redactions' };
    },
  });
}

export function showTextLeft(
  send: SendReading,
  reader: Reader,
  options: Options & { readonly draft: string },
): Promise<ReadAnswer<TextLeftView>> {
  const { asked, draft, tools } = options;
  return withVersion<TextLeftView>(send, reader, {
    ...{ ...options, name: 'read-text-left', filter: draft },
    fold: async (found) => {
      const drafts = await draftsOf(options, reader, found);
      const row = drafts?.find((one) => one.draft === draft);
      const sealed = await sealedFile(options, reader.principal.tenant, {
        caseId: asked.caseId,
        file: found.version.file,
      });
      if (row === undefined || sealed === null) return null;
      const left =
        found.version.mediaType === 'application/pdf'
          ? await tools.textLeft(bytesOfSealed(sealed), row)
          : { pages: [] };
      const view = 'code' in left ? { pages: [], problem: left.code } : { ...left, problem: null };
      return { view: found.cut(view), told: 'text-left' };
    },
  });
}

export function suggestRedactions(
  send: SendReading,
  reader: Reader,
  options: Options & { readonly sought: WordsSought },
): Promise<ReadAnswer<SuggestionsView>> {
  const { asked, sought, tools } = options;
  return withVersion<SuggestionsView>(send, reader, {
    ...{ ...options, name: 'suggest-redactions', filter: JSON.stringify(sought) },
    fold: async (found) => {
      const { caseType, state, parts, version, cut } = found;
      const sealed = await sealedFile(options, reader.principal.tenant, { caseId: asked.caseId, file: version.file });
      if (sealed === null) return null;
      const isGone = (value: string): boolean => value === TOMBSTONE;
      const known = sought.parties ? wordsOfParties(caseType, state, { parts, isGone }) : { names: [], phrases: [] };
      const wanted = { names: known.names, phrases: [...sought.phrases, ...known.phrases], patterns: [] };
      const answer: Suggestions | SuggestRefusal | { readonly code: 'not-a-kind' } =
        version.mediaType === 'application/pdf'
          ? await tools.suggest(bytesOfSealed(sealed), wanted)
          : { code: 'not-a-kind' };
      const view =
        'code' in answer
          ? { boxes: [], pagesWithoutText: [], problem: answer.code }
          : {
              boxes: answer.boxes.map((box) => inParts(box, answer)),
              pagesWithoutText: answer.pagesWithoutText,
              problem: null,
            };
      return { view: cut(view), told: 'suggestions' };
    },
  });
}

function inParts(box: Suggestions['boxes'][number], { sizes }: Suggestions): Suggestions['boxes'][number] {
  const { width, height } = sizes[box.page - 1] ?? { width: 1, height: 1 };
  const held = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1e6) / 1e6;
  const [x, y] = [held(box.x / width), held(box.y / height)];
  const [right, bottom] = [held((box.x + box.width) / width), held((box.y + box.height) / height)];
  return { ...box, x, y, width: held(right - x), height: held(bottom - y) };
}

/** Those under way of which the reader may know; null where the key of the document was destroyed. */
async function draftsOf(
  { database, keys }: RedactionDeps,
  reader: Reader,
  { version, document, caseType, parts }: FoundVersion,
): Promise<readonly RedactionDraftView[] | null> {
  const { tenant } = reader.principal;
  const context = programContext(tenant, 'read-redactions');
  const [rows, wrapped] = await database.once(context, [
    redactionsOf(tenant, version.file),
    readKeyOfFile(tenant, version.file),
  ]);
  const [key] = wrapped.rows;
  if (key === undefined) return null;
  const shown = rows.rows.filter(({ kind, audience }) =>
    mayReadEntry(caseType, { kind: 'document', of: kind, audience }, parts),
  );
  if (shown.length === 0) return [];
  const people = shown.flatMap((row) => row.drawn_by);
  const nameOf = await namesOf({ database }, context, people);
  const owner = { tenant, caseId: shown[0]?.case_id ?? '', subject: document.versions[0]?.file ?? '' };
  const documentKey = keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  return shown.map((row) => {
    const words = openRedaction(documentKey, { tenant, draft: row.draft }, row.sealed);
    return viewOf(row, words, { reader, content: version.content, nameOf });
  });
}

interface Seeing {
  readonly reader: Reader;
  readonly content: string;
  readonly nameOf: ReadonlyMap<string, string>;
}

function viewOf(
  row: RedactionDraftRow,
  words: RedactionWords,
  { reader: { principal }, content, nameOf }: Seeing,
): RedactionDraftView {
  const { draft, kind, audience, state, version, drawn_by: people, changed_at: changedAt } = row;
  const { title, boxes, keepRecognised, remark } = words;
  const self = [principal.person, principal.onBehalfOf ?? principal.person];
  return {
    ...{ draft, of: kind, audience, state, version, title, boxes, keepRecognised, remark, changedAt },
    digest: digestOfRedaction({ ...words, content, kind, audience }),
    drawnBy: people.map((person) => nameOf.get(person) ?? person),
    isOwn: people.some((person) => self.includes(person)),
  };
}
