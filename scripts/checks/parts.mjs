// The parts of which a full check consists. Each is one program to run; most count as one check, test runs count their tests.
import { existsSync, readdirSync } from 'node:fs';
import { inProject } from '../set-up/project.mjs';

/** Types, lint, format and pure tests: what `npm run check` runs. Slow ones first, so that two at a time end together. */
export function quickParts() {
  return [
    tests('pure', {}),
    lint(),
    ...['engine', 'server', 'web', 'e2e', 'scripts'].filter(hasTypes).map(types),
    format(),
  ];
}

/** Everything that `npm test` runs after the quick parts, one after the other, since each uses the whole machine. */
export function slowParts() {
  const own = systemPostgres();
  return [tests('oracles', {}), tests('db', {}), ...(own ? [otherPostgres()] : []), tests('e2e', {})];
}

/** The database tests once more on another version, without those that would only take as long again. */
function otherPostgres() {
  const env = { CASEWRIGHT_TEST_POSTGRES: 'system', CASEWRIGHT_TEST_LONG: '0' };
  return { ...tests('db', env), name: 'db, on the PostgreSQL of this machine' };
}

/** Parts that this machine cannot run, by name; each must be on the list of allowed skips. */
export function missingParts() {
  return systemPostgres() ? [] : ['db, on the PostgreSQL of this machine'];
}

function tests(project, env) {
  const key = [project, ...Object.values(env)].join('-');
  const report = inProject('build', 'test', `${key}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
  ];
  return { name: `tests: ${project}`, program: inProject('node_modules', 'vitest', 'vitest.mjs'), args, env, report };
}

function types(folder) {
  return {
    name: `types: ${folder}`,
    program: inProject('node_modules', 'typescript', 'bin', 'tsc'),
    args: ['--noEmit', '-p', folder],
    env: {},
  };
}

function lint() {
  return {
    name: 'lint',
    program: inProject('node_modules', 'oxlint', 'bin', 'oxlint'),
    args: ['--type-aware', '--deny-warnings'],
    env: {},
  };
}

function format() {
  return {
    name: 'format',
    program: inProject('node_modules', 'oxfmt', 'bin', 'oxfmt'),
    args: ['--check', '.'],
    env: {},
  };
}

function hasTypes(folder) {
  return existsSync(inProject(folder, 'tsconfig.json'));
}

function systemPostgres() {
  const folder = '/usr/lib/postgresql';
  return process.platform === 'linux' && existsSync(folder) && readdirSync(folder).some((name) => Number(name) >= 15);
}
