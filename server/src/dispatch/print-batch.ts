// Prints what is to go by post, batch by batch, into a folder: for each letter a cover sheet and the letter as it was approved, and for the
// batch a list with the hash of each. As with mail, a letter is taken, and that committed, before anything of it lies there; whoever is
// killed between the two finds the files when they go on in the same folder, and else nobody can know: it is told as uncertain.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CommandDeps } from '../commands/execute-command.ts';
import type { CoverToPrint } from '../print/print-door.ts';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback } from '../store/database.ts';
import { claimDispatch, giveUpLeases, settleDispatch, type Settled } from '../store/dispatches.ts';
import * as batches from '../store/print-batches.ts';
import { letterToSend, type ReadFiled } from './letter-to-send.ts';
import { openPrintFolder, type PrintFolder } from './print-folder.ts';
import type { Agency } from './send-due.ts';

export interface PrintingDeps {
  readonly deps: CommandDeps;
  readonly readFiled: ReadFiled;
  /** Null where the address cannot be printed so that it arrives. */
  readonly printCover: (cover: CoverToPrint) => Promise<Buffer | null>;
  /** Where batches are put, each in a folder of its own. */
  readonly folder: string;
  /** Told after each letter. */
  readonly onLine?: (line: { readonly label: string; readonly state: batches.LineState }) => void;
}

export interface PrintedBatch {
  readonly number: number;
  readonly folder: string;
  readonly written: number;
  readonly stopped: number;
  readonly unknown: number;
  /** False where somebody else is at a letter of it, or was killed at one: its list is written when that is known. */
  readonly isWhole: boolean;
}

const SYSTEM = 'system.dispatch';
/** How long one letter may take. */
const LEASE_MS = 2 * 60_000;

interface Printing extends PrintingDeps {
  readonly agency: Agency;
  readonly out: PrintFolder;
  readonly batch: batches.BatchRow;
}

/** Prints all batches that are asked for in an agency; of the first kind of batch what waits now, of the other what it names. */
export async function printAsked(
  printing: PrintingDeps,
  agency: Agency,
  signal?: AbortSignal,
): Promise<readonly PrintedBatch[]> {
  const { deps } = printing;
  const context = programContext(agency.tenant, SYSTEM);
  const now = new Date(deps.nowMs()).toISOString();
  const [, asked] = await deps.database.once(context, [
    giveUpLeases(agency.tenant, now),
    batches.openBatches(agency.tenant),
  ]);
  const printed: PrintedBatch[] = [];
  for (const batch of asked.rows) {
    const folder = join(printing.folder, `${agency.slug}-${batch.number}`);
    const at: Printing = { ...printing, agency, batch, out: await openPrintFolder(folder) };
    await goOn(at);
    if (batch.again === null) while (signal?.aborted !== true && (await printNext(at)));
    printed.push(await end(at, folder));
  }
  return printed;
}

function labelOf({ batch }: Printing, position: number): string {
  return `${batch.number}-${position}`;
}

function contextOf({ agency }: Printing): ReturnType<typeof programContext> {
  return programContext(agency.tenant, SYSTEM);
}

function nowOf({ deps }: Printing): string {
  return new Date(deps.nowMs()).toISOString();
}

/** What was begun here: what lies there whole is printed. What is printed once more is simply written. */
async function goOn(printing: Printing): Promise<void> {
  const { deps, agency, batch, out } = printing;
  const [lines] = await deps.database.once(contextOf(printing), [batches.readLines(agency.tenant, batch.number)]);
  for (const line of lines.rows) {
    if (line.line !== 'writing') continue;
    const label = labelOf(printing, line.position);
    if (batch.again !== null) {
      await printLine(printing, line, line.position);
      continue;
    }
    const [cover, letter] = [await out.look(`${label}-cover.pdf`), await out.look(`${label}-letter.pdf`)];
    const lies = cover !== null && letter !== null && line.content?.equals(letter.hash) === true;
    if (line.state === 'sending' && lies)
      await settle(printing, line, {
        position: line.position,
        state: 'written',
        cover: cover.hash,
        bytes: letter.bytes,
      });
    // Its time was up, and the case was told so.
    else if (line.state !== 'sending') await settle(printing, line, { position: line.position, state: 'unknown' });
  }
}

