// Files of made-up cases, with bytes that can be opened: what a made-up life calls a file is kept before the command that files it is
// given. A letter on paper, a picture or a text, each saying that it is made up.
import type { CaseCommand } from '@casewright/engine/case';
import type { Letter } from '@casewright/engine/letters';
import { crc32, deflateSync } from 'node:zlib';
import { keepFile } from '../commands/keep-file.ts';
import type { CommandDeps } from '../commands/execute-command.ts';
import type { UploadDeps } from '../commands/upload-types.ts';
import { printForKeeping } from '../print/print-door.ts';

/** What a demonstration is made with. */
export type DemonstrationDeps = CommandDeps & UploadDeps;

export interface FileOf {
  readonly tenant: number;
  readonly caseId: string;
  readonly person: string;
  /** The first file of the document of which it is a further version; absent: a document of its own. */
  readonly versionOf?: string;
}

type Filing = Extract<CaseCommand, { type: 'FileDocument' | 'AddDocumentVersion' }>;

export function isFiling(command: CaseCommand): command is Filing {
  return command.type === 'FileDocument' || command.type === 'AddDocumentVersion';
}

/** Keeps bytes for the file that a command names. @returns the command with the file that is kept */
export async function withKeptFile(deps: UploadDeps, command: Filing, of: FileOf): Promise<Filing> {
  const { name, bytes } = await madeFile(command.file, 'title' in command ? command.title : 'A further version');
  const { of: kind, audience = null } = command;
  async function* pieces(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  const { file } = await keepFile(deps, { ...of, kind, audience, name, channel: 'import', bytes: pieces() });
  return { ...command, file };
}

const PICTURES = ['jpg', 'png', 'mp4'];

/** By the ending of the name that is given to it. */
export async function madeFile(
  made: string,
  title: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const ending = made.slice(made.lastIndexOf('.') + 1);
  const words =
    title
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .slice(0, 60)
      .trim() || 'Document';
  if (PICTURES.includes(ending)) return { name: `${words}.png`, bytes: picture() };
  if (ending === 'txt') return { name: `${words}.txt`, bytes: Buffer.from(`${title}\n\n${SAID.join('\n')}\n`) };
  return { name: `${words}.pdf`, bytes: await paper(title) };
}

const SAID = ['This document belongs to a demonstration.', 'Nothing in it is real, and nobody in it exists.'];

async function paper(title: string): Promise<Buffer> {
  const letter: Letter = {
    ...{ letter: 'made-up', language: 'en', direction: 'ltr' as const, from: 'Demonstration Agency', reference: '' },
    ...{ to: { party: '', role: 'The file', name: 'The file' }, date: 'Some day', subject: title },
    parts: SAID.map((text) => ({ part: 'paragraph', text })),
  };
  const printed = await printForKeeping(letter, '2026-01-01T00:00:00Z');
  if ('reason' in printed) throw new Error(`The demonstration does not fit: ${printed.reason}`);
  return printed.pdf;
}

const [WIDTH, HEIGHT] = [160, 120];

/** A landscape of two colours (PNG, ISO/IEC 15948). */
function picture(): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(1 + WIDTH * 3);
    for (let x = 0; x < WIDTH; x += 1)
      row.set(y < 60 + 20 * Math.sin(x / 25) ? [0xb8, 0xd4, 0xe8] : [0x5a, 0x7d, 0x4e], 1 + x * 3);
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
