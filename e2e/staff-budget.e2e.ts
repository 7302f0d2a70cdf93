import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, test } from 'vitest';

const BUILDER = new URL('../scripts/set-up/build-web.mjs', import.meta.url).href;
const BUILDS = fileURLToPath(new URL('../build/web/', import.meta.url));
const FIRST_LOAD_BYTES = 130_000;
const STYLE_BYTES = 12_000;
const ROUTE_BYTES = 40_000;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

describe.each(['en', 'fr'])('what the staff app weighs in %s', (language) => {
  const built = join(BUILDS, language);
  let manifest: Manifest;

  beforeAll(async () => {
    // Plain JavaScript without types: it must run before anything is installed.
    const { buildWeb } = (await import(BUILDER)) as { buildWeb: () => Promise<boolean> };
    await buildWeb();
    manifest = JSON.parse(readFileSync(join(built, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  });

  it('loads at most 130 KB of script, compressed, up to My work', () => {
    // My work is part of it: the files that `index.html` names are all that the first page waits for.
    const files = closure(manifest, ['index.html']);
    expect(files.length).toBeGreaterThan(1);
    const bytes = sum(built, files);
    expect(bytes, `${bytes} bytes in ${files.length} files`).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  });

  it('has at most 12 KB of styles, compressed', () => {
    const styles = Object.values(manifest)
      .map((chunk) => chunk.file)
      .filter((file) => file.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    expect(sum(built, styles)).toBeLessThanOrEqual(STYLE_BYTES);
  });

  it('adds at most 40 KB of script, compressed, for any other page', () => {
    const first = new Set(closure(manifest, ['index.html']));
    const pages = Object.values(manifest)
      .filter(({ file }) => first.has(file))
      .flatMap(({ dynamicImports = [] }) => dynamicImports);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      const added = closure(manifest, [page]).filter((file) => !first.has(file));
      expect(sum(built, added), page).toBeLessThanOrEqual(ROUTE_BYTES);
    }
  });

  it('has no inline script and no inline style', () => {
    const html = readFileSync(join(built, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son[a-z]+=|data:/);
  });
});

test('a file of two languages has one content under one name', () => {
  const [en, fr] = ['en', 'fr'].map((language) => join(BUILDS, language, 'assets'));
  const [ours, others] = [readdirSync(en ?? ''), new Set(readdirSync(fr ?? ''))];
  const both = ours.filter((file) => others.has(file));
  // The libraries and the styles at the least.
  expect(both.length).toBeGreaterThan(3);
  expect(both.length).toBeLessThan(ours.length);
  for (const file of both)
    expect(readFileSync(join(en ?? '', file)).equals(readFileSync(join(fr ?? '', file))), file).toBe(true);
});

/** The files that these chunks need before they run. */
function closure(manifest: Manifest, names: readonly string[]): string[] {
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

function sum(built: string, files: readonly string[]): number {
  return files.reduce((total, file) => total + gzipSync(readFileSync(join(built, file))).length, 0);
}
