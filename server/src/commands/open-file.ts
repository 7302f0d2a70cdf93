// The plain bytes of a file that is filed, for programs of ours that look into it; what they make of it is answered for there. Knows
// no reader: whoever shows a person bytes asks the policy first and writes the line.
import type { Bytes } from '../files/bytes.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { bytesOfSealed } from '../files/sealed-bytes.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';

export interface OpenFileDeps {
  readonly database: Database;
  readonly keys: Pick<KeyProvider, 'unwrap'>;
  readonly store: Pick<ObjectStore, 'read'>;
}

export interface OpenedFile {
  readonly bytes: Bytes;
  /** As the gate judged it. */
  readonly mediaType: string;
  /** Of its document; 32 bytes. */
  readonly documentKey: Buffer;
}

/**
 * @param program whom the database is told that it is
 * @returns null where there is no such file that is filed, or its key was destroyed
 */
export async function openFile(
  { database, keys, store }: OpenFileDeps,
  tenant: number,
  { file, program }: { readonly file: string; readonly program: string },
): Promise<OpenedFile | null> {
  const [files, wrapped] = await database.once(programContext(tenant, program), [
    readFile(tenant, file),
    readKeyOfFile(tenant, file),
  ]);
  const [row] = files.rows;
  const [key] = wrapped.rows;
  if (row === undefined || key === undefined || row.state !== 'filed') return null;
  const { cipher, size, media_type: mediaType } = row;
  if (cipher === null || size === null || mediaType === null) return null;
  const owner = { tenant, caseId: row.case_id, subject: key.subject };
  const documentKey = keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  const object = { tenant, cipher: cipher.toString('hex') };
  const read = (start: number, length: number): Promise<Buffer> => store.read(object, start, length);
  return {
    bytes: bytesOfSealed({ place: { tenant, file, size }, documentKey, read }),
    mediaType,
    documentKey,
  };
}
