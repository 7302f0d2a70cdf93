// The folder with what an agency has published: a folder for each release, named by its hash, whose files are written once; and the
// catalogue of those that stand. It can be made anew at any time from what was published.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { catalogueJson, catalogueTurtle } from '@casewright/engine/release';
import type { PublishedRelease } from '../queries/releases.ts';
import { EnvironmentError } from './exit-codes.ts';

export interface PublishedFolder {
  /** Has a folder for each agency. */
  readonly folder: string;
  readonly slug: string;
  readonly publisher: string;
  /** Where the agency's folder is served, ending with a slash; empty: addresses are relative to the catalogue. */
  readonly address: string;
}

const HASH = /^[0-9a-f]{64}$/;

/** @returns how many files were written; releases that no longer stand are taken away */
export function writePublished(place: PublishedFolder, releases: readonly PublishedRelease[]): number {
  const root = join(place.folder, place.slug);
  let written = 0;
  try {
    mkdirSync(root, { recursive: true });
    for (const { hash, texts } of releases) written += writeRelease(join(root, hash), texts);
    const stands = new Set(releases.map(({ hash }) => hash));
    for (const name of readdirSync(root))
      if (HASH.test(name) && !stands.has(name)) rmSync(join(root, name), { recursive: true, force: true });
    const { address, publisher } = place;
    replace(join(root, 'catalog.jsonld'), catalogueJson({ address, publisher, releases }));
    replace(join(root, 'catalog.ttl'), catalogueTurtle({ address, publisher, releases }));
  } catch (cause) {
    if (cause instanceof EnvironmentError) throw cause;
    throw new EnvironmentError(`What is published cannot be written to ${root}.`, { cause });
  }
  return written;
}

/** Whole or not at all; what is there already must be the same. */
function writeRelease(folder: string, texts: ReadonlyMap<string, string>): number {
  if (existsSync(folder)) {
    for (const [name, text] of texts)
      if (digestOf(readFileSync(join(folder, name))) !== digestOf(text))
        throw new EnvironmentError(
          `${join(folder, name)} is not what was published. Take it away, then run this again.`,
        );
    return 0;
  }
  const making = `${folder}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  for (const [name, text] of texts) {
    writeFileSync(join(making, name), text, { flag: 'wx' });
    chmodSync(join(making, name), 0o444);
  }
  renameSync(making, folder);
  return texts.size;
}

function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
