import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly link?: boolean;
}

describe('package-lock.json', () => {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  // The format of version 3, which npm writes.
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, LockedPackage>> };

  it('names every optional package of every platform, since "npm ci" refuses a lock that leaves one out', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path || 'the project'} needs ${name}`),
    );
    expect(missing, 'Choose a version all of whose platform packages the registry has, then run npm install.').toEqual(
      [],
    );
  });

  it('takes packages from the npm registry only', () => {
    const elsewhere = Object.entries(packages).filter(
      ([, { resolved, link }]) =>
        resolved !== undefined && link !== true && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });

  function isLocked(path: string, name: string): boolean {
    for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
      if (at === '') return false;
    }
  }
});
