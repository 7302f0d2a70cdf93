// Made-up people and the records that a clerk might have made of them, some twice or more, with the slips that clerks make; and people who
// are easily taken for each other and are not one: twins, father and son of one name, namesakes, people of one birthday. It imports
// nothing of the product: who is who is known here alone.
import { seededRandom } from '../seeded-random.ts';

/** What one case recorded of somebody, by the field. */
export type Said = Readonly<Record<'given' | 'family' | 'born' | 'address' | 'contact' | 'licence', string | null>>;

export interface MadeRecord {
  readonly id: number;
  /** Who it truly is; two records of one number are of one person. */
  readonly person: number;
  readonly said: Said;
  /** How it differs from the first record of the person; empty for that one. */
  readonly slips: readonly string[];
}

export interface MadePeople {
  readonly records: readonly MadeRecord[];
  /** Pairs of records of one person: the first of somebody and another. */
  readonly duplicates: readonly (readonly [number, number])[];
  /** Pairs of records of two people whom somebody might take for one, and why. */
  readonly traps: readonly { readonly one: number; readonly other: number; readonly why: string }[];
}

/** Names as they are written at home and, after a bar, in Latin letters. */
const GIVEN =
  'Anna Bruno Chiara Dario Elena Fabio Gaia Hugo Irene Jonas Katrin Lukas Marta Nils Olga Pavel Rosa Simon Tessa Ulrich Vera Walter Ximena Yasmin Zoran Siobhán Łukasz José Zoë Björn Ngozi Kwame Amara Tariq Priya Arjun Мария|Mariya Иван|Ivan Ольга|Olga Дмитрий|Dmitri Наталья|Natalya Сергей|Sergei Γιώργος|Giorgos Ελένη|Eleni Νίκος|Nikos محمد|Muhammad فاطمة|Fatima خالد|Khalid 明|明 小红|小红 דוד|David רחל|Rachel';
const FAMILY =
  'Rossi Bianchi Keller Schmidt Weber Fischer Novak Horvat Kovács Nagy Jensen Hansen Larsen Petit Moreau Dubois García Fernández Almeida Carvalho Okafor Mensah Adeyemi Sharma Iyer Müller Jääskeläinen O’Brien MacLeod Wójcik Коваленко|Kovalenko Петров|Petrov Смирнова|Smirnova Шевченко|Shevchenko Παπαδόπουλος|Papadopoulos Γεωργίου|Georgiou الحسن|Alhasan خوري|Khoury 王|王 李|李 כהן|Cohen Montgomery Fitzgerald Lindqvist Castellano Vandenberg Thorsteinsson Abercrombie Delacroix Zimmermann Haverford Quintero Ruggiero Szczepański Yilmaz';
const STREETS = 'Elm Oak Mill Church Station Harbour Castle Meadow Bridge Orchard'.split(' ');

