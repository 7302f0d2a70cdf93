// What was in a bundle, for whoever may read the bundle: out of its own file, as that says it.
import { readManifest, type ReadManifest } from '../bundle/read-manifest.ts';
import { bytesOfSealed } from '../files/sealed-bytes.ts';
import type { ReadAnswer } from './answer-read.ts';
import { sealedFile, withVersion, type AskedVersion, type DocumentDeps } from './read-document.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

/** Absent for what is no bundle. */
export function readBundleManifest(
  send: SendReading,
  reader: Reader,
  options: DocumentDeps & { readonly asked: AskedVersion },
): Promise<ReadAnswer<ReadManifest>> {
  const { asked } = options;
  return withVersion<ReadManifest>(send, reader, {
    ...{ ...options, name: 'read-manifest', filter: 'manifest' },
    fold: async ({ document, version, cut }) => {
      if (document.derivedFrom?.how !== 'bundle') return null;
      const sealed = await sealedFile(options, reader.principal.tenant, { caseId: asked.caseId, file: version.file });
      const manifest = sealed === null ? null : await readManifest(bytesOfSealed(sealed));
      return manifest === null ? null : { view: cut(manifest), told: 'manifest' };
    },
  });
}
