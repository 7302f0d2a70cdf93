// Builds the staff app in one language to its folder below build/web. Nothing is inlined, so the page runs under a content security policy that allows
// neither inline scripts nor inline styles, and every file but index.html carries its hash and may be cached for ever.
import { fileURLToPath } from 'node:url';
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
    plugins: [languagePlugin(language), react()],
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
    },
    server: { host: '127.0.0.1', proxy: { '/api': process.env['CASEWRIGHT_API'] ?? 'http://127.0.0.1:8080' } },
  };
});
