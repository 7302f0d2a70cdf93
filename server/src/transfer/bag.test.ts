// Bags as RFC 8493 describes them. What makes one valid or not is each a rule of the text, and the rules by which the bags of the
// Library of Congress's conformance suite differ are all among them, under the names that they have there.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { checkBag } from './check-bag.ts';
import { startBag } from './write-bag.ts';

const root = mkdtempSync(join(tmpdir(), 'casewright-bags-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | Buffer>>;

function md5(bytes: string | Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}

function lay(files: Files): string {
  const folder = mkdtempSync(join(root, 'bag-'));
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

const BARE = 'one file\n';
const DECLARED = 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n';
const NEWER = DECLARED.replace('0.97', '1.0');
const GOOD: Files = {
  'bagit.txt': DECLARED,
  'data/bare-filename': BARE,
  'manifest-md5.txt': `${md5(BARE)}  data/bare-filename\n`,
};

const line = (path: string, bytes = BARE): string => `${md5(bytes)}  ${path}\n`;
const manifest = (...lines: readonly string[]): Files => ({ 'manifest-md5.txt': lines.join('') });
const outOfScope = (path: string): Files => manifest(line('data/bare-filename'), line(path));
const fetched = (path: string): Files => ({ 'fetch.txt': `https://example.org/x - ${path}\n` });

const valid: Readonly<Record<string, Files>> = {
  'minimal-bag': {},
  'basic-bag with several files and folders': {
    'data/dir/deeper/b.txt': 'b',
    ...manifest(line('data/bare-filename'), line('data/dir/deeper/b.txt', 'b')),
  },
  'lines that end with CR and LF, and a last line without end': {
    'bagit.txt': DECLARED.trimEnd().replaceAll('\n', '\r\n'),
    ...manifest(line('data/bare-filename').replace('\n', '\r\n')),
  },
  'bag-in-a-bag': {
    'data/inner/bagit.txt': DECLARED,
    ...manifest(line('data/bare-filename'), line('data/inner/bagit.txt', DECLARED)),
  },
  'bag-with-encoded-names, which are names and no code': {
    'data/%7Etest.txt': 'x',
    ...manifest(line('data/bare-filename'), line('data/%7Etest.txt', 'x')),
  },
  'bag-with-escapable-characters, as 1.0 writes them': {
    'bagit.txt': NEWER,
    'data/50%25\r\n.txt': 'x',
    ...manifest(line('data/bare-filename'), line('data/50%2525%0D%0A.txt', 'x')),
  },
  'bag-with-space': { 'data/a b .txt': 'x', ...manifest(line('data/bare-filename'), line('data/a b .txt', 'x')) },
  'duplicate-metadata-entries': { 'bag-info.txt': 'Contact-Name: A\nContact-Name: B\n' },
  'uncommon-metadata-separators': { 'bag-info.txt': 'One: 1\nTwo:   2\nThree : 3\nFour  :   4\n' },
  'metadata over several lines': { 'bag-info.txt': 'External-Description: a long\n   text\n\tgoes on\n' },
  'ISO-8859-1-encoded-tag-files': {
    'bagit.txt': DECLARED.replace('UTF-8', 'ISO-8859-1'),
    'bag-info.txt': Buffer.from('Contact-Name: José\n', 'latin1'),
  },
  'UTF-16-encoded-tag-files': {
    'bagit.txt': DECLARED.replace('UTF-8', 'UTF-16'),
    'manifest-md5.txt': Buffer.from(`\uFEFF${line('data/bare-filename')}`, 'utf16le'),
  },
  'a holey bag whose holes are filled': fetched('data/bare-filename'),
  'a tag manifest, and tag files in a folder': {
    'notes/about.txt': 'about',
    'tagmanifest-md5.txt': `${md5(DECLARED)}  bagit.txt\n${md5('about')}  notes/about.txt\n`,
  },
};

const warned: Readonly<Record<string, Files>> = {
  'made-with-md5sum-tools': manifest(`${md5(BARE)} *data/bare-filename\n`),
  'relative-path, bag-with-leading-dot-slash-in-manifest': manifest(line('./data/bare-filename')),
  'same-filename-listed-twice-with-the-same-hash, before 1.0': manifest(
    line('data/bare-filename'),
    line('data/bare-filename'),
  ),
  'duplicate-file-with-different-case': manifest(line('data/bare-filename'), line('data/BARE-filename')),
  'same-filename-listed-twice-with-different-normalization': {
    'data/N\u00fa\u00f1ez': 'x',
    ...manifest(line('data/bare-filename'), line('data/N\u00fa\u00f1ez', 'x'), line('data/Nu\u0301n\u0303ez', 'x')),
  },
  'special-system-files': {
    'data/Thumbs.db': '',
    ...manifest(line('data/bare-filename'), line('data/Thumbs.db', '')),
  },
};

const invalid: Readonly<Record<string, Files>> = {
  'missing-bagit.txt': { 'bagit.txt': '' },
  'baginfo-missing-encoding': { 'bagit.txt': 'BagIt-Version: 0.97\n' },
  'bom-in-bagit.txt': { 'bagit.txt': `\uFEFF${DECLARED}` },
  'invalid-version-number': { 'bagit.txt': DECLARED.replace('0.97', '.97') },
  'a version that nobody knows': { 'bagit.txt': DECLARED.replace('0.97', '7.0') },
  'bagit-with-invalid-whitespace': { 'bagit.txt': NEWER.replaceAll(':', ' :') },
  'whitespace after the version': { 'bagit.txt': NEWER.replace('1.0', '1.0 ') },
  'an encoding that nobody knows': { 'bagit.txt': DECLARED.replace('UTF-8', 'EBCDIC-9') },
  'corrupt-data-file': { 'data/bare-filename': 'one file?' },
  'corrupt-tag-file': { 'bag-info.txt': 'A: 1\n', 'tagmanifest-md5.txt': line('bag-info.txt', 'A: 2\n') },
  'missing-baginfo, which the tag manifest names': { 'tagmanifest-md5.txt': line('bag-info.txt', 'A: 1\n') },
  'extra-file-in-bag': { 'data/bar': 'x' },
  'a file that is not there': manifest(line('data/bare-filename'), line('data/gone')),
  notAllManifestsListAllFiles: {
    'bagit.txt': NEWER,
    'data/two': '2',
    ...manifest(line('data/bare-filename'), line('data/two', '2')),
    'manifest-sha1.txt': `${createHash('sha1').update(BARE).digest('hex')}  data/bare-filename\n`,
  },
  'same-filename-listed-twice-with-different-hashes': manifest(
    line('data/bare-filename'),
    line('data/bare-filename', 'x'),
  ),
  'same-filename-listed-twice-with-the-same-hash, since 1.0': {
    'bagit.txt': NEWER,
    ...manifest(line('data/bare-filename'), line('data/bare-filename')),
  },
  'a line that is no hash and path': manifest(line('data/bare-filename'), 'hello\n'),
  'a hash that nobody knows': { 'manifest-crc32.txt': 'abcd  data/bare-filename\n' },
  'a tag file in a manifest of the payload': manifest(line('data/bare-filename'), line('bagit.txt', DECLARED)),
  'Payload-Oxum that is not so': { 'bag-info.txt': 'Payload-Oxum: 8.1\n' },
  'a label without a colon': { 'bag-info.txt': 'nothing\n' },
  'files that are elsewhere and not here': {
    ...fetched('data/elsewhere'),
    ...manifest(line('data/bare-filename'), line('data/elsewhere')),
  },
  'out-of-scope-file-paths-using-dot-notation': outOfScope('../../README.md'),
  'dot notation of Windows': outOfScope('\\..\\..\\README.md'),
  'dot notation in the middle': outOfScope('data/../../README.md'),
  'out-of-scope-file-paths-using-absolute-path': outOfScope('/tmp/foo'),
  'absolute path of Windows': outOfScope('C:\\Windows\\System32\\setx.exe'),
  'out-of-scope-file-paths-using-shortcut': outOfScope('~/foo'),
  'out-of-scope-file-paths-using-shortcut-username': outOfScope('~root/foo'),
  'shortcut of Windows': outOfScope('%HomeDrive%\\Windows\\System32\\setx.exe'),
  'out-of-scope-file-paths-using-unc': outOfScope('\\\\?\\UNC\\server\\x.exe'),
  'dot notation for fetch': fetched('../../README.md'),
  'absolute path for fetch': fetched('/tmp/test.txt'),
  'absolute path of Windows for fetch': fetched('C:\\Windows\\x.exe'),
  'shortcut for fetch': fetched('~/test.txt'),
  'shortcut-username for fetch': fetched('~root/foo'),
  'shortcut of Windows for fetch': fetched('%HomeDrive%\\x.exe'),
  'unc for fetch': fetched('\\\\?\\UNC\\server\\x.exe'),
};

describe('checking a bag', () => {
  test.each(Object.entries(valid))('finds nothing against %s', async (_name, files) => {
    const verdict = await checkBag(lay({ ...GOOD, ...files }));
    expect(verdict.problems).toEqual([]);
  });

  test.each(Object.entries(warned))('warns of %s', async (_name, files) => {
    const verdict = await checkBag(lay({ ...GOOD, ...files }));
    expect(verdict.problems).toEqual([]);
    expect(verdict.warnings).not.toEqual([]);
  });

  test.each(Object.entries(invalid))('refuses %s', async (_name, files) => {
    const folder = lay({ ...GOOD, ...files });
    if (files['bagit.txt'] === '') rmSync(join(folder, 'bagit.txt'));
    const verdict = await checkBag(folder);
    expect(verdict.problems).not.toEqual([]);
  });

  test('refuses a bag without a manifest, and one that holds a link', async () => {
    const bare = lay(GOOD);
    rmSync(join(bare, 'manifest-md5.txt'));
    expect((await checkBag(bare)).problems).toContain('There is no manifest of the payload.');
    const linked = lay(GOOD);
    symlinkSync('/etc/hostname', join(linked, 'data/link'));
    expect((await checkBag(linked)).problems).toContain('data/link is a link or a device, and not a file.');
  });
});

async function writeSome(files: Files): Promise<string> {
  const folder = mkdtempSync(join(root, 'written-'));
  const bag = await startBag(folder);
  for (const [path, bytes] of Object.entries(files)) await bag.put(path, Buffer.from(bytes));
  await bag.tag('about/reader.txt', 'how to read it\n');
  await bag.finish([['Source-Organization', 'A town\nof two lines']]);
  return folder;
}

describe('writing a bag', () => {
  test('gives one that is complete and valid, whatever its files are called and hold', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => `f${text.replaceAll(/[/\\\0]/g, '_')}`);
    const files = fc.dictionary(name, fc.string(), { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        const folder = await writeSome(some);
        const verdict = await checkBag(folder);
        expect(verdict.problems).toEqual([]);
        expect(verdict.payload.length).toBe(Object.keys(some).length);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  test('takes a name with a separator of lines that is none of a manifest', async () => {
    const folder = await writeSome({ 'a\u2028b': '1' });
    expect((await checkBag(folder)).problems).toEqual([]);
  });

  test('gives the same bytes for the same files', async () => {
    const [one, other] = [await writeSome({ b: '2', a: '1' }), await writeSome({ a: '1', b: '2' })];
    for (const name of ['tagmanifest-sha256.txt', 'manifest-sha512.txt', 'bag-info.txt'])
      expect(readFileSync(join(one, name), 'utf8')).toBe(readFileSync(join(other, name), 'utf8'));
  });

  test('notices each change afterwards', async () => {
    const changes: readonly ((folder: string) => void)[] = [
      (folder) => writeFileSync(join(folder, 'data/a'), '2'),
      (folder) => rmSync(join(folder, 'data/a')),
      (folder) => writeFileSync(join(folder, 'data/c'), '3'),
      (folder) => writeFileSync(join(folder, 'about/reader.txt'), 'otherwise'),
      (folder) => writeFileSync(join(folder, 'bag-info.txt'), 'Source-Organization: Another\n'),
      (folder) => truncateSync(join(folder, 'manifest-sha256.txt')),
      (folder) => rmSync(join(folder, 'bagit.txt')),
    ];
    for (const change of changes) {
      const folder = await writeSome({ a: '1' });
      change(folder);
      expect((await checkBag(folder)).problems).not.toEqual([]);
    }
  });

  test('is no bag until it is finished, and takes no path twice nor one that leads out of it', async () => {
    const folder = mkdtempSync(join(root, 'half-'));
    const bag = await startBag(folder);
    await bag.put('a', '1');
    expect((await checkBag(folder)).problems).toContain('There is no bagit.txt, so this is no bag.');
    await expect(bag.put('a', '2')).rejects.toThrow('already');
    await expect(bag.put('../a', '2')).rejects.toThrow('leads out');
    await expect(startBag(folder)).rejects.toThrow('not empty');
  });
});
