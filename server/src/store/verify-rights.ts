// Compares the rights that stand in the tables with those that were recorded, and what was recorded with its leaves. Names no
// person but by id.
import { NO_CASE } from '../merkle/leaf-entry.ts';
import { flight, type Tx } from './database.ts';
import { readLeavesOfCases } from './log-tree.ts';
import { readWaiting } from './read-chain.ts';
import {
  hashRightChange,
  readRightChanges,
  readRights,
  rightsRecorded,
  rightTexts,
  type RightChangeRow,
} from './right-changes.ts';
import { about, type TellLog } from './log-problem.ts';

export async function verifyRights(tx: Tx, tenant: number, tell: TellLog): Promise<void> {
  const [changes, standing, leaves, waiting] = await flight(tx, [
    readRightChanges(tenant),
    readRights(tenant),
    readLeavesOfCases(tenant, [NO_CASE]),
    readWaiting(tenant, [NO_CASE]),
  ]);
  const logged = new Map(leaves.rows.map(({ seq, hash }) => [seq, hash]));
  const queued = new Set(waiting.rows.map(({ seq }) => seq));
  for (const row of changes.rows)
    compareWithLeaf(row, { leaf: logged.get(row.seq), queued: queued.has(row.seq), tell });
  const present = new Set(changes.rows.map(({ seq }) => seq));
  for (const seq of logged.keys())
    if (!present.has(seq)) tell(about(null, 'right-changed', `The recorded change of rights ${seq} is missing.`));
  const rights = standing.rows[0]?.rights;
  const stand = new Set(rights === undefined ? [] : rightTexts(rights));
  const recorded = rightsRecorded(changes.rows);
  for (const right of stand)
    if (!recorded.has(right)) tell(about(null, 'right-unrecorded', `The right ${right} stands and was never given.`));
  for (const right of recorded)
    if (!stand.has(right))
      tell(about(null, 'right-missing', `The right ${right} was given and does not stand any more.`));
}

function compareWithLeaf(
  { seq, entry, hash }: RightChangeRow,
  at: { readonly leaf: Buffer | undefined; readonly queued: boolean; readonly tell: TellLog },
): void {
  const whole = hashRightChange(entry).equals(hash) && (at.leaf?.equals(hash) ?? at.queued);
  if (!whole) at.tell(about(null, 'right-changed', `The recorded change of rights ${seq} was changed or put here.`));
}
