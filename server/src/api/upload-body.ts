// The bytes of a piece of a file, as they come over the line. A line that says nothing for long is given up, so that nobody holds a
// place by doing nothing.
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Piece } from '../commands/append-upload.ts';
import { refuse } from './problem.ts';

export const PIECE_TYPE = 'application/offset+octet-stream';

const SILENCE_MS = 60_000;

/** What a request to add to a file says (tus 1.0). Throws the refusal for what is not understood. */
export function readPiece({ headers, raw }: FastifyRequest): Piece {
  const offset = wholeNumber(headers['upload-offset']);
  if (offset === null)
    throw refuse('invalid-request', { detail: 'header.upload-offset: this is missing or no number.' });
  return {
    offset,
    checksum: readChecksum(headers['upload-checksum']),
    length: wholeNumber(headers['content-length']),
    body: bytesOf(raw),
  };
}

function wholeNumber(header: string | readonly string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

const DIGEST_BYTES = { sha1: 20, sha256: 32 } as const;

function readChecksum(header: string | readonly string[] | undefined): Piece['checksum'] {
  if (header === undefined) return null;
  const match = /^(sha1|sha256) ([A-Za-z0-9+/]+={0,2})$/.exec(typeof header === 'string' ? header : '');
  const algorithm = match?.[1] === 'sha1' ? 'sha1' : 'sha256';
  const digest = Buffer.from(match?.[2] ?? '', 'base64');
  if (match === null || digest.length !== DIGEST_BYTES[algorithm])
    throw refuse('invalid-request', { detail: 'header.upload-checksum: this is "sha1" or "sha256" and its base64.' });
  return { algorithm, digest };
}

/** What a line that broke gave is an error like any other refusal: what came whole is kept. */
export async function* bytesOf(raw: IncomingMessage): AsyncGenerator<Buffer> {
  let isSilent = false;
  const watch = setTimeout(() => {
    isSilent = true;
    raw.destroy();
  }, SILENCE_MS);
  try {
    for await (const piece of raw) {
      watch.refresh();
      // A request without an encoding gives bytes.
      yield piece as Buffer;
    }
  } catch (error) {
    throw isSilent || raw.destroyed ? refuse('upload-interrupted') : error;
  } finally {
    clearTimeout(watch);
  }
}
