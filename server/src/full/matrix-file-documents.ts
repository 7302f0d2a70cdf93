// Files the documents of the world of the matrix, through the doors of the program: brought, redacted, bundled, named by exhibits, withdrawn,
// and their texts read. What it made is found by what the documents are called.
import { randomUUID } from 'node:crypto';
import type { CaseCommand, CaseState } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { makeBundle } from '../bundle/make-bundle.ts';
import type { CommandDeps } from '../commands/execute-command.ts';
import { keepFile } from '../commands/keep-file.ts';
import type { Overseer } from '../commands/oversee.ts';
import { openUploads, type Uploads } from '../commands/uploads.ts';
import type { UploadDeps } from '../commands/upload-types.ts';
import { openDiskStore } from '../files/disk-store.ts';
import { madePdf } from '../papers/made-pdf.ts';
import { PAPER_LIMITS } from '../papers/paper.ts';
import { readText } from '../papers/read-paper.ts';
import { readerProgram } from '../papers/reader-program.ts';
import { redactForCase } from '../redaction/redact-file.ts';
import { readTexts, type TextDeps } from '../worker/texts.ts';
import { documentsOf, MADE_IN, type MatrixDocument, type MatrixPlace } from './matrix-documents.ts';
import { takesAll } from './matrix-gate.ts';
import { AGENCIES, canaryOf, type MatrixCase } from './matrix-world.ts';

export interface Filing {
  readonly deps: CommandDeps;
  readonly files: UploadDeps;
  readonly uploads: Uploads;
  /** As a superuser, for looking at what there is. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>;
}

export function openFiling(deps: CommandDeps, { folder, query }: { folder: string; query: Filing['query'] }): Filing {
  const files = { ...deps, store: openDiskStore(folder), judge: takesAll, limits: { bytes: 1_000_000, atOnce: 100 } };
  const bundle = { make: makeBundle, wordsOf: () => Promise.resolve(null) };
  return { deps, files, query, uploads: openUploads({ ...files, redact: redactForCase, bundle }) };
}

type Give = (command: Exclude<CaseCommand, { type: 'OpenCase' }>) => Promise<{ readonly version: number }>;

export interface ToFileIn {
  readonly of: MatrixCase;
  readonly caseId: string;
  readonly give: Give;
  /** Gives commands as an officer of the team. */
  readonly officer: Principal;
  readonly giveAsOfficer: Give;
}

/** @returns where each of the case is found, and a redaction under way where there is one */
export async function fileDocuments(
  filing: Filing,
  to: ToFileIn,
): Promise<{ readonly documents: Readonly<Record<string, MatrixPlace>>; readonly draft: string | null }> {
  const { of, give } = to;
  for (const document of documentsOf(of)) await fileOne(filing, to, document);
  const documents = await placesOf(filing, to);
  const exhibit = { type: 'RegisterEvidence', of: 'exhibit' } as const;
  const { docjoint, docsealed, docgone } = documents;
  if (docjoint !== undefined)
    await give({ ...exhibit, audience: 'all', words: canaryOf('docjoint', of), document: docjoint.content });
  if (docsealed !== undefined)
    await give({ ...exhibit, audience: 'sealed', words: canaryOf('docsealed', of), document: docsealed.content });
  const known = { of: 'paper', audience: 'sealed', entry: docgone?.entry ?? '' };
  if (docgone !== undefined) await give({ type: 'WithdrawDocument', ...known, reason: canaryOf('docgone', of) });
  const draft = of.name === MADE_IN && docsealed !== undefined ? randomUUID() : null;
  if (draft !== null) await saveDraft(filing, to, { draft, ...(docsealed ?? NOTHING) });
  return { documents, draft };
}

const NOTHING: MatrixPlace = { entry: '', content: '' };

