// Names of files and folders: kebab-case, and none of the words that name a drawer instead of a thing.
import type { Finding, Rule, SourceFile } from './tree.ts';

const BANNED = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'shared',
  'manager',
  'service',
  'services',
  'base',
  'misc',
  'lib',
  'stuff',
]);
const CODE = /^(engine|server|web|e2e|oracles|scripts)\/.*\.(ts|tsx|mjs|css|sql)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MIGRATION = /^server\/migrations\/\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$/;

export const nameRules: readonly Rule[] = [
  {
    name: 'kebab-case',
    cure: 'Name files and folders in kebab-case after their main export: `appendEvents` lives in `append-events.ts`. Migrations are `0001_what_it_adds.sql`.',
    find: (tree) =>
      [...tree.files.values()].flatMap((file) => (isKebab(file) ? [] : [fault(file, 'is not kebab-case')])),
  },
  {
    name: 'banned-names',
    cure: 'Name the file by what it does; a drawer without a rule fills up.',
    find: (tree) =>
      [...tree.files.values()].flatMap((file) => {
        const word = CODE.test(file.path) ? file.path.split(/[/.-]/).find((part) => BANNED.has(part)) : undefined;
        return word === undefined ? [] : [fault(file, `uses the word "${word}"`)];
      }),
  },
  {
    name: 'tests-beside-the-source',
    cure: 'Put a test beside what it tests: `x.test.ts` (pure), `x.db.test.ts` (real PostgreSQL), `e2e/*.e2e.ts` (browser).',
    find: (tree) =>
      [...tree.files.values()].flatMap((file) => {
        const strange = /(^|\/)(__tests__|__mocks__|tests?)\//.test(file.path) || /\.spec\.tsx?$/.test(file.path);
        const misplaced = file.path.endsWith('.e2e.ts') && !file.path.startsWith('e2e/');
        return strange || misplaced ? [fault(file, 'is a test in an unexpected place')] : [];
      }),
  },
];

function isKebab(file: SourceFile): boolean {
  if (/^server\/migrations\/.*\.sql$/.test(file.path)) return MIGRATION.test(file.path);
  if (!CODE.test(file.path)) return true;
  const parts = file.path.split('/');
  const [stem = '', ...endings] = (parts.pop() ?? '').split('.');
  return [...parts, stem, ...endings].every((part) => KEBAB.test(part));
}

function fault(file: SourceFile, what: string): Finding {
  return { path: file.path, line: 1, what };
}
