// How a request and pages go between two processes: a length, words in JSON, a length, bytes. Knows neither PDF nor processes.

/** A message is refused beyond this, so that a process gone mad cannot fill its reader. */
const MOST_BYTES = 512 * 1024 * 1024;

/** @returns the message as bytes: words first, then what belongs to them */
export function frame(words: unknown, bytes: Buffer = Buffer.alloc(0)): readonly Buffer[] {
  const text = Buffer.from(JSON.stringify(words));
  return [lengthOf(text), text, lengthOf(bytes), bytes];
}

export interface Message {
  readonly words: unknown;
  readonly bytes: Buffer;
}

/** Reads messages from a stream, each when it is whole. @throws on what cannot be one */
export async function* messagesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Message> {
  const reader = readerOf(stream);
  for (;;) {
    const head = await reader(4, 'at the beginning');
    if (head === null) return;
    const text = await reader(bounded(head), 'inside');
    const size = await reader(4, 'inside');
    const bytes = size === null ? null : await reader(bounded(size), 'inside');
    if (text === null || bytes === null) throw new Error('the stream ended inside a message');
    yield { words: JSON.parse(text.toString()) as unknown, bytes }; // shapes are looked at by whoever reads
  }
}

type Reader = (length: number, place: 'at the beginning' | 'inside') => Promise<Buffer | null>;

function readerOf(stream: AsyncIterable<Buffer>): Reader {
  const pieces = stream[Symbol.asyncIterator]();
  let waiting: Buffer[] = [];
  let size = 0;
  return async (length, place) => {
    while (size < length) {
      const next = await pieces.next();
      if (next.done === true) {
        if (place === 'inside' || size > 0) throw new Error('the stream ended inside a message');
        return null;
      }
      waiting.push(next.value);
      size += next.value.length;
    }
    const all = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting);
    waiting = [all.subarray(length)];
    size -= length;
    return all.subarray(0, length);
  };
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

function bounded(length: Buffer): number {
  const size = length.readUInt32BE();
  if (size > MOST_BYTES) throw new Error(`a message of ${size} bytes`);
  return size;
}
