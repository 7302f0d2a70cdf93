// The ways of tampering with stored events that somebody with full rights over the database has, each as SQL on one case,
// and where the verifier must find it. Knows nothing of how the verifier works.
import type { Chance } from './seeded-chance.ts';

/** A case to tamper with: its id and how many events it has. */
export interface Victim {
  readonly caseId: string;
  readonly events: number;
}

export interface Tampering {
  readonly way: string;
  readonly caseId: string;
  /** The event that must be named. */
  readonly seq: number;
  readonly statements: readonly string[];
}

/** How one bit of a value is turned over, by the column's type. `at` is a number of chance. */
const FLIPS: Readonly<Record<string, (column: string, at: number) => string>> = {
  bytea: (column, at) =>
    `set_byte(${column}, ${at} % octet_length(${column}), get_byte(${column}, ${at} % octet_length(${column})) # 1)`,
  text: (column, at) =>
    `overlay(${column} placing chr(ascii(substr(${column}, 1 + ${at} % length(${column}), 1)) # 1) from 1 + ${at} % length(${column}) for 1)`,
  uuid: (column, at) =>
    `overlay(${column}::text placing case substr(${column}::text, ${36 - (at % 12)}, 1) when '0' then '1' else '0' end from ${36 - (at % 12)} for 1)::uuid`,
  // What is stored is a count of microseconds; its lowest byte is less than a millisecond.
  timestamptz: (column, at) => `${column} + interval '1 microsecond' * ${at % 2 === 0 ? 1 : 1000}`,
  int2: (column) => `${column} # 1`,
  int4: (column) => `${column} # 1`,
};

/** Columns of an event by the type of their values; a changed place is a moved event, see `MOVES`. */
const PLACE = new Set(['tenant', 'case_id', 'seq']);

export interface EventColumn {
  readonly name: string;
  readonly type: string;
}

export interface WayOfTampering {
  readonly name: string;
  /** Events that a case must have. */
  readonly events: number;
  readonly make: (victim: Victim, other: Victim, chance: Chance) => Tampering;
}

/** Every way there is, given the columns of the table: one byte of each column, and the moves. */
export function waysOfTampering(columns: readonly EventColumn[]): readonly WayOfTampering[] {
  return [...columns.filter(({ name }) => !PLACE.has(name)).map(byteOf), ...MOVES];
}

function byteOf({ name, type }: EventColumn): WayOfTampering {
  const flip = FLIPS[type];
  if (flip === undefined) throw new Error(`There is no way yet to change one byte of ${name}, which is ${type}.`);
  const way = `one byte of ${name}`;
  return {
    name: way,
    events: 1,
    make({ caseId, events }, _other, chance) {
      const seq = chance.between(1, events);
      return {
        way,
        caseId,
        seq,
        statements: [
          `update event set ${name} = ${flip(name, chance.between(0, 10_000))} where case_id = '${caseId}' and seq = ${seq}`,
        ],
      };
    },
  };
}

const FAR = 1_000_000;

const MOVES: readonly WayOfTampering[] = [
  move('one event deleted', 2, ({ caseId, events }, _other, chance) => {
    const seq = chance.between(1, events - 1);
    return { seq, statements: [`delete from event where case_id = '${caseId}' and seq = ${seq}`] };
  }),
  move('the end cut off', 2, ({ caseId, events }, _other, chance) => {
    const kept = chance.between(1, events - 1);
    return { seq: kept + 1, statements: [`delete from event where case_id = '${caseId}' and seq > ${kept}`] };
  }),
  move('all events of a case deleted', 1, ({ caseId }) => ({
    seq: 1,
    statements: [`delete from event where case_id = '${caseId}'`],
  })),
  move('two events swapped', 2, ({ caseId, events }, _other, chance) => {
    const seq = chance.between(1, events - 1);
    const second = chance.between(seq + 1, events);
    const renumber = (from: number, to: number): string =>
      `update event set seq = ${to} where case_id = '${caseId}' and seq = ${from}`;
    return { seq, statements: [renumber(seq, FAR), renumber(second, seq), renumber(FAR, second)] };
  }),
  move('the contents of two events swapped', 2, ({ caseId, events }, _other, chance) => {
    const seq = chance.between(1, events - 1);
    const second = chance.between(seq + 1, events);
    return {
      seq,
      statements: [
        `update event e set payload = o.payload from event o where e.case_id = '${caseId}' and o.case_id = e.case_id
            and (e.seq, o.seq) in ((${seq}, ${second}), (${second}, ${seq}))`,
      ],
    };
  }),
  move('an event put into another case', 1, ({ caseId, events }, other, chance) => {
    const seq = chance.between(1, events);
    return {
      seq,
      statements: [
        `update event set case_id = '${other.caseId}', seq = ${FAR} + seq where case_id = '${caseId}' and seq = ${seq}`,
      ],
    };
  }),
  move('an event given to another agency', 1, ({ caseId, events }, _other, chance) => {
    const seq = chance.between(1, events);
    return { seq, statements: [`update event set tenant = tenant + 1 where case_id = '${caseId}' and seq = ${seq}`] };
  }),
  move('an event renumbered', 1, ({ caseId, events }, _other, chance) => {
    const seq = chance.between(1, events);
    return { seq, statements: [`update event set seq = ${events + 1} where case_id = '${caseId}' and seq = ${seq}`] };
  }),
  move('an event doubled at the end', 1, ({ caseId, events }, _other, chance) => {
    const seq = chance.between(1, events);
    return { seq: events + 1, statements: [doubled(caseId, seq, events + 1)] };
  }),
];

type Made = Pick<Tampering, 'seq' | 'statements'>;

function move(
  name: string,
  events: number,
  make: (victim: Victim, other: Victim, chance: Chance) => Made,
): WayOfTampering {
  return {
    name,
    events,
    make: (victim, other, chance) => ({ way: name, caseId: victim.caseId, ...make(victim, other, chance) }),
  };
}

function doubled(caseId: string, seq: number, as: number): string {
  return `insert into event select (jsonb_populate_record(e, jsonb_build_object('seq', ${as}))).* from event e where case_id = '${caseId}' and seq = ${seq}`;
}