/** @returns whether there was one */
async function printNext(printing: Printing): Promise<boolean> {
  const { deps, agency, batch } = printing;
  const { tenant } = agency;
  const at = nowOf(printing);
  const leaseUntil = new Date(deps.nowMs() + LEASE_MS).toISOString();
  const taken = await deps.database.transaction(contextOf(printing), async (tx) => {
    const [positions] = await flight(tx, [batches.nextPosition(tenant, batch.number)]);
    const [claimed] = await flight(tx, [claimDispatch(tenant, { way: 'post', now: at, leaseUntil })]);
    const [[place], [row]] = [positions.rows, claimed.rows];
    if (place === undefined || row === undefined) {
      rollback(tx);
      return null;
    }
    const line = { number: batch.number, position: place.position, dispatch: row.dispatch, at };
    await commit(tx, [batches.addPrintLine(tenant, line)]);
    return { row, position: place.position };
  });
  if (taken === null) return false;
  await printLine(printing, taken.row, taken.position);
  return true;
}

type Row = Parameters<typeof letterToSend>[2];

async function printLine(printing: Printing, row: Row, position: number): Promise<void> {
  const { agency, out, printCover, batch } = printing;
  const found = await letterToSend(printing, { ...agency, email: null }, row);
  const label = labelOf(printing, position);
  if ('stopped' in found) return settle(printing, row, { position, state: 'stopped', reason: found.stopped });
  const { contact, letter, language } = found.letter;
  const cover = await printCover({
    ...{ from: agency.name, name: contact.name ?? '', address: contact.address ?? '', label, language },
    madeAt: batch.asked_at,
  });
  if (cover === null || letter === null)
    return settle(printing, row, { position, state: 'stopped', reason: 'not-printable' });
  await out.write(`${label}-letter.pdf`, letter);
  await out.write(`${label}-cover.pdf`, cover);
  const hash = createHash('sha256').update(cover).digest();
  await settle(printing, row, { position, state: 'written', cover: hash, bytes: letter.length });
}

interface Became {
  readonly position: number;
  readonly state: 'written' | 'stopped' | 'unknown';
  readonly reason?: string;
  readonly cover?: Buffer;
  readonly bytes?: number;
}

/** The letter and its line, together. What is printed once more has gone out already and stays so. */
async function settle(printing: Printing, row: Row, became: Became): Promise<void> {
  const { deps, agency, batch, onLine } = printing;
  const { position, state, reason = null, cover = null, bytes = null } = became;
  const at = nowOf(printing);
  const settled: Settled = { state: state === 'written' ? 'printed' : 'stopped', reason, nextAt: null, at };
  await deps.database.once(contextOf(printing), [
    batches.settleLine(agency.tenant, { number: batch.number, position, state, cover, bytes, at }),
    ...(batch.again === null && state !== 'unknown' ? [settleDispatch(agency.tenant, row, settled)] : []),
  ]);
  onLine?.({ label: labelOf(printing, position), state });
}

/** The list of a batch, with the hash of all that lies there, and of nobody's name. */
async function end(printing: Printing, folder: string): Promise<PrintedBatch> {
  const { deps, agency, batch, out } = printing;
  const [lines] = await deps.database.once(contextOf(printing), [batches.readLines(agency.tenant, batch.number)]);
  const count = (state: batches.LineState): number => lines.rows.filter(({ line }) => line === state).length;
  const counted = { written: count('written'), stopped: count('stopped'), unknown: count('unknown') };
  if (count('writing') > 0) return { number: batch.number, folder, ...counted, isWhole: false };
  const files = lines.rows
    .filter(({ line }) => line === 'written')
    .flatMap(({ position, content, cover }) => [
      { file: `${labelOf(printing, position)}-cover.pdf`, sha256: cover?.toString('hex') ?? '' },
      { file: `${labelOf(printing, position)}-letter.pdf`, sha256: content?.toString('hex') ?? '' },
    ]);
  // No letter is being written any more; a list of this batch may be, by another process that ends it too.
  await out.tidy((name) => name.includes('.pdf.'));
  const { number, again, asked_at: askedAt } = batch;
  const manifest = { agency: agency.slug, batch: number, askedAt, again, ...counted, files };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await out.write('manifest.json', text);
  await out.write('SHA256SUMS', Buffer.from(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('')));
  const hash = createHash('sha256').update(text).digest();
  const ending = batches.endBatch(agency.tenant, { number, manifest: hash, at: nowOf(printing) });
  await deps.database.once(contextOf(printing), [ending]);
  return { number, folder, ...counted, isWhole: true };
}