async function fileOne(filing: Filing, to: ToFileIn, document: MatrixDocument): Promise<void> {
  const { of, caseId } = to;
  const title = canaryOf(document.name, of);
  const file = { type: 'FileDocument', of: document.of, audience: document.audience, title } as const;
  if (document.made === 'bundle') {
    const { docjoint = NOTHING } = await placesOf(filing, to);
    const asked = { caseId, kind: document.of, audience: document.audience, document: null, party: null, title };
    const sections = [{ title: 'All', documents: [docjoint] }];
    const made = await filing.uploads.bundle(asking(to.officer), { ...asked, sections });
    if (made.kind !== 'done') throw new Error(`No bundle was made: ${JSON.stringify(made)}`);
    const derivedFrom = { ...docjoint, how: 'bundle' } as const;
    await to.giveAsOfficer({ ...file, file: made.value.file, derivedFrom });
    return;
  }
  const { docsealed = NOTHING } = document.made === 'copy' ? await placesOf(filing, to) : {};
  if (document.made === 'copy' && of.name === MADE_IN) return redact(filing, to, docsealed);
  const { tenant } = to.officer;
  const kept = await keepFile(filing.files, {
    ...{ tenant, caseId, kind: document.of, audience: document.audience, person: 'import', channel: 'import' },
    ...{ name: document.made === 'pages' ? 'paper.pdf' : 'paper.txt', bytes: once(bytesOf(document, of)) },
  });
  const derivedFrom = document.made === 'copy' ? ({ ...docsealed, how: 'redaction' } as const) : null;
  await to.give({ ...file, file: kept.file, derivedFrom });
}

/** Where something is redacted, what stays is on the original's second line. */
function bytesOf({ name, made }: MatrixDocument, of: MatrixCase): Buffer {
  const stays = name === 'docsealed' && of.name === MADE_IN ? `\n${canaryOf('doccopy', of)}` : '\nSigned.';
  const text = `${canaryOf(name, of)}${stays}`;
  return made === 'pages' ? madePdf({ pages: [text] }) : Buffer.from(text);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Their session was proved when they came in. */
function asking(principal: Principal): Overseer {
  return { principal, proof: { name: '', text: 'select 1', values: [] } };
}

/** Over the first line of the page, which is the only one with words of the original. */
const BOX = { page: 1, x: 0.05, y: 0.03, width: 0.9, height: 0.036, reason: 'ward' };

async function redact(filing: Filing, to: ToFileIn, original: MatrixPlace): Promise<void> {
  const by = asking(to.officer);
  const place = { caseId: to.caseId, ...original, draft: randomUUID() };
  const digest = await saveDraft(filing, to, place);
  const made = await filing.uploads.stepRedaction(by, { ...place, step: 'approve', version: 1, digest, remark: null });
  if (made.kind !== 'done' || made.value.filed === null)
    throw new Error(`No redacted copy was made: ${JSON.stringify(made)}`);
}

async function saveDraft(
  { uploads }: Filing,
  { officer, of, caseId }: ToFileIn,
  at: MatrixPlace & { readonly draft: string },
): Promise<string> {
  const title = canaryOf('doccopy', of);
  const copy = { kind: 'paper', audience: 'all', title, boxes: [BOX], keepRecognised: false, version: 0 };
  const saved = await uploads.saveRedaction(asking(officer), { caseId, ...at, ...copy });
  if (saved.kind !== 'done') throw new Error(`A redaction was not kept: ${JSON.stringify(saved)}`);
  return saved.value.digest;
}

async function placesOf(
  { query }: Filing,
  { of, caseId }: Pick<ToFileIn, 'of' | 'caseId'>,
): Promise<Readonly<Record<string, MatrixPlace>>> {
  // One row with the state, as the program writes it.
  const [row] = (await query('select state from case_head where case_id = $1', [caseId])) as { state: string }[];
  const { entries = {} } = JSON.parse(row?.state ?? '{}') as Partial<CaseState>;
  const found = Object.entries(entries).flatMap(([entry, kept]) => {
    const content = kept.kind === 'document' ? kept.versions.at(-1)?.content : undefined;
    const document = documentsOf(of).find(({ name }) => kept.kind === 'document' && kept.title === canaryOf(name, of));
    return content === undefined || document === undefined ? [] : [[document.name, { entry, content }] as const];
  });
  return Object.fromEntries(found);
}

/** Every text of every agency, by the reader itself: it needs no process of its own for papers that were made here. */
export async function readAllTexts({ deps, files }: Filing): Promise<number> {
  const { characterMaps } = readerProgram();
  const papers: TextDeps['papers'] = {
    textOf: (bytes, mediaType) => {
      const task = { ask: 'text', size: bytes.size, mediaType, firstPages: null, limits: PAPER_LIMITS } as const;
      return readText(bytes, { ...task, characterMaps });
    },
  };
  let all = 0;
  for (const tenant of Object.keys(AGENCIES).map(Number))
    for (let more = 1; more > 0;) {
      const { read, parked, putOff, problems } = await readTexts({ ...deps, papers, store: files.store }, tenant);
      if (parked + putOff + problems.length > 0) throw new Error(`A text was not read: ${String(problems[0]?.error)}`);
      more = read;
      all += read;
    }
  return all;
}
