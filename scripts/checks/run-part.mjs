// Runs one part of a check and counts what passed and what failed. The exit code of the program has the last word: a test
// run that ends badly without a failed test, e.g. by an unhandled error, still counts as a failure.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from '../set-up/project.mjs';

/**
 * @param part see parts.mjs
 * @returns `{ name, passed, failed, skipped, output, seconds }`, where `skipped` lists the names of tests that did not run
 */
export async function runPart(part) {
  const start = Date.now();
  if (part.report) {
    mkdirSync(dirname(part.report), { recursive: true });
    rmSync(part.report, { force: true });
  }
  const { code, output } = await runProgram(part);
  const counted = part.report
    ? countTests(part.report)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
  const failed = code !== 0 && counted.failed === 0 ? 1 : counted.failed;
  return { name: part.name, ...counted, failed, output, seconds: (Date.now() - start) / 1000 };
}

function runProgram(part) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [part.program, ...part.args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...part.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => done({ code, output }));
  });
}

function countTests(report) {
  const counted = { passed: 0, failed: 0, skipped: [] };
  let suites;
  try {
    suites = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return { ...counted, failed: 1 };
  }
  for (const suite of suites) {
    const tests = suite.assertionResults;
    if (suite.status === 'failed' && !tests.some((test) => test.status === 'failed')) counted.failed += 1;
    for (const test of tests) {
      if (test.status === 'passed') counted.passed += 1;
      else if (test.status === 'failed') counted.failed += 1;
      else counted.skipped.push(test.fullName);
    }
  }
  return counted;
}
