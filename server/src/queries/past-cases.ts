// The cases of a period with everything that happened in them, for trying another version on them at the command line. A case is
// handed out only where whoever asks may read all of it, a page at a time, and once it is on record that they were looked at.
import { oversee, type Watcher } from '@casewright/engine/policy';
import type { PastEvent } from '@casewright/engine/what-if';
import { casesOpened } from '../store/cases-opened.ts';
import { flight, type Tx } from '../store/database.ts';
import { loadKeys } from '../store/load-case.ts';
import type { KeyProvider } from '../store/keys.ts';
import { openEvent } from '../store/open-event.ts';
import { eventsOfCase } from '../store/read-chain.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { EVERYTHING, readWatchedCase } from '../store/watched-cases.ts';
import { auditContext } from './oversight.ts';
import { tellAtCommandLine, type TellDeps, type Telling } from './tell-at-command-line.ts';

export interface PastCasesAsked extends Telling {
  /** Of the version under which they are, as hex. */
  readonly hash: string;
  /** Opened from the first instant on, and before the second. */
  readonly from: string;
  readonly until: string;
}

export interface PastCaseTold {
  readonly caseId: string;
  readonly reference: string;
  readonly events: readonly PastEvent[];
}

export interface PastPage {
  readonly cases: readonly PastCaseTold[];
  /** Cases of which not all may be told to whoever asks, or not all can be read any more. */
  readonly withheld: number;
}

export interface PastCasesDeps extends TellDeps {
  readonly keys: KeyProvider;
}

const PAGE = 50;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Ends with null where there is nobody of the name in which it is asked. Throws `Unavailable` where the look cannot be recorded. */
export async function* pastCases(deps: PastCasesDeps, asked: PastCasesAsked): AsyncGenerator<PastPage | null> {
  const hash = Buffer.from(asked.hash, 'hex');
  const { tenant, from, until } = asked;
  for (let after = BEFORE_ALL; ;) {
    const [found] = await deps.database.once(auditContext(tenant), [
      casesOpened({ tenant, hash, from, until, after, limit: PAGE }),
    ]);
    const caseIds = found.rows.map((row) => row.case_id);
    const last = caseIds.at(-1);
    if (last === undefined) return;
    const told = await tellAtCommandLine(deps, asked, async (by) => {
      const page = await deps.database.snapshot(auditContext(tenant), (tx) =>
        readPage(tx, deps, { tenant, caseIds, by }),
      );
      return { told: page, caseIds: page.cases.map(({ caseId }) => caseId) };
    });
    yield told;
    if (told === null || caseIds.length < PAGE) return;
    after = last;
  }
}

interface PageAsked {
  readonly tenant: number;
  readonly caseIds: readonly string[];
  readonly by: Watcher;
}

async function readPage(tx: Tx, { keys }: PastCasesDeps, { tenant, caseIds, by }: PageAsked): Promise<PastPage> {
  const cases: PastCaseTold[] = [];
  for (const caseId of caseIds) {
    const [heads, wrapped] = await flight(tx, [readWatchedCase(tenant, caseId, EVERYTHING), loadKeys(tenant, caseId)]);
    const [row] = heads.rows;
    if (row === undefined || oversee(by, [row, ...row.watchedParts]).withheld > 0) continue;
    const events = await readAll(tx, { tenant, caseId, keys: unwrapKeys(keys, { tenant, caseId }, wrapped.rows) });
    if (events !== null) cases.push({ caseId, reference: row.reference, events });
  }
  return { cases, withheld: caseIds.length - cases.length };
}

interface ToRead {
  readonly tenant: number;
  readonly caseId: string;
  readonly keys: ReturnType<typeof unwrapKeys>;
}

/** Null where an event of it was destroyed. */
async function readAll(tx: Tx, { tenant, caseId, keys }: ToRead): Promise<readonly PastEvent[] | null> {
  const events: PastEvent[] = [];
  for await (const { seq, type, occurred, payload, actor } of eventsOfCase(tx, { tenant, caseId }, [])) {
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
    if (opened.kind !== 'event') return null;
    events.push({ event: opened.event, actor });
  }
  return events;
}
