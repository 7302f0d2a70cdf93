import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { BUILT, closure, compressed, LIMITS, readManifest, stylesOf, type Manifest } from './screens/first-load.ts';

const BUILDER = new URL('../scripts/set-up/build-web.mjs', import.meta.url).href;

describe.each(['en', 'fr'])('what the staff app weighs in %s', (language) => {
  let manifest: Manifest;

  beforeAll(async () => {
    // Plain JavaScript without types: it must run before anything is installed.
    const { buildWeb } = (await import(BUILDER)) as { buildWeb: () => Promise<boolean> };
    await buildWeb();
    manifest = readManifest(language);
  });

  it('loads at most 130 KB of script, compressed, up to My work', () => {
    // My work is part of it: the files that `index.html` names are all that the first page waits for.
    const files = closure(manifest, ['index.html']);
    expect(files.length).toBeGreaterThan(1);
    const bytes = compressed(files, language);
    expect(bytes, `${bytes} bytes in ${files.length} files`).toBeLessThanOrEqual(LIMITS.firstScript);
  });

  it('has at most 12 KB of styles, compressed', () => {
    const styles = stylesOf(manifest);
    expect(styles.length).toBeGreaterThan(0);
    expect(compressed(styles, language)).toBeLessThanOrEqual(LIMITS.styles);
  });

  it('adds at most 40 KB of script, compressed, for any other page', () => {
    const first = new Set(closure(manifest, ['index.html']));
    const pages = Object.values(manifest)
      .filter(({ file }) => first.has(file))
      .flatMap(({ dynamicImports = [] }) => dynamicImports);
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      const added = closure(manifest, [page]).filter((file) => !first.has(file));
      expect(compressed(added, language), page).toBeLessThanOrEqual(LIMITS.page);
    }
  });

  it('has no inline script and no inline style', () => {
    const html = readFileSync(join(BUILT, language, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son[a-z]+=|data:/);
  });
});

test('a file of two languages has one content under one name', () => {
  const [en, fr] = ['en', 'fr'].map((language) => join(BUILT, language, 'assets'));
  const [ours, others] = [readdirSync(en ?? ''), new Set(readdirSync(fr ?? ''))];
  const both = ours.filter((file) => others.has(file));
  // The libraries and the styles at the least.
  expect(both.length).toBeGreaterThan(3);
  expect(both.length).toBeLessThan(ours.length);
  for (const file of both)
    expect(readFileSync(join(en ?? '', file)).equals(readFileSync(join(fr ?? '', file))), file).toBe(true);
});
