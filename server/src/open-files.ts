// Where an installation keeps files, what looks at them, and how large they may be, from its configuration. Decides nothing else.
import { join } from 'node:path';
import type { JudgeFile, UploadLimits } from './commands/upload-types.ts';
import { openDiskStore } from './files/disk-store.ts';
import type { ObjectStore } from './files/object-store.ts';
import { DEFAULT_LIMITS } from './gate/budget.ts';
import { judgeFile } from './gate/judge-file.ts';
import { openScanner, readScannerAddress, type Scanner } from './gate/scanner.ts';
import type { Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';

export interface OpenFiles {
  readonly store: ObjectStore;
  readonly judge: JudgeFile;
  readonly limits: UploadLimits;
  /** Whether files are looked at for malware. */
  readonly scanner: 'on' | 'off';
  readonly close: () => void;
}

/** What one person may have begun and not filed. */
const AT_ONCE = 200;

/**
 * @param folder of the installation
 * @throws LaunchError where the configuration names what cannot be
 */
export async function openFiles(configuration: Configuration, folder: string): Promise<OpenFiles> {
  const { filesFolder, fileMegabytes, clamav } = configuration;
  const scanner = clamav === null ? null : scannerAt(clamav);
  const bytes = fileMegabytes * 1024 ** 2;
  const limits = { ...DEFAULT_LIMITS, fileBytes: bytes };
  const kept = await openStore(configuration, filesFolder ?? join(folder, 'files'));
  return {
    ...kept,
    judge: (file, { name, signal }) => judgeFile(file, { name, limits, scanner, signal }),
    limits: { bytes, atOnce: AT_ONCE },
    scanner: scanner === null ? 'off' : 'on',
  };
}

function scannerAt(text: string): Scanner {
  const address = readScannerAddress(text);
  if (typeof address === 'string') throw new LaunchError(`CASEWRIGHT_CLAMAV is "${text}". ${address}`);
  return openScanner({ address });
}

async function openStore({ s3 }: Configuration, folder: string): Promise<Pick<OpenFiles, 'store' | 'close'>> {
  if (s3 === null) return { store: openDiskStore(folder), close: () => {} };
  // Its library is large, and most installations have none of it.
  const { openS3Store } = await import('./files/s3-store.ts');
  const store = openS3Store(s3);
  return { store, close: store.end };
}
