// A row of a file in the words of the stores: what arrives, what was named, and what opens it.
import { sealedSize } from '../files/file-seal.ts';
import type { Arriving, ObjectName, ObjectStore } from '../files/object-store.ts';
import type { SealedFile } from '../files/sealed-bytes.ts';
import type { StoredFileRow } from '../store/stored-files.ts';

/** @param row of which the store knows; a size that is not known is that of what is there */
export function arrivingOf(
  tenant: number,
  row: Pick<StoredFileRow, 'file' | 'size' | 'received' | 'upload' | 'parts'>,
): Arriving {
  const { file, size, received, upload, parts } = row;
  return { tenant, file, bytes: sealedSize(size ?? received), upload: upload ?? '', parts };
}

export function objectOf(tenant: number, row: Pick<StoredFileRow, 'cipher'>): ObjectName {
  if (row.cipher === null) throw new Error('A file is read that is not whole.');
  return { tenant, cipher: row.cipher.toString('hex') };
}

/** A file under its name, ready to be opened. */
export function sealedFileOf(
  store: Pick<ObjectStore, 'read'>,
  { tenant, row, documentKey }: { readonly tenant: number; readonly row: StoredFileRow; readonly documentKey: Buffer },
): SealedFile {
  const object = objectOf(tenant, row);
  return {
    place: { tenant, file: row.file, size: row.size ?? row.received },
    documentKey,
    read: (start, length) => store.read(object, start, length),
  };
}

/** Of a file that no event names and none will. */
export async function removeBytes(
  { store }: { readonly store: ObjectStore },
  tenant: number,
  row: StoredFileRow,
): Promise<void> {
  if (row.upload !== null) await store.discard(arrivingOf(tenant, row));
  if (row.cipher !== null) await store.remove({ tenant, cipher: row.cipher.toString('hex') });
}
