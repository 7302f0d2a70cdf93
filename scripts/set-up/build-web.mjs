// Builds the staff app into build/web when its sources have changed since the last time.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';
import { explain, sayWhile, Sentence } from './say.mjs';

const stamp = inProject('build', 'web.stamp');

/** Builds what is stale. Answers whether anything was built. */
export async function buildWeb() {
  const wanted = fingerprint();
  if (existsSync(inProject('build', 'web', 'index.html')) && read(stamp) === wanted) return false;
  await sayWhile('Building the staff app …', runVite);
  try {
    writeFileSync(stamp, wanted);
  } catch (error) {
    throw explain(error, 'note what was built');
  }
  return true;
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

async function runVite() {
  rmSync(stamp, { force: true });
  let output = '';
  const code = await new Promise((done) => {
    const args = [inProject('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'];
    const child = spawn(process.execPath, args, { cwd: inProject('web'), stdio: ['ignore', 'pipe', 'pipe'] });
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
  throw new Sentence(`The staff app does not build (vite ended with ${code}):\n${output.trim()}`);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
