// A witness that is a folder somewhere else: another disk, another machine, a share that can only be added to. It keeps one
// file for each log, with every leaf and every checkpoint, so that it can say which event is gone when a database was set
// back. It writes at the end only, and what it was given is on the disk before it says so.
import { createReadStream } from 'node:fs';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConsistency } from '../merkle/check-proof.ts';
import { openCheckpoint, type Checkpoint } from '../merkle/checkpoint.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import { checkpointLine, leafLine, readRecord } from '../merkle/witness-record.ts';
import { WitnessRefused, type Delivery, type Witness } from './witness.ts';

/** Bytes at the end of a file in which the last checkpoint is looked for first; more is read where it is not there. */
const TAIL_BYTES = 64 * 1024;

export function fileWitness(folder: string): Witness {
  return {
    name: 'file',
    accept: async (delivery) => {
      const path = witnessFile(folder, delivery.log.name);
      await mkdir(folder, { recursive: true });
      const file = await open(path, 'a+', 0o600);
      try {
        await keep(file, delivery);
      } finally {
        await file.close();
      }
      // The name of a new file is on the disk once its folder is.
      const own = await open(folder, 'r');
      try {
        await own.sync();
      } finally {
        await own.close();
      }
      return '';
    },
  };
}

/** The file that a log has in the folder. */
export function witnessFile(folder: string, origin: string): string {
  return join(folder, `${origin.replace(/[^A-Za-z0-9.-]/g, '_')}.witness`);
}

/**
 * The lines of everything that was kept of a log until now, some at a time; null where there is no file. What is added
 * meanwhile is not read. What a line says, `readRecord` knows.
 */
export async function readWitnessFile(
  folder: string,
  origin: string,
): Promise<AsyncIterable<readonly string[]> | null> {
  const path = witnessFile(folder, origin);
  try {
    const { size } = await stat(path);
    return linesOf(path, size);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function* linesOf(path: string, size: number): AsyncGenerator<readonly string[]> {
  if (size === 0) return;
  // Lines hold nothing but ASCII; whatever else stands there makes them unreadable.
  const chunks = createReadStream(path, { end: size - 1, highWaterMark: 1 << 18, encoding: 'latin1' });
  let begun = '';
  for await (const chunk of chunks) {
    const lines = `${begun}${String(chunk)}`.split('\n');
    begun = lines.pop() ?? '';
    yield lines;
  }
  // Written to its end or not: what was cut off cannot be read, or says all that it was to say.
  if (begun !== '') yield [begun];
}

async function keep(file: FileHandle, delivery: Delivery): Promise<void> {
  const { checkpoint, log } = delivery;
  const { last, torn } = await readEnd(file, log);
  if (openCheckpoint(checkpoint.note, log) === null)
    throw new WitnessRefused('The checkpoint is not signed by its log.');
  await requireContinuation(last, delivery);
  if (last?.size === checkpoint.size) return;
  // What a crash cut off stays as a line that says nothing.
  if (torn) await file.write('\n');
  for (let next = last?.size ?? 0; next < checkpoint.size;) {
    const leaves = (await delivery.leavesFrom(next)).filter(({ index }) => index < checkpoint.size);
    if (leaves[0]?.index !== next) throw new WitnessRefused(`The log cannot show its leaf ${next}.`);
    // One write for whole lines, so that two writers at once do not mix within a line.
    await file.write(leaves.map(leafLine).join(''));
    next += leaves.length;
  }
  await file.write(checkpointLine(checkpoint.note));
  await file.sync();
}

async function requireContinuation(last: Checkpoint | null, { checkpoint, proofFrom }: Delivery): Promise<void> {
  if (last === null) return;
  if (last.size > checkpoint.size)
    throw new WitnessRefused(`The log has ${checkpoint.size} leaves, and ${last.size} were witnessed.`);
  const proof = last.size === checkpoint.size ? [] : await proofFrom(last.size);
  if (!checkConsistency({ from: last, to: checkpoint, proof }))
    throw new WitnessRefused(
      `The log of ${checkpoint.size} leaves does not continue the one of ${last.size} that was witnessed.`,
    );
}

/** The last checkpoint of the file, and whether its last line lacks its end. */
async function readEnd(
  file: FileHandle,
  log: NoteVerifier,
): Promise<{ readonly last: Checkpoint | null; readonly torn: boolean }> {
  const { size } = await file.stat();
  for (let length = Math.min(TAIL_BYTES, size); ; length = Math.min(length * 8, size)) {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString().split('\n');
    const notes = lines.map(readRecord).filter((record) => record.kind === 'checkpoint');
    // The last one that its log signed: nobody else can make the file say that it has seen more.
    const last = notes.map(({ note }) => openCheckpoint(note, log)).findLast((opened) => opened !== null) ?? null;
    if (last !== null || length === size) return { last, torn: size > 0 && lines.at(-1) !== '' };
  }
}
