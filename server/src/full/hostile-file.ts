// One row of the tables of hostile files: what it tries, what it is called, how the gate must answer, and how it is made.
import type { Bytes } from '../files/bytes.ts';
import type { RefusalCode } from '../gate/refusals.ts';

export interface HostileFile {
  readonly what: string;
  readonly name: string;
  /** The code of the refusal, so that it is refused for what it tries and not for a slip in making it. */
  readonly codes: readonly RefusalCode[];
  readonly make: () => Buffer | Bytes;
}

export type Row = readonly [
  what: string,
  name: string,
  codes: RefusalCode | readonly RefusalCode[],
  make: () => Buffer | Bytes | string,
];

export function rowsOf(group: string, rows: readonly Row[]): readonly HostileFile[] {
  return rows.map(([what, name, codes, make]) => ({
    what: `${group}: ${what}`,
    name,
    codes: typeof codes === 'string' ? [codes] : codes,
    make: () => {
      const made = make();
      return typeof made === 'string' ? Buffer.from(made, 'utf8') : made;
    },
  }));
}

/** In two parts, so that no scanner takes this source for what it makes (eicar.org). */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
