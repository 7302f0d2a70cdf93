// The bytes of a filed document, for whoever sends them: opened with the key of the document, whole or not at all. A document whose key
// was destroyed has none.
import { sealedFileOf } from '../commands/arriving-file.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { bytesOfSealed } from '../files/sealed-bytes.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';
import type { ReadFiled } from './letter-to-send.ts';

interface FiledDeps {
  readonly database: Database;
  readonly keys: Pick<KeyProvider, 'unwrap'>;
  readonly store: Pick<ObjectStore, 'read'>;
}

/** A letter is some pages; what is longer is none of ours. */
const MOST_BYTES = 20_000_000;

export function readFiledFrom({ database, keys, store }: FiledDeps): ReadFiled {
  return async (tenant, file) => {
    const context = programContext(tenant, 'system.dispatch');
    const [rows, wrapped] = await database.once(context, [readFile(tenant, file), readKeyOfFile(tenant, file)]);
    const [[row], [key]] = [rows.rows, wrapped.rows];
    if (row?.state !== 'filed' || key === undefined || (row.size ?? 0) > MOST_BYTES) return null;
    const owner = { tenant, caseId: row.case_id, subject: row.subject };
    const documentKey = keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
    const bytes = bytesOfSealed(sealedFileOf(store, { tenant, row, documentKey }));
    return bytes.read(0, bytes.size);
  };
}
