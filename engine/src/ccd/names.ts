// Names of the case type for CCD's ids: as close to these as our rules for names allow, each once.
import { isReservedName } from '../expression/expression.ts';

/** Gives every id a name of one kind; the same id gets the same name. */
export interface Naming {
  readonly nameOf: (id: string) => string;
  /** The name that an id has already; null where it has none. */
  readonly known: (id: string) => string | null;
  /** Ids by the names that they got. */
  readonly ids: ReadonlyMap<string, string>;
}

const LONGEST = 60;

interface Rule {
  readonly shape: (id: string) => string;
  /** What comes before a number that tells two names apart. */
  readonly joint: string;
  readonly taken?: readonly string[];
}

function naming({ shape, joint, taken = [] }: Rule): Naming {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const used = new Set(taken);
  const nameOf = (id: string): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const wanted = shape(id).slice(0, LONGEST);
    let name = wanted;
    for (let number = 2; used.has(name); number += 1) {
      const end = `${joint}${number}`;
      name = `${wanted.slice(0, LONGEST - end.length)}${end}`;
    }
    used.add(name);
    names.set(id, name);
    ids.set(name, id);
    return name;
  };
  return { nameOf, ids, known: (id) => names.get(id) ?? null };
}

/** `sendToDwp` is `send-to-dwp`: plan items, forms, pages, lists and roles. */
export function hyphenNames(taken: readonly string[] = []): Naming {
  return naming({ shape: hyphened, joint: '-', taken });
}

/** Fields, `appeal.appellant.name` is `appealAppellantName`. */
export function fieldNames(taken: readonly string[] = []): Naming {
  return naming({ shape: camel, joint: 'No', taken });
}

/** Values of a choice; these keep their case, since conditions compare them. */
export function optionNames(): Naming {
  return naming({ shape: option, joint: '.' });
}

function hyphened(id: string): string {
  const words = id
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return /^[a-z]/.test(words) ? words : `x-${words}`.replace(/-$/, '');
}

function camel(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const name = /^[A-Za-z]/.test(joined) ? joined.charAt(0).toLowerCase() + joined.slice(1) : `field${joined}`;
  const isTaken = isReservedName(name) || name === 'repetition' || name in Object.prototype;
  return isTaken ? `${name}Field` : name;
}

function option(code: string): string {
  const plain = code.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return /^[A-Za-z0-9]/.test(plain) ? plain : `x${plain}`;
}
