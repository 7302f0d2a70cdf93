import PdfkitDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { bytesOfSealed } from '../files/sealed-bytes.ts';
import { piecesOf } from '../files/bytes.ts';
import { extract } from '../full/extractors.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';
import { programContext } from '../store/context.ts';
import { principal, TOWN } from './agency-under-test.ts';
import { sealedFileOf } from './arriving-file.ts';
import { executeCommand } from './execute-command.ts';
import { asking, done, inPieces, startFiles, type FilesUnderTest } from './files-under-test.ts';
import { keepFile } from './keep-file.ts';
import type { JudgeFile } from './upload-types.ts';

let files: FilesUnderTest;

beforeAll(async () => {
  buildDrawing();
  files = await startFiles();
});
afterAll(() => files.close());

const judge: JudgeFile = (_bytes, { name }) =>
  Promise.resolve({ verdict: 'unscanned', mediaType: 'application/pdf', scanner: null, warnings: [], name });

function letter(): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PdfkitDocument({ size: 'A5', margin: 0, info: { Author: 'CANARYAUTHOR' } });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.font('Courier').fontSize(12).text('CANARYNAME', 60, 92).text('Beside', 240, 92);
    document.end();
  });
}

const how = {
  ...{ kind: 'letter', audience: null, reasons: ['s 47F'], fractions: false, keepRecognised: false },
  boxes: [{ page: 1, x: 55, y: 88, width: 90, height: 18, reason: 's 47F' }],
};

/** A case with a letter whose bytes are those. */
async function filed(bytes: Buffer) {
  const caseId = await files.openCase();
  const { deps, ann } = files.agency;
  const limits = { bytes: 100_000_000, atOnce: 500 };
  const kept = await keepFile(
    { ...deps, store: files.store, judge, limits },
    {
      ...{
        tenant: TOWN,
        caseId,
        kind: 'letter',
        audience: null,
        person: ann.person,
        name: 'letter.pdf',
        channel: 'scan',
      },
      bytes: inPieces(bytes),
    },
  );
  const outcome = await files.file(caseId, kept.file);
  if (outcome.kind !== 'applied') throw new Error('The letter was not filed.');
  // An entry is called by the event that made it.
  return { caseId, entry: `document.${outcome.version}`, content: kept.content };
}

async function bytesOf(file: string): Promise<Buffer> {
  const { database, keys } = files.agency.deps;
  const context = programContext(TOWN, 'test');
  const [rows, wrapped] = await database.once(context, [readFile(TOWN, file), readKeyOfFile(TOWN, file)]);
  const [row, key] = [rows.rows[0], wrapped.rows[0]];
  if (row === undefined || key === undefined) throw new Error('The file is not there.');
  const owner = { tenant: TOWN, caseId: row.case_id, subject: row.subject };
  const documentKey = keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  const pieces: Buffer[] = [];
  const sealed = sealedFileOf(files.store, { tenant: TOWN, row, documentKey });
  for await (const piece of piecesOf(bytesOfSealed(sealed))) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe('a redacted copy of a document', () => {
  it('is a file at hand without what the boxes cover, filed as a document derived from the original', async () => {
    const original = await letter();
    const source = await filed(original);
    const made = await done(files.process({ judge }).redact(files.ann, { ...source, ...how }));
    expect(made).toMatchObject({ state: 'received', name: 'redacted.pdf', found: { mediaType: 'application/pdf' } });
    const copy = await bytesOf(made.file);
    const texts = await extract(copy, 'application/pdf', { programs: new Set(), readsPixels: false });
    expect([...texts.values()].join(' ')).not.toMatch(/CANARY/);
    expect(texts.get('pdf.js')).toContain('BESIDE');
    const { caseId, entry, content } = source;
    const derivedFrom = { entry, content, how: 'redaction' as const };
    const outcome = await executeCommand(files.agency.deps, files.agency.ann, {
      caseId,
      command: { type: 'FileDocument', of: 'letter', title: 'A letter, in part', file: made.file, derivedFrom },
      idempotencyKey: `derived-${made.file}`,
    });
    expect(outcome.kind).toBe('applied');
    expect(await files.stateOf(made.file)).toBe('filed');
    // The original is what it was.
    const [row] = await files.agency.test.query<{ file: string }>(
      "select file from stored_file where case_id = $1 and channel = 'scan'",
      [caseId],
    );
    expect((await bytesOf(row?.file ?? '')).equals(original)).toBe(true);
  });

  it('is made for nobody who may not file it, and of nothing that is not there', async () => {
    const source = await filed(await letter());
    const { redact } = files.process({ judge });
    const [dora, bob] = [asking(principal(TOWN, 'dora', ['officer'])), asking(files.agency.bob)];
    expect(await redact(dora, { ...source, ...how, kind: 'opinion' })).toEqual({ kind: 'absent' });
    expect(await redact(bob, { ...source, ...how })).toEqual({ kind: 'absent' });
    expect(await redact(files.ann, { ...source, ...how, entry: 'document.9' })).toEqual({ kind: 'absent' });
    expect(await redact(files.ann, { ...source, ...how, content: 'a'.repeat(64) })).toEqual({ kind: 'absent' });
    const lines = await files.agency.test.query<{ denied: boolean }>(
      'select denied from access_log where $1 = any (case_ids) and denied',
      [source.caseId],
    );
    expect(lines).toHaveLength(4);
  });

  it('is refused for a reason that whoever asks may know', async () => {
    const source = await filed(await letter());
    const { redact } = files.process({ judge });
    const [box] = how.boxes;
    const outside = [{ ...box, page: 7, x: 0, y: 0, width: 9, height: 9, reason: 's 47F' }];
    expect(await redact(files.ann, { ...source, ...how, boxes: outside })).toMatchObject({
      refusal: 'redaction-boxes',
    });
    const broken = await filed(Buffer.from('%PDF-1.4 broken'));
    expect(await redact(files.ann, { ...broken, ...how })).toMatchObject({ refusal: 'redaction-unreadable' });
  });
});
