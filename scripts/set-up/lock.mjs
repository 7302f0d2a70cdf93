// Lets one process at a time install or build in this project. A lock whose owner has died is taken over.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from './project.mjs';
import { explain, say } from './say.mjs';

/** Runs `work` alone among the processes that set this project up. */
export async function alone(work) {
  const path = inProject('build', 'set-up.lock');
  let said = false;
  while (!take(path)) {
    if (!said) say('Waiting: another process is setting this project up.');
    said = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    if (owner(path) === process.pid) rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw explain(error, 'set the project up');
  }
  const holder = owner(path);
  if (holder !== null && !isAlive(holder)) setAside(path, holder);
  return false;
}

/** A rename, so that of two who see the same dead owner only one takes its lock away. */
function setAside(path, holder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (owner(aside) === holder) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch {
    // Somebody else was faster.
  }
}

function owner(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // A zombie still answers to signals; proc(5), field 3.
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
}
