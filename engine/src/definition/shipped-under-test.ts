/// <reference types="node" />
// Test support: the shipped case types, expanded with the shipped blocks and checked. Only tests use it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BlockShelf } from './block.ts';
import type { CaseType } from './case-type.ts';
import { checkCaseType } from './check.ts';
import { expandCaseType } from './expand.ts';

export const SHIPPED = fileURLToPath(new URL('../../../case-types/', import.meta.url));

export const shippedNames: readonly string[] = readdirSync(SHIPPED)
  .filter((name) => existsSync(`${SHIPPED}${name}/case-type.yaml`))
  .toSorted();

export function shippedShelf(): BlockShelf {
  const folder = `${SHIPPED}blocks/`;
  const files = readdirSync(folder).flatMap((name) => readdirSync(`${folder}${name}`).map((file) => ({ name, file })));
  return new Map(
    files.map(({ name, file }) => [
      `${name}@${file.replace(/\.yaml$/, '')}`,
      { file: `blocks/${name}/${file}`, source: readFileSync(`${folder}${name}/${file}`, 'utf8') },
    ]),
  );
}

/** The whole text of a shipped case type, as it is published. */
export function shippedSource(name: string): string {
  return wholeOf(readFileSync(`${SHIPPED}${name}/case-type.yaml`, 'utf8'));
}

export function shippedCaseType(name: string): CaseType {
  const checked = checkCaseType(shippedSource(name), '0'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems.map((one) => `${one.path}: ${one.reason}`).join('\n'));
  return checked.caseType;
}

/** A source that may import shipped blocks, made whole. */
export function wholeOf(source: string): string {
  const whole = expandCaseType(source, shippedShelf());
  if ('problems' in whole) throw new Error(whole.problems.map((one) => `${one.path}: ${one.reason}`).join('\n'));
  return whole.source;
}
