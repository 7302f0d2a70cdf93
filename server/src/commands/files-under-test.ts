// Test support: the agency of the tests with a kind of case that has documents, and files on their way to it. Only tests import it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@casewright/engine/policy';
import { openDiskStore } from '../files/disk-store.ts';
import { PART_BYTES } from '../files/file-seal.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { bundleForTests } from '../bundle/bundle-under-test.ts';
import { redactForCase } from '../redaction/redact-file.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import type { FileState } from '../store/stored-files.ts';
import { compile, startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import type { Outcome } from './command-request.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import type { Overseer } from './oversee.ts';
import type { CountPages, JudgeFile, UploadDeps, UploadToStart } from './upload-types.ts';
import { openUploads, type Uploads } from './uploads.ts';

/** Letters by anybody of the team, opinions by its head, notes that are small. */
export const PAPERS = `
caseType: papers
version: 1.0.0
title: Papers
archetype: service
reference: PA-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk }
data: { note: { type: text, label: Note } }
documents:
  letter: { title: Letter, by: officer }
  opinion: { title: Opinion, by: head }
  note: { title: Note, by: officer, accepts: [text], maxSize: 100 KB }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { check: { title: Check, by: officer } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

/** Somebody in a session that holds. */
export function asking(principal: Principal): Overseer {
  return { principal, proof: { name: '', text: 'select 1', values: [] } };
}

const isPdf = (name: string): boolean => /\.pdf$/i.test(name);

export const takesAnything: JudgeFile = (_bytes, { name }) => {
  const mediaType = isPdf(name) ? 'application/pdf' : 'text/plain';
  return Promise.resolve({ verdict: 'unscanned', mediaType, scanner: null, warnings: [], name });
};

/** By what stands in the file of those that tests make. */
const countPages: CountPages = async (bytes, mediaType) => {
  if (mediaType !== 'application/pdf') return null;
  const text = (await bytes.read(0, bytes.size)).toString('latin1');
  return text.split('/Type /Page ').length - 1 || null;
};

/** Uploads into a folder of their own. */
export function openTemporaryUploads(deps: CommandDeps): {
  readonly uploads: Uploads;
  readonly files: ObjectStore;
  /** What keeps and judges them. */
  readonly uploadDeps: Pick<UploadDeps, 'store' | 'judge' | 'limits'>;
  /** Changes a byte of every whole object of more than so many bytes, past every door. */
  readonly changeLarge: (bytes: number) => Promise<number>;
  readonly close: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-files-'));
  const files = openDiskStore(folder);
  const uploadDeps = { store: files, judge: takesAnything, limits: { bytes: 100_000_000, atOnce: 100 } };
  return {
    ...{
      files,
      uploads: openUploads({ ...deps, ...uploadDeps, redact: redactForCase, bundle: bundleForTests, countPages }),
      uploadDeps,
    },
    changeLarge: async (bytes) => {
      let changed = 0;
      for await (const found of files.list(null)) {
        if (found.kind !== 'object' || found.bytes <= bytes) continue;
        const path = join(folder, found.path);
        const stored = readFileSync(path);
        stored[100] = (stored[100] ?? 0) ^ 1;
        writeFileSync(path, stored);
        changed += 1;
      }
      return changed;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface FilesUnderTest {
  readonly agency: AgencyUnderTest;
  readonly ann: Overseer;
  readonly folder: string;
  readonly store: ObjectStore;
  /** Uploads of one more process. */
  readonly process: (changed?: Partial<UploadDeps>) => Uploads;
  readonly openCase: () => Promise<string>;
  /** Names the file in the command that files a document. */
  readonly file: (caseId: string, file: string, options?: FilingOptions) => Promise<Outcome>;
  readonly stateOf: (file: string) => Promise<FileState | undefined>;
  readonly close: () => Promise<void>;
}

export interface FilingOptions {
  readonly key?: string;
  readonly as?: Principal;
  readonly of?: string;
  /** A document, for a further version of it. */
  readonly version?: string;
}

let keys = 0;

export async function startFiles(): Promise<FilesUnderTest> {
  const agency = await startAgency();
  const caseType = compile(PAPERS);
  const published = { tenant: TOWN, person: 'ann', caseType, source: PAPERS, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(agency.database, published);
  const folder = mkdtempSync(join(tmpdir(), 'casewright-files-'));
  const store = openDiskStore(folder);
  const limits = { bytes: 100_000_000, atOnce: 500 };
  return {
    ...{ agency, folder, store, ann: asking(agency.ann) },
    process: (changed = {}) =>
      openUploads({
        ...agency.deps,
        store,
        judge: takesAnything,
        redact: redactForCase,
        bundle: bundleForTests,
        limits,
        ...changed,
      }),
    openCase: async () => {
      const open = { caseType: 'papers', data: {} };
      const outcome = await executeCommand(agency.deps, agency.ann, { open, idempotencyKey: `open-${(keys += 1)}` });
      if (outcome.kind !== 'applied') throw new Error('The case was not opened.');
      return outcome.caseId;
    },
    file: (caseId, file, { key = `file-${(keys += 1)}`, as = agency.ann, of = 'letter', version } = {}) =>
      executeCommand(agency.deps, as, {
        caseId,
        command:
          version === undefined
            ? { type: 'FileDocument', of, title: 'A letter', file }
            : { type: 'AddDocumentVersion', of, entry: version, file },
        idempotencyKey: key,
      }),
    stateOf: async (file) => {
      const [row] = await agency.test.query<{ state: FileState }>('select state from stored_file where file = $1', [
        file,
      ]);
      return row?.state;
    },
    close: async () => {
      await agency.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function toStart(caseId: string, size: number, changed: Partial<UploadToStart> = {}): UploadToStart {
  keys += 1;
  return {
    ...{ caseId, kind: 'letter', audience: null, document: null, name: 'Letter of Ada.txt', size, channel: 'staff' },
    key: `start-${keys}`,
    ...changed,
  };
}

/** What an upload answers where it is done. */
export async function done<T>(
  step: Promise<{ readonly kind: string; readonly value?: T; readonly refusal?: string }>,
): Promise<T> {
  const outcome = await step;
  if (outcome.kind !== 'done' || outcome.value === undefined)
    throw new Error(`The step was not done: ${outcome.kind} ${outcome.refusal ?? ''}`);
  return outcome.value;
}

export async function* inPieces(bytes: Buffer, piece = 1_000_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

interface ToAppend {
  readonly caseId: string;
  readonly file: string;
}

/** Brings all of the bytes from where the file stands, some parts at a time, and ends. */
export async function bring(
  uploads: Uploads,
  by: Overseer,
  { caseId, file, bytes, parts = 2 }: ToAppend & { readonly bytes: Buffer; readonly parts?: number },
): ReturnType<Uploads['finish']> {
  let { offset } = await done(uploads.ask(by, { caseId, file }));
  while (offset < bytes.length) {
    const body = bytes.subarray(offset, offset + parts * PART_BYTES);
    const piece = { caseId, file, offset, checksum: null, length: body.length, body: inPieces(body) };
    ({ offset } = await done(uploads.append(by, piece)));
  }
  return uploads.finish(by, { caseId, file, content: null });
}

/** A whole file, received. @returns its id */
export async function received(
  files: FilesUnderTest,
  caseId: string,
  options: { readonly bytes: Buffer } & Partial<UploadToStart>,
): Promise<string> {
  const { bytes, ...changed } = options;
  const uploads = files.process();
  const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length, changed)));
  await done(bring(uploads, files.ann, { caseId, file, bytes }));
  return file;
}
