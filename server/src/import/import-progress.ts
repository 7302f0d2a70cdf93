// Shows how far an import is: one line that is drawn over on a terminal, a plain line now and then elsewhere. It
// writes to the stream that it is given and knows nothing of how an import works.
import type { ImportProgress } from './import-target.ts';

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressView {
  show(progress: ImportProgress): void;
  /** Ends the line, so that what follows starts on a new one. */
  end(): void;
}

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 5_000;
const BAR_CELLS = 24;

/** @param nowMs a clock in milliseconds, for the rate and for how often to draw */
export function importProgress(stream: ProgressStream, nowMs: () => number): ProgressView {
  const started = nowMs();
  const every = stream.isTTY === true ? REDRAW_MS : PLAIN_LINE_MS;
  let drawn = stream.isTTY === true ? Number.NEGATIVE_INFINITY : started;
  let open = false;
  let phase: ImportProgress['phase'] = 'reading';
  return {
    show(progress) {
      const now = nowMs();
      if (now - drawn < every && progress.phase === phase) return;
      drawn = now;
      phase = progress.phase;
      const line = progressLine(progress, now - started);
      if (stream.isTTY !== true) {
        stream.write(`${line}\n`);
        return;
      }
      stream.write(`\r\u001b[2K${bar(share(progress))} ${line}`.slice(0, (stream.columns ?? 80) + 5));
      open = true;
    },
    end() {
      if (open) stream.write('\n');
      open = false;
    },
  };
}

function progressLine(progress: ImportProgress, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? Math.round((progress.rows * 1000) / elapsedMs) : 0;
  const counts = `${figure(progress.rows)} rows, ${figure(progress.rejected)} rejected, ${figure(rate)} a second`;
  switch (progress.phase) {
    case 'reading':
      return `${Math.floor(share(progress) * 100)} %, ${counts}`;
    case 'ending':
      return `Finishing the cases: ${counts}`;
    case 'waiting':
      return `Waiting for the database: ${counts}`;
  }
}

function share({ bytes, totalBytes }: ImportProgress): number {
  return totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
}

function bar(part: number): string {
  const full = Math.round(part * BAR_CELLS);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)}]`;
}

function figure(value: number): string {
  return value.toLocaleString('en-GB');
}
