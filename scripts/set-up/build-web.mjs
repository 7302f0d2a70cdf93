// Builds the staff app in each language into build/web when its sources have changed since the last time.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';
import { explain, sayWhile, Sentence } from './say.mjs';

/** What people may choose; `web/src/texts/languages.ts` has them too. */
const LANGUAGES = ['en', 'fr'];
/** For looking at screens from right to left: nobody but tests needs it. */
const PSEUDO = 'ar-XB';

/**
 * Builds what is stale: the app in each language that people may choose.
 * @param withPseudo true builds the one that is for tests as well
 * @returns whether anything was built
 */
export async function buildWeb({ withPseudo = false } = {}) {
  const wanted = fingerprint();
  const stale = [...LANGUAGES, ...(withPseudo ? [PSEUDO] : [])].filter((language) => !isBuilt(language, wanted));
  if (stale.length === 0) return false;
  // Once the app lay there in one language.
  rmSync(inProject('build', 'web', 'index.html'), { force: true });
  rmSync(inProject('build', 'web', 'assets'), { recursive: true, force: true });
  await sayWhile(`Building the staff app (${stale.join(', ')}) …`, () => buildAll(stale));
  try {
    for (const language of stale) writeFileSync(stampOf(language), wanted);
  } catch (error) {
    throw explain(error, 'note what was built');
  }
  return true;
}

function stampOf(language) {
  return inProject('build', `web.${language}.stamp`);
}

function isBuilt(language, wanted) {
  return existsSync(inProject('build', 'web', language, 'index.html')) && read(stampOf(language)) === wanted;
}

/** Two at a time: a build has more than one thread of its own. */
async function buildAll(languages) {
  const waiting = [...languages];
  const next = async () => {
    for (let language = waiting.shift(); language !== undefined; language = waiting.shift()) await runVite(language);
  };
  await Promise.all([next(), next()]);
}

/** The app imports the engine, so both count; names, sizes and times of change stand for the content. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(inProject('package-lock.json')));
  for (const folder of ['web', 'engine']) addFolder(hash, inProject(folder));
  return hash.digest('hex');
}

function addFolder(hash, folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name === 'build' || entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) addFolder(hash, path);
    else if (!/\.test\.tsx?$/.test(entry.name)) hash.update(`${path} ${signature(path)}\n`);
  }
}

function signature(path) {
  const file = statSync(path);
  return `${file.size} ${file.mtimeMs}`;
}

async function runVite(language) {
  rmSync(stampOf(language), { force: true });
  let output = '';
  const code = await new Promise((done) => {
    const args = [inProject('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'];
    const env = { ...process.env, CASEWRIGHT_WEB_LANGUAGE: language };
    const child = spawn(process.execPath, args, { cwd: inProject('web'), env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done(error.message));
    child.on('close', (status, signal) => done(status ?? signal));
  });
  if (code === 0) return;
  if (/ENOSPC/.test(output))
    throw new Sentence(
      'The staff app could not be built because the disk is full. Free some space, then run the same command again.',
    );
  throw new Sentence(`The staff app does not build in ${language} (vite ended with ${code}):\n${output.trim()}`);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
