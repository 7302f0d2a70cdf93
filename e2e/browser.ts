// Finds a Chromium and starts it for the browser tests: the one named in CASEWRIGHT_BROWSER, the machine's own, or the one
// that npm brought. Knows nothing of our pages.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

const ownPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing of the browser's own may go to the network, and pages must look the same on every machine. */
const quietArguments = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Starts a browser without a window. The caller closes it.
 * @throws when this machine has no browser, saying how to name one
 */
export async function launchBrowser(): Promise<Browser> {
  const program = findProgram();
  // Chromium's sandbox refuses to start as root, and many containers forbid the namespaces that it needs.
  const sandbox = process.getuid?.() === 0 || program.packed ? ['--no-sandbox', '--no-zygote'] : [];
  return chromium.launch({
    executablePath: program.path,
    args: [...quietArguments, ...sandbox],
    env: { ...plainEnvironment(), ...program.environment },
  });
}

interface Program {
  readonly path: string;
  readonly packed: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

function findProgram(): Program {
  const named = process.env['CASEWRIGHT_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CASEWRIGHT_BROWSER names ${named}, which does not exist.`);
    return { path: named, packed: false, environment: {} };
  }
  const own = ownPlaces.find((path) => existsSync(path));
  if (own !== undefined) return { path: own, packed: false, environment: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackProgram();
  throw new Error('No Chromium was found. Install one, or set CASEWRIGHT_BROWSER to the path of one.');
}

/**
 * Unpacks the browser of `@sparticuz/chromium` into `build/browser`, once. That package unpacks to fixed names in the
 * temporary folder, where other users or an interrupted run could leave a bad file, so it runs with a folder of our own.
 */
function unpackProgram(): Program {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'build', 'browser');
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const entry = pathToFileURL(createRequire(import.meta.url).resolve('@sparticuz/chromium')).href;
    const unpack = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath();`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
      // The package unpacks its libraries only where it believes itself on that platform.
      env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    keepFirst(unfinished, folder);
  }
  const path = join(folder, 'chromium');
  return { path, packed: true, environment: { ...libraries(path, folder), ...fonts(folder) } };
}

function keepFirst(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The packed libraries are for machines that lack them; elsewhere the machine's own fit its C library better. */
function libraries(path: string, folder: string): Readonly<Record<string, string>> {
  const answer = spawnSync('ldd', [path], { encoding: 'utf8' });
  return /not found/.test(answer.stdout ?? '') ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } : {};
}

function fonts(folder: string): Readonly<Record<string, string>> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
}

function plainEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
