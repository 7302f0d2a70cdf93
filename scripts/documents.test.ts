// What the documents show must be true: the example of a case type passes the checker that it explains.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkCaseType } from '@casewright/engine/definition';
import { expect, test } from 'vitest';

const guide = readFileSync(new URL('../docs/case-types.md', import.meta.url), 'utf8');

test('the example in docs/case-types.md has no problem', () => {
  const source = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  expect(source).toContain('caseType: certificate-copy');
  const result = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  expect('problems' in result ? result.problems : []).toEqual([]);
});
