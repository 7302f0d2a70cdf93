// Makes a large database out of a small one: each case that the command path made, many times over, as rows of the
// lists and heads only, and then proves that the rows have the shape of those that commands made.
import { clonedTokens, cloneRows } from './clone-rows.ts';
import type { OwnerSession } from './owner-session.ts';
import { withoutIndexes } from './without-indexes.ts';

export interface Growth {
  /** Cases that commands made, all in the bench's agency. */
  readonly made: number;
  readonly wanted: number;
}

interface Shape {
  readonly cases: number;
  readonly tasks_each: number;
  readonly tokens_each: number;
  readonly timers_each: number;
  readonly state_bytes: number;
  readonly lanes: number;
  readonly fullest: number;
}

const CLONE_ID = "md5(t.case_id::text || '/' || g)::uuid";
const TABLES = ['case_head', 'case_access', 'case_word', 'task', 'timer', 'pending'];
/** Names of which there are few, some and many. */
const COMMON_NAMES = 20;
const MIDDLING_NAMES = 2_000;
export const RARE_NAMES = 200_000;

/** The words that clones have instead of the name of the made cases: as long as that, so that rows keep their size. */
export function searchedName(number: number): {
  readonly common: string;
  readonly middling: string;
  readonly rare: string;
} {
  const digits = (most: number, length: number): string => String(number % most).padStart(length, '0');
  return {
    common: `com${digits(COMMON_NAMES, 2)}`,
    middling: `m${digits(MIDDLING_NAMES, 4)}`,
    rare: `r${digits(RARE_NAMES, 6)}`,
  };
}

const NUMBER = "(hashtext(t.case_id::text || '/' || g)::bigint + 2147483648)";
const COMMON = `'com' || lpad((${NUMBER} % ${COMMON_NAMES})::text, 2, '0')`;
const MIDDLING = `'m' || lpad((${NUMBER} % ${MIDDLING_NAMES})::text, 4, '0')`;
const RARE = `'r' || lpad((${NUMBER} % ${RARE_NAMES})::text, 6, '0')`;
const STATE = `replace(t.state, 'Maria Rossi Bianchi', ${COMMON} || ' ' || ${MIDDLING} || ' ' || ${RARE})`;
const WORD = `case t.word when 'maria' then ${COMMON} when 'rossi' then ${MIDDLING} when 'bianchi' then ${RARE}
  else case when t.word like 'inf-%' then t.word || '-' || g else t.word end end`;
/** So many copies of every case in one transaction. */
const STEP = 20;

/** @throws when the grown rows do not have the shape of the made ones */
export async function growCases(owner: OwnerSession, { made, wanted }: Growth): Promise<void> {
  const before = await shapeOf(owner);
  const copies = Math.max(0, Math.round(wanted / made) - 1);
  await owner.run(...TABLES.map((table) => `create temporary table made_${table} as select * from ${table}`));
  await withoutIndexes(owner, TABLES, async () => {
    for (let first = 1; first <= copies; first += STEP) {
      await addCopies(owner, first, Math.min(copies, first + STEP - 1));
    }
  });
  for (const table of TABLES) await owner.alone(`vacuum analyze ${table}`);
  requireSameShape(before, await shapeOf(owner), copies + 1);
}

async function addCopies(owner: OwnerSession, first: number, last: number): Promise<void> {
  for (const table of TABLES) {
    const numbered = table === 'case_head' || table === 'task' ? { reference: "t.reference || '-' || g" } : {};
    const named = table === 'case_head' ? { state: STATE } : table === 'case_word' ? { word: WORD } : {};
    await cloneRows(owner, {
      from: `made_${table}`,
      into: table,
      differing: { case_id: CLONE_ID, ...numbered, ...named, ...clonedTokens(table, CLONE_ID) },
      where: 'true',
      first,
      last,
    });
  }
}

async function shapeOf(owner: OwnerSession): Promise<Shape> {
  const [shape] = await owner.run<Shape>(`
    select c.cases, (select count(*) from task)::float8 / c.cases as tasks_each,
           (select count(*) from case_access)::float8 / c.cases as tokens_each,
           (select count(*) from timer)::float8 / c.cases as timers_each,
           (select avg(octet_length(state)) from case_head)::float8 as state_bytes,
           (select count(distinct lane) from task)::int as lanes,
           (select max(n) from (select count(*) as n from task group by lane) l)::float8 / c.cases as fullest
      from (select count(*)::int as cases from case_head) c`);
  if (shape === undefined) throw new Error('The database did not answer.');
  return shape;
}

function requireSameShape(before: Shape, after: Shape, times: number): void {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
  const same =
    after.cases === before.cases * times &&
    near(after.tasks_each, before.tasks_each) &&
    near(after.tokens_each, before.tokens_each) &&
    near(after.timers_each, before.timers_each) &&
    near(after.state_bytes, before.state_bytes) &&
    after.lanes === before.lanes &&
    near(after.fullest, before.fullest);
  if (!same) throw new Error(`The grown rows differ in shape: ${JSON.stringify({ before, after, times })}`);
}
