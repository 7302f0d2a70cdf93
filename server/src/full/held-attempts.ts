// The attempts in SQL: forged records of custody, statement after statement as the role of the application, and what came of them.
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight } from '../store/database.ts';
import type { Certificate } from '../store/destruction.ts';
import { attemptsOf, SQL_SHAPES } from './held-sql.ts';
import { HELD_TENANT as TENANT, type HeldWorld } from './held-world.ts';

/** What came of attempts by one route. */
export interface Route {
  readonly tried: number;
  /** Held cases of which a key was destroyed. */
  readonly gone: number;
  /** By what they were refused. */
  readonly refused: Readonly<Record<string, number>>;
}

export function nth<T>(list: readonly T[], at: number): T {
  // No list of a world is empty.
  return list[at % list.length] as T;
}

export function certificateOf(caseId: string, more: Partial<Certificate> = {}): Certificate {
  return {
    ...{ caseId, caseType: 'heldcase', reference: null, subject: '', authority: 'GDA 12', class: '4.2', events: 2 },
    ...{
      approvers: ['rita', 'ron'],
      lastHash: '',
      keys: [],
      method: 1,
      log: null,
      destroyedAt: '2026-02-01T00:00:00.000Z',
    },
    ...more,
  };
}

const IN_ONE_STATEMENT = 2_000;
/** Every how-manieth statement has the dear shapes too. */
const DEAR = 20;

export async function bySql(world: HeldWorld, tries: number, say: (sentence: string) => void): Promise<Route> {
  const cases = await Promise.all(
    world.held.map(async ({ caseId }) => ({ caseId, subject: await subjectOf(world, caseId) })),
  );
  const forged = await forge(world, cases);
  const totals = { tried: 0, gone: 0, undone: 0, refused: 0 };
  const few = forged.slice(0, Math.max(1, Math.min(forged.length, Math.ceil(tries / SQL_SHAPES.length))));
  for (let turn = 0; totals.tried < tries; turn += 1) {
    const shapes = turn % DEAR === 0 ? SQL_SHAPES : SQL_SHAPES.filter(({ isDear }) => !isDear);
    const perRound = few.length * shapes.length;
    const left = Math.ceil((tries - totals.tried) / perRound);
    const rounds = Math.max(1, Math.min(Math.floor(IN_ONE_STATEMENT / perRound), left));
    const text = attemptsOf({ tenant: TENANT, cases: few, shapes, rounds });
    const tally = await world.database.transaction(programContext(TENANT, 'system.disposal'), async (tx) => {
      await flight(tx, [{ name: '', text, values: [] }]);
      const [found] = await flight(tx, [
        { name: '', text: "select current_setting('held.tally') as tally", values: [] },
      ] as const satisfies readonly {
        readonly name: string;
        readonly text: string;
        readonly values: readonly unknown[];
      }[]);
      await commit(tx, []);
      // The one column of the one row.
      return (found.rows[0] as { readonly tally: string } | undefined)?.tally ?? '0,0,0,0';
    });
    const [tried = 0, gone = 0, undone = 0, refused = 0] = tally.split(',').map(Number);
    totals.tried += tried;
    totals.gone += gone;
    totals.undone += undone;
    totals.refused += refused;
    if (tried === 0) throw new Error('Nothing was tried.');
    if (totals.tried % 60_000 < tried) say(`SQL: ${totals.tried} tried, ${totals.gone} gone.`);
  }
  const { tried, gone, undone, refused } = totals;
  return { tried, gone, refused: { 'refused by the database': refused, 'changed nothing that holds': undone } };
}

async function subjectOf({ query }: HeldWorld, caseId: string): Promise<string> {
  const [row] = await query<{ subject: string }>(
    "select subject from data_key where case_id = $1 and subject <> '' limit 1",
    [caseId],
  );
  return row?.subject ?? 'nobody';
}

/** Records of custody that certify what was never done, as anybody could write who can write to the database. */
async function forge(
  world: HeldWorld,
  cases: readonly { readonly caseId: string; readonly subject: string }[],
): Promise<
  readonly { readonly caseId: string; readonly subject: string; readonly record: number; readonly holdId: string }[]
> {
  const forged: { caseId: string; subject: string; record: number; holdId: string }[] = [];
  for (const [at, { caseId, subject }] of cases.entries())
    await world.database.transaction(programContext(TENANT, 'system.disposal'), async (tx) => {
      const record = await nextCustody(tx, TENANT);
      const of = { tenant: TENANT, seq: record, actor: 'system.disposal', at: '2026-02-01T00:00:00.000Z' };
      // Every second is for the subject alone.
      const certificate = certificateOf(caseId, at % 2 === 0 ? {} : { subject });
      await commit(tx, recordCustody(of, ['destroyed', certificate]));
      const [own] = await world.query<{ hold_id: string }>('select hold_id from hold where case_id = $1 limit 1', [
        caseId,
      ]);
      forged.push({ caseId, subject, record, holdId: own?.hold_id ?? nth(world.queries, at) });
    });
  return forged;
}

/** The first of the shapes, which is now let do what it says. */
export async function bySqlOnce(world: HeldWorld, caseId: string): Promise<string> {
  const [forged] = await forge(world, [{ caseId, subject: '' }]);
  if (forged === undefined) return 'nothing forged';
  return world.database.transaction(programContext(TENANT, 'system.disposal'), async (tx) => {
    await flight(tx, [
      { name: '', text: "select app.destroy_keys($1, $2, '', $3)", values: [TENANT, caseId, forged.record] },
    ]);
    await commit(tx, []);
    return 'destroyed';
  });
}
