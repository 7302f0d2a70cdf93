// The list of what was destroyed, kept in a file outside the database, best on storage that can only be added to: when an old
// copy of the database comes back, the list says what must be destroyed again. Each line carries a keyed hash. It holds the
// certificates, that is ids, hashes and authorities, and nothing of what was destroyed.
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { DestructionKeeper } from '../commands/destroy.ts';
import type { Certificate } from '../store/destruction.ts';
import { makeFolder } from './make-folder.ts';

/** A list that cannot be read or written; its message says what to do. */
export class ListUnreachable extends Error {
  override readonly name = 'ListUnreachable';
}

export interface ListedDestruction {
  readonly id: string;
  readonly tenant: number;
  readonly certificate: Certificate;
}

export interface DestructionList extends DestructionKeeper {
  /** Which list it is; the database remembers it. */
  readonly listId: string;
  /** What was destroyed; what was taken back is left out. */
  readonly read: () => readonly ListedDestruction[];
}

export interface ListPlace {
  readonly folder: string;
  /** A keyed hash of a line. */
  readonly mac: (text: string) => Buffer;
}

export const LIST_FILE = 'destructions.list';

/** @returns null where there is no list yet. @throws ListUnreachable where it is there and cannot be read or was changed */
export function openDestructionList(place: ListPlace): DestructionList | null {
  const lines = readLines(place);
  if (lines === null) return null;
  const [first] = lines;
  if (first?.[0] !== 'list')
    throw new ListUnreachable(`${pathOf(place)} does not begin as a list of destructions. Put the right file there.`);
  return listOf(place, first[1]);
}

/**
 * Begins a list, or opens the one that another program began at the same moment. Only for an installation whose database knows
 * of none. The file gets its name once it is whole.
 */
export function beginDestructionList(place: ListPlace): DestructionList {
  const unfinished = `${pathOf(place)}.${randomUUID()}`;
  try {
    makeFolder(resolve(place.folder));
    const text = JSON.stringify(['list', randomUUID()]);
    writeFileSync(unfinished, `${place.mac(text).toString('hex')} ${text}\n`, { mode: 0o600, flush: true });
    linkIfFree(unfinished, pathOf(place));
  } catch (error) {
    throw unreachable(place, error);
  } finally {
    rmSync(unfinished, { force: true });
  }
  const list = openDestructionList(place);
  if (list === null) throw unreachable(place, new Error('it is gone'));
  return list;
}

function linkIfFree(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

type Line =
  | readonly ['list', string]
  | readonly ['destroyed', string, number, Certificate]
  | readonly ['cancelled', string];

function listOf(place: ListPlace, listId: string): DestructionList {
  return {
    listId,
    note: ({ tenant, certificate }) => {
      const id = randomUUID();
      append(place, ['destroyed', id, tenant, certificate]);
      return Promise.resolve(id);
    },
    cancel: (id) => Promise.resolve(append(place, ['cancelled', id])),
    read: () => {
      const lines = readLines(place);
      if (lines === null) throw unreachable(place, new Error('it is gone'));
      const cancelled = new Set(lines.flatMap((line) => (line[0] === 'cancelled' ? [line[1]] : [])));
      return lines.flatMap((line) =>
        line[0] === 'destroyed' && !cancelled.has(line[1])
          ? [{ id: line[1], tenant: line[2], certificate: line[3] }]
          : [],
      );
    },
  };
}

/** One write for a line, so that those of several processes do not mix; on the disk when it returns. */
function append(place: ListPlace, line: Line): void {
  const text = JSON.stringify(line);
  try {
    // Never made here: where the list is gone, nothing may be destroyed.
    const file = openSync(pathOf(place), constants.O_WRONLY | constants.O_APPEND);
    try {
      // A line that a crash cut off ends here; it was never followed by a commit.
      writeSync(file, `\n${place.mac(text).toString('hex')} ${text}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreachable(place, error);
  }
}

function readLines(place: ListPlace): readonly Line[] | null {
  let text: string;
  try {
    text = readFileSync(pathOf(place), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreachable(place, error);
  }
  const whole = text.split('\n');
  // What comes after the last newline was cut off by a crash before its transaction could commit.
  whole.pop();
  return whole.flatMap((line, at): readonly Line[] => {
    if (line === '') return [];
    const [mac = '', ...rest] = line.split(' ');
    const body = rest.join(' ');
    if (place.mac(body).toString('hex') !== mac) {
      // After a whole line comes an empty one or the end; after one that a crash cut off, the next.
      if ((whole[at + 1] ?? '') !== '') return [];
      throw new ListUnreachable(
        `Line ${at + 1} of ${pathOf(place)} was changed, or belongs to another master key. Put back the file as it was.`,
      );
    }
    // Its keyed hash has just been compared, and only `append` writes it.
    return [JSON.parse(body) as Line];
  });
}

function pathOf({ folder }: ListPlace): string {
  return join(folder, LIST_FILE);
}

function unreachable(place: ListPlace, error: unknown): ListUnreachable {
  const reason = error instanceof Error ? error.message : String(error);
  return new ListUnreachable(
    `The list of destructions ${pathOf(place)} cannot be reached (${reason}), so what was lawfully destroyed could come back. Make it reachable, or set CASEWRIGHT_DESTRUCTIONS to where it is.`,
    { cause: error },
  );
}
