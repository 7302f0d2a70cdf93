// Good and hostile files with chance let into them: bits turned, ends cut off, pieces exchanged. Each number is one file, always
// the same from the same seed.
import { SCRIPTS } from './names-in-scripts.ts';
import { goodFiles, type GoodFile } from './good-files.ts';
import { makeMail } from './made-mail.ts';
import { makeOoxml } from './made-office.ts';
import { makePdf, objectStream } from './made-pages.ts';
import { seededChance, type Chance } from './seeded-chance.ts';

export interface MutatedFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether something that acts is in it still, whole and in a place where programs look for it. */
  readonly active: boolean;
}

const GOOD: readonly GoodFile[] = goodFiles(8);
const MOST_BYTES = 200_000;

/** A mark that survives is looked for as it is written, so that only what is still there counts. */
const ACTIVE: readonly { readonly name: string; readonly mark: string; readonly make: () => Buffer }[] = [
  {
    name: 'a.pdf',
    mark: '/OpenAction<</S/JavaScript/JS(x)>>',
    make: () => makePdf({ catalog: '/OpenAction<</S/JavaScript/JS(x)>>' }),
  },
  {
    name: 'a.pdf',
    mark: '/AA<</O<</S/Launch/F(a)>>>>',
    make: () => makePdf({ page: '/AA<</O<</S/Launch/F(a)>>>>', objects: [objectStream(['<</A 1>>'])] }),
  },
  {
    name: 'a.html',
    mark: '<script>alert(1)</script>',
    make: () => Buffer.from(`<html><body>${'<p>text</p>'.repeat(50)}<script>alert(1)</script></body></html>`),
  },
  {
    name: 'a.html',
    mark: '<img src=x onerror=alert(1)>',
    make: () => Buffer.from(`<html><body>${'<p>text</p>'.repeat(50)}<img src=x onerror=alert(1)></body></html>`),
  },
  {
    name: 'a.svg',
    mark: '<script>1</script>',
    make: () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(50)}<script>1</script></svg>`),
  },
  {
    name: 'a.eml',
    mark: '<script>alert(2)</script>',
    make: () => makeMail([], { html: `<p>x</p>${'<p>text</p>'.repeat(50)}<script>alert(2)</script>` }),
  },
  {
    name: 'a.rtf',
    mark: '{\\object\\objemb{\\*\\objdata 01}}',
    make: () => Buffer.from(`{\\rtf1 ${'text '.repeat(100)}{\\object\\objemb{\\*\\objdata 01}}}`),
  },
  {
    name: 'a.docx',
    mark: 'word/vbaProject.bin',
    make: () => makeOoxml('docx', { members: [{ name: 'word/vbaProject.bin', data: 'x' }] }),
  },
];

export function mutatedFile(index: number, seed: number): MutatedFile {
  const chance = seededChance((Math.imul(seed, 1_000_003) + index) >>> 0);
  const hostile = chance.percent(30) ? ACTIVE[chance.between(0, ACTIVE.length - 1)] : undefined;
  if (hostile !== undefined) return mutatedHostile(hostile, chance);
  const file = GOOD[chance.between(0, GOOD.length - 1)];
  if (file === undefined) throw new Error('There are no good files.');
  const other = GOOD[chance.between(0, GOOD.length - 1)] ?? file;
  const { how, bytes } = mutate(file.make().subarray(0, MOST_BYTES), {
    chance,
    other: () => other.make().subarray(0, MOST_BYTES),
  });
  return {
    what: `${file.kind} ${how}`,
    name: `${SCRIPTS[index % SCRIPTS.length] ?? 'a'}.${file.name.split('.').at(-1) ?? 'bin'}`,
    bytes,
    active: false,
  };
}

function mutatedHostile({ name, mark, make }: (typeof ACTIVE)[number], chance: Chance): MutatedFile {
  const { how, bytes } = mutate(make(), { chance, other: make });
  return { what: `hostile ${name} ${how}`, name, bytes, active: bytes.includes(mark) };
}

interface Mutation {
  readonly chance: Chance;
  readonly other: () => Buffer;
}

function mutate(whole: Buffer, { chance, other }: Mutation): { readonly how: string; readonly bytes: Buffer } {
  const bytes = Buffer.from(whole);
  const at = chance.between(0, Math.max(0, bytes.length - 1));
  const length = chance.between(1, 64);
  switch (chance.between(0, 7)) {
    case 0:
      return { how: 'as it is', bytes };
    case 1: {
      for (let count = chance.between(1, 20); count > 0; count -= 1) {
        const place = chance.between(0, bytes.length - 1);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << chance.between(0, 7));
      }
      return { how: 'with bits turned', bytes };
    }
    case 2:
      return { how: `cut at ${at}`, bytes: bytes.subarray(0, at) };
    case 3:
      return {
        how: `without ${length} bytes at ${at}`,
        bytes: Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
      };
    case 4: {
      const piece = other();
      return {
        how: 'with a piece of another',
        bytes: Buffer.concat([bytes.subarray(0, at), piece.subarray(chance.between(0, piece.length - 1))]),
      };
    }
    case 5:
      return {
        how: `with ${length} bytes again at ${at}`,
        bytes: Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]),
      };
    case 6: {
      for (let place = at; place < Math.min(bytes.length, at + length); place += 1)
        bytes[place] = chance.between(0, 255);
      return { how: `with ${length} bytes of chance at ${at}`, bytes };
    }
    default: {
      const large = chance.percent(50) ? 0xffffffff : chance.between(0, 0x7fffffff);
      if (bytes.length >= 4) bytes.writeUInt32LE(large, Math.min(at, bytes.length - 4));
      return { how: `with a number at ${at}`, bytes };
    }
  }
}
