// Test support: bundles as the program makes them, with the words of text files as they stand there. Only tests import it.
import type { Bytes } from '../files/bytes.ts';
import { makeBundle } from './make-bundle.ts';

export const bundleForTests = {
  make: makeBundle,
  wordsOf: async (bytes: Bytes, mediaType: string): Promise<string | null> =>
    mediaType === 'text/plain' ? (await bytes.read(0, bytes.size)).toString('utf8') : null,
};
