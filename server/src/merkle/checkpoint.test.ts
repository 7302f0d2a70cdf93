import { describe, expect, it } from 'vitest';
import { cosign, cosignedAt, openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { noteSigner, readVerifier } from './signed-note.ts';
import { EMPTY_ROOT } from './tree-hash.ts';

const log = noteSigner(Buffer.alloc(32, 1), 1, (fingerprint) => `log/${fingerprint}`);
const other = noteSigner(Buffer.alloc(32, 2), 1, () => log.name);
const witness = noteSigner(Buffer.alloc(32, 3), 4, () => 'witness.example');
const note = signCheckpoint({ size: 12, root: EMPTY_ROOT }, log);

describe('a checkpoint', () => {
  it('is three lines, an empty one and a signature, and can be read by whoever has the key', () => {
    expect(note).toMatch(
      /^log\/[0-9a-f]{16}\n12\n47DEQpj8HBSa\+\/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 log\/[0-9a-f]{16} [A-Za-z0-9+/]{91}=\n$/,
    );
    const verifier = readVerifier(log.text);
    expect(verifier !== null && openCheckpoint(note, verifier)).toMatchObject({
      origin: log.name,
      size: 12,
      root: EMPTY_ROOT,
    });
  });

  it('is not taken with another key, another size, another root, or without its form', () => {
    expect(openCheckpoint(note, other)).toBeNull();
    expect(openCheckpoint(note.replace('\n12\n', '\n13\n'), log)).toBeNull();
    expect(openCheckpoint(note.replace('47DE', '47DF'), log)).toBeNull();
    for (const bad of [
      '',
      '\n\n',
      'x',
      note.slice(0, -1),
      note.replace('\n12\n', '\n012\n'),
      note.replace('\u2014', '-'),
      `${note}\u0001\n`,
    ])
      expect([bad, readCheckpoint(bad)]).toEqual([bad, null]);
  });

  it('carries the time of each witness, which nobody else can give', () => {
    const read = readCheckpoint(note);
    if (read === null) throw new Error('no checkpoint');
    const signed = readCheckpoint(`${note}${cosign(read.note, witness, 1_800_000_000)}`);
    expect(signed !== null && cosignedAt(signed.note, witness)).toBe(1_800_000_000);
    const forger = noteSigner(Buffer.alloc(32, 4), 4, () => witness.name);
    expect(signed !== null && cosignedAt(signed.note, forger)).toBeNull();
    expect(cosignedAt(read.note, witness)).toBeNull();
    expect(signed !== null && openCheckpoint(`${note}${cosign(read.note, witness, 1)}`, log)).not.toBeNull();
  });
});

describe('a verifier key', () => {
  it('is refused where its parts do not belong together', () => {
    for (const bad of ['', 'a+b', log.text.replace('log/', 'gol/'), log.text.slice(0, -1), `${log.text}A`])
      expect([bad, readVerifier(bad)]).toEqual([bad, null]);
  });
});