interface Chance {
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

function chanceOf(seed: number): Chance {
  const chance = seededRandom(seed);
  const below = (limit: number): number => chance.between(0, limit - 1);
  return {
    below,
    pick(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('Nothing can be picked of an empty list.');
      return found;
    },
  };
}

interface Making {
  readonly chance: Chance;
  readonly records: MadeRecord[];
  readonly duplicates: (readonly [number, number])[];
  readonly traps: MadePeople['traps'][number][];
  people: number;
}

/** @param duplicates how many records are of somebody who has one already */
export function makePeople(seed: number, duplicates: number): MadePeople {
  const making: Making = { chance: chanceOf(seed), records: [], duplicates: [], traps: [], people: 0 };
  while (making.duplicates.length < duplicates) {
    const first = addPerson(making, someone(making.chance));
    const more = making.chance.below(10) < 8 ? 1 : 1 + making.chance.below(3);
    for (let n = 0; n < more && making.duplicates.length < duplicates; n += 1) addDuplicate(making, first);
    addPerson(making, someone(making.chance));
    if (making.chance.below(4) === 0) addTrap(making, first);
  }
  const { records, traps } = making;
  return { records, duplicates: making.duplicates, traps };
}

function someone({ pick, below }: Chance): Said {
  const born = `${1935 + below(75)}-${two(1 + below(12))}-${two(1 + below(28))}`;
  return {
    given: pick(GIVEN.split(' ')),
    family: pick(FAMILY.split(' ')),
    born: below(12) === 0 ? null : born,
    address: below(6) === 0 ? null : `${1 + below(99)} ${pick(STREETS)} Street ${2000 + below(900)}`,
    contact: below(3) === 0 ? null : `+39 06 ${String(1_000_000 + below(8_999_999))}`,
    licence: below(2) === 0 ? null : `${pick(['AX', 'BR', 'CT', 'DL'])}${String(100_000 + below(899_999))}`,
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function addPerson(making: Making, home: Said): MadeRecord {
  making.people += 1;
  return add(making, { person: making.people, home, slips: [] });
}

interface ToAdd {
  readonly person: number;
  /** With the names of both scripts. */
  readonly home: Said;
  readonly slips: readonly string[];
  /** Written in Latin letters. */
  readonly latin?: boolean;
}

/** Names in both scripts, by record, for what is made of it later. */
const homes = new WeakMap<MadeRecord, Said>();

function add(making: Making, { person, home, slips, latin = false }: ToAdd): MadeRecord {
  const said = { ...home, given: script(home.given, latin), family: script(home.family, latin) };
  const record: MadeRecord = { id: making.records.length, person, said, slips };
  homes.set(record, home);
  making.records.push(record);
  return record;
}

function script(name: string | null, latin: boolean): string | null {
  const [own = '', other] = (name ?? '').split('|');
  return name === null ? null : latin ? (other ?? own) : own;
}

type Slip = (said: Said, chance: Chance) => Said | null;

/** What goes wrong when somebody is recorded again; null where there is nothing for it to go wrong with. */
const SLIPS: Readonly<Record<string, Slip>> = {
  'letter lost in the family name': (said, chance) => changed(said, 'family', (name) => without(name, chance)),
  'letters swapped in the family name': (said, chance) => changed(said, 'family', (name) => swapped(name, chance)),
  'letter wrong in the given name': (said, chance) => changed(said, 'given', (name) => wrong(name, chance)),
  'letter doubled in the family name': (said, chance) => changed(said, 'family', (name) => doubled(name, chance)),
  'given and family name swapped': (said) => ({ ...said, given: said.family, family: said.given }),
  'day and month swapped': (said) => {
    const [year = '', month = '', day = ''] = (said.born ?? '').split('-');
    return said.born === null || Number(day) > 12 || day === month
      ? null
      : { ...said, born: `${year}-${day}-${month}` };
  },
  'digit wrong in the day': (said) => {
    const day = said.born?.slice(8) ?? '';
    return said.born === null ? null : { ...said, born: `${said.born.slice(0, 8)}${two((Number(day) % 28) + 1)}` };
  },
  'no date of birth': (said) => (said.born === null ? null : { ...said, born: null }),
  'moved house': (said, { below }) => ({ ...said, address: `${1 + below(99)} New Road ${3000 + below(900)}` }),
  'another telephone': (said, { below }) => ({ ...said, contact: `+39 02 ${String(1_000_000 + below(8_999_999))}` }),
  'no licence': (said) => (said.licence === null ? null : { ...said, licence: null }),
  'licence with signs': (said) =>
    said.licence === null
      ? null
      : { ...said, licence: `${said.licence.slice(0, 2).toLowerCase()}-${said.licence.slice(2)}` },
  'without marks': (said) => {
    const bare = (name: string | null): string | null =>
      name?.normalize('NFD').replaceAll(/[\u0300-\u036f]/gu, '') ?? null;
    const plain = { ...said, given: bare(said.given), family: bare(said.family) };
    return plain.given === said.given?.normalize('NFD') && plain.family === said.family?.normalize('NFD')
      ? null
      : plain;
  },
  'a middle name more': (said, { pick }) =>
    changed(said, 'given', (name) => `${name} ${pick(['Maria', 'Jo', 'Kim', 'Alex'])}`),
  'in capitals': (said) => ({
    ...said,
    given: said.given?.toUpperCase() ?? null,
    family: said.family?.toUpperCase() ?? null,
  }),
};

function changed(said: Said, field: 'given' | 'family', change: (name: string) => string | null): Said | null {
  const name = said[field];
  const made = name === null ? null : change(name);
  return made === null || made === name ? null : { ...said, [field]: made };
}

function without(name: string, { below }: Chance): string | null {
  const letters = Array.from(name);
  return letters.length < 4 ? null : letters.toSpliced(1 + below(letters.length - 1), 1).join('');
}

function swapped(name: string, { below }: Chance): string | null {
  const letters = Array.from(name);
  if (letters.length < 4) return null;
  const at = 1 + below(letters.length - 2);
  const [one = '', other = ''] = letters.slice(at, at + 2);
  return letters.toSpliced(at, 2, other, one).join('');
}

function wrong(name: string, { below, pick }: Chance): string | null {
  const letters = Array.from(name);
  if (letters.length < 4 || !/^[a-z]+$/iu.test(name)) return null;
  return letters.toSpliced(1 + below(letters.length - 1), 1, pick(Array.from('aeiourstn'))).join('');
}

function doubled(name: string, { below }: Chance): string | null {
  const letters = Array.from(name);
  if (letters.length < 4) return null;
  const at = 1 + below(letters.length - 1);
  return letters.toSpliced(at, 0, letters[at] ?? '').join('');
}

function addDuplicate(making: Making, first: MadeRecord): void {
  const { chance } = making;
  const home = homes.get(first) ?? first.said;
  const latin = chance.below(2) === 0;
  let said: Said = { ...home, given: script(home.given, latin), family: script(home.family, latin) };
  const slips: string[] =
    said.given === first.said.given && said.family === first.said.family ? [] : ['another script'];
  const most = 1 + chance.below(3);
  for (let tries = 0; slips.length < most && tries < 20; tries += 1) {
    const name = chance.pick(Object.keys(SLIPS));
    const made = slips.includes(name) ? null : (SLIPS[name]?.(said, chance) ?? null);
    if (made === null) continue;
    said = made;
    slips.push(name);
  }
  const record = add(making, { person: first.person, home: said, slips });
  making.duplicates.push([first.id, record.id]);
}

function addTrap(making: Making, like: MadeRecord): void {
  const { chance } = making;
  const home = homes.get(like) ?? like.said;
  const other = someone(chance);
  const year = Number(home.born?.slice(0, 4) ?? '1960');
  const young = `${Math.min(year + 27, 2012)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
  const traps: readonly (readonly [string, Said])[] = [
    ['twins', { ...home, given: other.given, licence: other.licence }],
    ['father and son of one name', { ...home, born: young, licence: other.licence }],
    ['a namesake elsewhere', { ...other, given: home.given, family: home.family }],
    ['one birthday and address', { ...other, born: home.born, address: home.address }],
  ];
  const [why, said] = chance.pick(traps.filter(([, each]) => each.given !== home.given || each.born !== home.born));
  making.traps.push({ one: like.id, other: addPerson(making, said).id, why });
}
