// What is installed: exact versions, and a written reason for every package.
import type { Finding, Rule, SourceFile, Tree } from './tree.ts';

const LIST = 'docs/dependencies.md';
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

interface Dependency extends Finding {
  readonly name: string;
  readonly version: string;
}

export const dependencyRules: readonly Rule[] = [
  {
    name: 'pinned-dependencies',
    cure: 'Pin the exact version (`npm install -E`); a range lets tomorrow install what nobody tested.',
    find: (tree) => dependencies(tree).filter(({ version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
  },
  {
    name: 'dependencies-explained',
    cure: `Add a row to ${LIST}: name, why, licence, who keeps it. A library that shapes the design also gets a decision record.`,
    find: (tree) => {
      const written = [...tree.files.values()]
        .filter((file) => file.path === LIST || file.path.startsWith('docs/decisions/'))
        .map((file) => file.text)
        .join('\n');
      return dependencies(tree).filter(({ name }) => !written.includes(`\`${name}\``));
    },
  },
  {
    name: 'no-ghost-dependencies',
    cure: `Take the row out of ${LIST}, or the package back in.`,
    find: (tree) => {
      const installed = new Set(dependencies(tree).map(({ name }) => name));
      const rows = tree.files.get(LIST)?.text.split('\n') ?? [];
      return rows.flatMap((row, index) => {
        const cell = /^\|([^|]+)\|/.exec(row)?.[1] ?? '';
        const names = [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
        return names
          .filter((name) => !installed.has(name))
          .map((name) => ({ path: LIST, line: index + 1, what: `${name} is not a dependency` }));
      });
    },
  },
];

function dependencies(tree: Tree): readonly Dependency[] {
  return [...tree.files.values()]
    .filter((file) => /^([a-z]+\/)?package\.json$/.test(file.path))
    .flatMap(dependenciesOf);
}

function dependenciesOf(file: SourceFile): readonly Dependency[] {
  const content: unknown = JSON.parse(file.text);
  return KINDS.flatMap((kind) =>
    Object.entries(recordOf(recordOf(content)[kind])).map(([name, version]) => ({
      path: file.path,
      line: file.text.split('\n').findIndex((line) => line.includes(`"${name}"`)) + 1,
      what: `${name} ${String(version)}`,
      name,
      version: String(version),
    })),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
