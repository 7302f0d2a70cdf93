// What the built staff app loads before My work is on the screen: its files by the manifest of the build, and what they weigh compressed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const BUILT = fileURLToPath(new URL('../../build/web/', import.meta.url));
/** Bytes, compressed. */
export const LIMITS = { firstScript: 130_000, styles: 12_000, page: 40_000 } as const;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** @param language the build, by its language */
export function readManifest(language = 'en'): Manifest {
  // Written by the bundler.
  return JSON.parse(readFileSync(join(BUILT, language, '.vite', 'manifest.json'), 'utf8')) as Manifest;
}

/** The files that these chunks need before they run. */
export function closure(manifest: Manifest, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The build has no chunk ${name}.`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const needed of chunk.imports ?? []) visit(needed);
  };
  for (const name of names) visit(name);
  return [...seen];
}

export function stylesOf(manifest: Manifest): string[] {
  return Object.values(manifest)
    .map((chunk) => chunk.file)
    .filter((file) => file.endsWith('.css'));
}

/** Bytes, each file compressed by itself, as it is sent. */
export function compressed(files: readonly string[], language = 'en'): number {
  return files.reduce((total, file) => total + gzipSync(readFileSync(join(BUILT, language, file))).length, 0);
}
