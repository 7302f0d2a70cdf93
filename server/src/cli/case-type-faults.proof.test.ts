// The checker is held against faults that were seeded by somebody who had not read it (oracles/case-type-faults.yaml): it finds each of
// them at the path where it is, with a reason that says what is wrong, and nothing else.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adviseCaseType } from '@casewright/engine/proof';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { findCaseTypes, readCaseType } from './read-case-types.ts';

interface SeededFault {
  readonly of: string;
  readonly at: string;
  readonly to?: unknown;
  readonly also?: readonly { readonly at: string; readonly to?: unknown }[];
  readonly found?: readonly string[];
  readonly says?: string;
}

const caseTypesFolder = fileURLToPath(new URL('../../../case-types', import.meta.url));
// The shape is said in the file itself, and a fault that lacks something does not find its place.
const seeded = parse(
  readFileSync(new URL('../../../oracles/case-type-faults.yaml', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly SeededFault[]>>;
const faults = Object.entries(seeded).flatMap(([kind, list]) => list.map((fault) => ({ kind, ...fault })));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-faults-'));
  cpSync(join(caseTypesFolder, 'blocks'), join(folder, 'blocks'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As `casewright check` finds them: problems, or what a sound case type is warned of. */
function findingsOf(name: string): readonly { readonly path: string; readonly reason: string }[] {
  return findCaseTypes([join(folder, name)], caseTypesFolder).flatMap((place) => {
    const read = readCaseType(place);
    return 'problems' in read ? read.problems : adviseCaseType(read.source, read.caseType).map(read.relocate);
  });
}

function lay(name: string, of: string): string {
  const file = join(folder, name, 'case-type.yaml');
  mkdirSync(join(folder, name));
  copyFileSync(join(caseTypesFolder, of, 'case-type.yaml'), file);
  return file;
}

/** `a.b[0].c` as its steps. */
function stepsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => key ?? Number(index));
}

const known = new Map<string, readonly string[]>();

/** Of what a shipped case type is warned already. */
function before(of: string): readonly string[] {
  const found = known.get(of);
  if (found !== undefined) return found;
  lay(`as-${of}`, of);
  const lines = findingsOf(`as-${of}`).map(({ path, reason }) => `${path}: ${reason}`);
  known.set(of, lines);
  return lines;
}

/** What is not as the fault says: paths at which nothing was found, or what was found besides; null where all is. */
function unlike(fault: SeededFault, name: string): object | null {
  const file = lay(name, fault.of);
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const edit of [fault, ...(fault.also ?? [])])
    if (edit.to === undefined) document.deleteIn(stepsOf(edit.at));
    else document.setIn(stepsOf(edit.at), document.createNode(edit.to));
  writeFileSync(file, document.toString());
  const [known, wanted] = [before(fault.of), fault.found ?? [fault.at]];
  const found = findingsOf(name).filter(({ path, reason }) => !known.includes(`${path}: ${reason}`));
  const missed = wanted.filter(
    (path) => !found.some((one) => one.path === path && one.reason.includes(fault.says ?? '')),
  );
  const other = found.filter(({ path }) => !wanted.includes(path));
  if (missed.length + other.length === 0) return null;
  return { ...fault, missed, found: found.map(({ path, reason }) => `${path}: ${reason}`) };
}

// Some twenty seconds where nothing else runs, and much more beside other work.
it('finds each seeded fault at its path, says what is wrong, and finds nothing else', () => {
  const unfound = faults.flatMap((fault, index) => unlike(fault, `fault-${index}`) ?? []);
  expect(unfound).toEqual([]);
  expect(faults.length).toBeGreaterThanOrEqual(120);
  expect(Object.keys(seeded).length).toBeGreaterThanOrEqual(16);
}, 300_000);

it('would name a fault that is not found, and one that is found elsewhere', () => {
  const none = { of: 'infringement-notice', at: 'data.article.label', to: 'Article', also: [{ at: 'languages' }] };
  expect(unlike(none, 'none')).toMatchObject({ missed: ['data.article.label'], found: [] });
  const elsewhere = { of: 'infringement-notice', at: 'closing.by', to: 'judge', found: ['closing'] };
  expect(unlike(elsewhere, 'elsewhere')).toMatchObject({
    missed: ['closing'],
    found: [expect.stringContaining('closing.by: ')],
  });
});
