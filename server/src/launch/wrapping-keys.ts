// The wrapping keys that lie in files of the data folder: `wrapping-2.key` and on. The first follows from the master key and has
// no file. What they wrap is not known here.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { explainFailure, LaunchError } from './launch-error.ts';
import { createKeyFile, readKeyFile } from './secrets.ts';

export interface WrappingKey {
  /** 2 and more. */
  readonly version: number;
  /** 32 bytes. */
  readonly key: Buffer;
}

/**
 * The oldest first.
 * @throws LaunchError when one is readable by others or is not a key
 */
export function readWrappingKeys(folder: string): readonly WrappingKey[] {
  return namesIn(folder)
    .flatMap((name) => {
      const version = Number(/^wrapping-([1-9]\d{0,5})\.key$/.exec(name)?.[1] ?? 0);
      return version < 2 ? [] : [readOne(join(folder, name), version)];
    })
    .toSorted((one, other) => one.version - other.version);
}

/** Makes the next one; of two programs that do at once, the first one's counts for both. */
export function makeWrappingKey(folder: string): WrappingKey {
  const version = (readWrappingKeys(folder).at(-1)?.version ?? 1) + 1;
  const path = join(folder, `wrapping-${version}.key`);
  createKeyFile(path);
  return readOne(path, version);
}

function readOne(path: string, version: number): WrappingKey {
  const text = readKeyFile(path) ?? '';
  if (!/^[0-9a-f]{64}\n?$/.test(text))
    throw new LaunchError(
      `${path} does not hold a key (64 hexadecimal digits). Put back the right file from your backup, then start again.`,
    );
  return { version, key: Buffer.from(text.trim(), 'hex') };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw explainFailure(error, `read the folder ${folder}`);
  }
}
