// Looks for canaries in what can still be read of events by whoever has every key that is left: much of what people wrote stands
// in events alone, where a search of bytes finds nothing before a destruction either. And whether keys are left.
import type { OpenSystem } from '../open-system.ts';
import { programContext } from '../store/context.ts';
import { readReason } from '../store/act-reason.ts';
import { flight, type Tx } from '../store/database.ts';
import type { PeopleActRow } from '../store/people-acts.ts';
import type { Statement } from '../store/statement.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { readEvents } from '../store/read-events.ts';
import { listSubjectFiles, readSubjectDecisions } from '../store/subject-files.ts';
import { keyOfRequest, openWords } from '../store/subject-words.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { scanFiles } from './canary-files.ts';
import { scanFindings } from './canary-samples.ts';
import { canaryScanner, type Found } from './canary-scan.ts';
import { CANARY_TENANT, type CanaryCase, type Fate } from './canary-world.ts';
import { openGround } from './ground.ts';

const tenant = CANARY_TENANT;

export async function scanEvents(
  { database, deps, ...others }: OpenSystem,
  cases: readonly CanaryCase[],
): Promise<Found> {
  const scanner = canaryScanner();
  for (const { caseId } of cases) {
    const [wrapped, events] = await database.once(programContext(tenant, 'system.verify'), [
      loadKeys(tenant, caseId),
      readEvents({ tenant, caseId, from: 0, limit: 500 }),
    ]);
    const keys = unwrapKeys(deps.keys, { tenant, caseId }, wrapped.rows);
    for (const { seq, type, occurred, payload } of events.rows) {
      const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
      scanner.bytes(Buffer.from(JSON.stringify(opened)), `event ${seq} of ${caseId}`);
    }
  }
  const system = { database, deps, ...others };
  const caseIds = cases.map(({ caseId }) => caseId);
  await scanFiles(system, scanner, caseIds);
  await scanFindings(system, scanner, caseIds);
  for (const reason of await reasonsOfActs({ database, deps }, cases))
    scanner.bytes(Buffer.from(reason), 'an act on people');
  for (const words of await wordsOfDecisions({ database, deps }, cases))
    scanner.bytes(Buffer.from(words), 'a decision on an item of a file');
  return scanner.found();
}

/** What was said in withholding something from people who asked in these cases, as far as it can still be read. */
function wordsOfDecisions(
  { database, deps }: Pick<OpenSystem, 'database' | 'deps'>,
  cases: readonly CanaryCase[],
): Promise<readonly string[]> {
  return database.snapshot(programContext(tenant, 'system.verify'), async (tx) => {
    const said: string[] = [];
    for (const { caseId } of cases) said.push(...(await wordsOf(deps, tx, caseId)));
    return said;
  });
}

async function wordsOf(deps: OpenSystem['deps'], tx: Tx, caseId: string): Promise<readonly string[]> {
  const [files] = await flight(tx, [listSubjectFiles(tenant, caseId)]);
  const said: string[] = [];
  for (const file of files.rows) {
    const [decisions] = await flight(tx, [readSubjectDecisions(tenant, file.file_id)]);
    const written = decisions.rows.filter(({ words }) => words !== null);
    const key = written.length === 0 ? undefined : await keyOfRequest(deps.keys, tx, { tenant, file });
    for (const { item, number, words: sealed } of written)
      if (sealed !== null) said.push(openWords(key, { tenant, file, item, number, sealed }));
  }
  return said;
}

/** Why people of these cases were held to be one, as far as it can still be read. */
function reasonsOfActs(
  { database, deps }: Pick<OpenSystem, 'database' | 'deps'>,
  cases: readonly CanaryCase[],
): Promise<readonly string[]> {
  return database.snapshot(programContext(tenant, 'system.verify'), async (tx) => {
    const all: Statement<PeopleActRow> = {
      name: 'acts-of-canaries',
      text: 'select * from people_act where tenant = $1 and first_case = any ($2) order by seq',
      values: [tenant, cases.map(({ caseId }) => caseId)],
    };
    const [acts] = await flight(tx, [all]);
    const reasons: string[] = [];
    for (const row of acts.rows) reasons.push(await readReason(tx, deps.keys, { tenant, row }));
    return reasons;
  });
}

/** How many keys there still are of destroyed cases and subjects. */
export async function keysLeft(data: string, lists: string, cases: readonly CanaryCase[]): Promise<number> {
  const ground = await openGround(data, { CASEWRIGHT_DESTRUCTIONS: lists });
  const of = (fate: Fate): readonly string[] => cases.filter((each) => each.fate === fate).map(({ caseId }) => caseId);
  const rows = await ground.query<{ left: number }>(
    `select count(*)::int as left from data_key where case_id = any ($1) or (case_id = any ($2) and subject <> '')`,
    [of('case'), of('subject')],
  );
  await ground.close();
  return rows[0]?.left ?? -1;
}
