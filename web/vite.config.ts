// Builds the staff app in one language to its folder below build/web. Nothing is inlined, so the page runs under a content security policy that allows
// neither inline scripts nor inline styles, and every file but index.html carries its hash and may be cached for ever.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { conditionsOf, languageNamed, languagePlugin } from './language-build.ts';
import { writePdfWorker } from './pdf-worker.ts';

export default defineConfig(({ command }) => {
  // Whoever builds may have another NODE_ENV, as a test run has: that would build React's slower and larger one.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  const language = languageNamed(process.env['CASEWRIGHT_WEB_LANGUAGE'] ?? 'en');
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [languagePlugin(language), react(), compressed()],
    resolve: {
      conditions: [...conditionsOf(language), ...defaultClientConditions],
      alias: [{ find: /^our-pdf-worker(?=\?url$)/, replacement: writePdfWorker() }],
    },
    build: {
      outDir: `../build/web/${language.tag}`,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      manifest: true,
      // The polyfill is an extra script for browsers older than those that this app supports.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // What the first page needs is one file: shared parts in files of their own compress worse and are asked for one by one.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstLoad() }] } } },
    },
    server: { host: '127.0.0.1', proxy: { '/api': process.env['CASEWRIGHT_API'] ?? 'http://127.0.0.1:8080' } },
  };
});

/** Writes beside each file of the app what is sent to browsers that take it compressed: once here and not with each answer. */
function compressed() {
  return {
    name: 'casewright-compressed',
    writeBundle({ dir }: { readonly dir?: string }) {
      const assets = join(dir ?? '', 'assets');
      for (const name of readdirSync(assets).filter((one) => /\.(css|js|mjs)$/.test(one))) {
        const bytes = readFileSync(join(assets, name));
        // The best of brotli takes seconds for what is large, and that is loaded by few.
        const quality = bytes.length > 500_000 ? 7 : constants.BROTLI_MAX_QUALITY;
        const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** @returns the name of the file of a module: 'first' for everything that `main.tsx` imports, unless it does so lazily; itself it stays the entry */
function firstLoad(): (id: string, build: Modules) => string | null {
  let first: Set<string> | undefined;
  return (id, build) => {
    first ??= needed(fileURLToPath(new URL('src/main.tsx', import.meta.url)), build);
    return first.has(id) ? 'first' : null;
  };
}

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

function needed(main: string, build: Modules): Set<string> {
  const seen = new Set<string>();
  const waiting = [main];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(build.getModuleInfo(id)?.importedIds ?? []));
  }
  seen.delete(main);
  return seen;
}
