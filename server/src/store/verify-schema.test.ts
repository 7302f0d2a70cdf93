import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationsFolder } from './migrate.ts';
import { compareSchemas } from './verify-schema.ts';

const text = readFileSync(join(migrationsFolder(), 'schema.txt'), 'utf8');

describe('what protects, compared by its text', () => {
  it('is silent on the same text, and on what protects nothing', () => {
    expect(compareSchemas(text, text)).toEqual([]);
    expect(
      compareSchemas(text, text.replace(' with fillfactor=80', '').replace(/^ {2}CREATE INDEX .*\n/m, '')),
    ).toEqual([]);
  });

  it('names what the application’s role may become', () => {
    expect(compareSchemas(text, text.replace(': login', ': login bypassrls member of owner'))).toEqual([
      'Other than the migrations made it: role casewright_app: login bypassrls member of owner.',
    ]);
  });

  it('names every policy, grant and function that is gone', () => {
    const names = { policy: /^ {2}policy (\S+) .*\n/gm, grant: /^ *grants .*\n/gm };
    for (const pattern of Object.values(names)) {
      const all = [...text.matchAll(pattern)];
      expect(all.length).toBeGreaterThan(50);
      for (const { 0: line, index } of all.filter((_, at) => at % 7 === 0))
        expect(compareSchemas(text, text.slice(0, index) + text.slice(index + line.length))).toEqual([
          expect.stringMatching(/^Gone since the migrations: (policy|grants) /),
        ]);
    }
  });

  it('is not misled by a function whose text quotes another', () => {
    const quoted = /function app\.unbarred[^]*?\nend /.exec(text)?.[0] ?? '';
    const open = quoted.replace(/\nbegin[^]*$/, '\nbegin return true; end ');
    expect(open).not.toBe(quoted);
    expect(compareSchemas(text, text.replace(quoted, `${open}\n${quoted}`))).toEqual([
      expect.stringMatching(/^Other than the migrations made it: function app\.unbarred/),
    ]);
  });
});
