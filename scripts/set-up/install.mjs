// Brings node_modules to what package-lock.json says, and leaves it alone where it is that already. Runs no package's
// own install script: nothing unknown runs at installation.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { inProject, root } from './project.mjs';
import { explain, sayWhile, Sentence } from './say.mjs';

/** node_modules takes 400 MB, and npm's own store some more while it works. */
const neededMb = 600;

const stamp = inProject('node_modules', '.casewright-stamp');

/** Installs what is missing. Answers whether anything was installed. */
export async function installIfStale() {
  const wanted = fingerprint();
  if (read(stamp) === wanted) return false;
  if (!isInstalled())
    await sayWhile('Installing packages from the npm registry; this is done once and takes up to a minute …', runNpm);
  try {
    writeFileSync(stamp, wanted);
  } catch (error) {
    throw explain(error, 'note what was installed');
  }
  return true;
}

/** What node_modules depends on. The platform counts, since a folder may be copied from one machine to another. */
function fingerprint() {
  const lock = readFileSync(inProject('package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/** Whether npm's own note of what it put in node_modules agrees with the lock, as after a developer's `npm install`. */
function isInstalled() {
  const note = read(inProject('node_modules', '.package-lock.json'));
  if (note === null) return false;
  const there = JSON.parse(note).packages;
  const wanted = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return true;
    if (there[path] === undefined) return entry.optional === true && !isForThisMachine(entry);
    return there[path].version === entry.version && existsSync(inProject(path));
  });
}

function isForThisMachine(entry) {
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && fits(entry.libc, libc());
}

/** The C library of this machine, in npm's words; only Linux has more than one. */
function libc() {
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** npm's lists may also exclude, as in `!win32`. */
function fits(list, here) {
  if (list === undefined) return true;
  return list.includes(here) || (list.every((one) => one.startsWith('!')) && !list.includes(`!${here}`));
}

async function runNpm() {
  // Asked before and not only after: npm may call an installation on a full disk a success.
  if (freeMb() < neededMb) throw tooFull();
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  // Under `npm start` this is the npm that runs us, which need not be the first one on the path.
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const code = await new Promise((done) => {
    // Its output goes to standard error: standard output is for results.
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', process.stderr, process.stderr] });
    child.on('error', (error) => done(error.message));
    child.on('exit', (status, signal) => done(status ?? signal));
  });
  if (code === 0) return;
  if (freeMb() < 100) throw tooFull();
  throw new Sentence(
    `npm could not install the packages (it ended with ${code}; its reason is above). ` +
      'Check that this machine reaches the npm registry, or set "npm config set registry" to one that it reaches, then run the same command again.',
  );
}

function tooFull() {
  return new Sentence(
    `The packages cannot be installed because the disk is full: ${freeMb()} MB are free, and about ${neededMb} MB are needed. Free some space, then run the same command again.`,
  );
}

function freeMb() {
  const disk = statfsSync(root);
  return Math.floor((disk.bavail * disk.bsize) / 1_000_000);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
