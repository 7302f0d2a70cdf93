// What a privacy officer must see of a new version is flagged, and what is only written otherwise is not. The edits were written by
// somebody who knew the requirement and not the rules.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { compareVersions, toAcknowledge, type VersionToCompare } from './versions.ts';

interface Edit {
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly set?: unknown;
  readonly remove?: true;
  readonly privacy: boolean;
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

const BASE = read('edited-base.json');
// The files are ours, and the checker judges what they make.
const EDITS = JSON.parse(read('seeded-edits.json')) as readonly Edit[];

type Node = Record<string | number, unknown> | unknown[];

function edited({ path, set, remove }: Edit): string {
  const root = JSON.parse(BASE) as Node;
  let at = root as Record<string | number, Node>;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, Node>;
  const last = path.at(-1) ?? '';
  if (remove !== true) at[last] = set as Node;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return JSON.stringify(root);
}

function versionOf(source: string, hash: string): VersionToCompare {
  const checked = checkCaseType(source, hash.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  return { caseType: checked.caseType, source };
}

describe('single edits of a case type', () => {
  const before = versionOf(BASE, 'a');
  const flagged = (edit: Edit): readonly string[] =>
    toAcknowledge(compareVersions(before, versionOf(edited(edit), 'b'))).map(
      ({ path, privacy }) => `${path}: ${privacy}`,
    );

  it('are forty of each kind', () => {
    expect([EDITS.filter(({ privacy }) => privacy).length, EDITS.filter(({ privacy }) => !privacy).length]).toEqual([
      40, 40,
    ]);
  });

  it.each(EDITS.filter(({ privacy }) => privacy))('$name: is flagged', (edit) => {
    expect(flagged(edit)).not.toEqual([]);
  });

  it.each(EDITS.filter(({ privacy }) => !privacy))('$name: is not flagged', (edit) => {
    expect(flagged(edit)).toEqual([]);
  });
});

describe('two versions', () => {
  const before = versionOf(BASE, 'a');

  it('that say the same in another order and form do not differ', () => {
    const turned = JSON.stringify(
      JSON.parse(BASE, (_key, value: unknown) => reversed(value)),
      null,
      4,
    );
    expect(compareVersions(before, versionOf(turned, 'b')).differences).toEqual([]);
  });

  it('of two kinds of case are none', () => {
    const other = versionOf(BASE.replace(/"caseType": "[^"]*"/, '"caseType": "another"'), 'b');
    expect(() => compareVersions(before, other)).toThrow('two kinds of case');
  });
});

/** The members of every object from the last to the first; lists keep their order. */
function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toReversed());
}
