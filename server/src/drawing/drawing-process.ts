// What the process that draws does: one request from its standard input, pages out by its fourth stream, and its end. It
// is started for one file and knows nothing else: no database, no network, no environment.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { drawPdf, type Hand } from './draw-pdf.ts';
import { drawPicture } from './draw-picture.ts';
import { frame, messagesOf } from './frames.ts';
import { PAGES_STREAM } from './pages-stream.ts';
import type { DrawRefusal, DrawRequest } from './shapes.ts';

export async function playDrawing(): Promise<void> {
  const out = createWriteStream('', { fd: PAGES_STREAM });
  const write = async (parts: readonly Buffer[]): Promise<void> => {
    for (const part of parts) if (!out.write(part)) await once(out, 'drain');
  };
  const hand: Hand = (facts, pixels) => write(frame(facts, pixels));
  for await (const { words, bytes } of messagesOf(process.stdin)) {
    // The one who started this process wrote it, from a value of this type.
    const request = words as DrawRequest;
    await write(frame({ ended: true, refusal: await drawn(request, bytes, hand) }));
    break;
  }
  out.end();
  await once(out, 'close');
}

async function drawn(request: DrawRequest, bytes: Buffer, hand: Hand): Promise<DrawRefusal | null> {
  try {
    return request.mediaType === 'application/pdf'
      ? await drawPdf(new Uint8Array(bytes), request, hand)
      : await drawPicture(bytes, request, hand);
  } catch {
    // What was thrown may quote the file, so it goes no further.
    return 'unreadable';
  }
}
