import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveSecrets, readSecrets } from './secrets.ts';

describe('the secrets of an installation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are made once and are the same ever after', () => {
    const first = readSecrets(folder);
    expect(readSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
  });

  it('are all different from one another and from those of another installation', () => {
    const one = deriveSecrets(Buffer.alloc(32, 1));
    const two = deriveSecrets(Buffer.alloc(32, 2));
    const texts = [one, two].flatMap((each) => [
      each.adminPassword,
      each.ownerPassword,
      each.appPassword,
      each.contextKey.toString('hex'),
      each.masterKey.toString('hex'),
    ]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('are refused when others can read them or the file holds something else', () => {
    readSecrets(folder);
    chmodSync(join(folder, 'master.key'), 0o644);
    expect(() => readSecrets(folder)).toThrow(/chmod 600/);
    chmodSync(join(folder, 'master.key'), 0o600);
    writeFileSync(join(folder, 'master.key'), 'not a key');
    expect(() => readSecrets(folder)).toThrow(/does not hold a master key/);
  });
});
