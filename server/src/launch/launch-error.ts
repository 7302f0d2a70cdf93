// The one error that start-up may end with. Its message is a sentence for the person at the keyboard, with what to do;
// it knows nothing of exit codes.

/** Start-up cannot go on; `message` says why and what to do, in plain words. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

/**
 * Turns an error of the operating system into a sentence.
 * @param error what was thrown
 * @param doing what was being done, as the end of "could not …", e.g. "create the folder /x"
 * @returns a LaunchError; an error that is one already comes back as it is
 */
export function explainFailure(error: unknown, doing: string): LaunchError {
  if (error instanceof LaunchError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons.get(code) ?? (error instanceof Error ? error.message : String(error));
  return new LaunchError(`Could not ${doing}: ${reason}`, { cause: error });
}

const reasons: ReadonlyMap<string, string> = new Map([
  [
    'ENOSPC',
    'the disk is full. Free some space, or set CASEWRIGHT_DATA to a folder on a disk with room, then start again.',
  ],
  [
    'EDQUOT',
    'your disk quota is used up. Free some space, or set CASEWRIGHT_DATA to another folder, then start again.',
  ],
  ['EACCES', 'permission is denied. Set CASEWRIGHT_DATA to a folder that you may write to, then start again.'],
  ['EPERM', 'the system does not allow it. Set CASEWRIGHT_DATA to a folder of your own, then start again.'],
  ['EROFS', 'the disk is read-only. Set CASEWRIGHT_DATA to a folder that you may write to, then start again.'],
  [
    'ENOENT',
    'the system allows no folder there. Set CASEWRIGHT_DATA to a folder that you may write to, then start again.',
  ],
  ['ENOTDIR', 'a part of the path is a file. Set CASEWRIGHT_DATA to the path of a folder, then start again.'],
  ['EEXIST', 'there is a file of that name. Set CASEWRIGHT_DATA to the path of a folder, then start again.'],
]);
