/// <reference types="node" />
// The published schema file is the schema of the code, and the shipped case types are sound under both.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkCaseType } from './check.ts';
import { LIFECYCLES } from '../plan/lifecycle.ts';
import { blockSchema } from './block-schema.ts';
import { caseTypeSchema } from './schema.ts';
import { shippedNames, wholeOf } from './shipped-under-test.ts';

function shipped(path: string): string {
  return readFileSync(new URL(`../../../case-types/${path}`, import.meta.url), 'utf8');
}

describe('the published schema', () => {
  test('is the one that the checker enforces; if not, npm run generate', () => {
    expect(JSON.parse(shipped('case-type.schema.json'))).toEqual(JSON.parse(JSON.stringify(caseTypeSchema)));
  });

  test('of blocks is the one of the code; if not, npm run generate', () => {
    expect(JSON.parse(shipped('block.schema.json'))).toEqual(JSON.parse(JSON.stringify(blockSchema)));
  });

  test('knows every transition of the lifecycles', () => {
    const text = JSON.stringify(caseTypeSchema);
    for (const lifecycle of Object.values(LIFECYCLES)) {
      for (const transition of Object.keys(lifecycle)) expect(text).toContain(`"${transition}"`);
    }
  });

  test('has patterns that are regular expressions in Unicode mode', () => {
    const patterns: string[] = [];
    JSON.stringify(caseTypeSchema, (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') patterns.push(value);
      return value;
    });
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });
});

test.each([...shippedNames])('%s is sound and points editors to the schema', (name) => {
  const source = shipped(`${name}/case-type.yaml`);
  expect(checkCaseType(wholeOf(source), '0'.repeat(64))).not.toHaveProperty('problems');
  expect(source.startsWith('# yaml-language-server: $schema=../case-type.schema.json\n')).toBe(true);
  expect(source).toContain(`caseType: ${name}\n`);
});
