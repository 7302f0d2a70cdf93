// Paths inside a bag (RFC 8493): where each file of it is, as its manifests write it and as a disk has it. What would lead out of the
// bag is refused here, on whatever system the bag is read. Knows no files.

/** Since 1.0 a manifest writes LF, CR and % in a path as %0A, %0D and %25 (RFC 8493, 2.1.3); versions before wrote the first two so. */
export function encodeBagPath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');
}

/** @param since10 whether the bag is of version 1.0 or later */
export function decodeBagPath(written: string, since10: boolean): string {
  const lines = written.replaceAll(/%0a/gi, '\n').replaceAll(/%0d/gi, '\r');
  return since10 ? lines.replaceAll('%25', '%') : lines;
}

/** `./` in front means nothing, and other programs write it. */
export function withoutDotSlash(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path;
}

const MOST_BYTES = 4096;

/**
 * Why a path is not one of a file in a bag; null where it is. It is the same on every system, since a bag that is harmless here may
 * be opened elsewhere: no absolute path, no step up, no home folder or variable of a shell, no drive or share of Windows.
 */
export function bagPathFault(path: string): string | null {
  if (path === '') return 'is empty';
  if (Buffer.byteLength(path) > MOST_BYTES) return `has more than ${MOST_BYTES} bytes`;
  if (path.includes('\0')) return 'holds a NUL character';
  if (path.startsWith('/') || path.startsWith('\\')) return 'is absolute';
  if (path.startsWith('~')) return 'names a home folder';
  if (/^[A-Za-z]:/.test(path)) return 'names a drive';
  if (/^%[^%/\\]+%/.test(path) || path.startsWith('$')) return 'begins with a variable';
  const steps = path.split(/[/\\]/);
  if (steps.includes('..')) return 'leads out of the bag';
  if (steps.some((step) => step === '' || step === '.')) return 'is not written in the one way that there is';
  return null;
}

export function isPayload(path: string): boolean {
  return path.startsWith('data/');
}

/** Paths of one shape are one file where letters have no case, or names are composed in one way. */
export function shapeOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
